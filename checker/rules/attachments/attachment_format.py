"""Finds declared attachments in formats that Amazon does not take.

Amazon's attachment field takes text, PDF, Word documents, JPEG, PNG and GIF files. An archive, a program, a
spreadsheet or a video does not arrive. The rule looks at the names under `attachments:` in the metadata; the option
`formats` holds the list.

Send a PDF.
"""

from __future__ import annotations

from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    formats = {ending.lower().lstrip(".") for ending in given.options["formats"]}
    for attachment in message.attachments:
        name = attachment.path.value.strip().replace("\\", "/").rpartition("/")[2]
        ending = name.rpartition(".")[2].lower() if "." in name.strip(".") else ""
        # The ending may be a placeholder's business.
        if ending.isalnum() and ending not in formats:
            yield Hit(attachment.path, f"Amazon takes no .{ending} files")
        elif not ending and name and name[-1] not in "}]%>#":
            yield Hit(attachment.path, "This file name has no ending that says what it is")


RULE = Rule(
    id="attachment-format",
    title="Attachment in a format that Amazon does not take",
    clause="A02",
    help="Send it as PDF, text, Word document, JPEG or PNG.",
    check=check,
    needs=("meta:attachments",),
    options={"formats": ["txt", "pdf", "doc", "docx", "jpg", "jpeg", "png", "gif"]},
)
