"""Phone numbers found in a text.

A row of digits is a phone number if it is written as one that can be nothing else (`+44 ...`, `(415) 555-...`), or if a
word beside it says so (call, Rufnummer, 電話) and it has the shape of one; not if the word at its front names something
else (order, tracking, EAN). `phonenumbers` says which lengths and beginnings a country knows. Numbers that only look
assigned count too: templates are full of them.
"""

from __future__ import annotations

from checker.phones.trace import TRACE
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["TRACE", "Phone", "find", "same"]


class Phone(NamedTuple):
    """A phone number and where it stands, in code points of the text that was searched."""

    start: int
    end: int
    digits: str
    """What one would dial, with a leading `+` if it was written."""


def find(value: str, languages: Iterable[str] = (), regions: Iterable[str] = ()) -> list[Phone]:
    """All phone numbers of a text, in the order of their places.

    `languages` (tags such as `de`, `pt-br`) and `regions` (`DE`) say whose numbers are to be expected; none: all.
    """
    from checker.phones import judge, shapes

    if not judge.traced(value):
        return []
    folded = shapes.read(value)
    places = folded.places
    phones: list[Phone] = []
    for start, end, digits in judge.found(folded, judge.expected(languages, regions)):
        if not phones or places[start] >= phones[-1].end:
            phones.append(Phone(places[start], places[end], digits))
    return phones


def same(one: str, other: str) -> bool:
    """Whether two spellings are one number: with or without the code of a country, digits or letters."""
    from checker.phones import shapes

    first, second = sorted((shapes.significant(one), shapes.significant(other)), key=len)
    return len(first) >= 6 and second.endswith(first)
