"""Finds pressure on buyers to change or remove seller feedback.

Seller feedback is about the order, not about the product. Once a problem is solved, Amazon lets a seller mention that
feedback can be updated or removed. A request, a deal ("we refund you once you remove it") or words on what the
feedback does to your account are pressure. For product reviews not even the mention is allowed: see
`review-change-request`.

If you mention it at all, say it as a fact, after the solution and without a wish: "You can update your seller
feedback under Your Orders."
"""

from __future__ import annotations

from checker.finding import Severity
from checker.intents import overlaps
from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.message import Message
    from checker.rule import Given

NAME = "feedback-pressure"
REVIEW = "review-change-request"


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    # Where both are named, the stricter rule speaks.
    reviews = [one for one in given.found(REVIEW, prose) if one.group == "change"]
    for found in given.found(NAME, prose):
        if overlaps(reviews, found):
            continue
        text = prose[found.start : found.end]
        if found.group == "pressure":
            yield Hit(text, f'"{text.value}" puts weight on what the buyer wrote about you')
        else:
            yield Hit(text, f'"{text.value}" asks for other feedback; you may only mention that it can be updated')


RULE = Rule(
    id=NAME,
    title="Pressure about seller feedback",
    clause="R06",
    help="Solve the problem; at most say as a fact that seller feedback can be updated under Your Orders.",
    check=check,
    severity=Severity.WARNING,
    needs=("phrases",),
)
