"""Finds order numbers written into a template.

A template goes to many buyers; a real order number in it tells all of them about the order of one. Numbers that
documentation uses, such as 123-1234567-1234567, are nobody's and fine.

Use your tool's placeholder for the order number.
"""

from __future__ import annotations

import re

from checker import orders
from checker.finding import Severity
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    allowed = set(given.options["allowed"])
    for match in re.finditer(orders.NUMBER, message.prose.value):
        if match[0] not in allowed and not orders.DUMMIES.match(match[0]):
            text = message.prose[match.start() : match.end()]
            yield Hit(text, f"{match[0]} is the number of one order; this template goes to many buyers")


RULE = Rule(
    id="hard-coded-order-id",
    title="Order number written into a template",
    clause="Q01",
    help="Use the placeholder for the order number.",
    check=check,
    severity=Severity.WARNING,
    needs=("order number",),
    options={"allowed": []},
)
