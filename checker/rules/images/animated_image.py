"""Finds animated pictures.

Amazon allows no GIFs in messages. The rule finds `.gif` files and `data:image/gif` as images and as attachments, and
pictures from hosts that serve nothing else.

Send a still picture, or say it in words.
"""

from __future__ import annotations

import re

from checker import hosts
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_GIF = lazy(r"\.(?:gif|apng)(?=[?#]|\Z)|^\s*data:image/(?:gif|apng)", re.IGNORECASE)
_HOSTS = ("giphy.com", "tenor.com", "gfycat.com", "gifer.com", "makeagif.com", "gifs.com")


def check(message: Message, given: Given) -> Iterator[Hit]:
    for image in message.images:
        host = hosts.parts(image.url).host
        if _GIF.search(image.url):
            yield Hit(image.place, "This image is a GIF")
        elif any(hosts.is_within(host, name) for name in _HOSTS):
            yield Hit(image.place, f"{host} serves animated pictures")
    for attachment in message.attachments:
        if _GIF.search(attachment.path.value.strip()):
            yield Hit(attachment.path, "This attachment is a GIF")


RULE = Rule(
    id="animated-image",
    title="Animated picture",
    clause="I01",
    help="Use a still picture (JPEG or PNG), or words.",
    check=check,
    needs=("image", "tag", "meta:attachments"),
)
