"""Finds messages longer than their channel allows.

The messaging API limits the text of each type: 400 characters for a digital access key, 800 for customisation
details, 2,000 for the others, and at least one character. A placeholder counts as long as what it may be replaced by:
19 characters for an order number, else the option `placeholder`. No published limit was found for replies in Seller
Central, so `limit` is not set for them; set it if you know one.

Shorten the text, or say the rest in an attachment that the type permits.
"""

from __future__ import annotations

import re

from checker.message import PLACEHOLDER, Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LIMITS = {
    "confirmCustomizationDetails": 800,
    "digitalAccessKey": 400,
    "confirmDeliveryDetails": 2000,
    "confirmOrderDetails": 2000,
    "confirmServiceDetails": 2000,
    "unexpectedProblem": 2000,
}
"""Code points by API type, from Amazon's published model of the messaging API."""

_ORDER = lazy(r"order[\W_]*(?:id|number|no|ref)", re.IGNORECASE)
_ORDER_LENGTH = 19
"""3-7-7 digits with their hyphens."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    limit = LIMITS.get(message.api_type or "") or given.options["limit"]
    if not limit:
        return
    prose = message.prose
    start = next((block.end for block in message.blocks if block.kind == "subject"), 0)
    text = prose.value[start:].strip()
    if not text:
        if message.api_type:
            yield Hit(message.body, "This message has no text; its type needs at least one character")
        return
    slots = [slot for slot in message.placeholders if not slot.logic and slot.at >= start]
    grows = sum(_ORDER_LENGTH if _ORDER.search(slot.name) else given.options["placeholder"] for slot in slots)
    least = len(text.replace(PLACEHOLDER, ""))
    if least + grows <= limit:
        return
    # Pointed at: the characters beyond the limit as written.
    beyond = prose[min(start + limit, len(prose) - 1) :]
    if least > limit:
        yield Hit(beyond, f"{least} characters, {limit} is the most for this message")
    else:
        yield Hit(
            beyond if len(text) > limit else prose[len(prose) - 1 :],
            f"About {least + grows} characters once its {len(slots)} placeholders are filled; {limit} is the most",
        )


RULE = Rule(
    id="message-length",
    title="Message too long for its channel",
    clause="F12",
    help="Shorten the text.",
    check=check,
    needs=("meta:api_type",),
    options={"limit": 0, "placeholder": 20},
)
