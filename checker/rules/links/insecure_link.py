"""Links that do not begin with `https://`.

Amazon asks for secure links and makes no exception for its own pages or a carrier's. With `http://` or `ftp://`
anyone on the way can read and change what the buyer sees; browsers warn of it. Images have a rule of their own.

Write `https://`. The fix does just that; a host that does not answer there should not be linked at all.
"""

from __future__ import annotations

import re

from checker import hosts
from checker.addresses import WebAddress, web_addresses
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEME = lazy(r"\s*(http)(?=://)", re.IGNORECASE)


def check(message: Message, given: Given) -> Iterator[Hit]:
    for address in web_addresses(message):
        if address.scheme in ("http", "ftp"):
            where = address.host or "This link"
            edits = tuple(_edits(address))
            yield Hit(
                address.place,
                f"{where} is linked without encryption, by {address.scheme}://",
                edits=edits,
                fix="write https://" if edits else "",
            )


def _edits(address: WebAddress) -> Iterator[tuple[Text, str]]:
    """The scheme of the target, and of the label if that shows it, too; nothing where one of them can't be edited."""
    if hosts.is_ip(address.host) or (address.host and "." not in address.host):
        return
    edits = []
    for text in (address.place, address.shown):
        match = _SCHEME.match(text.value) if text is not None else None
        if text is None or (match is None and text is address.shown):
            continue
        if match is None or not text[match.start(1) : match.end(1)].exact:
            return
        edits.append((text[match.start(1) : match.end(1)], "https"))
    # An autolink is its own label.
    seen = set()
    for text, by in edits:
        if text.span not in seen:
            seen.add(text.span)
            yield text, by


RULE = Rule(
    id="insecure-link",
    title="Link without encryption",
    clause="L02",
    help="Write https:// instead; leave the link out if the page is not to be had that way.",
    check=check,
    needs=("web",),
    fixes="safe",
)
