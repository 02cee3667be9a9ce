"""Finds logos that show a web address.

A logo may not display where your site is. What a picture shows can't be read from a template, but its alternative
text, its title and its file name can, and they usually say it.

Use a logo with the name alone.
"""

from __future__ import annotations

import re

from checker import hosts
from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_HOST = lazy(r"(?<![\w@.-])(?:https?://)?((?:[\w-]{1,63}\.){1,4}[^\W\d_]{2,24})(?![\w@.-])")
_FILE = lazy(
    r"(?<![a-z0-9])www[-_.][a-z0-9-]{2,60}?[-_.](?:com|net|org|de|fr|it|es|eu|co|uk|jp|shop|store|biz)(?![a-z0-9])",
    re.IGNORECASE,
)


def check(message: Message, given: Given) -> Iterator[Hit]:
    for image in message.images:
        title = image.tag.attribute("title") if image.tag is not None else None
        shown = [image.alt, title.value if title is not None else None]
        found = next((hit for text in shown if text is not None for hit in _addresses(text)), None)
        name = _FILE.search(image.url.partition("?")[0].rpartition("/")[2])
        if found is not None:
            yield found
        elif name is not None:
            yield Hit(image.target, f"By its file name ({name[0]}) this picture shows a web address")


def _addresses(text: Text) -> Iterator[Hit]:
    for match in _HOST.finditer(text.value):
        # A file name or an abbreviation has no registered domain; Amazon's own is no address of the seller's.
        if hosts.registrable(match[1]) and not hosts.is_amazon_owned(match[1]):
            yield Hit(text[match.start() : match.end()], f"By its description this picture shows {match[1]}")


RULE = Rule(
    id="logo-with-web-address",
    title="Picture that shows a web address",
    clause="I07",
    help="Use a logo without the address, and describe it by the name.",
    check=check,
    severity=Severity.WARNING,
    needs=("image", "tag"),
)
