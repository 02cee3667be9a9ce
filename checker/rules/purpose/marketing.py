"""Finds promotion: coupons and codes, sales, contests, newsletters, and invitations to look around the shop or to buy.

Amazon bars marketing from every message, on every channel, also from an answer and also as an apology: a message is
there for the order that the buyer has. Words about that order are no marketing, even if they sound like it: the coupon
that was applied to it, a refund of 20 %, a free replacement.

Leave the offer out. To make up for something that went wrong, refund a part of the price.
"""

from __future__ import annotations

from checker.rule import Rule, each_phrase

RULE = Rule(
    id="marketing",
    title="Marketing or promotion",
    clause="K04",
    help="Leave the offer out: a message is about the order that the buyer has. As an apology, refund a part of it.",
    check=each_phrase("marketing", '"{quote}" is promotion. {why}'),
    needs=("phrases",),
)
