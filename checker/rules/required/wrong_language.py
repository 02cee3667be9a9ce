"""Finds messages that are not in the language they declare.

Amazon asks that a buyer is written to in the language he prefers. Sending tools choose a template by its declared
`language`; a German template that holds English text reaches the wrong people. The rule also finds a paragraph in
another language than the rest, as when two translations are stacked in one message. It speaks up only where the words
leave no doubt.

Correct the declaration, or keep each language in a template of its own.
"""

from __future__ import annotations

from checker import tongues
from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPH = lazy(r"\S(?:[^\r\n]|\r?\n(?!\s*\n))*")
_NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "zh": "Chinese",
}  # fmt: skip
_NEIGHBOURS = (
    {"sv", "da", "no", "nb", "nn"},
    {"cs", "sk", "pl"},
    {"es", "pt", "gl", "ca"},
    {"nl", "af"},
    {"ru", "uk", "bg", "sr", "be"},
    {"zh", "ja"},
)
"""Languages whose short texts are taken for one another."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    declared = (message.language or "").replace("_", "-").partition("-")[0]
    if declared not in tongues.known():
        return
    place = message.meta_text("language", "lang", "locale")
    whole = tongues.guess(message.body.value)
    if place is not None and whole is not None and _differ(whole, declared):
        yield Hit(place, f"This message declares {_NAMES[declared]}, its text is {_NAMES[whole]}")
        return
    for match in _PARAGRAPH.finditer(message.body.value):
        found = tongues.guess(match[0]) if len(match[0]) > 80 else None
        if found is not None and _differ(found, declared):
            text = message.body[match.start() : match.start() + len(match[0].rstrip())]
            yield Hit(text, f"This paragraph is {_NAMES[found]} in a message that declares {_NAMES[declared]}")


def _differ(one: str, other: str) -> bool:
    return one != other and not any({one, other} <= near for near in _NEIGHBOURS)


RULE = Rule(
    id="wrong-language",
    title="Text in another language than declared",
    clause="Q02",
    help="Correct the declared language, or keep each language in a template of its own.",
    check=check,
    severity=Severity.WARNING,
    needs=("meta:language", "meta:lang", "meta:locale"),
)
