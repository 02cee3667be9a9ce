"""Finds a second request for a review.

Amazon allows one request per order, for the product review and the seller feedback together, and its own button
counts. So a reminder is one too many, and so are words that reproach ("you still haven't reviewed"). In a sequence of
messages, the second one that asks is found, with the place of the first. A sequence is a list of messages in one YAML
file, or messages of several files that name the same `sequence` in their metadata, in the order of their `step`.

Ask once, in one message, and let it be. Reminders about what an order needs (a text to engrave, a delivery slot) are
fine.
"""

from __future__ import annotations

from checker.intents import REVIEW_REQUEST, numbering
from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.lexicon import Found
    from checker.message import Message
    from checker.rule import Given
    from checker.text import Text

NAME = "repeat-review-request"
_SHORT = 60
"""How long a sentence may be that says no more than that it is a reminder."""


def check(messages: list[Message], given: Given) -> Iterator[Hit]:
    asked: dict[tuple[str | None, str], Text] = {}
    for message in messages:
        prose = message.prose
        requests = list(given.found(REVIEW_REQUEST, prose))
        said = [prose[one.start : one.end] for one in _again(prose, requests, given)]
        for text in said:
            yield Hit(text, f'"{text.value}" asks again: one request per order is all that is allowed')
        if not requests or message.kind == "reply":
            continue
        request = prose[requests[0].start : requests[0].end]
        # Versions of one message in other languages or for other marketplaces go to other buyers.
        audience = (message.language, repr(message.meta_value("marketplaces", "marketplace")))
        first = asked.setdefault(audience, request)
        if first is not request and not said:
            yield Hit(
                request,
                f'"{request.value}" is the second request for a review in this sequence',
                ((first, "asked for a review here first"),),
            )


def _again(prose: Text, requests: list[Found], given: Given) -> Iterator[Found]:
    """The words that say that the buyer was asked before."""
    number = numbering(prose.value)
    asking = {number(request.start) for request in requests}
    found = list(given.found(NAME, prose))
    spoken = {number(one.start) for one in found if one.group == "review"}
    for one in found:
        if one.group == "review":
            continue
        if one.group != "again":
            yield one
            continue
        at = number(one.start)
        short = len(number.sentence(at)) <= _SHORT
        if at in spoken or asking & set(range(at - 1, at + 3) if short else (at,)):
            yield one


RULE = Rule(
    id=NAME,
    title="Second request for a review",
    clause="R07",
    help="Ask once per order and send no reminder; Amazon's own request counts.",
    check=check,
    over="sequence",
    needs=("phrases", f"phrases:{REVIEW_REQUEST}"),
)
