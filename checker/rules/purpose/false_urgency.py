"""Finds messages that claim to be pressing and are not.

Buyers who opted out of sellers' messages still get those without which an order can't be finished: a question about
a customisation, a delivery date, an address, a problem. Amazon restricts sellers who send other things so: thanks,
a request for a review, a manual or advertising under the subject "Additional information required" or "Urgent", or
through the API as an unexpected problem.

The rule looks at such a subject, or at the declared API type `unexpectedProblem`, and asks whether the message tells of
a problem or asks for something. Give it a subject that says what it is about, and send it the ordinary way.
"""

from __future__ import annotations

from checker.finding import Severity
from checker.intents import ANSWERING, ASKING, IDLE, REMEDY, REVIEW_REQUEST, TROUBLE, body_start, numbering, sentences
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

CRITICAL_TYPE = "unexpectedProblem"


def check(message: Message, given: Given) -> Iterator[Hit]:
    start = body_start(message)
    claim = next((found for found in given.found("false-urgency", message.prose) if found.start < start), None)
    if (claim is None and message.api_type != CRITICAL_TYPE) or pressing(message, given):
        return
    if claim is not None:
        text = message.prose[claim.start : claim.end]
        yield Hit(text, f'"{text.value}" claims that the buyer has to act, and the message asks for nothing')
        return
    spans = [(found.start, found.end) for found in given.found(IDLE, message.prose)]
    spans += [(sentence.start, sentence.end) for sentence in sentences(message.prose.value)]
    for first, last in [span for span in spans if span[0] >= start][:1]:
        yield Hit(message.prose[first:last], "The message is sent as an unexpected problem and tells of none")


def pressing(message: Message, given: Given) -> bool:
    """Whether the body tells of a problem or asks for what the order needs; the subject's own claim does not count.

    Nor does a request for a review: "we need your feedback".
    """
    start = body_start(message)
    if any(
        found.start >= start for intent in (TROUBLE, REMEDY, ANSWERING) for found in given.found(intent, message.prose)
    ):
        return True
    asked = [found for found in given.found(ASKING, message.prose) if found.start >= start]
    if not asked:
        return False
    number = numbering(message.prose.value)
    reviews = {number(found.start) for found in given.found(REVIEW_REQUEST, message.prose)}
    return any(number(found.start) not in reviews for found in asked)


RULE = Rule(
    id="false-urgency",
    title="False urgency",
    clause="K09",
    help="Give the message a subject that says what it is about, and send it as an ordinary message.",
    check=check,
    severity=Severity.WARNING,
    kinds=("proactive",),
    needs=("subject", "meta:api_type"),
)
