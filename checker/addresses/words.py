"""Characters that remember where they came from, and the letters that addresses are made of."""

from __future__ import annotations

import re

from checker.hosts import HOLE
from checker.patterns import lazy
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Pattern:
    """A pattern that is compiled the first time it is used: together they would take longer than all else."""

    __slots__ = ("_compiled", "_flags", "_pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern = pattern
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __call__(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._pattern, self._flags)
        return self._compiled


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SPACED = (
    "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u052f\u0531-\u0587\u10a0-\u10ff"
    "\u13a0-\u13ff\u1c80-\u1cbf\u1d00-\u1fff\u2c60-\u2c7f\ua640-\ua69f\ua720-\ua7ff" + HOLE
)
LETTER = f"[{SPACED}]"
_POINTS = "\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e\u1000-\u109f"
OTHER = rf"(?:[^\W_{SPACED}]|[{_POINTS}])"
LABEL = rf"(?:{LETTER}[{SPACED}-]*+|{OTHER}++)"
DOTTED = rf"{LABEL}(?:\.{LABEL})++"
is_spaced = re.compile(LETTER).match

_NEEDS_PLAINING = lazy(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2024\u202a-\u202e\u2060-\u2064\u2066-\u206f\u2100-\u2115\u2117-\u2121\u2123-\u2138\u213a-\u214f"
    "\u2460-\u24ff\ufe00-\ufe0f\ufe50-\ufe6b\ufeff\uff01-\uff5e\uff61\U0001d400-\U0001d7ff]"
)
_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u180e\ufeff"
    + "".join(
        map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10)))
    )
)


DOT = lazy(r"\.(?:[^\W\d_]|xn--)")
"""What every host has, and few clean messages."""


class Words(NamedTuple):
    """Characters with the offset in prose that each one came from."""

    value: str
    at: Sequence[int]

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> Words:
        """With pieces replaced; a replacement comes from where its piece began."""
        value, at, last = [], [], 0
        for start, end, by in edits:
            value += [self.value[last:start], by]
            at += [*self.at[last:start], *[self.at[start]] * len(by)]
            last = end
        if not value:
            return self
        return Words("".join([*value, self.value[last:]]), [*at, *self.at[last:]])

    def replaced(self, pattern: re.Pattern[str], by: str) -> Words:
        return self.edited((*match.span(), by) for match in pattern.finditer(self.value))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` stand in prose."""
        return self.at[start], self.at[end - 1] + 1


def plain(written: str) -> Words:
    if written.isascii() or not _NEEDS_PLAINING.search(written):
        return Words(written, range(len(written)))
    import unicodedata

    edits = []
    for match in _NEEDS_PLAINING.finditer(written):
        letter = match[0]
        by = "" if letter in _INVISIBLE else unicodedata.normalize("NFKC", letter)
        if by.isascii() and len(by) <= 1:
            edits.append((match.start(), match.end(), by))
    return Words(written, range(len(written))).edited(edits)


_LOCAL_MARKS = frozenset("._%+-'=&~")


def is_hiragana(letter: str) -> bool:
    """Whether it is of the script that Japanese particles are written in, which end a word of any other."""
    return "\u3041" <= letter <= "\u309f"


def local_start(value: str, end: int) -> int:
    """Where a local part that ends there begins; `end` if there is none."""
    start = end
    other = end > 0 and value[end - 1].isalnum() and not is_spaced(value[end - 1])
    while start > 0 and end - start < 64:
        letter = value[start - 1]
        if other:
            if not letter.isalnum() or is_spaced(letter) or (is_hiragana(letter) and not is_hiragana(value[end - 1])):
                break
        elif letter not in _LOCAL_MARKS and not is_spaced(letter):
            break
        start -= 1
    while start < end and value[start] in _LOCAL_MARKS and value[start] != "_":
        start += 1
    if value[start:end].count("'") and not value[start:end].replace("'", "").isalnum():
        start = value.rindex("'", start, end) + 1
    return start
