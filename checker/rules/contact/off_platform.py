"""Finds requests to go on elsewhere than in Amazon's messages: by mail, by phone, on your own site, in your shop.

Amazon's messages are the only way to talk with a buyer, and what begins on Amazon stays there. So a message may not
ask the buyer to write to your mailbox, to ring your hotline, to sign in or open a ticket on your website, to come to
your shop, or say that you will call or have put him on a mailing list. An address or a number counts together with
the words that call for its use; by itself it is `email-address`, `phone-number` or `external-link`.

Asking for a reply to the message is fine, and so is pointing to Amazon, to the carrier or to the maker.

Write "Just reply to this message". Numbers declared under `phones:` in the metadata, of a carrier, a warranty or a
manufacturer, are permitted, and so are pages that the order needs: those under `order_links:` in the metadata, and
the hosts of the option `order_hosts`, which `external-link` has, too.
"""

from __future__ import annotations

from bisect import bisect_left

from checker import phones
from checker.addresses import leads_out, mail_addresses, needed_hosts, web_addresses
from checker.message import Message
from checker.patterns import lazy
from checker.records import NamedTuple
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.lexicon import Found

_REACH = 60
"""How many characters may stand between words that call for an address, and the address."""
_BESIDE = 4
"""How many between a mere label such as `Email:` and the address."""
_LONGEST_CUE = 300
_ITS_NAME = lazy(
    r"(?i)\W{0,4}(?:e-?mail|mail|phone|tel|telephone|mobile|cell|fax|number|no)(?: (?:address|number))?"
    r"\W{0,3}:\W{0,4}\Z"
)
"""What an address or a number is called, and no more: "Phone: 0800 555 0142"."""
_BREAK = lazy(r"[.!?]\s|[\u3002\uff01\uff1f]|\n[ \t]{0,20}\n")
_CONTACT_NAME = lazy(r"(?i)e-?mail|phone|hotline|whatsapp|contact[ _.-]?(?:details|data|info)|\b(?:tel|fax)\b")
_BUYERS_NAME = lazy(r"(?i)buyer|customer[ _.]|client|recipient|user|guest|your")
_BRACKETED = lazy(r"(?<!\[)\[(?!\[)([^\[\]\n]{2,40})\](?![\](:\[])")
"""A gap that the author of a template leaves for others to fill: "call us at [phone number]"."""
_SOMEONES = lazy(r"(?i)buyer|customer'?s?[ _.](?:e-?mail|phone|mobile|number|contact)|client|recipient|user|guest")
_WHY = "Amazon's messages are the only way to talk with a buyer."


class _Span(NamedTuple):
    """A piece of the prose."""

    start: int
    end: int
    why: str = _WHY
    label: bool = False
    """Whether these are the words of a link, which may be the ones that call for it."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    said = [_Span(found.start, found.end, found.why) for found in given.found("off-platform", prose)]
    cues = list(given.found("contact-cue", prose))
    said += _called_for(_ways(message, given), cues, prose.value)
    said += _called_for(_sites(message, given), list(given.found("site-cue", prose)), prose.value)
    for span in _joined(sorted(said)):
        text = prose[span.start : span.end]
        yield Hit(text, f'"{" ".join(text.value.split())}" leads away from Amazon. {span.why}')


def _ways(message: Message, given: Given) -> Iterator[_Span]:
    """Mail addresses and numbers in the prose, the words of links to them, and placeholders that will be such."""
    for mail in mail_addresses(message):
        if mail.start >= 0:
            words = mail.link.label if mail.link else mail.place
            yield _Span(mail.start, mail.start + len(words), label=mail.link is not None)
    permitted = [number for item in message.meta_items("phones") if (number := _number(item))]
    regions = [item.value.strip().upper() for item in message.meta_items("marketplaces") if isinstance(item, Text)]
    for phone in phones.find(message.prose.value, given.languages, regions):
        if not any(phones.same(phone.digits, number) for number in permitted):
            yield _Span(phone.start, phone.end)
    for slot in message.placeholders:
        if slot.at >= 0 and _CONTACT_NAME.search(slot.name) and not _BUYERS_NAME.search(slot.name):
            yield _Span(slot.at, slot.at + 1)
    for gap in _BRACKETED.finditer(message.prose.value):
        if _CONTACT_NAME.search(gap[1]) and not _SOMEONES.search(gap[1]):
            yield _Span(gap.start(), gap.end())


def _number(item: object) -> str | None:
    """The number that an item of `phones:` declares; whether it may be is the business of `phone-number`."""
    number = item.get("number") if isinstance(item, dict) else item
    return number.value if isinstance(number, Text) else None


def _sites(message: Message, given: Given) -> Iterator[_Span]:
    """Web addresses that the buyer reads and that lead out of Amazon, less those that the order needs."""
    needed = needed_hosts(message, given.options.get("order_hosts", ()))
    for address in web_addresses(message):
        host = address.host
        if address.start < 0 or not host or not leads_out(host, needed):
            continue
        linked = address.link if address.form not in ("bare", "disguised") else None
        yield _Span(address.start, address.start + len(linked.label if linked else address.place), label=bool(linked))


def _called_for(spans: Iterator[_Span], cues: list[Found], prose: str) -> Iterator[_Span]:
    """Those of the spans that a cue calls for, the cue included."""
    starts = [cue.start for cue in cues]
    for span in spans if cues else ():
        last = span.end if span.label else span.start
        near = slice(bisect_left(starts, span.start - _LONGEST_CUE), bisect_left(starts, span.end + _REACH + 1))
        before = [cue for cue in cues[near] if cue.start < last and _close(cue.end, span.start, cue, prose)]
        after = [cue for cue in cues[near] if cue.start >= span.end and _close(span.end, cue.start, cue, prose)]
        # Words that ask outweigh a mere label, which may stand between them and the address: "write to us at".
        before.sort(key=lambda cue: cue.group != "label")
        if before:
            start = min(before[-1].start, span.start)
            if not _ITS_NAME.match(prose[start : span.start]):
                yield _Span(start, max(span.end, before[-1].end))
        elif after and after[0].group != "label":
            yield _Span(span.start, after[0].end)


def _close(start: int, end: int, cue: Found, prose: str) -> bool:
    if cue.group == "label":
        return end - start <= _BESIDE and "\n\n" not in prose[start:end]
    return end - start <= _REACH and not _BREAK.search(prose, start, max(start, end))


def _joined(spans: list[_Span]) -> Iterator[_Span]:
    """The spans, overlapping ones made one."""
    last: _Span | None = None
    for span in spans:
        if last and span.start < last.end:
            last = last._replace(end=max(last.end, span.end))
        else:
            if last:
                yield last
            last = span
    if last:
        yield last


RULE = Rule(
    id="off-platform",
    title="Request to go on outside Amazon",
    clause="V04",
    help="Ask the buyer to reply to the message, with “Just reply to this message” for example.",
    check=check,
    needs=("phrases", "mail", "digits", "web", "contact slot"),
    options={"order_hosts": []},
)
