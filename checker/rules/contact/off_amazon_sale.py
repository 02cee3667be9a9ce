"""Finds sales and payments past Amazon: "order it cheaper on our website", "send the rest by PayPal", an IBAN.

What is sold to a buyer from Amazon is sold on Amazon, and Amazon takes and returns the money, with its protection for
both sides. Account numbers, wallets and prices for an order outside lead around that, also where they are meant to
help: for a spare part, a customs fee, a refund.

A refund to the way that the buyer paid is fine, and so is a warning never to pay outside Amazon.

List the spare part on Amazon, and use Amazon's refunds, in part if need be.
"""

from __future__ import annotations

import re

from checker import hosts
from checker.addresses import web_addresses
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_IBAN = lazy(
    r"(?<![0-9A-Za-z])[A-Z]{2}[0-9]{2}(?:[ \u00a0]?[0-9A-Z]{4}){2,7}(?:[ \u00a0]?[0-9A-Z]{1,4})?(?![0-9A-Za-z])"
)
_WALLETS = ("cash.app", "paypal.com", "paypal.me", "revolut.me", "venmo.com", "wise.com", "zellepay.com", "ko-fi.com")


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    for found in given.found("off-amazon-sale", prose):
        text = prose[found.start : found.end]
        yield Hit(text, f'"{" ".join(text.value.split())}" leads past Amazon. {found.why}')
    for match in _IBAN.finditer(prose.value):
        if _is_iban(match[0]):
            yield Hit(prose[match.start() : match.end()], f"{match[0]} is an account number; Amazon takes the payment")
    for address in web_addresses(message):
        if any(hosts.is_within(address.host, name) for name in _WALLETS):
            yield Hit(address.place, f"{address.host} takes payments outside Amazon")


def _is_iban(written: str) -> bool:
    """Whether the check digits are right, or are the zeros of a sample."""
    account = re.sub(r"[ \u00a0]", "", written)
    if not 15 <= len(account) <= 34 or sum(letter.isdigit() for letter in account) < 10:
        return False
    if account[2:4] == "00":
        return True
    return int("".join(str(int(letter, 36)) for letter in account[4:] + account[:4])) % 97 == 1


RULE = Rule(
    id="off-amazon-sale",
    title="Sale or payment outside Amazon",
    clause="C06",
    help="Sell on Amazon only, and refund through Amazon.",
    check=check,
    needs=("phrases", "iban", "web"),
)
