"""Finds images that are not loaded over https.

Amazon asks that images come over a secure connection. The rule finds `http://` and addresses that leave the scheme to
chance (`//cdn...`). Images within the message (`cid:`, `data:`) are loaded from nowhere.

Write `https://`. The fix does just that.
"""

from __future__ import annotations

import re

from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_HTTP = lazy(r"\s*(?P<scheme>http)://|\s*(?P<none>//)[\w\[]", re.IGNORECASE)


def check(message: Message, given: Given) -> Iterator[Hit]:
    for image in message.images:
        match = _HTTP.match(image.url)
        if not match:
            continue
        name = "scheme" if match["scheme"] else "none"
        place = image.target[match.start(name) : match.end(name)]
        new = "https" if match["scheme"] else "https://"
        edits = ((place, new),) if place.exact else ()
        what = (
            "This image is loaded over http"
            if match["scheme"]
            else "The address of this image leaves its scheme to chance"
        )
        yield Hit(image.target, what, edits=edits, fix="load it over https" if edits else "")


RULE = Rule(
    id="insecure-image",
    title="Image not loaded over https",
    clause="I05",
    help="Load the image over https.",
    check=check,
    needs=("image", "tag"),
    fixes="safe",
)
