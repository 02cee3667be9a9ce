"""Finds requests for a review in answer to a buyer's praise.

Who writes "I love it" is answered with "so glad to hear that, would you put it in a review?" - and who complains is
not. That asks the pleased only, which Amazon forbids, although nothing in the request itself is wrong. A reply whose
metadata says `trigger: buyer_praise` is found too, whatever its words.

Thank the buyer and stop there. Amazon asks him for a review by itself.
"""

from __future__ import annotations

from checker.intents import PRAISE, REVIEW_REQUEST
from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.message import Message
    from checker.rule import Given

NAME = "review-request-after-praise"


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    requests = list(given.found(REVIEW_REQUEST, prose))
    if not requests:
        return
    declared = message.trigger == "buyer_praise" and message.kind != "proactive"
    praise = next(given.found(PRAISE, prose), None)
    for request in requests:
        text = prose[request.start : request.end]
        if praise is not None and praise.end <= request.start:
            related = ((prose[praise.start : praise.end], "it answers praise"),)
            yield Hit(text, f'"{text.value}" asks for a review because the buyer is pleased', related)
            return
        if declared:
            yield Hit(text, f'"{text.value}" asks for a review in answer to praise')
            return


RULE = Rule(
    id=NAME,
    title="Review asked for in answer to praise",
    clause="R11",
    help="Thank the buyer for the kind words and do not ask for a review.",
    check=check,
    needs=(f"phrases:{REVIEW_REQUEST}",),
)
