"""Finds pictures of the purchased product.

Amazon shows the product beside the message itself and asks sellers not to. The rule finds pictures from Amazon's
product image server and placeholders that stand for one.

Leave the picture out. A picture that shows how something is done, "where the reset button is", is another matter.
"""

from __future__ import annotations

import re

from checker import hosts
from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACEHOLDER = lazy(
    r"(?:product|item|listing|main|primary|sku|asin)[\W_]{0,3}(?:main[\W_]?)?(?:image|img|photo|picture|thumb)",
    re.IGNORECASE,
)


def check(message: Message, given: Given) -> Iterator[Hit]:
    for image in message.images:
        parts = hosts.parts(image.url)
        if hosts.is_amazon(parts.host) and "/images/I/" in parts.path:
            yield Hit(image.place, "This picture is a product's on Amazon")
        elif _PLACEHOLDER.search(image.url):
            yield Hit(image.place, "This placeholder stands for a picture of the product")


RULE = Rule(
    id="product-image",
    title="Picture of the purchased product",
    clause="I02",
    help="Leave the picture out; Amazon shows the product itself.",
    check=check,
    severity=Severity.WARNING,
    needs=("image", "tag"),
)
