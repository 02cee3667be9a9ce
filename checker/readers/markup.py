"""HTML in Markdown: what its tags do to prose, and the links and images that it makes."""

from __future__ import annotations

import re

from checker.message import Image
from checker.patterns import lazy
from checker.readers import html
from checker.readers.found import Anchor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.message import Tag
    from checker.readers.found import Found
    from checker.readers.page import Decode, Leaf, Page
    from checker.readers.prose import Prose
    from checker.text import Text

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
))  # fmt: skip
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
_KINDS = {"li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell", "pre": "code"} | {
    f"h{level}": "heading" for level in range(1, 7)
}
# An element ends one of the same group that is still open, unless one of these stands between.
_GROUPS = {
    **dict.fromkeys(("li", "dt", "dd"), ("ul", "ol", "dl", "menu", "dir", "table")),
    **dict.fromkeys(("td", "th"), ("tr", "table")),
}
_SCOPES = frozenset(name for names in _GROUPS.values() for name in names)
_DEEPEST = 64
_LINE_GAP = lazy(r"[ \t\f]*\n[ \t\f\n]*")
_RAW_CLOSE = lazy(rf"</({'|'.join(html.RAW)})(?![^\s/>])", re.IGNORECASE)


class Markup:
    """Reads the HTML of a page, block by block; an `<a>` or a `<style>` may reach over several."""

    def __init__(self, page: Page, prose: Prose, found: Found) -> None:
        self.page = page
        self.prose = prose
        self.found = found
        self._anchor_place = 0
        self._raw: tuple[str, int, int] | None = None
        """The element whose content is no prose: its name, the index of its tag, the place where its content begins."""
        self._last_closes: dict[str, int] | None = None

    def enter(self, leaf: Leaf, kind: str, level: int) -> None:
        self.leaf = leaf
        self._open = [("", kind, level)]
        """The elements around, outermost first, with the kind of block that they make."""

    def leave(self) -> None:
        anchor = self.found.anchor
        if anchor and anchor.leaf is self.leaf:
            anchor.leaf_end = self.prose.length

    def read(self, start: int, end: int) -> None:
        """The markup from one offset of the content to another."""
        within = self._raw[0] if self._raw else ""
        content = self.leaf.content[start:end]
        tag = -1
        for piece in html.scan(content, within, lambda name, at: self._is_closed(name, start + at)):
            first, last = start + piece.start, start + piece.end
            if piece.kind == "text":
                self._text(first, last)
                continue
            self.found.unread.append(self.leaf.places(first, last))
            if piece.kind == "comment":
                self.found.comments.append(self.leaf.written(first, last))
            elif piece.kind == "tag":
                tag = self._tag(piece, start)
            else:
                self._content_of(piece.name, tag, first, last, closed=last < end)

    def _is_closed(self, name: str, at: int) -> bool:
        """Whether the tag that ends at an offset is closed anywhere: the rest of a message is not taken for a title."""
        if self._last_closes is None:
            self._last_closes = {
                match.group(1).lower(): match.start() for match in _RAW_CLOSE.finditer(self.page.source)
            }
        return self._last_closes.get(name, -1) >= self.leaf.place(at)

    def _content_of(self, name: str, tag: int, first: int, last: int, *, closed: bool) -> None:
        """The content of a raw element, or as much of it as this block has."""
        if self._raw is None:
            self._raw = (name, tag, self.leaf.place(first))
            self.prose.muted = True
        if closed:
            _, tag, place = self._raw
            self.found.add_content(tag, self.page.written(place, self.leaf.place(last)))
            self._raw = None
            self.prose.muted = False

    def _text(self, start: int, end: int) -> None:
        """Words between tags: entities decoded, white space with a line end in it made one line end."""
        for gap in _LINE_GAP.finditer(self.leaf.content, start, end):
            self._words(start, gap.start())
            text = self.leaf.text[gap.start() : gap.end()]
            self.prose.write(text if text.value == "\n" else text.standing_for("\n"), self.leaf.place(gap.start()))
            start = gap.end()
        self._words(start, end)

    def _words(self, start: int, end: int) -> None:
        value = self.leaf.content[start:end]
        last = 0
        for first, after, meant in html.entities(value) if "&" in value else ():
            self.prose.write_all(self.leaf.pieces(start + last, start + first))
            text = self.leaf.text[start + first : start + after]
            self.prose.write(text.standing_for(meant), self.leaf.place(start + first))
            last = after
        self.prose.write_all(self.leaf.pieces(start + last, end))

    def _tag(self, piece: html.Piece, base: int) -> int:
        """A tag and what it does to prose; returns its index."""

        def cut(start: int, end: int, decode: Decode | None) -> Text:
            return self.leaf.written(base + start, base + end, decode)

        tag = html.tag(piece, cut)
        block = tag.name in _BLOCKS
        if tag.closing:
            index = self.found.add_tag(tag, self.prose.here_mark())
            if block:
                self._close(tag.name)
            elif tag.name == "a":
                self.close_anchor(self.leaf.places(base + piece.start, base + piece.end)[1])
            return index
        if block:
            self._begin(tag.name)
        if tag.name in _VOID and self.prose.started:
            index = self.found.add_tag(tag, self.prose.here_mark())
        else:
            index = self.found.add_tag(tag, self.prose.mark())
        self._effect(tag, base + piece.start)
        return index

    def _effect(self, tag: Tag, at: int) -> None:
        if tag.name == "br":
            self.prose.write(tag.place.standing_for("\n"), self.leaf.place(at))
        elif tag.name == "img":
            alt, source = tag.attribute("alt"), tag.attribute("src")
            target = source.value if source else tag.place[len(tag.place) :]
            self.found.add_image(Image(tag.place, alt.value if alt else None, target, tag), self.leaf)
        elif tag.name == "a":
            self.close_anchor()
            target_of = tag.attribute("href")
            if target_of:
                anchor = Anchor("html", tag.place, target_of.value, self.prose.mark())
                anchor.leaf = self.leaf
                self._anchor_place = self.leaf.place(at)
                self.found.anchor = anchor
                self.found.add_link(anchor)

    def close_anchor(self, place: int = -1) -> None:
        """End the open `<a>`: at its end tag, which ends at a place, or else where its block ends."""
        anchor, self.found.anchor = self.found.anchor, None
        if anchor is None:
            return
        if place >= 0:
            anchor.end = self.prose.here()
            anchor.place = self.page.text[self._anchor_place : place]
            anchor.leaf = None
        else:
            anchor.end = anchor.leaf_end if anchor.leaf_end >= 0 else self.prose.length

    def _begin(self, name: str) -> None:
        """The start tag of an element that stands by itself."""
        scopes = _GROUPS.get(name)
        if scopes:
            for index in range(len(self._open) - 1, 0, -1):
                if self._open[index][0] in scopes:
                    break
                if _GROUPS.get(self._open[index][0]) == scopes:
                    del self._open[index:]
                    break
        _, kind, level = self._open[-1]
        if name in _KINDS:
            kind, level = _KINDS[name], int(name[1]) if name[0] == "h" else 0
        elif name in _SCOPES:
            _, kind, level = self._open[0]
        self.prose.begin(kind, level)
        if (name in _KINDS or name in _SCOPES) and len(self._open) < _DEEPEST:
            self._open.append((name, kind, level))

    def _close(self, name: str) -> None:
        """The end tag of an element that stands by itself."""
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index][0] == name:
                del self._open[index:]
                break
        _, kind, level = self._open[-1]
        self.prose.begin(kind, level)
