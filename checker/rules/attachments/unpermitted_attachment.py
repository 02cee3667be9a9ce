"""Finds attachments that are not instructions, warranty papers or invoices.

Only these three may be attached to a message, and what an API message's type carries: proofs, keys, papers that the
law asks for. The rule reads what the metadata declares under `attachments:`, the file's name and its purpose, and
what the text announces: a catalogue, a flyer, a price list, a coupon.

Leave it out.
"""

from __future__ import annotations

from checker.message import Attachment, Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = lazy(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")


def check(message: Message, given: Given) -> Iterator[Hit]:
    permitted = {purpose.lower() for purpose in given.options["purposes"]}
    for attachment in message.attachments:
        purpose = attachment.purpose.value.strip().lower() if attachment.purpose else ""
        if attachment.purpose is not None and purpose not in permitted:
            yield Hit(attachment.purpose, f'"{purpose}" is no purpose for which files may be attached')
        elif not purpose and _is_leaflet(attachment, given):
            yield Hit(attachment.path, f"By its name {attachment.path.value} is advertising")
    for found in given.found("unpermitted-attachment", message.prose):
        if found.group != "file-name":
            text = message.prose[found.start : found.end]
            yield Hit(text, f'"{" ".join(text.value.split())}" announces an attachment that is not permitted')


def _is_leaflet(attachment: Attachment, given: Given) -> bool:
    """Whether the words of the file's name say that it advertises."""
    name = attachment.path.value.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or attachment.path.value
    words = " ".join(_WORDS.findall(name))
    found = given.found("unpermitted-attachment", Text(attachment.path.source, words, ()))
    return any(True for _ in found)


RULE = Rule(
    id="unpermitted-attachment",
    title="Attachment that is not permitted",
    clause="A01",
    help="Attach only instructions, warranty papers and invoices.",
    check=check,
    needs=("phrases", "meta:attachments"),
    options={
        "purposes": [
            "instructions",
            "manual",
            "warranty",
            "invoice",
            "proof",
            "key",
            "label",
            "certificate",
            "legal",
            "customization",
        ]
    },
)
