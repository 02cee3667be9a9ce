"""Finds templates that repeat the buyer's address or number without need: "We have your phone as {{buyer_phone}}".

A buyer's data serve to fulfil the order. A message that repeats a street or a number shows it to everybody who may read
the mailbox, and Amazon shows it to the buyer anyway. The rule reads the names of placeholders. A city or a postcode
may stand, and so may the first name.

It is fine to repeat an address in order to ask about it ("Is the house number {{house_number}} right?") and in a
message that says why it is sent: `reason:` info_needed, order_issue, heavy_delivery, home_service or return.

Leave it out; write "the address in your order".
"""

from __future__ import annotations

import re

from checker.finding import Severity
from checker.intents import sentence_at
from checker.message import Message, Placeholder
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_REASONS = frozenset(("info_needed", "order_issue", "heavy_delivery", "home_service", "return"))
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_PHONE = frozenset(("phone", "telephone", "tel", "mobile", "cell", "cellphone", "phonenumber"))
_STREET = frozenset(("street", "address", "address1", "house", "housenumber", "streetaddress", "shippingaddress"))
_BUYER = frozenset(
    ("buyer", "customer", "client", "recipient", "shipping", "delivery", "ship", "full", "billing", "order", "user")
)
_NOT_IT = frozenset(
    (
        "city",
        "town",
        "state",
        "country",
        "zip",
        "postcode",
        "postal",
        "code",
        "email",
        "mail",
        "name",
        "return",
        "returns",
    )
) | frozenset(
    (
        "shop",
        "store",
        "seller",
        "company",
        "warehouse",
        "our",
        "support",
        "ip",
        "url",
        "link",
        "type",
        "status",
        "model",
    )
)


def check(message: Message, given: Given) -> Iterator[Hit]:
    if message.reason in _REASONS or message.api_type == "confirmDeliveryDetails":
        return
    prose = message.prose
    asked: list[tuple[int, int]] | None = None
    for slot in message.placeholders:
        what = _what(slot)
        if not what:
            continue
        if asked is None:
            asked = [(found.start, found.end) for found in given.found("personal-data", prose)]
        first, last = _around(prose.value, slot.at)
        if "?" in prose.value[first:last] or any(first <= start < last for start, _ in asked):
            continue
        yield Hit(slot.place, f"The placeholder `{slot.name}` repeats the buyer's {what} without need")


def _what(slot: Placeholder) -> str:
    """What of the buyer a placeholder in the prose brings in; empty if nothing private."""
    if slot.logic or slot.at < 0:
        return ""
    parts = {part.lower() for part in _PARTS.findall(slot.name.partition("|")[0])}
    if parts & _NOT_IT or not (parts & _BUYER or parts <= _STREET | {"1", "2", "line", "number"}):
        return ""
    return "phone number" if parts & _PHONE else "address" if parts & _STREET else ""


def _around(prose: str, at: int) -> tuple[int, int]:
    """The sentence of an offset and its neighbours: "Your address is this. Please check it."."""
    own = sentence_at(prose, at)
    before = sentence_at(prose, own.start - 2) if own.start > 2 else own
    after = sentence_at(prose, own.end + 1) if own.end + 1 < len(prose) else own
    return min(before.start, own.start), max(after.end, own.end)


RULE = Rule(
    id="personal-data",
    title="The buyer's address or number repeated without need",
    clause="C08",
    help="Leave it out, or say “the address in your order”.",
    check=check,
    severity=Severity.WARNING,
    needs=("private slot",),
)
