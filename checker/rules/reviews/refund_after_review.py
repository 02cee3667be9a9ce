"""Finds refunds and payments that come after a review.

"Buy it, review it, get your money back", a refund once the review is online or its screenshot was sent, a refund for
taking a bad review down: each makes the review a thing that is paid for, by whatever way the money goes.

A refund depends on the order and on nothing else. Say why it is paid ("because the lid arrived broken") and leave
reviews out of it.
"""

from __future__ import annotations

from checker.intents import around, numbering
from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.message import Message
    from checker.rule import Given

NAME = "refund-after-review"
AFTER = "after-review"


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    found = list(given.found(NAME, prose))
    for one in found:
        if one.group == "bargain":
            text = prose[one.start : one.end]
            yield Hit(text, f'"{text.value}" pays the price back for a review')
    # "We refund you in full. Once you have it, would you change your review?"
    after = sorted([*given.found(AFTER, prose), *(one for one in found if one.group == "change")]) if found else []
    if not after:
        return
    number = numbering(prose.value)
    told = {number(one.start) for one in found if one.group == "bargain"}
    for one in found:
        # One finding for one bargain.
        if one.group != "refund" or number(one.start) in told:
            continue
        apart, review = min((abs(number(other.start) - number(one.start)), other) for other in around(after, one.start))
        if apart <= 1:
            told.add(number(one.start))
            text = prose[one.start : one.end]
            related = ((prose[review.start : review.end], "it depends on this"),)
            yield Hit(text, f'"{text.value}" hangs on a review', related)


RULE = Rule(
    id=NAME,
    title="Refund after a review",
    clause="R10",
    help="Let a refund depend on the order alone, and leave reviews out of it.",
    check=check,
    needs=("phrases",),
)
