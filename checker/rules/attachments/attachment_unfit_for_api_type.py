"""Finds API messages whose type and content do not go together.

Each type of the messaging API has its fields: an invoice or a warranty is one to five attachments without a text, a
legal disclosure is attachments without a text, customisation details and a digital key take a text and attachments,
all others take a text only. The API refuses anything else.

Send the document with the type that is made for it, and the words with another.
"""

from __future__ import annotations

from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DOCUMENT = ("invoice", "warranty")
_NO_TEXT = (*_DOCUMENT, "legalDisclosure")
_TEXT_ONLY = ("confirmOrderDetails", "confirmDeliveryDetails", "confirmServiceDetails", "unexpectedProblem")


def check(message: Message, given: Given) -> Iterator[Hit]:
    kind = message.api_type
    attachments = message.attachments
    if kind in _NO_TEXT and message.body.value.strip():
        lead = len(message.body.value) - len(message.body.value.lstrip())
        yield Hit(
            message.body[lead : len(message.body.value.rstrip())], f"A message of the type {kind} carries no text"
        )
    if kind in _TEXT_ONLY:
        for attachment in attachments:
            yield Hit(attachment.path, f"A message of the type {kind} carries no attachments")
    declared = message.meta_text("api_type")
    if kind in _DOCUMENT and not attachments and declared is not None:
        yield Hit(declared, f"A message of the type {kind} needs an attachment")


RULE = Rule(
    id="attachment-unfit-for-api-type",
    title="Text or attachment that the type of the message does not take",
    clause="A05",
    help="Send documents with the type made for them, and words with a type that takes a text.",
    check=check,
    needs=("meta:api_type",),
)
