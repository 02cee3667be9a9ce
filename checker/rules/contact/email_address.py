"""E-mail addresses, written, linked or disguised.

Amazon removes e-mail addresses or blocks the message; there is no exception, not for customer service and not for a
carrier's. Disguises count: `name (at) shop (dot) com`, a full-width `＠`, letters apart, invisible characters,
an address in the alternative text of an image. So do addresses of Amazon's relay (`...@marketplace.amazon.com`): they
belong to one buyer and one order.

Ask the buyer to reply to the message; a reply reaches you through Amazon.
"""

from __future__ import annotations

from checker.addresses import MailAddress, mail_addresses
from checker.intents import without_sentence
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    for found in mail_addresses(message):
        edits = without_sentence(message, found.start)
        fix = "remove the sentence" if edits else ""
        yield Hit(found.place, _sentence(found), edits=edits, fix=fix, safe=False)


def _sentence(found: MailAddress) -> str:
    domain = found.address.rpartition("@")[2].lower()
    if domain.startswith("marketplace.amazon."):
        return f"{found.address} is a relay address that belongs to one buyer"
    if found.address != found.place.value and found.link is None:
        return f"This is the e-mail address {found.address} in disguise"
    return f"{found.address} is an e-mail address"


RULE = Rule(
    id="email-address",
    title="E-mail address",
    clause="C01",
    help="Ask the buyer to reply to the message instead: “Just reply to this message.”",
    check=check,
    needs=("mail",),
    fixes="unsafe",
)
