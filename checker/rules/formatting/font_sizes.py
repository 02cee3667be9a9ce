"""Finds messages with more than three sizes of text.

Amazon allows three font sizes in a message. The rule counts the size of ordinary text as one, then every other size
that `font-size`, `<font size>`, `<big>`, `<small>` or a level of heading brings in, and points at the first one too
many.

One size for the text and one level of heading is enough for any message.
"""

from __future__ import annotations

import re

from checker import css
from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DEFAULT = ("inherit", "initial", "unset", "medium", "100%", "1em", "1rem")
_SHORTHAND = lazy(r"(?<![\w.])(\d+\.?\d*(?:px|pt|em|rem|%))", re.IGNORECASE)


def check(message: Message, given: Given) -> Iterator[Hit]:
    most = given.options["most"]
    seen = {"the text"}
    # Without tags only headings bring in sizes; in the order of their places both are read as a buyer would.
    for size, place in sorted(_sizes(message), key=lambda found: found[1].span):
        if size in seen:
            continue
        seen.add(size)
        if len(seen) == most + 1:
            yield Hit(place, f"This is font size number {len(seen)} of this message ({size}); Amazon allows {most}")


def _sizes(message: Message) -> Iterator[tuple[str, Text]]:
    for declaration in css.declarations(message):
        value = declaration.value.value.strip().lower()
        if declaration.name == "font-size" and value and value not in _DEFAULT:
            yield _normal(value), declaration.place
        elif declaration.name == "font":
            match = _SHORTHAND.search(value)
            if match:
                yield _normal(match[1]), declaration.place
    for tag in message.tags:
        size = tag.attribute("size") if tag.name == "font" else None
        if size is not None and size.value.value.strip() not in ("", "3"):
            yield f"size {size.value.value.strip()}", size.place
        elif tag.name in ("big", "small") and not tag.closing:
            yield f"<{tag.name}>", tag.place
    for block in message.blocks:
        if block.kind == "heading" and block.text:
            yield f"heading {block.level}", block.text


def _normal(size: str) -> str:
    """`14.0px` and `14px` are one size."""
    found = css.length(size)
    return f"{found[0]:g}{found[1]}" if found else size


RULE = Rule(
    id="font-sizes",
    title="More than three font sizes",
    clause="F06",
    help="Use one size for the text and at most two others.",
    check=check,
    severity=Severity.WARNING,
    needs=("tag", "heading"),
    options={"most": 3},
)
