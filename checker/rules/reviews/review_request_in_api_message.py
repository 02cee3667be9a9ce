"""Finds requests for a review in messages that go through Amazon's messaging API.

Each type of API message has its own purpose: a delivery, a customisation, a warranty. A request for a review or for
feedback is none of them; Amazon has another API for it, which sends Amazon's own words once per order.

Take the request out. "Please review the attached proof" and "feedback on the design" belong to the order and are not
found.
"""

from __future__ import annotations

from checker.intents import REVIEW_REQUEST
from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.message import Message
    from checker.rule import Given

NAME = "review-request-in-api-message"


def check(message: Message, given: Given) -> Iterator[Hit]:
    if not message.api_type and message.channel != "sp_api":
        return
    where = f"a message of the type {message.api_type}" if message.api_type else "an API message"
    for found in given.found(REVIEW_REQUEST, message.prose):
        text = message.prose[found.start : found.end]
        yield Hit(text, f'"{text.value}" asks for a review in {where}')


RULE = Rule(
    id=NAME,
    title="Request for a review in an API message",
    clause="R12",
    help="Take the request out; ask for reviews through Amazon's solicitations API or its button, once per order.",
    check=check,
    needs=("meta:api_type", "meta:channel"),
)
