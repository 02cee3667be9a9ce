"""Finds styles and tags that set the font.

Amazon asks that messages keep the default font. The rule finds `font-family`, a family in the `font` shorthand,
`<font face>`, and fonts that a style loads with `@font-face` or `@import`.

Leave the font to the buyer's mail program; bold and italic are fine.
"""

from __future__ import annotations

import re

from checker import css
from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.styling import hit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DEFAULT = ("inherit", "initial", "unset")
_LOADS = lazy(r"@font-face|@import[^;]{0,200}", re.IGNORECASE)
# After the size comes the family: `bold 14px/1.6 Arial, sans-serif`.
_SHORTHAND = lazy(r"\d[\w.%]*(?:\s*/\s*[\w.%]+)?\s+[\"'a-z]", re.IGNORECASE)


def check(message: Message, given: Given) -> Iterator[Hit]:
    for declaration in css.declarations(message):
        value = declaration.value.value.strip()
        if declaration.name == "font-family" and value and value.lower() not in _DEFAULT:
            yield hit(declaration, f"The font {value} replaces the default one")
        elif declaration.name == "font" and _SHORTHAND.search(value):
            yield hit(declaration, "The `font` shorthand replaces the default font")
    for tag in message.tags:
        face = tag.attribute("face") if tag.name == "font" else None
        if face is not None and face.value.value.strip():
            yield Hit(face.place, f"The font {face.value.value} replaces the default one")
        content = tag.attribute(css.STYLE_CONTENT) if tag.name == "style" else None
        if content is not None:
            for match in _LOADS.finditer(content.value.value):
                yield Hit(content.value[match.start() : match.end()], "A font is loaded to replace the default one")


RULE = Rule(
    id="font-family",
    title="Font changed",
    clause="F04",
    help="Remove the font; messages keep the default one.",
    check=check,
    severity=Severity.WARNING,
    needs=("tag",),
    fixes="unsafe",
)
