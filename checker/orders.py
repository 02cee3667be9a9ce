"""Order numbers: Amazon's own form, and the placeholders that stand for one, in any template language."""

from __future__ import annotations

from checker.patterns import lazy

NUMBER = r"(?<![\w-])(?:\d{3}|[A-Z]\d{2})-\d{7}-\d{7}(?![\w-])"
"""17 digits, 3-7-7, or a letter and two digits before the same tail for digital orders."""

_WORD = (
    r"(?:amazon|amz)?[\W_]{0,2}ord(?:er)?s?[\W_]{0,3}(?:id|number|num|no|nr|ref|code|\#|reference|name)?"
    r"|bestell(?:ung)?(?:s)?[\W_]{0,2}(?:nummer|nr|id)|bestelnummer|order[\W_]?nummer|auftrags?(?:nummer|nr)"
    r"|n[uú]m(?:ero|éro)?[\W_]{0,3}(?:d[ei]?l?l?[\W_']{0,2})?(?:la[\W_])?(?:commande|ordine|pedido)|commande|pedido|ordine"
    r"|numer[\W_]?zam\w{0,10}|zam[oó]wieni\w{0,3}|sipari\w{1,8}|注文(?:番号|ID)?|订单\w{0,2}"
)
# The name stands behind what opens a placeholder, perhaps behind what it belongs to: `{{ ticket.order_id }}`.
_SLOT = rf"(?:[{{\[%#$<@|(]|:(?=\w)|__)[\w.$ \-]{{0,40}}?(?<![a-z])(?:{_WORD})(?![a-z])"

MENTIONED = rf"{NUMBER}|(?i:{_SLOT})"
"""What says which order a message is about. A regular expression over a message as written."""

DUMMIES = lazy(
    r"(\d)\1\1-\1{7}-\1{7}\Z|123-1234567-1234567\Z|123-4567890-1234567\Z|\d{3}-1234567-(?:1234567|7654321|8901234)\Z"
)
"""Numbers that documentation uses; nobody's order."""
