"""Finds images without an alternative text.

Amazon takes the Web Content Accessibility Guidelines into its rules: who can't see an image must be told what it
shows. The rule finds `<img>` without an `alt`. An empty `alt=""` is right for an image that says nothing;
`![](logo.png)` writes one.

Say in a few words what the image shows: `alt="Where the reset button is"`.
"""

from __future__ import annotations

from checker.finding import Severity
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def check(message: Message, given: Given) -> Iterator[Hit]:
    for image in message.images:
        if image.alt is None:
            yield Hit(image.place, "This image has no alternative text")


RULE = Rule(
    id="missing-alt-text",
    title="Image without alternative text",
    clause="F09",
    help='Add `alt="..."` with what the image shows, or `alt=""` if it only decorates.',
    check=check,
    severity=Severity.WARNING,
    needs=("tag",),
)
