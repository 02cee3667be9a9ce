"""Finds short links and redirects that hide where they lead.

A link must be needed for the order, secure and working; nobody, Amazon's filter least of all, can see that of an
address at a shortening, link-list or click-counting service. Amazon's own short addresses are hidden in the same way.

Write the address itself, if the rules allow it at all.
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
        host = address.host
        if hosts.is_shortener(host):
            yield Hit(address.place, f"{host} hides where this link leads")
        elif hosts.is_click_tracker(host):
            yield Hit(address.place, f"{host} counts the buyer's clicks and hides where this link leads")
        elif hosts.is_amazon_owned_opaque(host):
            yield Hit(
                address.place,
                f"{host} belongs to Amazon, but nobody can see where this link leads",
                help="Write the long address of the page on Amazon.",
            )


RULE = Rule(
    id="shortened-link",
    title="Link that hides where it leads",
    clause="L07",
    help="Write the address itself, or leave the link out.",
    check=check,
    needs=("web",),
)
