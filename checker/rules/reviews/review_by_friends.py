"""Finds requests for reviews by people who did not buy, and for votes on the reviews of others.

Reviews by friends, relatives or staff, from a second account, and clicks on "helpful" under the kind ones (or against
the harsh ones) make up opinions that nobody had. Amazon treats them as manipulation.

Ask the buyer, and only him, for his own opinion.
"""

from __future__ import annotations

from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.message import Message
    from checker.rule import Given

NAME = "review-by-friends"


def check(message: Message, given: Given) -> Iterator[Hit]:
    for found in given.found(NAME, message.prose):
        text = message.prose[found.start : found.end]
        if found.group == "votes":
            yield Hit(text, f'"{text.value}" asks for votes on the reviews of others')
        else:
            yield Hit(text, f'"{text.value}" asks for reviews by people who are not the buyer')


RULE = Rule(
    id=NAME,
    title="Reviews by friends, or votes on reviews",
    clause="R09",
    help="Ask the buyer alone, for his own opinion.",
    check=check,
    needs=("phrases",),
)
