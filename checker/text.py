"""Text that knows where it came from.

Offsets are code points from 0, lines and columns count from 1. A line ends at LF, CRLF or CR and nowhere else, so that
line numbers agree with editors and with git.

A place is never searched for, it is carried: a reader cuts and joins `Text`, a rule cuts it further, and `Text.span`
is the answer. A run is exact, character for character, or it is coarse and stands for its piece of source as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LINE_END = re.compile(r"\r\n|\n|\r")


class Position(NamedTuple):
    """A place as people write it: line and column, both from 1, the column in code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A half-open range of code points in one source."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Run(NamedTuple):
    """One piece of a text and the piece of the source that it stands for."""

    at: int
    """Where the piece begins in the text's value."""
    length: int
    """How many characters of the value it has."""
    origin: int
    """Where the piece that it stands for begins in the source."""
    width: int
    """How many characters of the source it stands for."""
    exact: bool
    """True if the source holds the same characters; False if it stands for its source as a whole."""


class Source:
    """One file's text, without its byte order mark."""

    __slots__ = ("_starts", "bom", "path", "text")

    def __init__(self, path: str, text: str, *, bom: bool = False) -> None:
        self.path = path
        self.text = text
        self.bom = bom
        self._starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"Source({self.path!r}, {len(self.text)} characters)"

    @property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        if self._starts is None:
            self._starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]
        return self._starts

    def position(self, offset: int) -> Position:
        """Line and column of an offset; the end of the text is a position too."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The line of that number, from 1, without its line end."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def whole(self) -> Text:
        """All of the source as a text."""
        return self.cut(0, len(self.text))

    def cut(self, start: int, end: int) -> Text:
        """The characters from `start` to `end` as a text, exact by construction."""
        return Text(self, self.text[start:end], (Run(0, end - start, start, end - start, True),))


class Text:
    """Characters and the places in a source that they stand for.

    `value` is what a rule searches. Cutting with `text[a:b]`, `join` and `standing_for` keep the map. Runs are worked
    out when somebody asks for a place: a text without findings never pays for its map.
    """

    __slots__ = ("_runs", "_span", "source", "value")

    def __init__(self, source: Source, value: str, runs: tuple[Run, ...] | Callable[[], tuple[Run, ...]]) -> None:
        self.source = source
        self.value = value
        self._runs = runs
        self._span: Span | None = None

    def __repr__(self) -> str:
        return f"Text({self.value!r} of {self.source.path})"

    def __len__(self) -> int:
        return len(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __getitem__(self, piece: slice) -> Text:
        start, end, _ = piece.indices(len(self.value))
        end = max(start, end)
        return Text(self.source, self.value[start:end], lambda: _cut(self.runs, start, end))

    @property
    def runs(self) -> tuple[Run, ...]:
        """The map: runs in the order of the value, without overlap; characters between runs stand for nothing."""
        if callable(self._runs):
            self._runs = self._runs()
        return self._runs

    @property
    def span(self) -> Span:
        """The hull in the source, markup in between included."""
        if self._span is None:
            runs = self.runs
            if not runs:
                raise ValueError(f"{self!r} stands for nothing in its source")
            self._span = Span(min(run.origin for run in runs), max(run.origin + run.width for run in runs))
        return self._span

    @property
    def exact(self) -> bool:
        """True if the source holds exactly these characters in one piece, so that they may be edited there."""
        start, end = self.span
        return all(run.exact for run in self.runs) and self.source.text[start:end] == self.value

    @property
    def written(self) -> str:
        """What the author wrote at this place, markup included."""
        start, end = self.span
        return self.source.text[start:end]

    def standing_for(self, value: str) -> Text:
        """Other characters at the same place: `&` at the place of `&amp;`."""
        length = len(value)

        def runs() -> tuple[Run, ...]:
            start, end = self.span
            return (Run(0, length, start, end - start, False),)

        return Text(self.source, value, runs)

    def verify(self) -> None:
        """Raise `AssertionError` if an exact run is not: the law that the tests hold every reader to."""
        last = 0
        for run in self.runs:
            assert run.at >= last, f"runs of {self!r} overlap at {run}"
            last = run.at + run.length
            assert last <= len(self.value), f"{run} leaves {self!r}"
            assert 0 <= run.origin <= run.origin + run.width <= len(self.source.text), f"{run} leaves {self.source!r}"
            if run.exact:
                written = self.source.text[run.origin : run.origin + run.width]
                meant = self.value[run.at : run.at + run.length]
                assert written == meant, f"{run} says {meant!r}, the source has {written!r}"


def join(parts: Iterable[Text], between: str = "") -> Text:
    """One text out of several of the same source; the characters `between` stand for nothing.

    Raises `ValueError` if there is no part, since a text without a source has no place.
    """
    pieces = list(parts)
    if not pieces:
        raise ValueError("nothing to join")
    source = pieces[0].source

    def runs() -> tuple[Run, ...]:
        joined: list[Run] = []
        at = 0
        for piece in pieces:
            if piece.source is not source:
                raise ValueError(f"{piece!r} is not of {source.path}")
            for run in piece.runs:
                _append(joined, run._replace(at=run.at + at))
            at += len(piece) + len(between)
        return tuple(joined)

    return Text(source, between.join(piece.value for piece in pieces), runs)


def _append(runs: list[Run], run: Run) -> None:
    """Add a run, growing the last one where both are exact and meet in value and source."""
    last = runs[-1] if runs else None
    if (
        last is not None
        and last.exact
        and run.exact
        and last.at + last.length == run.at
        and last.origin + last.width == run.origin
    ):
        runs[-1] = last._replace(length=last.length + run.length, width=last.width + run.width)
    else:
        runs.append(run)


def _cut(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    """The runs of the slice `start:end`: exact ones are shortened, coarse ones keep all that they stand for."""
    if start == end:
        return (_point(runs, start),) if runs else ()
    kept: list[Run] = []
    for index in range(max(bisect_right(runs, start, key=_at) - 1, 0), len(runs)):
        run = runs[index]
        if run.at >= end:
            break
        first, last = max(run.at, start), min(run.at + run.length, end)
        if first >= last:
            continue
        if run.exact:
            kept.append(Run(first - start, last - first, run.origin + first - run.at, last - first, True))
        else:
            kept.append(Run(first - start, last - first, run.origin, run.width, False))
    if not kept and runs:
        kept.append(_point(runs, start))
    return tuple(kept)


def _point(runs: tuple[Run, ...], at: int) -> Run:
    """An empty run at the place where the character `at` would stand."""
    index = bisect_right(runs, at, key=_at) - 1
    if index < 0:
        return Run(0, 0, runs[0].origin, 0, True)
    run = runs[index]
    if run.exact:
        return Run(0, 0, run.origin + min(at - run.at, run.length), 0, True)
    return Run(0, 0, run.origin + (run.width if at > run.at else 0), 0, True)


def _at(run: Run) -> int:
    return run.at
