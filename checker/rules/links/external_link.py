"""Links and web addresses that lead out of Amazon.

Amazon permits links to its own store, and others only where the order can't be completed without them: a carrier's
tracking page, the proof of a customisation. All else takes the buyer away from the order, to the shop's own site, a
video, a warranty form, a social network, and is the most common reason for a message that is blocked. An address
counts whether it can be clicked or only read, linked or bare, with scheme or without, disguised or not: `lamp-store
(dot) com` is one. Pages of Amazon's that are not the store (Pay, AWS, films, advertising) and sites that merely
follow the parcels of many carriers count as external.

Write the information itself into the message, attach the manual, or point to "Your Orders". A page that the order
does need, say your own freight booking, is declared: in the message's metadata under `order_links`, or for all
messages in the option `order_hosts`.
"""

from __future__ import annotations

from checker import hosts
from checker.addresses import WebAddress, leads_out, needed_hosts, web_addresses
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    addresses = web_addresses(message)
    if not addresses:
        return
    needed = needed_hosts(message, given.options.get("order_hosts", ()))
    for address in addresses:
        host = address.host
        if host and leads_out(host, needed):
            yield Hit(address.place, _sentence(address), help=_help(host))


def _sentence(address: WebAddress) -> str:
    host = address.host
    if hosts.is_aggregator(host):
        return f"{host} follows the parcels of many carriers and belongs to none of them"
    if hosts.is_amazon_owned(host):
        return f"{host} belongs to Amazon but is not the store where the buyer ordered"
    if hosts.looks_like_amazon(host):
        return f"{host} is not Amazon, though it looks like it"
    if hosts.is_shortener(host) or hosts.is_click_tracker(host):
        return f"{host} hides which page the buyer is sent to"
    if address.form == "disguised":
        return f"This is the web address {host} in disguise; it leads out of Amazon"
    return f"{host} leads out of Amazon"


def _help(host: str) -> str:
    if hosts.is_aggregator(host):
        return "Link to the carrier's own tracking page, or leave it out: Amazon shows the buyer where the parcel is."
    return ""


RULE = Rule(
    id="external-link",
    title="Link out of Amazon",
    clause="L01",
    help="Say it in the message, attach it, or point to the order on Amazon. Declare a page that the order cannot do "
    "without under `order_links`.",
    check=check,
    needs=("web",),
    options={"order_hosts": []},
)
