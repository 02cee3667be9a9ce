"""Finds hosts that want to be taken for Amazon's.

`amazon.com.orders.example`, `amaz0n.de` or a Cyrillic letter in the name are how phishing looks; a message with such
a link harms the buyer who trusts it and the seller who sent it. The rule compares the registered domain with Amazon's
own, never a part of the text.

Use the address of the store where the buyer ordered, or leave the link out.
"""

from __future__ import annotations

from checker import hosts
from checker.addresses import web_addresses
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    for address in web_addresses(message):
        if hosts.looks_like_amazon(address.host):
            yield Hit(address.place, f"{address.host} looks like Amazon and is not")
        elif hosts.is_amazon(address.parts.user.partition(":")[0]) and not hosts.is_amazon(address.host):
            yield Hit(address.place, f"This address seems to begin at Amazon and leads to {address.host}")
        elif address.link is not None and address.link.target is address.place:
            shown = hosts.parts(address.link.label.value.strip()).host
            if hosts.is_amazon(shown) and address.host and not hosts.is_amazon(address.host):
                yield Hit(address.place, f"The words say {shown}, the link leads to {address.host}")


RULE = Rule(
    id="lookalike-domain",
    title="Address that looks like Amazon and is not",
    clause="L01",
    help="Use the address of the store where the buyer ordered, or leave the link out.",
    check=check,
    needs=("web",),
)
