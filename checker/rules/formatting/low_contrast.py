"""Finds text that is hard to tell from its background.

Amazon takes the Web Content Accessibility Guidelines into its rules: text must have a contrast of at least 4.5 to 1.
The rule judges tags that set both colours themselves, in a form it can compute.

Leave both colours out; the default ones have all the contrast there can be.
"""

from __future__ import annotations

from checker import css
from checker.css import Declaration
from checker.finding import Severity
from checker.message import Message
from checker.rule import Given, Hit, Rule
from checker.text import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    least = given.options["contrast"]
    by_tag: dict[Span, list[Declaration]] = {}
    for declaration in css.declarations(message):
        # In a style element colours of different selectors stand beside each other; they say nothing about one text.
        if declaration.tag.name != "style":
            by_tag.setdefault(declaration.tag.place.span, []).append(declaration)
    for found in by_tag.values():
        front = [one for one in found if one.name == "color"]
        back = [one for one in found if one.name in ("background", "background-color")]
        if not front or not back:
            continue
        colors = css.rgb(front[-1].value.value), css.rgb(back[-1].value.value)
        if colors[0] is None or colors[1] is None:
            continue
        contrast = css.contrast(colors[0], colors[1])
        if contrast < least:
            yield Hit(front[-1].place, f"The contrast to the background is {contrast:.1f} to 1; {least} is the least")


RULE = Rule(
    id="low-contrast",
    title="Text hard to tell from its background",
    clause="F09",
    help="Remove both colours, or choose a pair with more contrast.",
    check=check,
    severity=Severity.WARNING,
    needs=("tag",),
    options={"contrast": 4.5},
)
