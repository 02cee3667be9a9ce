"""Finds pictures that have nothing to do with the brand.

Only pictures that belong to the brand may be shown. Whether one does can't be read from a template; the rule knows
the hosts that serve stock photographs, memes and dummy pictures.

Leave the picture out, or show your logo.
"""

from __future__ import annotations

from checker import hosts
from checker.finding import Severity
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_STOCK = (
    "unsplash.com", "pexels.com", "pixabay.com", "shutterstock.com", "istockphoto.com", "gettyimages.com",
    "stock.adobe.com",
    "freepik.com", "depositphotos.com", "dreamstime.com", "123rf.com", "alamy.com", "picsum.photos", "placekitten.com",
    "placehold.co", "placehold.it", "via.placeholder.com", "dummyimage.com", "loremflickr.com", "burst.shopify.com",
    "imgflip.com", "9gag.com", "stocksnap.io", "rawpixel.com", "vecteezy.com", "flaticon.com",
)  # fmt: skip


def check(message: Message, given: Given) -> Iterator[Hit]:
    for image in message.images:
        host = hosts.parts(image.url).host
        if any(hosts.is_within(host, name) for name in _STOCK):
            yield Hit(image.place, f"{host} serves pictures that belong to no brand")


RULE = Rule(
    id="unrelated-image",
    title="Picture that does not belong to the brand",
    clause="I03",
    help="Leave the picture out, or show your logo.",
    check=check,
    severity=Severity.WARNING,
    needs=("image", "tag"),
)
