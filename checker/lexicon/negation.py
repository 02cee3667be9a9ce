"""What takes words back: `we never offer coupons`, `discount codes are not allowed`.

The words of it are phrases, too: `negation.yml` of a language, with the groups `before` (negators, which reach on to
later words of their clause), `after` (refusals, which reach back), `border` (words that begin a new clause) and `joint`
(words that join the things of a list).
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from checker.lexicon.alphabet import LETTER
from checker.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.lexicon.search import Hit, Reading

WORDS_BEFORE = 8
"""How many words may stand between a negator and what it negates."""
WORDS_AFTER = 6
"""How many words may stand between words and what refuses them."""
WORDS_LISTED = 4
"""How many words one of the things in a list may have."""

_WORD = lazy(LETTER[False] + "+")
_BORDER = lazy(r"""[;)*|]|:(?! ?["'0-9])| -+ """)
_COMMA = lazy(r",(?![0-9])")


def left_out(hits: list[Hit], negators: dict[str, list[Hit]], reading: Reading) -> list[Hit]:
    """The hits, in order, that nobody takes back; what is listed beside a hit taken back goes with it."""
    clauses = _Clauses(reading, negators)
    negators_of = [clauses.negator(hit) for hit in hits]
    refused = [clauses.refused(hit) for hit in hits]
    beside = [clauses.listed(first, second) for first, second in pairwise(hits)]
    for at in range(1, len(hits)):
        if beside[at - 1] and negators_of[at] is None:
            negators_of[at] = negators_of[at - 1]
    for at in range(len(hits) - 2, -1, -1):
        refused[at] = refused[at] or (beside[at] and refused[at + 1])
        negator = negators_of[at + 1]
        if beside[at] and negator is not None and negator.end <= hits[at].start:
            negators_of[at] = negator
    return [hit for at, hit in enumerate(hits) if hit.keep or (negators_of[at] is None and not refused[at])]


class _Clauses:
    """Which words of a text reach which."""

    def __init__(self, reading: Reading, negators: dict[str, list[Hit]]) -> None:
        self.reading = reading
        self.before = negators.get("before", [])
        self.after = negators.get("after", [])
        self.borders = negators.get("border", [])
        self.joints = negators.get("joint", [])

    def negator(self, hit: Hit) -> Hit | None:
        """The negator that stands in the words, or before them in the same clause."""
        at = bisect_left(self.before, (hit.end,)) - 1
        if at < 0:
            return None
        negator = self.before[at]
        if negator.start >= hit.start:
            return negator if negator.end <= hit.end else None
        return negator if self.reaches(negator.end, hit.start, WORDS_BEFORE) else None

    def refused(self, hit: Hit) -> bool:
        """True if the same clause goes on to refuse the words."""
        at = bisect_left(self.after, (hit.start,))
        return at < len(self.after) and self.reaches(hit.end, self.after[at].start, WORDS_AFTER)

    def reaches(self, start: int, end: int, words: int) -> bool:
        """True if there is no border between two places and at most so many words.

        A comma is a border, except in a list: short pieces, and a joint (`or`, `and`) somewhere among them.
        """
        if end <= start:
            return True
        if end - start > words * 20 or self.reading.sentence(start) != self.reading.sentence(end - 1):
            return False
        if _any_from(self.borders, start, end) or len(_WORD.findall(self.reading.tight, start, end)) > words:
            return False
        pieces = _COMMA.split(self.reading.between(start, end))
        if any(map(_BORDER.search, pieces)):
            return False
        short = all(len(_WORD.findall(piece)) <= WORDS_LISTED for piece in pieces[:-1])
        return len(pieces) == 1 or (short and _any_from(self.joints, start, end))

    def listed(self, first: Hit, second: Hit) -> bool:
        """True if nothing but a comma or one word stands between two hits."""
        start, end = first.end, second.start
        if end - start > WORDS_AFTER * 4 or self.reading.sentence(start) != self.reading.sentence(end):
            return False
        return len(_WORD.findall(self.reading.tight, start, end)) <= 1 and not _BORDER.search(
            self.reading.between(start, end)
        )


def _any_from(hits: list[Hit], start: int, end: int) -> bool:
    """True if one of the hits begins between two places."""
    at = bisect_left(hits, (start,))
    return at < len(hits) and hits[at].start < end
