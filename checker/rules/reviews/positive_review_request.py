"""Finds requests for praise instead of an opinion.

Asking for five stars, a positive review or nice words tells the buyer what to think, and so does begging: "anything
less than five stars hurts us", "a review keeps our family business alive", "it boosts our ranking". Amazon allows a
request for an honest opinion and for no particular one.

Write "Please share your experience, good or bad" or "How do you rate your purchase?". That a charger has a five-star
energy rating, or that a buyer gave five stars already, is no request and is not found.
"""

from __future__ import annotations

from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.message import Message
    from checker.rule import Given

NAME = "positive-review-request"


def check(message: Message, given: Given) -> Iterator[Hit]:
    for found in given.found(NAME, message.prose):
        text = message.prose[found.start : found.end]
        if found.group == "plea":
            yield Hit(text, f'"{text.value}" plays on the buyer\'s sympathy instead of asking for his opinion')
        else:
            yield Hit(text, f'"{text.value}" names the verdict that the buyer is to give')


RULE = Rule(
    id=NAME,
    title="Request for a positive review",
    clause="R02",
    help="Ask for an honest opinion and for no particular one, without stars, adjectives or appeals to sympathy.",
    check=check,
    needs=("phrases",),
)
