"""Finds pressure on the buyer and bad words about others.

Help that depends on a claim being withdrawn, a buyer who is told that his return ruins a family, other sellers who
are called cheats: none of it may stand in a message. That Amazon decides about a claim may be said.

Offer the same solution whatever the buyer does, and speak about your own work only.
"""

from __future__ import annotations

from checker.finding import Severity
from checker.rule import Rule, each_phrase

RULE = Rule(
    id="blame-or-coercion",
    title="Pressure on the buyer, or bad words about others",
    clause="V02",
    help="Offer the solution without a condition, and leave others out of it.",
    check=each_phrase("blame-or-coercion", '"{quote}" puts pressure on the buyer or speaks ill of others'),
    severity=Severity.WARNING,
    needs=("phrases",),
)
