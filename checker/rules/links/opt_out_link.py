"""Finds links, words and placeholders that offer to unsubscribe.

Buyers decide in their Amazon account which messages they get; a way out of your own leads away from it, and suggests
a mailing list. Telling a buyer of the settings in the Amazon account is fine.

Leave it out.
"""

from __future__ import annotations

import re

from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_TARGET = lazy(
    r"unsubscri|opt[-_]?out|abmeld|desabonn|desinscri|list-manage\.com/(?:unsub|profile)|[/?&]unsub"
    r"|preference[-_]?cent(?:er|re)|(?:mail|subscription|newsletter|communication)[-_]?pref|manage[-_]?subscription",
    re.IGNORECASE,
)

_SLOT = lazy(r"unsub(?:scribe|_|-|$)|opt[-_ ]?out", re.IGNORECASE)


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    said: list[tuple[int, int]] = []
    for found in given.found("opt-out-link", prose):
        said.append((found.start, found.end))
        text = prose[found.start : found.end]
        yield Hit(text, f'"{" ".join(text.value.split())}" offers a way to unsubscribe')
    for link in message.links:
        end = link.start + len(link.label)
        if _TARGET.search(link.url) and not any(start < end and link.start < stop for start, stop in said):
            said.append((link.start, end))
            yield Hit(link.target, "This link leads to a page for unsubscribing")
    if not said:
        for slot in message.placeholders:
            if not slot.logic and _SLOT.search(slot.name.partition(":")[0]):
                yield Hit(slot.place, "This placeholder brings in a way to unsubscribe")
                return


RULE = Rule(
    id="opt-out-link",
    title="Offer to unsubscribe",
    clause="L06",
    help="Leave it out; buyers choose in their Amazon account which messages they get.",
    check=check,
    needs=("phrases", "link", "tag", "opt-out slot"),
)
