"""Finds postal addresses: a street with its number and the town, a P.O. box.

Amazon knows where a buyer may send something, and prints it on the return label. A postal address in a message leads
the buyer past it, to a counter or to a return that Amazon cannot follow. No list of Amazon's names postal addresses;
the rule follows from the duty to keep all contact in Amazon's messages.

A return needs one: declare `reason: return` in the message's metadata. Placeholders for an address are fine, and so are
questions about the buyer's own.

Point to the return label in "Your Orders", or declare the reason.
"""

from __future__ import annotations

from checker import postal
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    if message.reason == "return":
        return
    prose = message.prose
    for found in postal.find(prose.value):
        text = prose[found.start : found.end]
        yield Hit(text, f"{' '.join(text.value.split())} is a postal address")


RULE = Rule(
    id="postal-address",
    title="Postal address",
    clause="C04",
    help="Point to the return label in Your Orders; where the buyer has to send something, declare `reason: return`.",
    check=check,
    needs=("postal",),
)
