"""Finds images wider than four fifths of the message.

Amazon asks that images take at most 80 % of the width. The rule reads `width` and `max-width` in percent and `vw`;
pixels can't be judged without knowing the screen. A `max-width` beside a larger `width` is what counts.

Write `style="max-width: 80%"`.
"""

from __future__ import annotations

from checker import css
from checker.finding import Severity
from checker.message import Message
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    most = given.options["percent"]
    styles = [found for found in css.declarations(message) if found.tag.name == "img"]
    for image in message.images:
        if image.tag is None:
            continue
        sizes: dict[str, tuple[float, Text]] = {}
        attribute = image.tag.attribute("width")
        if attribute is not None and (share := css.share(attribute.value.value.strip().lower())) is not None:
            sizes["width"] = (share, attribute.place)
        for style in styles:
            if style.tag.place.span == image.tag.place.span and style.name in ("width", "max-width", "min-width"):
                share = css.share(style.value.value.strip().lower())
                if share is not None:
                    sizes[style.name] = (share, style.place)
        widest = sizes.get("max-width") or max(sizes.values(), key=lambda size: size[0], default=None)
        if widest is not None and widest[0] > most:
            yield Hit(widest[1], f"This image takes {widest[0]:g} % of the width; {most} % is the most")


RULE = Rule(
    id="wide-image",
    title="Image wider than 80 %",
    clause="I06",
    help='Write `style="max-width: 80%"`.',
    check=check,
    severity=Severity.WARNING,
    needs=("tag",),
    options={"percent": 80},
)
