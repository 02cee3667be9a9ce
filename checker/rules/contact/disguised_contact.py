"""Finds mail addresses and phone numbers in disguise: `help (at) shop (dot) com`, `0 8 0 0 ...`, a number in words.

Amazon's filter takes plain contact data out of messages. To spell an address out, to space its digits, to hide it
with invisible or full-width characters or in the alternative text of an image is the same offence, done on purpose, and
weighs more if it is noticed. The address itself is also reported, as `email-address` or `phone-number`.

Take it out and ask for a reply to the message.
"""

from __future__ import annotations

from checker import phones
from checker.addresses import mail_addresses
from checker.invisible import without
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = lazy("[\uff01-\uff5e\u2460-\u24ff\U0001d400-\U0001d7ff]")
_INVISIBLE = lazy("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_SPACED = lazy(r"(?<!\d)\d(?:[ \u00a0._*-]{1,3}\d(?!\d)){4,20}")
_WORD = lazy(r"[^\W\d_]{2,}")
_EASTERN = lazy("[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
"""Scripts in which full-width digits are no disguise."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    alts = [image.alt for image in message.images if image.alt]
    for mail in mail_addresses(message):
        if mail.link is not None:
            continue
        if any(alt.span[0] <= mail.place.span[0] < alt.span[1] for alt in alts):
            yield Hit(mail.place, f"{mail.address} hides in the alternative text of an image")
        elif mail.address.lower() != mail.place.value.lower():
            yield _disguised(mail.place, f"This is the e-mail address {mail.address} in disguise")
    regions = [item.value.strip().upper() for item in message.meta_items("marketplaces") if isinstance(item, Text)]
    for text in (message.prose, *alts):
        for phone in phones.find(text.value, given.languages, regions):
            place = text[phone.start : phone.end]
            if text is not message.prose:
                yield Hit(place, f"{phone.digits} hides in the alternative text of an image")
            elif _in_disguise(place.value, message.prose.value):
                yield _disguised(place, f"This is the phone number {phone.digits} in disguise")


def _disguised(place: Text, said: str) -> Hit:
    edits = without(place)
    return Hit(place, said, edits=edits, fix="delete what nobody sees" if edits else "")


def _in_disguise(written: str, prose: str) -> bool:
    """Whether digits stand one by one, in words, or in letters that only look like digits. A vanity number does not."""
    if _INVISIBLE.search(written) or _SPACED.search(written):
        return True
    if _WIDE.search(written):
        return not _EASTERN.search(prose)
    return len(_WORD.findall(written)) >= 3


RULE = Rule(
    id="disguised-contact",
    title="Contact data in disguise",
    clause="C09",
    help="Take it out and ask for a reply to the message.",
    check=check,
    needs=("mail", "digits"),
    fixes="safe",
)
