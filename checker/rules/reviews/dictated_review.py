"""Finds words that say what a review is to hold: sample sentences, points to mention, a title, pictures.

A review is the buyer's own. Giving him sentences to copy, keywords to use or features to praise makes it yours, and
asking for photos in it is a demand that Amazon does not know.

Ask for the review and leave the rest to the buyer. Questions that help him remember ("How does it fit?") are fine; so
is a request for a photo of a damage, which goes to you and not into a review.
"""

from __future__ import annotations

from checker.intents import REVIEW_REQUEST, numbering
from checker.patterns import lazy
from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.message import Message
    from checker.rule import Given

NAME = "dictated-review"
HINT = "review-hint"
_SAMPLE = lazy(r"[\s,]{0,3}[:\"\u201c\u201e\u00ab\u2018][\s\"\u201c\u201e\u00ab\u2018'*]{0,4}\w")
"""Words that are handed over follow: a colon or an opening quote."""
_NEAR = 2
"""How many sentences away the request for a review may be."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    every = list(given.found(NAME, prose))
    number = numbering(prose.value)
    asking: set[int] = set()
    if any(one.group == "could" for one in every):
        asking = {number(one.start) for name in (REVIEW_REQUEST, HINT) for one in given.found(name, prose)}
    for found in every:
        at = number(found.start)
        if found.group == "could" and not (_SAMPLE.match(prose.value, found.end) and asking & _near(at)):
            continue
        text = prose[found.start : found.end]
        if found.group == "photo":
            yield Hit(text, f'"{text.value}" demands pictures in a review')
        elif found.group == "mention":
            yield Hit(text, f'"{text.value}" tells the buyer what to write in a review')
        else:
            yield Hit(text, f'"{text.value}" hands the buyer the words of a review')


def _near(at: int) -> set[int]:
    return set(range(at - _NEAR, at + _NEAR + 1))


RULE = Rule(
    id=NAME,
    title="Review dictated to the buyer",
    clause="R08",
    help="Ask for a review and leave to the buyer what it says and whether it has pictures.",
    check=check,
    needs=("phrases",),
)
