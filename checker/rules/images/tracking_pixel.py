"""Finds images that are there to be counted, not seen.

Amazon allows no tracking images. The rule finds images of at most one pixel, images that a style hides, addresses
that count openings, background images that a style loads, and `<bgsound>`.

Take the image out.
"""

from __future__ import annotations

import re

from checker import css, hosts
from checker.message import Image, Message, Tag
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNTS = lazy(
    r"[/.](?:open|opens|pixel|beacon|track|tracking|tracker|wf/open|o)(?:\.(?:gif|png|php|aspx?|jsp))?(?:[?]|\Z)"
    r"|/(?:track|tracking|pixel|beacon)/|//(?:pixel|beacon|track|tracking|open|trk)\.|[?&](?:mailopen|open_?id)=",
    re.IGNORECASE,
)
_HIDDEN = {"display": ("none",), "visibility": ("hidden",), "opacity": ("0", "0.0", "0%")}
_SIZES = ("width", "height", "max-width", "max-height")
_REMOTE_URL = lazy(r"url\(\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)


def check(message: Message, given: Given) -> Iterator[Hit]:
    hidden = {declaration.tag.place.span for declaration in css.declarations(message) if _hides(declaration)}
    for image in message.images:
        # Only what is fetched from somewhere can count.
        if not re.match(r"\s*(?:https?:)?//|.*\ufffc|.*\{", image.url):
            continue
        if image.tag is not None and (image.tag.place.span in hidden or _tiny(image.tag)):
            yield Hit(image.place, "This image is too small or too hidden to be seen")
        elif _counts(image):
            yield Hit(image.place, "The address of this image counts who opens the message")
    for declaration in css.declarations(message):
        if declaration.name.startswith("background") and _REMOTE_URL.search(declaration.value.value):
            yield Hit(declaration.place, "A background image tells its server who opens the message")
    for tag in message.tags:
        if tag.name == "bgsound" and not tag.closing:
            yield Hit(tag.place, "`<bgsound>` tells its server who opens the message")


def _counts(image: Image) -> bool:
    parts = hosts.parts(image.url)
    return _COUNTS.search(image.url.strip()) is not None or hosts.is_click_tracker(parts.host)


def _hides(declaration: css.Declaration) -> bool:
    value = declaration.value.value.strip().lower()
    if value in _HIDDEN.get(declaration.name, ()):
        return True
    found = css.length(value) if declaration.name in _SIZES else None
    return found is not None and found[0] <= 1 and found[1] in ("", "px", "pt", "%", "em")


def _tiny(tag: Tag) -> bool:
    sizes = [tag.attribute(name) for name in ("width", "height")]
    lengths = [css.length(size.value.value.strip()) for size in sizes if size is not None]
    return bool(lengths) and all(found is not None and found[0] <= 1 and found[1] in ("", "px") for found in lengths)


RULE = Rule(
    id="tracking-pixel",
    title="Tracking image",
    clause="I04",
    help="Take the image out.",
    check=check,
    needs=("image", "tag"),
)
