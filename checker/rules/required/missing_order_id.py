"""Finds messages on the seller's own account that do not say which order they are about.

Amazon asks that every message that a seller starts names the order: 17 digits, 3-7-7. A placeholder for it does,
whatever your tool calls it. Messages through the API and the contact form carry the order by themselves and are left
alone; so are replies.

If the option `placeholder` says how your tool writes the order number, that counts whatever it is called, and the fix
puts it into the subject.

Put the placeholder into the subject or the first sentence: "Your order {{order_id}}: ...".
"""

from __future__ import annotations

import re

from checker import orders
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST_LINE = lazy(r"\S[^\r\n]*")


def check(message: Message, given: Given) -> Iterator[Hit]:
    if message.api_type is not None or message.channel in ("sp_api", "contact_buyer"):
        return
    raw = f"{message.subject.value if message.subject else ''}\n{message.body.value}"
    first = _FIRST_LINE.search(message.body.value)
    placeholder = given.options["placeholder"]
    if first is None or re.search(orders.MENTIONED, raw) or (placeholder and placeholder in raw):
        return
    place = message.subject or message.body[first.start() : len(first[0].rstrip()) + first.start()]
    edits: tuple[tuple[Text, str], ...] = ()
    if placeholder and message.subject and message.subject.exact:
        edits = ((message.subject[len(message.subject) :], f" ({placeholder})"),)
    yield Hit(
        place,
        "This message does not say which order it is about",
        edits=edits,
        fix="name the order in the subject" if edits else "",
    )


RULE = Rule(
    id="missing-order-id",
    title="No order number in a message of your own",
    clause="Q01",
    help="Name the order by your tool's placeholder, for example {{order_id}}.",
    check=check,
    kinds=("proactive",),
    needs=("!order",),
    options={"placeholder": ""},
    fixes="safe",
)
