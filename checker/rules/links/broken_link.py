"""Finds links that can't work for the buyer.

Amazon asks that links work. Nothing is fetched; the rule finds what the address itself gives away: a broken scheme
(`http//`, `https://https://`), no destination, a host that only your own machine knows (`localhost`, private
numbers), a host without a known ending, a query that ends where its value should be (`?orderID=`), a note to yourself
(`TODO`), and pages of Seller Central, which no buyer can open.

Test the link once in a private window, as a buyer would open it.
"""

from __future__ import annotations

import re

from checker import hosts
from checker.addresses import WebAddress, web_addresses
from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_TWICE = lazy(r"(?:https?|ftp):?/{0,2}(?:https?|ftp):?//", re.IGNORECASE)
_NO_COLON = lazy(r"(?:https?|ftp)(?:;?//|:/(?!/)|;//)", re.IGNORECASE)
_PRIVATE = lazy(r"(?:127|10|0)\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.")
_UNSET = lazy(r"[?&][A-Za-z_][\w.-]{0,40}=(?=&|#|\Z)")
_NOTE = lazy(r"(?<![A-Za-z])(?:TODO|TBD|FIXME|XXX+|INSERT[-_ ]?(?:LINK|URL)?[-_ ]?HERE|YOUR[-_]?(?:LINK|URL))(?![a-z])")
_LOCAL = ("localhost", "local", "internal", "lan", "intranet", "home", "corp")


def check(message: Message, given: Given) -> Iterator[Hit]:
    for link in message.links:
        if link.form != "bare" and not link.url.strip():
            yield Hit(link.place, "This link has no destination")
        elif _NOTE.search(link.url):
            yield Hit(link.target, "The destination of this link is still a note to yourself")
    for address in web_addresses(message):
        reason = _reason(address)
        if reason:
            yield Hit(address.place, reason)


def _reason(address: WebAddress) -> str:
    url, host = address.url, address.host
    if _TWICE.match(url):
        return "The scheme stands twice in this address"
    if _NO_COLON.match(url):
        return (
            f"This address begins with {url[: url.index('//') + 2] if '//' in url else url[:7]!r} instead of `https://`"
        )
    if hosts.is_seller_central(host):
        return "Buyers cannot open pages of Seller Central"
    if host.rpartition(".")[2] in _LOCAL or (hosts.is_ip(host) and _PRIVATE.match(host)):
        return f"{host} is known to your own network only"
    if host and "." not in host and address.scheme and not hosts.is_ip(host):
        return f"{host} is no complete host: it has no ending such as .com"
    unset = _UNSET.search(url) if hosts.is_amazon(host) or hosts.is_carrier(host) else None
    if unset:
        return f"`{unset[0].lstrip('?&')}` has no value"
    return ""


RULE = Rule(
    id="broken-link",
    title="Link that cannot work",
    clause="L03",
    help="Correct the address, or take the link out.",
    check=check,
    severity=Severity.WARNING,
    needs=("web", "link"),
)
