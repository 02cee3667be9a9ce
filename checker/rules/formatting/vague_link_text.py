"""Finds links whose words do not say where they lead.

Amazon takes the Web Content Accessibility Guidelines into its rules: a link's words must make sense alone, since many
people hear nothing but the links. "Click here" and "this link" say nothing, and neither does a link without words.

Say what the buyer finds there: "your order page", "the return form".
"""

from __future__ import annotations

from checker.finding import Severity
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_EDGES = " \t\n\"'.,:;!?()[]<>\u00bb\u203a\u2192\u2013\u2014-*"


def check(message: Message, given: Given) -> Iterator[Hit]:
    for link in message.links:
        if link.form in ("autolink", "bare"):
            continue
        words = link.label.value.strip(_EDGES)
        if not words:
            if not link.images:
                yield Hit(link.place, "This link has no words")
            continue
        for found in given.found("vague-link-text", link.label):
            # Only where they are all of the label: "click here to see your order" says enough.
            if len(link.label.value[found.start : found.end].strip(_EDGES)) == len(words):
                yield Hit(link.label, f'"{words}" does not say where this link leads')
                break


RULE = Rule(
    id="vague-link-text",
    title="Link without telling words",
    clause="F09",
    help="Name what the buyer finds behind the link.",
    check=check,
    severity=Severity.WARNING,
    needs=("link",),
)
