"""Markdown, with HTML and placeholders in it, as a buyer would read it.

A body goes through three hands, and each keeps the places:

* `_Page` is what the Markdown parser reads: the body without what a template engine only obeys, with one character
  for each placeholder and with line ends that are all the same;
* `commonmark` parses it and says where on the page each token stands;
* `_Walk` goes through the tokens and gives every word to `_Prose`, which puts blocks together.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from checker.message import PLACEHOLDER, Block, Content, Image, Link, Placeholder
from checker.readers import html, placeholders
from checker.text import Text, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

    from checker.message import Tag
    from checker.readers.commonmark import Definition
    from checker.readers.placeholders import Slot
    from checker.text import Run, Source

    Decode = Callable[[Text], Text]


def parse(subject: Text | None, body: Text) -> Content:
    """The subject, which is plain text, and the body, which is Markdown, as rules see them."""
    from checker.readers import commonmark

    prose = _Prose(body.source)
    found: list[tuple[_Page, list[_Piece], list[tuple[int, int]]]] = []
    if subject is not None:
        page = _Page(subject)
        prose.begin("subject")
        prose.write(page.text, 0)
        prose.end()
        found.append((page, prose.take(), []))
    page = _Page(body)
    walk = _Walk(page, prose)
    walk.all(*commonmark.parse(page.source))
    found.append((page, prose.take(), walk.unread))
    text = prose.text(body)
    return Content(
        prose=text,
        blocks=tuple(Block(kind, text[start:end], start, end, level) for kind, start, end, level in prose.blocks),
        links=walk.finished_links(text),
        images=walk.finished_images(),
        tags=walk.finished_tags(),
        placeholders=tuple(each for part in found for each in _placeholders(*part, len(text))),
        comments=tuple(walk.comments),
    )


# What the parser reads


_CARRIAGE_OR_NUL = re.compile(r"\r\n?|\0")
_BLANKS = re.compile(r"[ \t]*")
_ALTERNATIVE = re.compile(r"(?:else|elif|elsif|elseif|when|case|default)\b", re.IGNORECASE)


class _Page:
    """A body as the parser reads it.

    `text` and `source` have the same length: `text` holds `PLACEHOLDER` where `source` holds a letter, since to
    Markdown a placeholder is part of a word. Offsets into them are called places.
    """

    def __init__(self, body: Text) -> None:
        self.body = body
        self.slots = placeholders.find(body.value)
        self.slot_places: list[int] = []
        """Where each slot stands; a slot of logic stands between two characters."""
        self._places: list[int] = []
        self._origins: list[tuple[int, int, bool]] = []
        self._parts: list[Text] = []
        self._characters: list[str] = []
        self.length = 0
        self._build()
        self.text = self._parts[0] if len(self._parts) == 1 else join(self._parts or [body[:0]])
        self.source = "".join(self._characters)
        self._printed = [
            place for place, slot in zip(self.slot_places, self.slots, strict=True) if not slot.logic
        ]  # fmt: skip

    def _build(self) -> None:
        value = self.body.value
        lines = _lines_of_logic(value, self.slots)
        last = 0
        for index, slot in enumerate(self.slots):
            start, end = lines.get(index, (slot.start, slot.end))
            self._keep(last, start)
            self.slot_places.append(self.length)
            if not slot.logic:
                self._hold(slot)
            elif _ALTERNATIVE.match(slot.name) and _joins_words(value, start, end):
                self._replace(start, end, " ")
            last = max(last, end)
        self._keep(last, len(value))

    def _hold(self, slot: Slot) -> None:
        """One character for a placeholder, then the words that a buyer reads in its place."""
        # After `<` a letter would begin a tag.
        mask = "\ue000" if "".join(self._characters[-1:])[-2:].endswith(("<", "</")) else "x"
        colon = slot.label[0] if slot.label else slot.end
        while slot.label and self.body.value[colon - 1] in " \t":
            colon -= 1
        self._note(slot.start, colon - slot.start, plain=False)
        self._add(self.body[slot.start : slot.end].standing_for(PLACEHOLDER), mask)
        if slot.label:
            self._keep(colon, slot.label[1])

    def _keep(self, start: int, end: int) -> None:
        """The characters of the body from `start` to `end`, line ends and NUL as CommonMark has them."""
        if end <= start:
            return
        value = self.body.value
        if "\r" not in value and "\0" not in value:
            self._note(start, end - start, plain=True)
            self._add(self.body[start:end] if end - start < len(value) else self.body, value[start:end])
            return
        for match in _CARRIAGE_OR_NUL.finditer(value, start, end):
            if start < match.start():
                self._note(start, match.start() - start, plain=True)
                self._add(self.body[start : match.start()], value[start : match.start()])
            self._replace(match.start(), match.end(), "\ufffd" if match.group() == "\0" else "\n")
            start = match.end()
        if start < end:
            self._note(start, end - start, plain=True)
            self._add(self.body[start:end], value[start:end])

    def _replace(self, start: int, end: int, character: str) -> None:
        self._note(start, end - start, plain=False)
        self._add(self.body[start:end].standing_for(character), character)

    def _note(self, origin: int, width: int, *, plain: bool) -> None:
        self._places.append(self.length)
        self._origins.append((origin, width, plain))

    def _add(self, text: Text, characters: str) -> None:
        self._parts.append(text)
        self._characters.append(characters)
        self.length += len(characters)

    def written(self, start: int, end: int, decode: Decode | None = None) -> Text:
        """What the author wrote from one place to another, placeholders and logic included.

        `decode` is done to what is neither: `{{ a | default: "&amp;" }}` stays as it is.
        """
        first, last = bisect_left(self._printed, start), bisect_left(self._printed, end)
        if decode is None or first == last:
            text = self.body[self._after(start) : self._before(end)]
            return decode(text) if decode else text
        parts: list[Text] = []
        for place in self._printed[first:last]:
            if start < place:
                parts.append(decode(self.body[self._after(start) : self._before(place)]))
            parts.append(self.body[self._before(place) : self._after(place + 1)])
            start = place + 1
        parts.append(decode(self.body[self._after(start) : self._before(end)]))
        return join(parts)

    def _before(self, place: int) -> int:
        """The offset in the body at which the character at a place begins."""
        if place >= self.length:
            return len(self.body)
        index = bisect_right(self._places, place) - 1
        origin, _, plain = self._origins[index]
        return origin + place - self._places[index] if plain else origin

    def _after(self, place: int) -> int:
        """The offset in the body at which the character before a place ends."""
        if place == 0:
            return 0
        index = bisect_right(self._places, place - 1) - 1
        origin, width, plain = self._origins[index]
        return origin + place - self._places[index] if plain else origin + width


def _joins_words(value: str, start: int, end: int) -> bool:
    """Whether two words would become one if the characters between were cut out."""
    return value[start - 1 : start].isalnum() and value[end : end + 1].isalnum()


def _lines_of_logic(value: str, slots: list[Slot]) -> dict[int, tuple[int, int]]:
    """The span of the whole line, its line end included, for each slot of logic that shares its line with none but
    its like: template engines leave such lines out."""
    lines: dict[int, tuple[int, int]] = {}
    group: list[int] = []
    line_start = last = 0
    alone = True
    for index, slot in enumerate(slots):
        before = value[last : slot.start]
        line_end = max(before.rfind("\n"), before.rfind("\r"))
        if line_end >= 0:
            group, alone = [], True
            line_start = last + line_end + 1
            before = before[line_end + 1 :]
        alone = alone and slot.logic and not before.strip(" \t>")
        last = slot.end
        if not alone:
            continue
        group.append(index)
        blanks = _BLANKS.match(value, last)
        end = blanks.end() if blanks else last
        if end == len(value) or value[end] in "\r\n":
            end += 2 if value.startswith("\r\n", end) else 1
            lines.update((each, (line_start, min(end, len(value)))) for each in group)
    return lines


class _Leaf:
    """The content of one block: `content` as the parser has it, `text` the same with its places in the source."""

    __slots__ = ("_ats", "content", "page", "runs", "text")

    def __init__(self, page: _Page, content: str, runs: tuple[Run, ...]) -> None:
        self.page = page
        self.content = content
        self.runs = runs
        self._ats = [run.at for run in runs]
        parts = [
            page.text[run.origin : run.origin + run.width]
            if run.exact
            else page.text[run.origin : run.origin + run.width].standing_for(content[run.at : run.at + run.length])
            for run in runs
        ]
        self.text = parts[0] if len(parts) == 1 else join(parts or [page.text[:0]])

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """The pieces of the content from `start` to `end`, each with its places: start, end, place, place after."""
        index = max(bisect_right(self._ats, start) - 1, 0)
        while index < len(self.runs) and (run := self.runs[index]).at < end:
            first, last = max(run.at, start), min(run.at + run.length, end)
            if first < last and run.exact:
                yield first, last, run.origin + first - run.at, run.origin + last - run.at
            elif first < last:
                yield first, last, run.origin, run.origin + run.width
            index += 1

    def place(self, at: int) -> int:
        """The place of the character at an offset; after the last character if there is none."""
        for _, _, place, _ in self.stretches(at, at + 1):
            return place
        return self.runs[-1].origin + self.runs[-1].width if self.runs else 0

    def places(self, start: int, end: int) -> tuple[int, int]:
        """The places between which the characters from `start` to `end` stand."""
        first = self.place(start)
        if start >= end:
            return first, first
        *_, (_, _, _, last) = self.stretches(end - 1, end)
        return first, last

    def written(self, start: int, end: int, decode: Decode | None = None) -> Text:
        """What the author wrote there, placeholders and logic included, indents and quote marks of lines left out."""
        parts = [self.page.written(first, last, decode) for _, _, first, last in self.stretches(start, end)]
        if not parts:
            place = self.place(start)
            return self.page.written(place, place)
        return parts[0] if len(parts) == 1 else join(parts)


# What a buyer reads


class _Piece(NamedTuple):
    """A piece of prose and the place where it stands on its page."""

    place: int
    at: int
    length: int


class _Mark:
    """A point in prose: before the next character that is written."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        self.at = -1


_SPACE = " \t\n"


class _Prose:
    """The words, as they come. White space at both ends of a block is left out, so it is held until a word follows."""

    def __init__(self, source: Source) -> None:
        self.blocks: list[tuple[str, int, int, int]] = []
        """kind, start, end, level"""
        self.muted = False
        self._gap = Text(source, "\n\n", ())
        self._parts: list[Text] = []
        self.length = 0
        """How many characters there are so far."""
        self._pieces: list[_Piece] = []
        self._held: list[tuple[Text, int]] = []
        self._waiting: list[_Mark] = []
        self._kind = ("paragraph", 0)
        self._start = -1

    def begin(self, kind: str, level: int = 0) -> None:
        """Let what follows be a block of its own."""
        self.end()
        self._kind = (kind, level)

    def end(self) -> None:
        if self._start >= 0:
            self.blocks.append((self._kind[0], self._start, self.length, self._kind[1]))
            self._start = -1
        self._held.clear()

    def write(self, text: Text, place: int) -> None:
        """More of the block: a text whose first character stands at a place."""
        value = text.value
        core = value.strip(_SPACE)
        if self.muted or not value:
            return
        if not core:
            if self._start >= 0:
                self._held.append((text, place))
            return
        lead = 0
        if len(core) < len(value):
            lead = len(value) - len(value.lstrip(_SPACE))
        if self._start < 0:
            if self.length:
                self._put(self._gap, -1)
            self._start = self.length
        else:
            for held in self._held:
                self._put(*held)
            if lead:
                self._put(text[:lead], place)
        self._held.clear()
        self._settle()
        if len(core) == len(value):
            self._put(text, place)
            return
        end = lead + len(core)
        self._put(text[lead:end], place + lead)
        if end < len(value):
            self._held.append((text[end:], place + end))

    def _put(self, text: Text, place: int) -> None:
        if place >= 0:
            self._pieces.append(_Piece(place, self.length, len(text)))
        self._parts.append(text)
        self.length += len(text)

    @property
    def started(self) -> bool:
        """Whether the block has a word yet."""
        return self._start >= 0

    def mark(self) -> _Mark:
        """The point before the next character."""
        mark = _Mark()
        self._waiting.append(mark)
        return mark

    def here(self) -> int:
        """The point after the last character; marks that wait for a character are here too."""
        self._settle()
        return self.length

    def here_mark(self) -> _Mark:
        mark = _Mark()
        mark.at = self.here()
        return mark

    def _settle(self) -> None:
        for mark in self._waiting:
            mark.at = self.length
        self._waiting.clear()

    def take(self) -> list[_Piece]:
        """The pieces written since they were last taken."""
        pieces, self._pieces = self._pieces, []
        return pieces

    def text(self, body: Text) -> Text:
        """All of it; the beginning of the body if there is nothing."""
        self.end()
        self._settle()
        return join(self._parts) if self._parts else body[:0]


def _placeholders(
    page: _Page, pieces: list[_Piece], unread: list[tuple[int, int]], length: int
) -> Iterator[Placeholder]:
    """The placeholders of a page and where they stand in prose."""
    pieces = sorted(pieces)
    starts = [piece.place for piece in pieces]
    covers = _merged(unread)
    cover_starts = [start for start, _ in covers]
    for slot, place in zip(page.slots, page.slot_places, strict=True):
        index = bisect_right(starts, place) - 1
        piece = pieces[index] if index >= 0 else None
        at = -1
        if piece and place < piece.place + piece.length:
            at = piece.at + place - piece.place
        elif slot.logic and not _within(covers, cover_starts, place):
            if piece and place == piece.place + piece.length:
                at = piece.at + piece.length
            else:
                at = pieces[index + 1].at if index + 1 < len(pieces) else length
        yield Placeholder(slot.name, page.body[slot.start : slot.end], slot.logic, at)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _within(spans: list[tuple[int, int]], starts: list[int], place: int) -> bool:
    index = bisect_left(starts, place) - 1
    return index >= 0 and place < spans[index][1]


# From tokens to words


class _Anchor:
    """A link of which the end is not yet known."""

    __slots__ = ("begin", "end", "form", "images", "leaf", "leaf_end", "place", "target")

    def __init__(self, form: str, place: Text, target: Text, begin: _Mark) -> None:
        self.form = form
        self.place = place
        self.target = target
        self.begin = begin
        self.end = -1
        self.images = 0
        self.leaf: _Leaf | None = None
        """Of an `<a>` that nobody has closed yet: its block, and in `leaf_end` where that ends in prose."""
        self.leaf_end = -1

    def holds(self, leaf: _Leaf) -> bool:
        """Whether what stands in that block can stand in the link: one that is never closed ends with its block."""
        return self.leaf is None or self.leaf is leaf

    def finished(self, prose: Text) -> Link:
        start = self.begin.at if 0 <= self.begin.at < self.end else -1
        label = prose[start : self.end] if start >= 0 else self.place[:0]
        return Link(
            self.form, self.place, self.target if self.form == "autolink" else label, self.target, start, self.images
        )


class _Walk:
    """Goes through the tokens of a page once."""

    def __init__(self, page: _Page, prose: _Prose) -> None:
        self.page = page
        self.prose = prose
        self.unread: list[tuple[int, int]] = []
        """Where no prose stands: in targets, tags, comments. Pairs of places."""
        self.comments: list[Text] = []
        self._links: list[_Anchor] = []
        self._images: list[tuple[Image, _Anchor | None, _Leaf]] = []
        self._tags: list[tuple[Tag, _Mark]] = []
        self._definitions: dict[str, Definition] = {}
        self._open_links: list[_Anchor] = []
        self._markup = _Markup(self)

    def all(self, tokens: list[Token], definitions: dict[str, Definition]) -> None:
        self._definitions = definitions
        self.unread += [(each.start, each.end) for each in definitions.values()]
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

    def _content(self, token: Token, kind: str, level: int) -> None:
        if not token.content:
            return
        leaf = _Leaf(self.page, token.content, token.meta["runs"])
        self.prose.begin(kind, level)
        self._markup.enter(leaf, kind, level)
        if token.type == "html_block":
            self._markup.read(0, len(leaf.content))
        else:
            self._inline(leaf, token.children or [])
        self._markup.leave()
        self.prose.end()

    def _lines(self, token: Token, kind: str) -> None:
        """Content without markup, line by line."""
        if not token.content.strip():
            return
        leaf = _Leaf(self.page, token.content, token.meta["runs"])
        self.prose.begin(kind)
        self._words(leaf, 0, len(leaf.text))
        self.prose.end()

    def _words(self, leaf: _Leaf, start: int, end: int) -> None:
        for first, last, place, _ in leaf.stretches(start, end):
            self.prose.write(leaf.text[first:last], place)

    def _inline(self, leaf: _Leaf, tokens: list[Token]) -> None:
        for token in tokens:
            kind, meta = token.type, token.meta
            if kind == "text":
                self._words(leaf, meta["at"], meta["at"] + len(token.content))
            elif kind in ("softbreak", "hardbreak", "text_special"):
                text = _special(leaf, token)
                self.prose.write(text, leaf.place(meta["at"]))
            elif kind == "code_inline":
                for text, place in _code(leaf, token):
                    self.prose.write(text, place)
            elif kind == "html_inline":
                self._markup.read(meta["at"], meta["end"])
            elif kind == "image":
                self._image(leaf, token)
            elif kind == "link_open":
                self._open(leaf, token)
            elif kind == "link_close":
                self._open_links.pop().end = self.prose.here()

    def _open(self, leaf: _Leaf, token: Token) -> None:
        start, end = token.meta["at"], token.meta["end"]
        label_end = token.meta.get("label_end", end - 1)
        if token.markup == "autolink":
            form, target = "autolink", leaf.written(start + 1, label_end)
        else:
            form = "reference" if "label" in token.meta else "inline"
            target = self._target(leaf, token, label_end)
        self.unread.append(leaf.places(label_end, end))
        link = _Anchor(form, leaf.text[start:end], target, self.prose.mark())
        self._open_links.append(link)
        self._links.append(link)

    def _target(self, leaf: _Leaf, token: Token, label_end: int) -> Text:
        from checker.readers import commonmark

        def decode(text: Text) -> Text:
            return html.replaced(text, commonmark.unescaped(text.value))

        if "label" in token.meta:
            definition = self._definitions[token.meta["label"]]
            return self.page.written(definition.target_start, definition.target_end, decode)
        return leaf.written(*commonmark.target(leaf.content, label_end + 2), decode)

    def _image(self, leaf: _Leaf, token: Token) -> None:
        start, end = token.meta["at"], token.meta["end"]
        label = start + 2
        parts = list(_alternative(leaf, token.children or [], label))
        alt = join(parts) if parts else leaf.text[label:label]
        target = self._target(leaf, token, label + len(token.content))
        self.unread.append(leaf.places(start, end))
        self.add_image(Image(leaf.text[start:end], alt, target), leaf)

    def add_image(self, image: Image, leaf: _Leaf) -> None:
        self._images.append((image, self._open_links[-1] if self._open_links else self._markup.anchor, leaf))

    def add_link(self, link: _Anchor) -> None:
        self._links.append(link)

    def add_tag(self, tag: Tag, mark: _Mark) -> int:
        self._tags.append((tag, mark))
        return len(self._tags) - 1

    def add_raw(self, index: int, content: Text) -> None:
        tag, mark = self._tags[index]
        self._tags[index] = (html.with_content(tag, content), mark)

    def finished_links(self, prose: Text) -> tuple[Link, ...]:
        self._markup.close_anchor()
        for _, link, leaf in self._images:
            if link and link.holds(leaf):
                link.images += 1
        return tuple(link.finished(prose) for link in self._links)

    def finished_images(self) -> tuple[Image, ...]:
        return tuple(
            image._replace(linked=link.target) if link and link.holds(leaf) else image
            for image, link, leaf in self._images
        )

    def finished_tags(self) -> tuple[Tag, ...]:
        return tuple(tag._replace(at=mark.at) for tag, mark in self._tags)


def _special(leaf: _Leaf, token: Token, base: int = 0) -> Text:
    """A line break, an escape or an entity; `base` is where the content begins to which its offsets belong."""
    start, end = base + token.meta["at"], base + token.meta["end"]
    meant = token.content
    if token.type != "text_special":
        meant = "\n"
        while leaf.content[start] == "\n" and start > base and leaf.content[start - 1] == " ":
            start -= 1
    text = leaf.text[start:end]
    return text if text.value == meant else text.standing_for(meant)


def _code(leaf: _Leaf, token: Token, base: int = 0) -> Iterator[tuple[Text, int]]:
    """The words of a code span, each piece with its place: one space on both sides is left out, lines are joined."""
    ticks = len(token.markup)
    start, end = base + token.meta["at"] + ticks, base + token.meta["end"] - ticks
    if len(token.content) < end - start:
        start, end = start + 1, end - 1
    while start < end:
        stop = leaf.content.find("\n", start, end)
        stop = stop if stop >= 0 else end
        for first, last, place, _ in leaf.stretches(start, stop):
            yield leaf.text[first:last], place
        if stop < end:
            yield leaf.text[stop : stop + 1].standing_for(" "), leaf.place(stop)
        start = stop + 1


def _alternative(leaf: _Leaf, tokens: list[Token], base: int) -> Iterator[Text]:
    """The alternative text of an image: its label without markup, placeholders as written."""
    for token in tokens:
        at = base + token.meta["at"]
        if token.type == "text":
            yield leaf.written(at, at + len(token.content))
        elif token.type in ("softbreak", "hardbreak", "text_special"):
            yield _special(leaf, token, base)
        elif token.type == "code_inline":
            yield from (text for text, _ in _code(leaf, token, base))
        elif token.type == "image":
            yield from _alternative(leaf, token.children or [], at + 2)


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
_LINE_GAP = re.compile(r"[ \t\f]*\n[ \t\f\n]*")
_RAW_CLOSE = re.compile(rf"</({'|'.join(html.RAW)})(?![^\s/>])", re.IGNORECASE)


class _Markup:
    """Reads the HTML of a page, block by block; an `<a>` or a `<style>` may reach over several."""

    def __init__(self, walk: _Walk) -> None:
        self.walk = walk
        self.prose = walk.prose
        self.anchor: _Anchor | None = None
        self._anchor_place = 0
        self._raw: tuple[str, int, int] | None = None
        """The element whose content is no prose: its name, the index of its tag, the place where its content begins."""
        self._last_closes: dict[str, int] | None = None

    def enter(self, leaf: _Leaf, kind: str, level: int) -> None:
        self.leaf = leaf
        self._open = [("", kind, level)]
        """The elements around, outermost first, with the kind of block that they make."""

    def leave(self) -> None:
        if self.anchor and self.anchor.leaf is self.leaf:
            self.anchor.leaf_end = self.prose.length

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
            self.walk.unread.append(self.leaf.places(first, last))
            if piece.kind == "comment":
                self.walk.comments.append(self.leaf.written(first, last))
            elif piece.kind == "tag":
                tag = self._tag(piece, start)
            else:
                self._content_of(piece.name, tag, first, last, closed=last < end)

    def _is_closed(self, name: str, at: int) -> bool:
        """Whether the tag that ends at an offset is closed anywhere: the rest of a message is not taken for a title."""
        if self._last_closes is None:
            self._last_closes = {
                match.group(1).lower(): match.start() for match in _RAW_CLOSE.finditer(self.walk.page.source)
            }
        return self._last_closes.get(name, -1) >= self.leaf.place(at)

    def _content_of(self, name: str, tag: int, first: int, last: int, *, closed: bool) -> None:
        """The content of a raw element, or as much of it as this block has."""
        if self._raw is None:
            self._raw = (name, tag, self.leaf.place(first))
            self.prose.muted = True
        if closed:
            _, tag, place = self._raw
            self.walk.add_raw(tag, self.walk.page.written(place, self.leaf.place(last)))
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
            self._exact(start + last, start + first)
            text = self.leaf.text[start + first : start + after]
            self.prose.write(text.standing_for(meant), self.leaf.place(start + first))
            last = after
        self._exact(start + last, end)

    def _exact(self, start: int, end: int) -> None:
        for first, last, place, _ in self.leaf.stretches(start, end):
            self.prose.write(self.leaf.text[first:last], place)

    def _tag(self, piece: html.Piece, base: int) -> int:
        """A tag and what it does to prose; returns its index."""

        def cut(start: int, end: int, decode: Decode | None) -> Text:
            return self.leaf.written(base + start, base + end, decode)

        tag = html.tag(piece, cut)
        block = tag.name in _BLOCKS
        if tag.closing:
            index = self.walk.add_tag(tag, self.prose.here_mark())
            if block:
                self._close(tag.name)
            elif tag.name == "a":
                self.close_anchor(self.leaf.places(base + piece.start, base + piece.end)[1])
            return index
        if block:
            self._begin(tag.name)
        if tag.name in _VOID and self.prose.started:
            index = self.walk.add_tag(tag, self.prose.here_mark())
        else:
            index = self.walk.add_tag(tag, self.prose.mark())
        self._effect(tag, base + piece.start)
        return index

    def _effect(self, tag: Tag, at: int) -> None:
        if tag.name == "br":
            self.prose.write(tag.place.standing_for("\n"), self.leaf.place(at))
        elif tag.name == "img":
            alt, source = tag.attribute("alt"), tag.attribute("src")
            target = source.value if source else tag.place[len(tag.place) :]
            self.walk.add_image(Image(tag.place, alt.value if alt else None, target, tag), self.leaf)
        elif tag.name == "a":
            self.close_anchor()
            target_of = tag.attribute("href")
            if target_of:
                self.anchor = _Anchor("html", tag.place, target_of.value, self.prose.mark())
                self.anchor.leaf = self.leaf
                self._anchor_place = self.leaf.place(at)
                self.walk.add_link(self.anchor)

    def close_anchor(self, place: int = -1) -> None:
        """End the open `<a>`: at its end tag, which ends at a place, or else where its block ends."""
        anchor, self.anchor = self.anchor, None
        if anchor is None:
            return
        if place >= 0:
            anchor.end = self.prose.here()
            anchor.place = self.walk.page.text[self._anchor_place : place]
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
