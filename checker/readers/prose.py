"""What a buyer reads: words in the order in which they are written down, in blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from checker.message import Placeholder
from checker.records import NamedTuple
from checker.text import Text, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.readers.page import Page
    from checker.text import Source


class Piece(NamedTuple):
    """A piece of prose and the place where it stands on its page."""

    place: int
    at: int
    length: int


class Mark:
    """A point in prose: before the next character that is written."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        self.at = -1


_SPACE = " \t\n"


class Prose:
    """The words, as they come. White space at both ends of a block is left out, so it is held until a word follows."""

    def __init__(self, source: Source) -> None:
        self.blocks: list[tuple[str, int, int, int]] = []
        """kind, start, end, level"""
        self.muted = False
        self._gap = Text(source, "\n\n", ())
        self._parts: list[Text] = []
        self.length = 0
        """How many characters there are so far."""
        self._pieces: list[Piece] = []
        self._held: list[tuple[Text, int]] = []
        self._waiting: list[Mark] = []
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

    def write_all(self, pieces: Iterable[tuple[Text, int]]) -> None:
        for text, place in pieces:
            self.write(text, place)

    def _put(self, text: Text, place: int) -> None:
        if place >= 0:
            self._pieces.append(Piece(place, self.length, len(text)))
        self._parts.append(text)
        self.length += len(text)

    @property
    def started(self) -> bool:
        """Whether the block has a word yet."""
        return self._start >= 0

    def mark(self) -> Mark:
        """The point before the next character."""
        mark = Mark()
        self._waiting.append(mark)
        return mark

    def here(self) -> int:
        """The point after the last character; marks that wait for a character are here too."""
        self._settle()
        return self.length

    def here_mark(self) -> Mark:
        mark = Mark()
        mark.at = self.here()
        return mark

    def _settle(self) -> None:
        for mark in self._waiting:
            mark.at = self.length
        self._waiting.clear()

    def take(self) -> list[Piece]:
        """The pieces written since they were last taken."""
        pieces, self._pieces = self._pieces, []
        return pieces

    def text(self, body: Text) -> Text:
        """All of it; the beginning of the body if there is nothing."""
        self.end()
        self._settle()
        return join(self._parts) if self._parts else body[:0]


def placed(page: Page, pieces: list[Piece], unread: list[tuple[int, int]], length: int) -> Iterator[Placeholder]:
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
