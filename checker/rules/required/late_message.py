"""Finds messages on the seller's own account that come later than 30 days after the order.

Amazon ends the right to write on one's own account 30 days after an order is completed. The rule reads
`send_after_days` (and `anchor`: counted from the delivery, more than 25 days is too close, since the order was
completed before) and words such as "two months since your purchase". Replies have no limit.

Send it earlier, or not at all.
"""

from __future__ import annotations

import re

from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DAYS = lazy(r"\s*(\d{1,6})\s*(?:d|days?)?\s*\Z", re.IGNORECASE)


def check(message: Message, given: Given) -> Iterator[Hit]:
    limit, close = given.options["days"], given.options["days_after_delivery"]
    declared = message.meta_text("send_after_days")
    match = _DAYS.match(declared.value) if declared is not None else None
    if declared is not None and match:
        days = int(match[1])
        anchor = message.meta_text("anchor")
        if days > limit:
            yield Hit(declared, f"{days} days after the order are too late; {limit} are the most")
        elif days > close and anchor is not None and anchor.value.strip().lower() == "delivery":
            yield Hit(
                declared, f"{days} days after the delivery may be more than {limit} after the order was completed"
            )
    for found in given.found("late-message", message.prose):
        yield Hit(message.prose[found.start : found.end], "This is said more than 30 days after the order")


RULE = Rule(
    id="late-message",
    title="Message of your own after more than 30 days",
    clause="Q03",
    help="Send it within 30 days of the order, or leave it out.",
    check=check,
    severity=Severity.WARNING,
    kinds=("proactive",),
    needs=("meta:send_after_days", "phrases"),
    options={"days": 30, "days_after_delivery": 25},
)
