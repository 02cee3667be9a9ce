"""Finds links to product pages, storefronts and searches on Amazon.

Links to Amazon are allowed, but one to something to buy is advertising whatever the words around it say, and most
tools refuse it. Links to the order, to returns, help, messages and the review form are fine.

Link to the order or say which page of "Your Account" is meant. Where a buyer asked which part fits, the part's name
is enough.
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

_PATHS = (
    (
        re.compile(r"/(?:[^/?#]{1,200}/)?(?:dp|gp/product|gp/aw/d|exec/obidos/asin|o/asin)/", re.IGNORECASE),
        "a product page",
    ),
    (re.compile(r"/(?:stores?|shops)(?:/|\?)", re.IGNORECASE), "a storefront"),
    (
        re.compile(
            r"/sp\?|/(?:s|b|gp/browse\.html|gp/aag/main)/?\?(?:[^#]{0,300}&)?(?:me|seller|merchant)=", re.IGNORECASE
        ),
        "a seller's page",
    ),
    (re.compile(r"/s(?:/|\?)[^#]{0,300}?(?:k|keywords|field-keywords|rh|i)=", re.IGNORECASE), "a search"),
    (re.compile(r"/(?:deals?|gp/goldbox|b)(?:[/?]|\Z)", re.IGNORECASE), "an offer page"),
)
_FINE = lazy(
    r"/review/|create-review|/hz/|/your-orders|/gp/(?:css|your-account|help)|/returns|order-(?:details|history)|/contact",
    re.IGNORECASE,
)


def check(message: Message, given: Given) -> Iterator[Hit]:
    for address in web_addresses(message):
        if not hosts.is_amazon(address.host) or _FINE.search(address.path):
            continue
        for pattern, what in _PATHS:
            if pattern.match(address.path):
                yield Hit(address.place, f"This is a link to {what} on Amazon")
                break


RULE = Rule(
    id="product-page-link",
    title="Link to something to buy on Amazon",
    clause="L04",
    help="Link to the order instead, or leave the link out.",
    check=check,
    severity=Severity.WARNING,
    needs=("web",),
)
