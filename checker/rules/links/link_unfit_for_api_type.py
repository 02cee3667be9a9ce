"""Finds links that do not serve the purpose of an API message's type.

Each type of the messaging API takes only links that its purpose needs: delivery details take a delivery or booking
page, a digital key takes the page where it is redeemed. The rule knows which pages certainly do not fit: review and
feedback pages in any type, product pages and social networks, and any link at all in types that carry no text.

Send each matter through its own type; reviews are asked for with Amazon's own request.
"""

from __future__ import annotations

import re

from checker import hosts
from checker.addresses import web_addresses
from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_REVIEW = lazy(r"/(?:review|hz/feedback|hz/reviews|gp/(?:feedback|customer-reviews)|product-reviews)", re.IGNORECASE)
_GOODS = lazy(r"/(?:dp|gp/product|stores?|shops)/|/s\?", re.IGNORECASE)
_BLOG = lazy(r"/(?:blog|news|about|shop|sale|newsletter|survey)(?:[/?#]|\Z)", re.IGNORECASE)
_NO_TEXT = ("invoice", "warranty", "legalDisclosure")
_CARRIES_DELIVERY = ("confirmDeliveryDetails", "confirmOrderDetails", "unexpectedProblem", "confirmServiceDetails")


def check(message: Message, given: Given) -> Iterator[Hit]:
    kind = message.api_type
    if kind is None:
        return
    for address in web_addresses(message):
        reason = _reason(kind, address.host, address.path)
        if reason:
            yield Hit(address.place, reason)


def _reason(kind: str, host: str, path: str) -> str:
    if kind in _NO_TEXT:
        return f"A message of the type {kind} carries no text and no link"
    if hosts.is_amazon(host) and _REVIEW.search(path):
        return f"A review page does not belong into a message of the type {kind}"
    if hosts.is_amazon(host) and _GOODS.search(path):
        return f"A page with goods does not belong into a message of the type {kind}"
    if not hosts.is_amazon(host) and _BLOG.search(path):
        return f"This page does not serve a message of the type {kind}"
    if hosts.is_carrier(host) and kind not in _CARRIES_DELIVERY:
        return f"A carrier's page does not serve a message of the type {kind}"
    return ""


RULE = Rule(
    id="link-unfit-for-api-type",
    title="Link that does not fit the type of the message",
    clause="L09",
    help="Leave the link out, or send it with a message of the type that it serves.",
    check=check,
    severity=Severity.WARNING,
    needs=("meta:api_type",),
)
