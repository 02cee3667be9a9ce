"""Finds subjects that nobody will see.

Messages through the API and the contact form get their subject from Amazon; one that a template declares is dead
text, and what it says is lost. A mail without any words in its subject is the opposite mistake.

Move what the subject says into the first sentence, and take the subject out.
"""

from __future__ import annotations

from checker.finding import Severity
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    subject = message.subject
    if subject is None:
        return
    if message.api_type is not None or message.channel in ("sp_api", "contact_buyer"):
        if subject.value.strip():
            yield Hit(subject, "Amazon sets the subject on this channel; nobody will read this one")
    elif not subject.value.strip():
        yield Hit(subject, "This subject is empty")


RULE = Rule(
    id="dead-subject",
    title="Subject that nobody will see",
    clause="Q05",
    help="Move what it says into the first sentence.",
    check=check,
    severity=Severity.WARNING,
    needs=("meta:channel", "meta:api_type", "empty subject"),
)
