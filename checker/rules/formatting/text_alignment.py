"""Finds centred, right-aligned and justified text.

Amazon asks that messages keep the default alignment. The rule finds `text-align`, `align=`, `<center>` and blocks
that a margin of `auto` moves to the middle. Right is the default of languages that are written from right to left,
and fine there.

Leave the alignment out.
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

_MOVED = {
    "center": "centred",
    "right": "right-aligned",
    "justify": "justified",
    "-webkit-center": "centred",
    "end": "right-aligned",
}
_FROM_RIGHT = ("ar", "he", "iw", "fa", "ur", "yi", "ps", "sd", "ug", "dv")
_TEXT_TAGS = (
    "p",
    "div",
    "td",
    "th",
    "tr",
    "table",
    "tbody",
    "thead",
    "caption",
    "col",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
)


def check(message: Message, given: Given) -> Iterator[Hit]:
    language = (message.language or "").replace("_", "-").partition("-")[0]
    moved = {name: how for name, how in _MOVED.items() if not (how == "right-aligned" and language in _FROM_RIGHT)}
    for declaration in css.declarations(message):
        value = declaration.value.value.strip().lower()
        if declaration.name == "text-align" and value in moved:
            yield hit(declaration, f"Text is {moved[value]}")
        elif declaration.name == "margin" and "auto" in declaration.words[1:]:
            yield hit(declaration, "A margin of `auto` centres this block")
    for tag in message.tags:
        align = tag.attribute("align") if tag.name in _TEXT_TAGS else None
        if align is not None and align.value.value.strip().lower() in moved:
            yield Hit(align.place, f"Text is {moved[align.value.value.strip().lower()]}")
        elif tag.name == "center" and not tag.closing:
            yield Hit(tag.place, "`<center>` centres text")


RULE = Rule(
    id="text-alignment",
    title="Text not in its default alignment",
    clause="F07",
    help="Remove the alignment; messages keep the default one.",
    check=check,
    severity=Severity.WARNING,
    needs=("tag",),
    fixes="unsafe",
)
