"""Finds messages that announce that an order was sent or delivered.

Amazon tells each buyer when the parcel leaves, where it is and that it has arrived, and gives the tracking number. It
asks sellers not to send such messages themselves. "Your order has shipped", "it is out for delivery" and "here is your
tracking number" are announcements; "your lamp was delivered, would you review it?" is not.

Only messages that nobody asked for are judged. The same words are fine in an answer, when a large delivery has to be
arranged, or beside a problem: "your parcel was sent to the wrong city and will be late".
"""

from __future__ import annotations

from checker.intents import ASKING, MATTER, NEEDED_REASONS, REVIEW_REQUEST, TROUBLE, has, has_any
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    if message.reason in NEEDED_REASONS or has_any((ASKING, TROUBLE), message, given):
        return
    hits = list(given.found("shipping-confirmation", message.prose))
    tracked = any(found.group == "tracking" for found in hits)
    # With another purpose, the state of the delivery is what leads up to it, unless the buyer is given a number.
    if not tracked and leads_up(message, given):
        return
    for found in hits:
        if found.group == "follow" and len(hits) == 1:
            continue  # the way to a page that may show anything
        if message.prose.value[found.start - 1 : found.start] in ("/", "-", "."):
            continue  # a piece of a web address
        text = message.prose[found.start : found.end]
        yield Hit(text, f'"{text.value}" announces what Amazon announces itself')


def leads_up(message: Message, given: Given) -> bool:
    """Whether the message goes on to ask for a review, to explain the product or to hand something over."""
    helping = any(found.group in ("paper", "use", "opinion") for found in given.found(MATTER, message.prose))
    return helping or has(REVIEW_REQUEST, message, given)


RULE = Rule(
    id="shipping-confirmation",
    title="Shipping confirmation",
    clause="K02",
    help="Do not send it: Amazon tells the buyer where the parcel is. Write only if something went wrong or if a "
    "delivery has to be arranged.",
    check=check,
    kinds=("proactive",),
    needs=(f"!reason:{','.join(NEEDED_REASONS)} & phrases",),
)
