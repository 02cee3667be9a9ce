"""What must be present in a message before a rule has anything to say.

Each test looks at the message as written, before any parsing, and is a superset: it may be true in vain, never false in
vain. Markup that could hide a word from such a test (tags, comments, entities) makes every test true. A test with `!`
before its name is true where the expression matches nowhere; `!reason:return,invoice` where the metadata declares none
of these reasons. Two tests joined by ` & ` must both be true.
"""

from __future__ import annotations

import re

from checker import modules, orders
from checker.glances import GLANCES
from checker.lexicon import lexicon, triggered
from checker.readers import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.message import Message
    from checker.phrasebook import Phrasebook

_HIDING = re.compile(r"<[A-Za-z/!?]|&[#A-Za-z]")

_APART = "\x1f"
"""Stands between subject and body, so that no test reaches from one into the other."""

ELSEWHERE = {
    "web": ("checker.traces", "WEB"),
    "mail": ("checker.traces", "MAIL"),
    "digits": ("checker.phones.trace", "TRACE"),
    "emoji": ("checker.emojis", "TRACE"),
    "postal": ("checker.postal", "TRACE"),
    "emoticon": ("checker.traces", "EMOTICON"),
    "invisible": ("checker.invisible", "TRACE"),
}
"""Tests that stand beside what they are the trace of: the module, and the expression's name there."""

TESTS: dict[str, str] = {
    "order": orders.MENTIONED,
    "order number": orders.NUMBER,
    "important": r"[\[(\u3010\uff3b\uff08]\s{0,3}(?i:import|重|wicht|belang|vikt|ważn|önem|هام|مهم|ज|vigt)",
    "empty subject": rf"\A\s*\n{_APART}",
    "broken placeholder": r"\{\{[^{}\n]{0,64}(?:\}(?!\})|[\n,.!?]|\Z)|(?<!\{)\{[^{}\n]{0,64}\}\}"
    r"|\[\[[^\]\n]{0,64}\](?!\])|%%\w{1,40}%(?!%)|\$\{[^}\n]{0,64}(?:[\n,.!?]|\Z)|(?<!\[)\[(?!\[)[^\[\]\n]{2,60}\](?![\](:\[])"
    r"|XXXX|TODO|TBD|FIXME|####|______",
    "leaking placeholder": r"(?:[{\[%#$<@|]|(?<!\w):)[^\n}\]]{0,60}?(?=\w)(?i:mail|phone|tel|mobile|cell|hotline|fax"
    r"|whatsapp|wechat|skype|gram|facebook|messenger|website|homepage|webshop|url|link|domain|sig|coupon|voucher|promo|discount|gift"
    r"|unsubscribe|opt|pixel)",
    "iban": r"[A-Za-z]{2}\d{2}[ \xa0-]?[\dA-Za-z]{4}",
    "contact slot": r"(?i)[\[{<%$][^\]}>\n]{0,40}?(?=\w)(?:mail|phone|hotline|whatsapp|contact|tel\b|fax)",
    "private slot": r"(?:[{\[%#$<@|_]|(?<!\w):)[^\n}\]]{0,60}?(?=\w)(?i:phone|mobile|cell|tel|street|address|house)",
    "opt-out slot": r"(?i)[{\[%#$<@|][^\n}\]]{0,60}?(?=\w)(?:unsub|opt[-_ ]?out)",
    "tag": r"<[A-Za-z/!?]",
    "image": r"!\[",
    "link": r"\]|<[A-Za-z]",
    "heading": r"(?m)^[ \t>*+.\d)-]*#|^[ \t>]*(?:=+|-+)[ \t]*\r?$",
    "blank lines": r"(?:(?:\r\n|\n|\r)[ \t\xa0.]*+(?:&nbsp;)?[ \t\xa0]*+){3}",
}
"""The tests by name, each a regular expression over the raw text."""

_CERTAIN = {"order": ("{{order_id}}", "{{ order_id }}", "[[order-id]]", "{{order.id}}")}
"""Forms so common that they are looked for before the expression that they match is compiled."""

_compiled: dict[str, re.Pattern[str]] = {}


def _test(name: str) -> re.Pattern[str]:
    pattern = _compiled.get(name)
    if pattern is None:
        if name in ELSEWHERE:
            module, attribute = ELSEWHERE[name]
            expression = getattr(modules.named(module), attribute)
        else:
            expression = TESTS[name]
        pattern = _compiled[name] = re.compile(expression)
    return pattern


class _Phrases:
    """Which lexicons find something in a message: known for certain where it is plain text, else suspected."""

    def __init__(self, message: Message, raw: str, languages: tuple[str, ...]) -> None:
        self.message = message
        self.raw = raw
        self.languages = languages
        self.names: frozenset[str] | None = None
        self.prose: str | None = None
        self.known: dict[str, bool] = {}

    def triggered(self, text: str) -> frozenset[str]:
        return frozenset().union(*(triggered(text, language) for language in self.languages))

    def said(self, name: str) -> bool:
        if self.names is None:
            self.names = self.triggered(self.raw)
            # Plain paragraphs are their own prose: looking for the phrases there spares the parser and the rule.
            self.prose = plain.words(self.message.body.value) if self.names else None
            if self.prose is not None and self.message.subject:
                head = plain.words(self.message.subject.value)
                self.prose = None if head is None else f"{head}\n\n{self.prose}"
        if name not in self.names:
            return False
        if self.prose is None:
            return True
        if name not in self.known:
            self.known[name] = any(lexicon(name, language).search(self.prose) for language in self.languages)
        return self.known[name]

    def titled(self, name: str) -> bool:
        """Whether the subject, which is plain text but for its placeholders, may hold a phrase of the lexicon."""
        subject = self.message.subject
        if not subject or name not in self.triggered(subject.value):
            return False
        head = plain.words(subject.value)
        return head is None or any(lexicon(name, language).search(head) for language in self.languages)


def needed(
    message: Message, languages: tuple[str, ...], own: Phrasebook | None = None
) -> Callable[[str, tuple[str, ...]], bool]:
    """A function that says whether a rule of that id with these needs may have anything to say about the message.

    `own` are phrases that a repository adds: where one may be found, its rule is needed.
    """
    subject = message.subject.value if message.subject else ""
    raw = message.body.value if message.subject is None else f"{subject}\n{_APART}\n{message.body.value}"
    low = raw.lower() if raw.isascii() else ""
    hiding = _HIDING.search(raw) is not None
    known: dict[str, bool] = {}
    phrases = _Phrases(message, raw, languages)

    def present(rule: str, need: str) -> bool:
        if " & " in need:
            return all(present(rule, part) for part in need.split(" & "))
        name, _, argument = need.partition(":")
        if name == "!reason":
            return message.reason not in argument.split(",")
        if name == "meta":
            return message.meta_value(argument) is not None
        if hiding:
            return True
        if name == "phrases":
            return phrases.said(argument or rule)
        if name == "subject":
            return phrases.titled(argument or rule)
        absent = name.startswith("!")
        name = name.removeprefix("!")
        if name not in known:
            hopeless = low and name in GLANCES and not GLANCES[name](low)
            certain = any(form in raw for form in _CERTAIN.get(name, ()))
            known[name] = certain or (not hopeless and _test(name).search(raw) is not None)
        return known[name] is not absent

    if own is None:
        return lambda rule, needs: not needs or any(present(rule, need) for need in needs)
    suspected = own.suspected(message, raw)
    return lambda rule, needs: hiding or rule in suspected or not needs or any(present(rule, need) for need in needs)
