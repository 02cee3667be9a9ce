"""Finds placeholders that bring forbidden things into a message.

The template is clean and the message is not: `{{current_user.email}}` writes a mail address, `{{agent.signature}}` a
phone number, `{{store.website}}` a link out of Amazon, `{{coupon}}` a promotion. The rule reads the names of
placeholders. Tracking addresses, the subject of a ticket and the buyer's first name are fine.

Take the placeholder out; what it stands for may not be sent.
"""

from __future__ import annotations

from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS = lazy(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")
_LEAKS = {
    "a mail address": "email emails mail mailto emailaddress",
    "a phone number": "phone telephone tel mobile cell cellphone hotline fax phonenumber",
    "a way to reach you elsewhere": "whatsapp telegram wechat skype instagram facebook messenger",
    "an address outside Amazon": "website homepage webshop siteurl shopurl storeurl",
    "a signature, which may hold any of them": "signature sig",
    "a promotion": "coupon voucher promo promocode discountcode couponcode giftcard",
    "a link to unsubscribe": "unsubscribe optout",
    "a tracking image": "pixel trackingpixel",
}
_WHAT = {word: what for what, words in _LEAKS.items() for word in words.split()}
_ADDRESSES = {"url", "link", "domain"}
_SHOPS = {"shop", "store", "site", "web", "company", "brand", "seller", "merchant"}
# The tools' own names for pages on Amazon, and questions about the thing rather than the thing.
_FINE = {"subject", "status", "type", "sent", "has", "is", "if", "verified", "count", "provider"}


def check(message: Message, given: Given) -> Iterator[Hit]:
    for slot in message.placeholders:
        if slot.logic:
            continue
        name = slot.name.partition("|")[0].partition(":")[0]
        words = [word.lower() for word in _PARTS.findall(name)]
        if _FINE & set(words):
            continue
        what = next((_WHAT[word] for word in words if word in _WHAT), None)
        if what is None and _ADDRESSES & set(words) and _SHOPS & set(words):
            what = _WHAT["website"]
        if what is None and words[:2] in (["opt", "out"], ["gift", "card"], ["e", "mail"]):
            what = _WHAT["".join(words[:2]).replace("optout", "unsubscribe")]
        if what is not None:
            yield Hit(slot.place, f"The placeholder `{name.strip()}` brings {what} into the message")


RULE = Rule(
    id="leaking-placeholder",
    title="Placeholder that brings in what may not be sent",
    clause="Q09",
    help="Take the placeholder out.",
    check=check,
    needs=("leaking placeholder",),
)
