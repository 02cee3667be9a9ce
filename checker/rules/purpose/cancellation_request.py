"""Finds requests that the buyer should cancel.

A seller who cannot deliver has to cancel and refund the order himself. To ask the buyer for it, to send him to the
button, to tell him which reason to choose, or to suggest that he cancel and order anew, moves the cancellation to the
buyer and out of the seller's record. Amazon forbids that in every message.

Write that you have cancelled and refunded, or offer to do it. To a buyer who wants to cancel you may explain where the
button is; in a reply that speaks of such a wish nothing is reported. Nor is a choice: "if you do not wish to wait, you
can cancel it free of charge".
"""

from __future__ import annotations

from checker.intents import ANSWERING, CANCELLATION_WISH, TROUBLE, has, numbering, overlaps
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.lexicon import Found

OBJECT = "cancellation-object"
"""What is to be cancelled, where that is no order."""
WAYS = ("button", "reason", "may")
"""Groups that tell how to cancel: in an answer they may explain what the buyer asked for."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    hits = list(given.found("cancellation-request", message.prose))
    if not hits or has(ANSWERING if message.kind == "proactive" else CANCELLATION_WISH, message, given):
        return
    explaining = message.kind != "proactive" and not has(TROUBLE, message, given)
    elsewhere = other_things(message, given)
    for found in hits:
        if (found.group in WAYS and explaining) or overlaps(elsewhere, found):
            continue
        text = message.prose[found.start : found.end]
        yield Hit(text, f'"{text.value}" asks the buyer to cancel')


def other_things(message: Message, given: Given) -> list[Found]:
    """Each "cancel it" of a message of which the sentence before says that "it" is no order."""
    objects = list(given.found(OBJECT, message.prose))
    if not objects:
        return []
    number = numbering(message.prose.value)
    named = {number(found.start) for found in objects if found.group == "other"}
    return [found for found in objects if found.group == "pronoun" and number(found.start) - 1 in named]


RULE = Rule(
    id="cancellation-request",
    title="Buyer asked to cancel",
    clause="K06",
    help="Cancel and refund the order yourself and say so, or offer to do it.",
    check=check,
    needs=("phrases",),
)
