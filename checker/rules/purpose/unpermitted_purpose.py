"""Finds messages that are written for a reason which is not on Amazon's list.

Of your own accord you may write about a problem with the order, a question that it needs answered, a return, a large
delivery, a service, a design to approve, an invoice, and once for a review. Surveys, holiday and birthday greetings,
restock notices, news about the shop and small talk are none of these, and a message that exists for them should not be
sent.

A kind wish at the end of a message with a permitted reason does no harm and is not reported. Ask for an opinion of the
order by one neutral request for a review.
"""

from __future__ import annotations

from checker.intents import ASKING, MATTER, REVIEW_REQUEST, TROUBLE, has, has_any
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCES = {
    "survey": '"{}" invites to a survey, which the order does not need',
    "wishes": '"{}" is a greeting, and nothing else makes this message necessary',
    "restock": '"{}" announces goods for sale',
    "news": '"{}" is news about the shop, which the order does not need',
    "small-talk": '"{}" is small talk, and nothing else makes this message necessary',
}


def check(message: Message, given: Given) -> Iterator[Hit]:
    hits = list(given.found("unpermitted-purpose", message.prose))
    if not hits:
        return
    reviewing = has(REVIEW_REQUEST, message, given)
    needed = has_any((ASKING, TROUBLE), message, given)
    busy = needed or reviewing or message.reason is not None or has(MATTER, message, given)
    excused = {"survey": reviewing, "wishes": busy, "small-talk": busy, "restock": needed, "news": needed}
    for found in hits:
        if not excused[found.group]:
            text = message.prose[found.start : found.end]
            yield Hit(text, SENTENCES[found.group].format(text.value))


RULE = Rule(
    id="unpermitted-purpose",
    title="No permitted reason to write",
    clause="K01",
    help="Do not send it. Write of your own accord only if the order needs it, to send an invoice, or once for a "
    "review.",
    check=check,
    kinds=("proactive",),
    needs=("phrases",),
)
