"""Finds business names that look like a web address: "Your LampStore.com Team", a signature that is only a host.

Amazon permits no such names, because every mention of one leads out of Amazon. A host is taken for a name if a word
such as "team" or "Ltd" stands beside it, or if it makes a line of the signature by itself.

Sign with the plain name of the shop: "Team Lamp Store".
"""

from __future__ import annotations

from bisect import bisect_left

from checker import hosts
from checker.addresses import WebAddress, web_addresses
from checker.finding import Severity
from checker.message import Message
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_APART = 2
"""How many characters may stand between the host and the word beside it."""
_LONGEST = 80
"""How long the words beside it may be."""
_SIGNATURE = 5
"""How many lines at a message's end are read as its signature."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    names = [address for address in web_addresses(message) if _like_a_name(address)]
    if not names:
        return
    prose = message.prose
    beside = list(given.found("web-address-name", prose))
    starts = [found.start for found in beside]
    signature = _signature(prose.value)
    for address in names:
        start, end = address.start, address.start + len(address.place)
        near = beside[bisect_left(starts, start - _LONGEST) : bisect_left(starts, end + _APART + 1)]
        word = next((found for found in near if -1 <= _gap(found.start, found.end, start, end) <= _APART), None)
        if word is not None and "\n\n" not in prose.value[min(word.start, start) : max(word.end, end)]:
            name = prose[min(word.start, start) : max(word.end, end)]
            yield Hit(name, f'"{" ".join(name.value.split())}" is a name that looks like a web address')
        elif (start, end) in signature:
            yield Hit(address.place, f"The name {address.place.value} looks like a web address")


def _like_a_name(address: WebAddress) -> bool:
    """Whether it is a host in running words, without scheme, `www.` and path, and neither Amazon's nor a carrier's."""
    host = address.host
    bare = address.start >= 0 and address.form == "bare" and not address.scheme and address.path in ("", "/")
    return bare and not host.startswith("www.") and not hosts.is_amazon_owned(host) and not hosts.is_carrier(host)


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    """How many characters stand between two pieces; negative if they overlap."""
    return max(start - other_end, other_start - end)


def _signature(prose: str) -> set[tuple[int, int]]:
    """The last lines, less the blanks around them and a closing mark; none of a message of few lines."""
    ends = [at for at, character in enumerate(prose) if character == "\n"] + [len(prose)]
    lines: list[tuple[int, int]] = []
    start = 0
    for end in ends:
        line = prose[start:end]
        if line.strip():
            left = start + len(line) - len(line.lstrip(" \t\u2013\u2014-"))
            lines.append((left, left + len(line.strip(" \t\r\u2013\u2014-,."))))
        start = end + 1
    return set(lines[-_SIGNATURE:]) if len(lines) > 2 else set()


RULE = Rule(
    id="web-address-name",
    title="Business name that looks like a web address",
    clause="C07",
    help="Sign with the plain name of the shop, without its ending.",
    check=check,
    severity=Severity.WARNING,
    needs=("web",),
)
