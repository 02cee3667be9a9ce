"""Finds `[Important]` in subjects.

The marker once let a message through to buyers who do not want any. Amazon removed it in April 2025; it does nothing
now, many help pages still recommend it, and its misuse has cost sellers the right to write. What is critical is told
by the contact reason or the type of the message. "Important: ..." without brackets is plain language and fine.

Take the marker out. The fix does just that.
"""

from __future__ import annotations

import re

from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Amazon documented the first two; sellers translate it all the same.
MARKER = (
    r"[\[(\u3010\uff3b\uff08]\s{0,3}(?:important|重要|wichtig|importante|belangrijk|viktigt?|ważne|önemli|هام|مهم"
    r"|ज़रूरी|जरूरी|vigtigt)\s{0,3}[\])\u3011\uff3d\uff09]:?"
)
_MARKER = lazy(MARKER, re.IGNORECASE)
_SUBJECT_LINE = lazy(r"(?:subject|re|fwd|betreff|objet|asunto|oggetto)\W{0,6}", re.IGNORECASE)


def check(message: Message, given: Given) -> Iterator[Hit]:
    if message.subject is not None:
        for match in _MARKER.finditer(message.subject.value):
            yield _hit(message.subject, match)
    body = message.body.value
    for match in _MARKER.finditer(body):
        line = body[max(body.rfind("\n", 0, match.start()), body.rfind("\r", 0, match.start())) + 1 : match.start()]
        # In the body it means what it says, unless a line there is meant for the subject.
        if _SUBJECT_LINE.match(line.strip(" *_#>")):
            yield _hit(message.body, match)


def _hit(text: Text, match: re.Match[str]) -> Hit:
    place = text[match.start() : match.end()]
    after = match.end() + (text.value[match.end() : match.end() + 1] == " ")
    gone = text[match.start() : after]
    edits = ((gone, ""),) if gone.exact else ()
    return Hit(
        place,
        f"{match[0]} has done nothing since April 2025 but draw attention",
        edits=edits,
        fix="remove the marker" if edits else "",
    )


RULE = Rule(
    id="important-marker",
    title="[Important] in the subject",
    clause="Q04",
    help="Take the marker out; the contact reason or the type of the message decides how it is delivered.",
    check=check,
    needs=("important",),
    fixes="safe",
)
