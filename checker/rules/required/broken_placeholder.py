"""Finds placeholders that no tool will replace.

A buyer who reads "Hello {{first_name}" or "Dear [BUYER NAME]" knows that nobody wrote to him. The rule finds
delimiters that do not match, notes in brackets that somebody meant to fill in by hand, and `XXXX` and `TODO`. Lists
of parts, Markdown links and footnotes are no placeholders.

Use one syntax throughout, the one of the tool that sends the message.
"""

from __future__ import annotations

from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = r"[ ]?[A-Za-z_$][\w.$|: \-]{0,60}?[ ]?"
_UNBALANCED = lazy(
    rf"(?<!\{{)\{{\{{{_NAME}\}}(?!\}})"
    rf"|(?<![\{{$%])\{{{_NAME}\}}\}}(?!\}})"
    rf"|(?<!\[)\[\[{_NAME}\](?![\]\[(:])"
    rf"|(?<!%)%%[A-Za-z_]\w{{1,40}}%(?!%)"
    rf"|\{{\{{{_NAME}(?=[,.!?]?(?:\r?\n|\Z))"
    rf"|\$\{{{_NAME}(?=[,.!?]?(?:\r?\n|\Z))"
)
_BRACKETED = lazy(r"(?<![\]\[!\w\\])\[(?P<words>[^\[\]\r\n]{2,60})\](?![\](:\[])")
_SHOUTED = lazy(r"[A-Z][A-Z0-9 _/'-]*[A-Z]\Z")
_NOTE = lazy(r"(?<![\w-])(?:TODO|FIXME|TBD|X{4,}|#{4,}|_{6,})(?![\w-])")


def check(message: Message, given: Given) -> Iterator[Hit]:
    for text in (message.subject, message.body):
        if text is not None:
            yield from _in(text, given)


def _in(text: Text, given: Given) -> Iterator[Hit]:
    for match in _UNBALANCED.finditer(text.value):
        yield Hit(text[match.start() : match.end()], f"The delimiters of {match[0]} do not match")
    for match in _BRACKETED.finditer(text.value):
        inner = text[match.start("words") : match.end("words")]
        if _SHOUTED.match(match["words"]) or _is_note(inner, given):
            yield Hit(text[match.start() : match.end()], f"{match[0]} is a note to be filled in by hand")
    for match in _NOTE.finditer(text.value):
        # In a table or a heading such marks are lines.
        if match[0][0] not in "#_" or text.value[match.end() : match.end() + 1] not in ("", "\n", "\r"):
            yield Hit(text[match.start() : match.end()], f"{match[0]} is a note to be filled in by hand")


def _is_note(inner: Text, given: Given) -> bool:
    words = len(inner.value.strip())
    return any(found.start == 0 and found.end >= words for found in given.found("broken-placeholder", inner))


RULE = Rule(
    id="broken-placeholder",
    title="Placeholder that no tool will replace",
    clause="Q08",
    help="Use the syntax of the tool that sends the message.",
    check=check,
    severity=Severity.WARNING,
    needs=("broken placeholder",),
)
