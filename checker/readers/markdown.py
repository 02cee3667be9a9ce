"""Markdown, with HTML and placeholders in it, as a buyer would read it.

A body goes through three hands, and each keeps the places:

* `Page` is what the Markdown parser reads: the body without what a template engine only obeys, with one character
  for each placeholder and with line ends that are all the same;
* `commonmark` parses it and says where on the page each token stands;
* `Walk` goes through the tokens and gives every word to `Prose`, which puts blocks together.
"""

from __future__ import annotations

from checker.message import Block, Content, Image
from checker.readers import html, plain
from checker.readers.found import Anchor, Found
from checker.readers.markup import Markup
from checker.readers.page import Leaf, Page
from checker.readers.prose import Prose, placed
from checker.text import Text, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

    from checker.readers.commonmark import Definition
    from checker.readers.plain import PlainToken
    from checker.readers.prose import Piece

    Tokens = Callable[[str], tuple[Sequence[Token | PlainToken], dict[str, Definition]]]


def parse(subject: Text | None, body: Text) -> Content:
    """The subject, which is plain text, and the body, which is Markdown, as rules see them."""
    return _parsed(subject, body, _tokens)


def parse_plain(subject: Text | None, body: Text) -> Content:
    """The same of a body that is plain text, too: what looks like markup is what a buyer reads."""
    return _parsed(subject, body, lambda source: (plain.paragraphs(source), {}))


def _parsed(subject: Text | None, body: Text, tokens: Tokens) -> Content:
    prose, found = Prose(body.source), Found()
    places: list[tuple[Page, list[Piece], list[tuple[int, int]]]] = []
    if subject is not None:
        head = Page(subject)
        prose.begin("subject")
        prose.write(head.text, 0)
        prose.end()
        places.append((head, prose.take(), []))
    page = Page(body)
    Walk(page, prose, found).all(*tokens(page.source))
    places.append((page, prose.take(), found.unread))
    text = prose.text(body)
    return Content(
        prose=text,
        blocks=tuple(Block(kind, text[start:end], start, end, level) for kind, start, end, level in prose.blocks),
        links=found.links(text),
        images=found.images(),
        tags=found.tags(),
        placeholders=tuple(each for part in places for each in placed(*part, len(text))),
        comments=tuple(found.comments),
    )


def _tokens(source: str) -> tuple[Sequence[Token | PlainToken], dict[str, Definition]]:
    """The tokens of a page, and the link definitions on it; the parser is loaded only where there is any markup."""
    tokens = plain.parse(source)
    if tokens is not None:
        return tokens, {}
    from checker.readers import commonmark

    return commonmark.parse(source)


class Walk:
    """Goes through the tokens of a page once."""

    def __init__(self, page: Page, prose: Prose, found: Found) -> None:
        self.page = page
        self.prose = prose
        self.found = found
        self._definitions: dict[str, Definition] = {}
        self._markup = Markup(page, prose, found)

    def all(self, tokens: Sequence[Token | PlainToken], definitions: dict[str, Definition]) -> None:
        self._definitions = definitions
        self.found.unread += [(each.start, each.end) for each in definitions.values()]
        around: list[str] = []
        block = ("paragraph", 0)
        for token in tokens:
            kind = token.type
            if kind == "inline":
                self._content(token, *block)
            elif kind == "list_item_open":
                around.append("item")
            elif kind == "blockquote_open":
                around.append("paragraph")
            elif kind in ("list_item_close", "blockquote_close"):
                around.pop()
            elif kind == "paragraph_open":
                block = (around[-1] if around else "paragraph", 0)
            elif kind == "heading_open":
                block = ("heading", int(token.tag[1:]))
            elif kind in ("th_open", "td_open"):
                block = ("cell", 0)
            elif kind in ("fence", "code_block"):
                self._lines(token, "code")
            elif kind == "html_block":
                self._content(token, "html", 0)
            elif kind == "deep":
                self._lines(token, "paragraph")
        self._markup.close_anchor()

    def _content(self, token: Token | PlainToken, kind: str, level: int) -> None:
        if not token.content:
            return
        leaf = Leaf(self.page, token.content, token.meta["runs"])
        self.prose.begin(kind, level)
        self._markup.enter(leaf, kind, level)
        if token.type == "html_block":
            self._markup.read(0, len(leaf.content))
        else:
            self._inline(leaf, token.children or [])
        self._markup.leave()
        self.prose.end()

    def _lines(self, token: Token | PlainToken, kind: str) -> None:
        """Content without markup, line by line."""
        if not token.content:
            return
        leaf = Leaf(self.page, token.content, token.meta["runs"])
        self.prose.begin(kind)
        self.prose.write_all(leaf.pieces(0, len(leaf.text)))
        self.prose.end()

    def _inline(self, leaf: Leaf, tokens: Sequence[Token | PlainToken]) -> None:
        for token in tokens:
            kind, meta = token.type, token.meta
            if kind == "text":
                self.prose.write_all(leaf.pieces(meta["at"], meta["at"] + len(token.content)))
            elif kind == "text_special" and token.content == token.markup:  # a backslash that escapes nothing
                self.prose.write_all(leaf.pieces(meta["at"], meta["end"]))
            elif kind in ("softbreak", "hardbreak", "text_special"):
                text = _special(leaf, token)
                self.prose.write(text, leaf.place(meta["at"]))
            elif kind == "code_inline":
                self.prose.write_all(_code(leaf, token))
            elif kind == "html_inline":
                self._markup.read(meta["at"], meta["end"])
            elif kind == "image":
                self._image(leaf, token)
            elif kind == "link_open":
                self._open(leaf, token)
            elif kind == "link_close":
                self.found.around.pop().end = self.prose.here()

    def _open(self, leaf: Leaf, token: Token | PlainToken) -> None:
        start, end = token.meta["at"], token.meta["end"]
        label_end = token.meta.get("label_end", end - 1)
        if token.markup == "autolink":
            form, target = "autolink", leaf.written(start + 1, label_end)
        else:
            form = "reference" if "label" in token.meta else "inline"
            target = self._target(leaf, token, label_end)
        self.found.unread.append(leaf.places(label_end, end))
        link = Anchor(form, leaf.text[start:end], target, self.prose.mark())
        self.found.around.append(link)
        self.found.add_link(link)

    def _target(self, leaf: Leaf, token: Token | PlainToken, label_end: int) -> Text:
        from checker.readers import commonmark

        def decode(text: Text) -> Text:
            return html.replaced(text, commonmark.unescaped(text.value))

        if "label" in token.meta:
            definition = self._definitions[token.meta["label"]]
            return self.page.written(definition.target_start, definition.target_end, decode)
        return leaf.written(*commonmark.target(leaf.content, label_end + 2), decode)

    def _image(self, leaf: Leaf, token: Token | PlainToken) -> None:
        start, end = token.meta["at"], token.meta["end"]
        label = start + 2
        parts = list(_alternative(leaf, token.children or [], label))
        alt = join(parts) if parts else leaf.text[label:label]
        target = self._target(leaf, token, label + len(token.content))
        self.found.unread.append(leaf.places(start, end))
        self.found.add_image(Image(leaf.text[start:end], alt, target), leaf)


def _special(leaf: Leaf, token: Token | PlainToken, base: int = 0) -> Text:
    """A line break, an escape or an entity; `base` is where the content begins to which its offsets belong."""
    start, end = base + token.meta["at"], base + token.meta["end"]
    meant = token.content
    if token.type != "text_special":
        meant = "\n"
        while leaf.content[start] == "\n" and start > base and leaf.content[start - 1] == " ":
            start -= 1
    text = leaf.text[start:end]
    return text if text.value == meant else text.standing_for(meant)


def _code(leaf: Leaf, token: Token | PlainToken, base: int = 0) -> Iterator[tuple[Text, int]]:
    """The words of a code span, each piece with its place: one space on both sides is left out, lines are joined."""
    ticks = len(token.markup)
    start, end = base + token.meta["at"] + ticks, base + token.meta["end"] - ticks
    if len(token.content) < end - start:
        start, end = start + 1, end - 1
    while start < end:
        stop = leaf.content.find("\n", start, end)
        stop = stop if stop >= 0 else end
        yield from leaf.pieces(start, stop)
        if stop < end:
            yield leaf.text[stop : stop + 1].standing_for(" "), leaf.place(stop)
        start = stop + 1


def _alternative(leaf: Leaf, tokens: Sequence[Token | PlainToken], base: int) -> Iterator[Text]:
    """The alternative text of an image: its label without markup, placeholders as written."""
    for token in tokens:
        at = base + token.meta["at"]
        if token.type == "text" or token.content == token.markup != "":
            yield leaf.written(at, at + len(token.content))
        elif token.type in ("softbreak", "hardbreak", "text_special"):
            yield _special(leaf, token, base)
        elif token.type == "code_inline":
            yield from (text for text, _ in _code(leaf, token, base))
        elif token.type == "image":
            yield from _alternative(leaf, token.children or [], at + 2)
