"""Finds more than two line breaks in a row.

Amazon asks for at most two line breaks in a row between paragraphs. The rule finds three or more `<br>` in a row,
three or more empty paragraphs, and three or more lines that are empty, or hold nothing but a dot or a hard space to
keep them apart.

One blank line between paragraphs is enough.
"""

from __future__ import annotations

import re

from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.text import Text

_BLANK = r"[ \t\xa0]*+"
_LINE = rf"{_BLANK}(?:\.|&nbsp;)?{_BLANK}(?:\r\n|\n|\r)"
# Behind the end of a line of words. That another one follows is asked afterwards: within the expression it would be
# asked again at each line of a long gap at a message's end.
_LINES = lazy(rf"(?<=[\n\r])(?:{_LINE}){{3,}}+")
_WORDS = lazy(r"[^\n\r]*\S")
_EMPTY = r"(?:[ \t\r\n\xa0]|&nbsp;|&#160;)*+"
_BREAKS = lazy(rf"<br{_EMPTY}/?>(?:{_EMPTY}<br{_EMPTY}/?>){{2,}}+", re.IGNORECASE)
_PARAGRAPHS = lazy(
    rf"(?:<p\b[^<>]{{0,200}}>(?:{_EMPTY}|{_EMPTY}<br{_EMPTY}/?>{_EMPTY})</p>{_EMPTY}){{3,}}+", re.IGNORECASE
)


_UNITS = {
    _LINES: (re.compile(r"\r\n|\n|\r"), "empty lines"),
    _BREAKS: (re.compile(r"<br", re.IGNORECASE), "line breaks"),
    _PARAGRAPHS: (re.compile(r"<p\b", re.IGNORECASE), "empty paragraphs"),
}


def check(message: Message, given: Given) -> Iterator[Hit]:
    body = message.body
    for pattern, (unit, what) in _UNITS.items():
        for match in pattern.finditer(body.value):
            # What stands at the end of a message is no gap in it.
            if pattern is _LINES and not _WORDS.match(body.value, match.end()):
                continue
            # The last line's end belongs to the gap, but underlining it would reach into the line behind.
            written = match[0].rstrip() or re.sub(r"(?:\r\n|\n|\r)\Z", "", match[0])
            text = body[match.start() : match.start() + len(written)]
            edits = _edits(body, match, unit)
            yield Hit(
                text,
                f"{len(unit.findall(match[0]))} {what} in a row; Amazon allows two",
                edits=edits,
                fix="leave two" if edits else "",
            )


def _edits(body: Text, match: re.Match[str], unit: re.Pattern[str]) -> tuple[tuple[Text, str], ...]:
    """The edit that deletes all but two."""
    units = list(unit.finditer(match[0]))
    start = units[1].end() if match.re is _LINES else units[2].start()
    extra = body[match.start() + start : match.end()]
    return ((extra, ""),) if extra.exact else ()


RULE = Rule(
    id="blank-lines",
    title="More than two line breaks in a row",
    clause="F08",
    help="Leave one blank line between paragraphs.",
    check=check,
    severity=Severity.WARNING,
    needs=("blank lines", "tag"),
    fixes="safe",
)
