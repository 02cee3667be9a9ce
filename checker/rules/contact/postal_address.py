"""Finds postal addresses: a street with its number and the town, a P.O. box.

Amazon knows where a buyer may send something, and prints it on the return label. A postal address in a message leads
the buyer past it, to a counter or to a return that Amazon cannot follow. No list of Amazon's names postal addresses;
the rule follows from the duty to keep all contact in Amazon's messages.

An address may stand where the words beside it say whose it is: the buyer's own, read back or asked about, a pick-up
point or a carrier's shop, the manufacturer, importer or responsible person whom the law wants named. That of a return
("Return address: ...") is a warning, for a return through Amazon needs none; `reason: return` in the message's metadata
permits it. Placeholders for an address are fine. Your shop, your signature and an invitation to visit or to write are
found.

Point to the return label in "Your Orders".
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
    for found, of_return in postal.own(prose.value):
        text = prose[found.start : found.end]
        said = f"{' '.join(text.value.split())} is a postal address"
        if of_return:
            yield Hit(text, f"{said}; a return through Amazon needs none", help=_RETURN, mild=True)
        else:
            yield Hit(text, said)


_RETURN = (
    "Point to the return label in Your Orders. Where Amazon has none for this order, declare `reason: return` in the "
    "message's metadata."
)

RULE = Rule(
    id="postal-address",
    title="Postal address",
    clause="C04",
    help="Take it out: buyers reach you through Amazon, and returns go where the label in Your Orders says.",
    check=check,
    needs=("postal",),
)
