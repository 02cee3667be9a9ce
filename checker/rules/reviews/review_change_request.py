"""Finds requests to change, update or delete a product review or a rating.

A review stays as the buyer wrote it. Amazon forbids asking for another one even after everything was put right, and
even as a hint that it can be done. Seller feedback is another thing: see `feedback-pressure`.

Solve the problem and stop there: "A new lid is on its way. We are sorry for the trouble." Buyers know that they can
edit what they wrote.
"""

from __future__ import annotations

from checker.intents import around, numbering
from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.message import Message
    from checker.rule import Given

NAME = "review-change-request"


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    found = list(given.found(NAME, prose))
    reviews = [one for one in found if one.group == "yours"]
    number = numbering(prose.value) if reviews else None
    for one in found:
        text = prose[one.start : one.end]
        if one.group in ("change", "hostage"):
            yield Hit(text, f'"{text.value}": a buyer may never be asked to change a review')
        elif one.group in ("it", "rethink") and number is not None:
            # "We read your review. Would you change it?" "Would you reconsider? Your review says that ..."
            review = around(reviews, one.start)[0]
            apart = number(one.start) - number(review.start)
            if (review.end <= one.start or one.group == "rethink") and abs(apart) <= 1:
                related = ((prose[review.start : review.end], "what is to be changed"),)
                yield Hit(text, f'"{text.value}": a buyer may never be asked to change a review', related)


RULE = Rule(
    id=NAME,
    title="Request to change or delete a review",
    clause="R05",
    help="Solve the buyer's problem and do not mention the review.",
    check=check,
    needs=("phrases",),
)
