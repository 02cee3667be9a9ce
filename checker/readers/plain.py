"""Plain paragraphs: what most messages are, read without a Markdown parser.

A page without a single character that Markdown could take for markup consists of paragraphs and nothing else. Their
tokens are made here, the same ones that `commonmark` would make, so that such a message does not pay for loading and
running a parser. Where there is any doubt the answer is None.
"""

from __future__ import annotations

from checker.patterns import lazy
from checker.records import NamedTuple
from checker.text import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Emphasis, code, links, HTML, entities, escapes, strikethrough and tables; lines that begin like headings, lists, rules
# or code; white space at the edges of lines, where it means something or vanishes.
_MARKUP = lazy(
    r"[*_`\[\]<>&\\~|\x00\ufeff]|(?:^|\n)(?:[#+=-]|\d{1,9}[.)]|[^\S\n])|[^\S\n](?:\n|\Z)|[\x1c-\x1f\x85\u2028\u2029]"
)
_PARAGRAPH = lazy(r"[^\n]+(?:\n[^\n]+)*")


class PlainToken(NamedTuple):
    """As much of a Markdown token as the walk through them asks for."""

    type: str
    content: str = ""
    meta: dict[str, Any] = {}  # noqa: RUF012  a tuple field, never changed
    children: tuple[PlainToken, ...] = ()
    tag: str = ""
    markup: str = ""


def parse(source: str) -> list[PlainToken] | None:
    """The tokens of a page that holds plain paragraphs only, else None; lines end at LF."""
    if _MARKUP.search(source):
        return None
    tokens = []
    for match in _PARAGRAPH.finditer(source):
        content = match[0]
        run = Run(0, len(content), match.start(), len(content), True)
        tokens.append(PlainToken("paragraph_open"))
        tokens.append(PlainToken("inline", content, {"runs": (run,)}, tuple(_children(content))))
    return tokens


def paragraphs(source: str) -> list[PlainToken]:
    """The tokens of a page of plain text, whatever stands in it: blank lines part paragraphs, nothing is markup."""
    tokens: list[PlainToken] = []
    start = end = -1
    at = 0
    for line in [*source.split("\n"), ""]:
        if line.strip(" \t"):
            start = at if start < 0 else start
            end = at + len(line)
        elif start >= 0:
            content = source[start:end]
            run = Run(0, len(content), start, len(content), True)
            tokens.append(PlainToken("paragraph_open"))
            tokens.append(PlainToken("inline", content, {"runs": (run,)}, tuple(_children(content))))
            start = -1
        at += len(line) + 1
    return tokens


def words(body: str) -> str | None:
    """The prose of a body that holds plain paragraphs only, without places; None where there is any doubt."""
    from checker.message import PLACEHOLDER
    from checker.readers import placeholders

    if "\r" in body:
        return None
    slots = placeholders.find(body)
    if any(slot.logic or slot.label for slot in slots):
        return None
    pieces, last = [], 0
    for slot in slots:
        pieces.append(body[last : slot.start])
        last = slot.end
    pieces.append(body[last:])
    # To Markdown a placeholder is a letter.
    return None if _MARKUP.search("x".join(pieces)) else PLACEHOLDER.join(pieces)


def _children(content: str) -> list[PlainToken]:
    children = []
    at = 0
    for line in content.split("\n"):
        if at:
            children.append(PlainToken("softbreak", "", {"at": at - 1, "end": at}))
        children.append(PlainToken("text", line, {"at": at, "end": at + len(line)}))
        at += len(line) + 1
    return children
