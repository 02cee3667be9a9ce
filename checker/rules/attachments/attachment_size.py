"""Finds too many attachments, and too large ones.

A message takes five attachments of 10 MB together. The rule counts what stands under `attachments:` in the metadata
and adds up the sizes of those files that lie in the repository, or the `size:` that an entry declares (in bytes, or
as `8 MB`).

Send fewer files, or smaller ones: a scan of 300 dots per inch is no better to read than one of 150.
"""

from __future__ import annotations

import re

from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZE = lazy(r"(\d+(?:\.\d+)?)[ ]?(k|m|g)?i?b?\Z", re.IGNORECASE)
_UNITS = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}


def check(message: Message, given: Given) -> Iterator[Hit]:
    most, largest = given.options["count"], given.options["megabytes"]
    attachments = message.attachments
    if len(attachments) > most:
        yield Hit(
            attachments[most].path, f"This is attachment number {most + 1} of {len(attachments)}; {most} are the most"
        )
    declared = _declared(message)
    total = 0
    for attachment in attachments:
        size = declared.get(attachment.path.value) or given.size(message.source.path, attachment.path.value)
        total += size or 0
        if total >= largest * 1000**2:
            yield Hit(
                attachment.path, f"With this file the attachments have {total / 1000**2:.1f} MB; {largest} are the most"
            )
            return


def _declared(message: Message) -> dict[str, int]:
    sizes = {}
    for item in message.meta_items("attachments"):
        if isinstance(item, dict):
            path, size = item.get("path") or item.get("file") or item.get("name"), item.get("size")
            match = _SIZE.match(size.value.strip()) if isinstance(size, Text) else None
            if isinstance(path, Text) and match:
                sizes[path.value] = int(float(match[1]) * _UNITS[(match[2] or "").lower()])
    return sizes


RULE = Rule(
    id="attachment-size",
    title="Too many or too large attachments",
    clause="A03",
    help="Send at most five files of 10 MB together.",
    check=check,
    needs=("meta:attachments",),
    options={"count": 5, "megabytes": 10},
)
