"""Finds messages that do nothing but say thank you.

Amazon does not want sellers to write only to thank for an order or to say that they are there if anything is needed. It
counts as such a message if nothing is left once its greeting, thanks, offers of help, good wishes and signature are
taken away. The words themselves are welcome in a message that has another permitted reason: an invoice, a question that
the order needs answered, a request for a review. A reason that the metadata declare is believed, if the order can't do
without it.

Leave the message out, or put the thanks into one that you have to send anyway.
"""

from __future__ import annotations

from checker.intents import (
    ANSWERING,
    ASKING,
    MATTER,
    NEEDED_REASONS,
    OFFER_OF_HELP,
    REVIEW_REQUEST,
    THANKS,
    TROUBLE,
    courtesy,
    has,
    has_any,
)
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MORE = (
    MATTER,
    ASKING,
    TROUBLE,
    REVIEW_REQUEST,
    ANSWERING,
    "order-confirmation",
    "marketing",
    "repeat-review-request",
    "needless-return-contact",
    "cancellation-request",
)
"""What makes a message more than thanks, permitted or not: other rules judge it."""
ARRIVING = "arriving"
"""The group of shipping confirmations that only say when the parcel comes, which is a courtesy beside thanks."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    if message.attachments or message.reason in NEEDED_REASONS:
        return
    words = courtesy(message, given)
    if words is None:
        return
    # To name an address is another offence, and what "write to us there" is for.
    elsewhere = not has(THANKS, message, given) and has("off-platform", message, given)
    sent = any(found.group != ARRIVING for found in given.found("shipping-confirmation", message.prose))
    if not elsewhere and not sent and not has_any(MORE, message, given):
        yield Hit(message.prose[words.start : words.end], "The message says thank you or offers help and nothing else")


RULE = Rule(
    id="thanks-only",
    title="Nothing but thanks",
    clause="K03",
    help="Do not send it. Say thank you in a message that has a permitted reason.",
    check=check,
    kinds=("proactive",),
    needs=tuple(f"!reason:{','.join(NEEDED_REASONS)} & phrases:{intent}" for intent in (THANKS, OFFER_OF_HELP)),
)
