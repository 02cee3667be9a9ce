"""Finds HTML and Markdown in messages whose channel shows plain text only.

Messages sent through the messaging API and the contact form are plain text: tags, entities and link or emphasis marks
would be shown to the buyer as they stand, and the API refuses them. The rule looks at messages that declare `channel:
sp_api` or `channel: contact_buyer`.

Write plain sentences; the type of an API message decides where its link goes.
"""

from __future__ import annotations

from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.text import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTITY = lazy(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_STRONG = lazy(r"(?<![\w*])(\*\*|__)(?=[^\s*_])[^\n*_]{1,200}(?<=\S)\1(?![\w*])")


def check(message: Message, given: Given) -> Iterator[Hit]:
    channel = message.channel
    if channel not in ("sp_api", "contact_buyer") and message.api_type is None:
        return
    shows = "The messaging API" if channel != "contact_buyer" else "The contact form"
    for tag in message.tags:
        yield Hit(tag.place, f"{shows} takes plain text; this tag would be refused or shown as it stands")
    for entity in _ENTITY.finditer(message.body.value):
        text = message.body[entity.start() : entity.end()]
        yield Hit(text, f"{shows} takes plain text; `{entity[0]}` would be shown as it stands")
    for link in message.links:
        if link.form in ("inline", "reference"):
            yield Hit(link.place, f"{shows} takes plain text; write the words, or the bare address of an Amazon page")
    taken: set[Span] = set()
    for strong in _STRONG.finditer(message.body.value):
        text = message.body[strong.start() : strong.end()]
        if text.span not in taken:
            taken.add(text.span)
            yield Hit(text, f"{shows} takes plain text; the marks around these words would be shown")


RULE = Rule(
    id="html-in-plain-channel",
    title="Markup in a plain-text channel",
    clause="F11",
    help="Remove the markup and keep the words.",
    check=check,
    needs=("meta:channel", "meta:api_type"),
)
