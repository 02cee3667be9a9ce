"""What the Markdown parser reads: a body as a page without what is not Markdown, and the blocks of that page.

The way back leads from an offset in a block's content to a place on the page to an offset in the body; the texts that
are cut here carry it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from checker.message import PLACEHOLDER
from checker.patterns import lazy
from checker.readers import placeholders
from checker.text import Text, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.readers.placeholders import Slot
    from checker.text import Run

    Decode = Callable[[Text], Text]

_CARRIAGE_OR_NUL = lazy(r"\r\n?|\0")
_BLANKS = lazy(r"[ \t]*")
_ALTERNATIVE = lazy(r"(?:else|elif|elsif|elseif|when|case|default)\b", re.IGNORECASE)


# Where a letter would begin a tag or go on with an entity.
_BEFORE_LETTER = lazy(r"(?:</?|&#?\w*)\Z")


class Page:
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
        before = self._characters[-1][-40:] if self._characters else ""
        mask = "\ue000" if _BEFORE_LETTER.search(before) else "x"
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


class Leaf:
    """The content of one block: `content` as the parser has it, `text` the same with its places in the source."""

    __slots__ = ("_ats", "_simple", "content", "page", "runs", "text")

    def __init__(self, page: Page, content: str, runs: tuple[Run, ...]) -> None:
        self.page = page
        self.content = content
        self.runs = runs
        self._ats = [run.at for run in runs]
        self._simple = len(runs) == 1 and runs[0].exact
        parts = [
            page.text[run.origin : run.origin + run.width]
            if run.exact
            else page.text[run.origin : run.origin + run.width].standing_for(content[run.at : run.at + run.length])
            for run in runs
        ]
        self.text = parts[0] if len(parts) == 1 else join(parts or [page.text[:0]])

    def pieces(self, start: int, end: int) -> list[tuple[Text, int]]:
        """The characters from `start` to `end`, a text for each piece that stands together, with its place."""
        if self._simple:
            return [(self.text[start:end], self.runs[0].origin + start)] if start < end else []
        return [(self.text[first:last], place) for first, last, place, _ in self._stretches(start, end)]

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """The pieces of the content from `start` to `end`: start, end, place, place after."""
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
        if self._simple:
            return self.runs[0].origin + at
        for _, _, place, _ in self._stretches(at, at + 1):
            return place
        return self.runs[-1].origin + self.runs[-1].width if self.runs else 0

    def places(self, start: int, end: int) -> tuple[int, int]:
        """The places between which the characters from `start` to `end` stand."""
        first = self.place(start)
        if start >= end:
            return first, first
        *_, (_, _, _, last) = self._stretches(end - 1, end)
        return first, last

    def written(self, start: int, end: int, decode: Decode | None = None) -> Text:
        """What the author wrote there, placeholders and logic included, indents and quote marks of lines left out."""
        parts = [self.page.written(first, last, decode) for _, _, first, last in self._stretches(start, end)]
        if not parts:
            place = self.place(start)
            return self.page.written(place, place)
        return parts[0] if len(parts) == 1 else join(parts)
