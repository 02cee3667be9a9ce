"""Finds images that are links.

Amazon allows a logo that stands for itself, not one that leads to your site; a picture hides where it leads. The rule
finds every image inside a link, in Markdown and in HTML.

Show the image without the link. If the link is needed, let words carry it.
"""

from __future__ import annotations

from checker import hosts
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    for image in message.images:
        if image.linked is not None:
            host = hosts.parts(image.linked.value).host
            yield Hit(image.place, f"This image leads to {host}" if host else "This image is a link")


RULE = Rule(
    id="linked-logo",
    title="Logo or image that is a link",
    clause="L05",
    help="Show the image without a link.",
    check=check,
    needs=("image", "tag"),
)
