"""Web and mail addresses found in a message: linked, bare, disguised.

The words are read in three steps. They are *plained*: full-width letters and invisible characters become what a reader
takes them for. They are *undisguised*: `(at)`, ` dot `, `w w w` become `@`, `.`, `www`. Then one set of patterns finds
the addresses. Each step keeps, for every character, where it came from, so that a place is what the author wrote.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from checker import hosts
from checker.addresses.names import FILE_NAMES
from checker.addresses.scan import scan
from checker.addresses.words import Pattern, Words
from checker.hosts import HOLE, Parts
from checker.message import Link, Message, Tag
from checker.readers import placeholders
from checker.records import NamedTuple
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class WebAddress(NamedTuple):
    """A web address that a buyer could follow, or type."""

    place: Text
    """What to underline: a link's target as written; else the words, all of a disguise included."""
    url: str
    """Without disguise; placeholders stand in it as `HOLE`."""
    parts: Parts
    form: str
    """A link's form (inline, reference, autolink, html), or html and style for other markup, bare, disguised."""
    link: Link | None = None
    """The link it is the target of, or in whose label it stands."""
    shown: Text | None = None
    """Of a link's target: the words in the label that show the same host."""
    start: int = -1
    """Where in prose its words, or the label of its link, begin; -1 if it has none there."""

    @property
    def scheme(self) -> str:
        return self.parts.scheme

    @property
    def host(self) -> str:
        """Normal; empty where a placeholder decides."""
        return self.parts.host

    @property
    def path(self) -> str:
        """Path, query and fragment as written."""
        return self.parts.path

    @property
    def registrable(self) -> str | None:
        return hosts.registrable(self.parts.host)


class MailAddress(NamedTuple):
    """An e-mail address."""

    place: Text
    address: str
    """Without disguise; placeholders stand in it as `HOLE`."""
    link: Link | None = None
    """The `mailto:` link whose target it is, where the label does not show it."""
    start: int = -1
    """Where in prose its words, or the label of its link, begin; -1 if it has none there."""


# Where markup other than a link leads or loads from. Images have rules of their own.
_TARGETS = {
    "a": "href",
    "area": "href",
    "audio": "src",
    "base": "href",
    "button": "formaction",
    "embed": "src",
    "form": "action",
    "frame": "src",
    "iframe": "src",
    "input": "formaction",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "video": "src",
}
_READ_ALOUD = ("alt", "title", "aria-label", "label", "placeholder", "summary", "value")
_STYLE_URL = Pattern(r"url\([ \t\n]{0,3}[\"']?([^\"')\s]{1,2000})", re.IGNORECASE)
_MAIL_FIELDS = Pattern(r"[?&](?:to|cc|bcc)=([^&#]+)", re.IGNORECASE)
_MAIL_PIECE = Pattern(r"[^,;]+")


def _language(message: Message) -> str:
    return (message.language or "").partition("-")[0].partition("_")[0]


def _masked(target: Text) -> Words:
    """A link's target with its placeholders as `HOLE`."""
    words = Words(target.value, range(len(target)))
    return words.edited((slot.start, slot.end, HOLE) for slot in placeholders.find(target.value))


def _web_parts(target: str) -> Parts | None:
    """The parts of a link's target that is a web address; None for `mailto:`, `#part`, `page.html` and the like."""
    target = target.strip()
    parts = hosts.parts(target)
    if parts.scheme:
        return parts if parts.scheme in ("http", "https", "ftp", "ftps") else None
    if target.startswith(("//", "\\\\")) or target.lower().startswith(("http/", "https/", "ftp/")):
        return parts
    if target.startswith(HOLE):
        return parts
    if not parts.host or parts.user:
        return None
    if parts.host.startswith("www."):
        return parts
    ending = parts.host.rpartition(".")[2]
    is_file = ending in FILE_NAMES and not parts.path
    return parts if not is_file and hosts.registrable(parts.host) else None


def needed_hosts(message: Message, others: Iterable[str] = ()) -> frozenset[str]:
    """Hosts that the order cannot do without: declared in the metadata under `order_links`, and those given besides."""
    declared = [item.value for item in message.meta_items("order_links") if isinstance(item, Text)]
    return frozenset([hosts.normal(host) for url in (*declared, *others) if (host := hosts.parts(url).host)])


def leads_out(host: str, needed: frozenset[str] = frozenset()) -> bool:
    """Whether a host is neither Amazon's nor a carrier's nor one of those needed, or below one of them."""
    if hosts.is_amazon(host) or hosts.is_amazon_owned_opaque(host) or hosts.is_carrier(host):
        return False
    return not hosts.below_any(host, needed)


@lru_cache(maxsize=4)
def web_addresses(message: Message) -> tuple[WebAddress, ...]:
    """Every web address of a message: of links and other markup (not of images), and in its words.

    A link is reported once, though its label may show the same host; a label that shows another host is reported, too.
    """
    return tuple(_web_addresses(message))


def _web_addresses(message: Message) -> Iterator[WebAddress]:
    prose = message.prose
    found, _ = scan(prose.value, _language(message))
    parts_of = [hosts.parts(one.value) for one in found]
    starts = [one.start for one in found]
    within: dict[int, Link] = {}
    shown: set[int] = set()
    seen: set[tuple[int, int]] = set()
    for link in message.links:
        target = _masked(link.target).value
        parts = _web_parts(target)
        inside = range(*(bisect_left(starts, at) for at in (link.start, link.start + len(link.label))))
        inside = inside if link.start >= 0 else range(0)
        same = [number for number in inside if parts and _same(parts_of[number].host, parts.host)]
        shown.update(same)
        within.update(dict.fromkeys(inside, link))
        if parts and link.target:
            words = prose[found[same[0]].start : found[same[0]].end] if same else None
            seen.add(link.target.span)
            yield WebAddress(link.target, target.strip(), parts, link.form, link, words, link.start)
    for number, one in enumerate(found):
        if number not in shown:
            form = "disguised" if one.disguised else "bare"
            yield WebAddress(
                prose[one.start : one.end], one.value, parts_of[number], form, within.get(number), start=one.start
            )
    yield from _in_markup(message.tags, seen)


def _same(host: str, other: str) -> bool:
    return host.removeprefix("www.") == other.removeprefix("www.")


def _in_markup(tags: Iterable[Tag], seen: set[tuple[int, int]]) -> Iterator[WebAddress]:
    """What tags other than links and images lead to, and what their styles load."""
    for place, form in _marked_up(tags):
        url = _masked(place).value
        parts = _web_parts(url)
        if parts and place.span not in seen:
            seen.add(place.span)
            yield WebAddress(place, url.strip(), parts, form)


def _marked_up(tags: Iterable[Tag]) -> Iterator[tuple[Text, str]]:
    for tag in tags:
        for attribute in tag.attributes:
            if attribute.name == "style" or (tag.name, attribute.name) == ("style", "#text"):
                for match in _STYLE_URL().finditer(attribute.value.value):
                    yield attribute.value[match.start(1) : match.end(1)], "style"
            elif attribute.name == _TARGETS.get(tag.name) and attribute.value.value.strip():
                yield attribute.value, "html"


@lru_cache(maxsize=4)
def mail_addresses(message: Message) -> tuple[MailAddress, ...]:
    """Every e-mail address of a message: in its words, in `mailto:` links that do not show theirs, in what tags say."""
    return tuple(_mail_addresses(message))


def _mail_addresses(message: Message) -> Iterator[MailAddress]:
    prose = message.prose
    language = _language(message)
    _, found = scan(prose.value, language)
    seen: set[tuple[int, int]] = set()
    for one in found:
        place = prose[one.start : one.end]
        seen.add(place.span)
        yield MailAddress(place, one.value.removeprefix("mailto:"), start=one.start)
    starts = [one.start for one in found]
    for link in message.links:
        first, last = (bisect_left(starts, at) for at in (link.start, link.start + len(link.label)))
        label = {one.value.lower() for one in found[first:last]} if link.start >= 0 else set()
        for place, address in _linked(link.target):
            if address.lower() not in label and place.span not in seen:
                seen.add(place.span)
                yield MailAddress(place, address, link, link.start)
    for text, is_target in _said(message):
        spans = _linked(text) if is_target else _in_words(text, language)
        for place, address in spans:
            if place.span not in seen:
                seen.add(place.span)
                yield MailAddress(place, address)


def _in_words(text: Text, language: str) -> Iterator[tuple[Text, str]]:
    for one in scan(text.value, language)[1]:
        yield text[one.start : one.end], one.value


def _said(message: Message) -> Iterator[tuple[Text, bool]]:
    """Texts outside of prose that a buyer may read, and targets of markup (true)."""
    for image in message.images:
        if image.alt and image.tag is None:
            yield image.alt, False
    for tag in message.tags:
        for attribute in tag.attributes:
            if attribute.name in _READ_ALOUD and attribute.value:
                yield attribute.value, False
            elif attribute.name == _TARGETS.get(tag.name) and attribute.value:
                yield attribute.value, True


def _linked(target: Text) -> Iterator[tuple[Text, str]]:
    """The addresses of a `mailto:` target, or of one that is nothing but an address."""
    words = _masked(target)
    value = words.value
    head = re.match(r"\s*mailto:", value, re.IGNORECASE)
    if head is None:
        bare = hosts.parts(value)
        if not bare.user or bare.scheme or bare.path or not hosts.registrable(bare.host):
            return
    start = head.end() if head else 0
    end = value.find("?") if "?" in value else len(value)
    for at, to in [(start, end), *(field.span(1) for field in _MAIL_FIELDS().finditer(value, end))]:
        for piece in _MAIL_PIECE().finditer(value, at, to):
            if address := _mailbox(piece[0]):
                here, there = words.place(*piece.span())
                yield target[here:there], address


def _mailbox(piece: str) -> str:
    """The address that a piece of a `mailto:` target names; empty if a placeholder decides."""
    if "%" in piece:
        from urllib.parse import unquote

        piece = unquote(piece)
    local, sign, domain = piece.strip().rpartition("@")
    return f"{local}@{domain}" if sign and local and hosts.literal(domain) else ""
