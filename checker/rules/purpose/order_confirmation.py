"""Finds messages that confirm an order.

Amazon tells each buyer itself that an order and its payment have arrived, and what becomes of it. It asks sellers not
to say it again: "we have received your order", "your payment went through", "we are packing it now" are confirmations,
however friendly they are, and so is an "Order summary".

Only messages that nobody asked for are judged. The same words are fine in an answer, beside a question without whose
answer the order can't go on, or beside a problem: say what you need or what went wrong. If there is nothing of the
kind, do not send the message.
"""

from __future__ import annotations

from checker.intents import ASKING, MATTER, NEEDED_REASONS, REVIEW_REQUEST, TROUBLE, courtesy, has_any
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    if message.reason in NEEDED_REASONS or has_any((ASKING, TROUBLE), message, given):
        return
    for found in given.found("order-confirmation", message.prose):
        if found.group == "dated-thanks" and not idle(message, given):
            continue
        text = message.prose[found.start : found.end]
        yield Hit(text, f'"{text.value}" confirms what Amazon has confirmed already')


def idle(message: Message, given: Given) -> bool:
    """Whether the message holds only courtesies, so that naming the order is all it does."""
    return courtesy(message, given) is not None and not has_any((MATTER, REVIEW_REQUEST), message, given)


RULE = Rule(
    id="order-confirmation",
    title="Order confirmation",
    clause="K02",
    help="Do not send it: Amazon confirms orders, payments and refunds. Write only if you need something from the "
    "buyer or if something went wrong.",
    check=check,
    kinds=("proactive",),
    needs=(f"!reason:{','.join(NEEDED_REASONS)} & phrases",),
)
