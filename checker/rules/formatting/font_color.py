"""Finds styles and tags that set the colour of text.

Amazon asks that messages keep the default colour of text. The rule finds `color`, `<font color>`, `<body text>` and
the link colours of `<body>`. Colours of borders and backgrounds are not text.

Leave the colour out; what is important can be said in bold, or first.
"""

from __future__ import annotations

from checker import css
from checker.finding import Severity
from checker.message import Message
from checker.rule import Given, Hit, Rule
from checker.styling import hit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DEFAULT = ("inherit", "initial", "unset", "currentcolor", "windowtext")
_ATTRIBUTES = {"font": ("color",), "body": ("text", "link", "vlink", "alink")}


def check(message: Message, given: Given) -> Iterator[Hit]:
    for declaration in css.declarations(message):
        value = declaration.value.value.strip()
        if declaration.name in ("color", "-webkit-text-fill-color") and value and value.lower() not in _DEFAULT:
            yield hit(declaration, f"The colour {value} replaces the default colour of text")
    for tag in message.tags:
        for name in _ATTRIBUTES.get(tag.name, ()):
            found = tag.attribute(name)
            if found is not None and found.value.value.strip():
                yield Hit(found.place, f"The colour {found.value.value} replaces the default colour of text")


RULE = Rule(
    id="font-color",
    title="Colour of text changed",
    clause="F05",
    help="Remove the colour; messages keep the default one.",
    check=check,
    severity=Severity.WARNING,
    needs=("tag",),
    fixes="unsafe",
)
