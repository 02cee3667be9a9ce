"""Finds requests to change, update or delete a product review or a rating.

A review stays as the buyer wrote it. Amazon forbids asking for another one even after everything was put right, and
even as a hint that it can be done. Seller feedback is another thing: see `feedback-pressure`.

Solve the problem and stop there: "A new lid is on its way. We are sorry for the trouble." Buyers know that they can
edit what they wrote.
"""

from __future__ import annotations

from checker.rule import Rule, each_phrase

RULE = Rule(
    id="review-change-request",
    title="Request to change or delete a review",
    clause="R05",
    help="Solve the buyer's problem and do not mention the review.",
    check=each_phrase("review-change-request", '"{quote}": a buyer may never be asked to change a review'),
    needs=("phrases",),
)
