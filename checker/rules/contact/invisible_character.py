"""Finds characters that nobody sees in the middle of a word: zero-width spaces and joiners, marks of direction.

Who reads the message does not see them; a filter that looks for the word does not find it. That makes them a way around
Amazon's filter, and most often they only came along when the words were pasted. So it is a warning. In mail addresses
and phone numbers they are reported as `disguised-contact`.

Take them out: nothing else changes. Soft hyphens, joiners of scripts that need them and of emoji, marks of direction in
a message with Arabic or Hebrew, and the non-joiner that keeps `f` and the letter behind it apart are left alone.
"""

from __future__ import annotations

import re

from checker import phones
from checker.addresses import mail_addresses
from checker.addresses.words import SPACED
from checker.finding import Severity
from checker.hosts import HOLE
from checker.invisible import INVISIBLE, find, without
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
_LETTER = f"{SPACED.replace(HOLE, '')}@"
_WORD = lazy(rf"(?<![{_LETTER}])[{_LETTER}]++(?:[{INVISIBLE}]++[{_LETTER}]++)++")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = lazy("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LIGATURE = re.compile("(?<=f)\u200c(?=[bfhijklt])")


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    words = list(_WORD.finditer(prose.value))
    if not words:
        return
    contact = _contact(message, given)
    right_to_left = _RIGHT_TO_LEFT.search(prose.value) is not None
    for match in words:
        kept = {at.start() for at in _LIGATURE.finditer(match[0])}
        if right_to_left:
            kept |= {at.start() for at in _DIRECTION.finditer(match[0])}
        unseen = [at[0] for at in find.finditer(match[0]) if at.start() not in kept]
        if unseen and not any(start < match.end() and match.start() < end for start, end in contact):
            text = prose[match.start() : match.end()]
            edits = without(text, kept)
            yield Hit(
                text,
                f"{len(unseen)} invisible character{'s' * (len(unseen) > 1)} (U+{ord(unseen[0]):04X}) "
                f'in "{find.sub("", match[0])}"',
                edits=edits,
                fix="delete what nobody sees" if edits else "",
            )


def _contact(message: Message, given: Given) -> list[tuple[int, int]]:
    """Where in prose mail addresses and phone numbers are."""
    prose = message.prose.value
    found = [(mail.start, mail.start + len(mail.place)) for mail in mail_addresses(message) if mail.start >= 0]
    return found + [(phone.start, phone.end) for phone in phones.find(prose, given.languages, [])]


RULE = Rule(
    id="invisible-character",
    title="Invisible characters within a word",
    clause="C09",
    help="Delete them, or type the word anew.",
    check=check,
    severity=Severity.WARNING,
    needs=("invisible",),
    fixes="safe",
)
