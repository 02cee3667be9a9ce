"""Finds words that pass the seller off as Amazon.

A buyer must know who writes. "Amazon Customer Service Team" below a seller's message, "we are from Amazon" or "Amazon
requires you to rate us" is not true and harms the buyer's trust in both. That Amazon delivers, or that its customer
service can help, may be said.

Sign with the name of your shop.
"""

from __future__ import annotations

from checker.finding import Severity
from checker.rule import Rule, each_phrase

RULE = Rule(
    id="posing-as-amazon",
    title="Words that pass the seller off as Amazon",
    clause="V03",
    help="Sign with the name of your shop.",
    check=each_phrase("posing-as-amazon", '"{quote}" sounds as if Amazon wrote this'),
    severity=Severity.WARNING,
    needs=("phrases",),
)
