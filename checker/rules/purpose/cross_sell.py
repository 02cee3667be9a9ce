"""Finds words that point the buyer to further products.

A message about an order is no place for other products, neither yours nor anybody else's: no "you may also like", no
accessory that "goes perfectly with" the order, no tour of your shop, no partner shop. Amazon makes no difference
between a message of your own accord and an answer.

An answer to "which filter fits?" may of course name the filter, and you may offer another product in the place of one
that you cannot send. Leave out everything that sells.
"""

from __future__ import annotations

from checker.rule import Rule, each_phrase

RULE = Rule(
    id="cross-sell",
    title="Further products suggested",
    clause="K05",
    help="Leave it out. Name another product only where the buyer asked for it or where it stands in for one that you "
    "cannot send.",
    check=each_phrase("cross-sell", '"{quote}" points the buyer to further products'),
    needs=("phrases",),
)
