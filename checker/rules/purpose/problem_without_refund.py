"""Finds messages that tell a buyer that an item can't be sent, and say nothing of the money.

A message about a problem with an order has to give two facts: that the amount was refunded or adjusted, and why the
item is missing. "We have no green shades left" leaves the buyer to ask, and often to cancel. It is not reported if the
message speaks of a refund, of another product, of a choice, or of a later date, or asks for what the order needs. Nor
is an attempt of the carrier, or what waits for an address, for a text or for better weather.

Refund first, then write: "The only green shade that was left has a dent, so 24.90 is on its way back to your card."
"""

from __future__ import annotations

from checker.finding import Severity
from checker.intents import ANSWERING, ASKING, REMEDY, has_any
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    found = next(given.found("problem-without-refund", message.prose), None)
    if found is None or has_any((REMEDY, ANSWERING, ASKING), message, given):
        return
    text = message.prose[found.start : found.end]
    yield Hit(text, f'The message says "{text.value}" and nothing of the buyer\'s money')


RULE = Rule(
    id="problem-without-refund",
    title="Problem without a word of the money",
    clause="K07",
    help="Refund the amount first, and say in the message that you did and why the item can't be sent.",
    check=check,
    severity=Severity.WARNING,
    kinds=("proactive",),
    needs=("phrases",),
)
