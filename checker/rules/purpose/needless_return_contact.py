"""Finds messages that only tell a buyer that his return is known.

During a return Amazon keeps the buyer informed. It wants sellers to write only if they need a fact to finish the return
or want to offer a part of the price: "your return is registered" is neither.

Write if you need the serial number, a photo or a reason, or have to say how the parcel is to be sent. Otherwise handle
the return and do not write.
"""

from __future__ import annotations

from checker.finding import Severity
from checker.intents import ASKING, REMEDY, RETURN_STEP, TROUBLE, has_any
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    found = next(given.found("needless-return-contact", message.prose), None)
    if found is None or has_any((ASKING, REMEDY, TROUBLE, RETURN_STEP), message, given):
        return
    text = message.prose[found.start : found.end]
    yield Hit(text, f'"{text.value}" tells the buyer about a return and asks for nothing')


RULE = Rule(
    id="needless-return-contact",
    title="Needless message about a return",
    clause="K08",
    help="Do not send it. Write about a return only if you need something to finish it or offer a partial refund.",
    check=check,
    severity=Severity.WARNING,
    kinds=("proactive",),
    needs=("phrases",),
)
