"""What a message is for: which of its sentences greet, thank, offer help, ask for a review, answer a question.

Each intent is a lexicon of its name in `checker/phrases/<language>/`. Rules ask here what a sentence does; the engine
asks which kind a message is whose author did not say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.message import Message
    from checker.rule import Given

_END = re.compile(r"[.!?\u2026]{1,8}[\"'\u201d\u2019)\]]{0,3}(?=\s|$)|[\u3002\uff01\uff1f]{1,8}|\n\n+")

ANSWERING = "answering"
"""The buyer wrote first: "thank you for your message", "you asked"."""
REVIEW_REQUEST = "review-request"
"""Asks for a review, a rating or feedback, in whatever tone."""
PRAISE = "praise"
"""Reacts to a buyer who wrote that he is pleased: "so glad to hear you love it"."""


class Sentence(NamedTuple):
    """A sentence of the prose, from its first visible character to its end mark; offsets in prose."""

    start: int
    end: int


def sentences(prose: str) -> list[Sentence]:
    """The sentences of a prose, in order. A blank line ends one, a single line break does not."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(prose):
        _add(found, prose, start, match.end())
        start = match.end()
    _add(found, prose, start, len(prose))
    return found


def _add(found: list[Sentence], prose: str, start: int, end: int) -> None:
    while start < end and prose[start].isspace():
        start += 1
    while end > start and prose[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Sentence(start, end))


def sentence_at(prose: str, offset: int) -> Sentence:
    """The sentence in which the offset lies, or the one that it follows."""
    last = Sentence(offset, offset)
    for sentence in sentences(prose):
        if sentence.start > offset:
            break
        last = sentence
    return last


class numbering:  # noqa: N801  called like a function: `number = numbering(prose)`, `number(offset)`
    """The number of the sentence, from 0, in which an offset of the prose lies, or of the one that it follows."""

    def __init__(self, prose: str) -> None:
        self.prose = prose
        self.all = sentences(prose)
        self._starts = [sentence.start for sentence in self.all]

    def __call__(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence(self, at: int) -> str:
        """The words of the sentence of that number."""
        start, end = self.all[at]
        return self.prose[start:end]


def has(intent: str, message: Message, given: Given) -> bool:
    """Whether any words of the message carry the intent."""
    return next(given.found(intent, message.prose), None) is not None


def settled_kind(message: Message, given: Given) -> str | None:
    """The kind that the words of a message leave no doubt about, where its author declared none.

    Who answers writes a reply. Who asks for a review without answering anybody writes on his own account.
    """
    if has(ANSWERING, message, given):
        return "reply"
    if has(REVIEW_REQUEST, message, given):
        return "proactive"
    return None
