"""Finds words for sexual and violent content.

Amazon does not want bare skin, violence or gore in messages. What a picture shows can't be read from a template; its
alternative text can, and so can the message's own words. Words of medicine and trade (a breast pump, nude as a
colour, a shot glass) are innocent.

Leave it out.
"""

from __future__ import annotations

from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    shown = [image.alt for image in message.images if image.alt is not None]
    for text in (message.prose, *shown):
        for found in given.found("sensitive-content", text):
            words = text[found.start : found.end]
            yield Hit(words, f'"{words.value}" is not for buyers to see')


RULE = Rule(
    id="sensitive-content",
    title="Sexual or violent content",
    clause="I08",
    help="Leave it out.",
    check=check,
    needs=("phrases",),
)
