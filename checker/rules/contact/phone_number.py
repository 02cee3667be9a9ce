"""Phone numbers: written in any national form, in words or letters, or behind a link.

Amazon permits none in messages to buyers, except those of a carrier, of a warranty or of a manufacturer. Declare such
a number under `phones:` in the message's metadata, with its purpose; otherwise ask the buyer to reply to the message.
Order, tracking, article and serial numbers are no phone numbers.
"""

from __future__ import annotations

from checker import phones
from checker.intents import without_sentence
from checker.rule import Hit, Rule
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.message import Link, Message
    from checker.rule import Given

_SCHEMES = ("tel:", "callto:", "sms:", "smsto:", "fax:", "facetime:")
_PURPOSES = ("carrier", "warranty", "manufacturer")


def check(message: Message, given: Given) -> Iterator[Hit]:
    permitted = [*_declared(message), *map(str, given.options["allowed"])]
    regions = [item.value.strip().upper() for item in message.meta_items("marketplaces") if isinstance(item, Text)]
    found: list[tuple[int, int]] = []
    for text in (message.prose, *(image.alt for image in message.images if image.alt)):
        for phone in phones.find(text.value, given.languages, regions):
            if text is message.prose:
                found.append((phone.start, phone.end))
            if not any(phones.same(phone.digits, number) for number in permitted):
                place = text[phone.start : phone.end]
                edits = without_sentence(message, phone.start) if text is message.prose else ()
                sentence = f"{' '.join(place.value.split())} is a phone number; messages to buyers may hold none"
                yield Hit(place, sentence, edits=edits, fix="remove the sentence" if edits else "", safe=False)
    for link in message.links:
        number = _called(link)
        if number is None or any(start < link.start + len(link.label) and link.start < end for start, end in found):
            continue
        if not any(phones.same(number.value, other) for other in permitted):
            yield Hit(number, f"this link calls {number.value}; messages to buyers may hold no phone number")


def _called(link: Link) -> Text | None:
    """The number that a link calls, if that is what it does."""
    scheme = next((scheme for scheme in _SCHEMES if link.url.lower().startswith(scheme)), "")
    return (link.target[len(scheme) :] or link.target) if scheme else None


def _declared(message: Message) -> Iterator[str]:
    """The numbers that the metadata declares for a purpose that Amazon permits."""
    for item in message.meta_items("phones"):
        if isinstance(item, dict):
            number, purpose = item.get("number"), item.get("purpose")
            if isinstance(number, Text) and isinstance(purpose, Text) and purpose.value.strip().lower() in _PURPOSES:
                yield number.value
        elif isinstance(item, Text):
            written, why = _split(item.value.lower())
            if why:
                yield written


def _split(written: str) -> tuple[str, str]:
    """A number and its purpose that are written in one: `0800 555 0142 (carrier)`."""
    for purpose in _PURPOSES:
        if purpose in written:
            return written.replace(purpose, " "), purpose
    return written, ""


RULE = Rule(
    id="phone-number",
    title="Phone number in a message",
    clause="C02",
    help="Ask for a reply to the message; declare the number of a carrier, warranty or manufacturer under `phones:`.",
    check=check,
    needs=("digits",),
    options={"allowed": ()},
    fixes="unsafe",
)
