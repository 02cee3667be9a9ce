"""Finds styles that set the height of lines.

Amazon asks that messages keep the default line height. The rule finds `line-height`, the second half of a size in the
`font` shorthand (`14px/1.6`) and the line height switches of some mail programs.

Leave the line height to the buyer's mail program.
"""

from __future__ import annotations

from checker import css
from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.styling import hit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SLASHED = lazy(r"(?<![\w/])[\w.%]+\s*/\s*[\d.]")
_DEFAULT = ("normal", "inherit", "initial", "unset")


def check(message: Message, given: Given) -> Iterator[Hit]:
    for declaration in css.declarations(message):
        value = declaration.value.value.strip().lower()
        set_alone = declaration.name in ("line-height", "mso-line-height-rule", "mso-line-height-alt")
        if (set_alone and value not in _DEFAULT) or (declaration.name == "font" and _SLASHED.search(value)):
            yield hit(declaration, f"`{declaration.name}` changes the default line height")


RULE = Rule(
    id="line-height",
    title="Line height changed",
    clause="F03",
    help="Remove the line height; messages keep the default one.",
    check=check,
    severity=Severity.WARNING,
    needs=("tag",),
    fixes="unsafe",
)
