"""Finds templates that repeat the buyer's address or number without need: "We have your phone as {{buyer_phone}}".

A buyer's data serve to fulfil the order. A message that repeats a street or a number shows it to everybody who may read
the mailbox, and Amazon shows it to the buyer anyway. The rule reads the names of placeholders. A city or a postcode
may stand, and so may the first name.

It is fine to repeat an address in order to ask about it ("Is the house number {{house_number}} right?") and in a
message that says why it is sent: `reason:` info_needed, order_issue, heavy_delivery, home_service or return.

Leave it out; write "the address in your order".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from checker.finding import Severity
from checker.intents import Sentence, sentences
from checker.message import Message, Placeholder
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_REASONS = frozenset(("info_needed", "order_issue", "heavy_delivery", "home_service", "return"))
_PARTS = lazy(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
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
    said: list[Sentence] = []
    asked: list[int] = []
    for slot in message.placeholders:
        what = _what(slot)
        if not what:
            continue
        if not said:
            said = sentences(prose.value)
            asked = [found.start for found in given.found("personal-data", prose)]
        first, last = _around(said, slot.at)
        if "?" in prose.value[first:last] or bisect_left(asked, first) < bisect_left(asked, last):
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


def _around(said: list[Sentence], at: int) -> tuple[int, int]:
    """The sentence of an offset and its neighbours: "Your address is this. Please check it."."""
    number = max(bisect_right(said, Sentence(at, at + 1)) - 1, 0)
    near = said[max(number - 1, 0) : number + 2]
    return near[0].start, near[-1].end


RULE = Rule(
    id="personal-data",
    title="The buyer's address or number repeated without need",
    clause="C08",
    help="Leave it out, or say “the address in your order”.",
    check=check,
    severity=Severity.WARNING,
    needs=("private slot",),
)
