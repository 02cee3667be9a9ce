"""Finds affiliate tags and click-tracking parameters in links.

Amazon allows no tracking in messages, and no affiliate links in mail at all. The rule finds the parameters by their
names: affiliate tags (`tag=shop-20`), campaign tags (`utm_source`), and the click marks of advertising networks.
Amazon's own `ref` and a carrier's tracking number are no such thing.

Remove the parameters; the link works without them. The fix does it.
"""

from __future__ import annotations

import re

from checker import hosts
from checker.addresses import WebAddress, web_addresses
from checker.finding import Severity
from checker.message import Message
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_CAMPAIGN = (
    r"utm_[a-z]{2,20}|(?:fb|g|ms|tw|yc|dc|tt)clid|[gw]braid|igshid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|_ke|vero_id"
    r"|trk_contact"
)
_AFFILIATE = r"tag|ascsubtag|linkcode|linkid|creative(?:asin)?|camp|awc|irclickid|aff(?:iliate)?_?id"
_TRACKING = re.compile(rf"(?P<before>[?&]|&amp;)(?P<name>{_CAMPAIGN})=[^&#\s]*", re.IGNORECASE)
_TAG = re.compile(rf"(?P<before>[?&]|&amp;)(?P<name>{_AFFILIATE})=[^&#\s]*", re.IGNORECASE)


def check(message: Message, given: Given) -> Iterator[Hit]:
    for address in web_addresses(message):
        if address.form == "disguised":
            continue
        for match in _found(address):
            text = address.place[match.start("name") : match.end()]
            what = "an affiliate tag" if match.re is _TAG else "click tracking"
            edit = _without(address.place, match)
            fix = f"remove `{match['name']}`" if edit else ""
            yield Hit(text, f"`{match['name']}` is {what}", edits=edit, fix=fix)


def _found(address: WebAddress) -> Iterator[re.Match[str]]:
    yield from _TRACKING.finditer(address.place.value)
    # These short names mean something else elsewhere; on Amazon they pay somebody.
    if hosts.is_amazon(address.host) or hosts.is_amazon_owned(address.host):
        yield from _TAG.finditer(address.place.value)


def _without(url: Text, match: re.Match[str]) -> tuple[tuple[Text, str], ...]:
    """The edit that takes a parameter out: with its `&`, or with the `&` after it where it stands first."""
    value = url.value
    start, end = match.span()
    if match["before"] == "?":
        start += 1
        if value[end : end + 1] == "&":
            end += 1
        elif end == len(value) or value[end] == "#":
            start -= 1
    piece = url[start:end]
    return ((piece, ""),) if piece.exact else ()


RULE = Rule(
    id="tracking-parameters",
    title="Affiliate or tracking parameter in a link",
    clause="L08",
    help="Remove the parameter; the link works without it.",
    check=check,
    severity=Severity.WARNING,
    needs=("web",),
    fixes="safe",
)
