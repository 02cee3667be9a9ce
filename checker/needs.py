"""What must be present in a message before a rule has anything to say.

Each test looks at the message as written, before any parsing, and is a superset: it may be true in vain, never false in
vain. Markup that could hide a word from such a test (tags, comments, entities) makes every test true. A test with `!`
before its name is true where the expression matches nowhere.
"""

from __future__ import annotations

import re
from importlib import import_module

from checker import orders
from checker.glances import GLANCES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.message import Message

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
    "leaking placeholder": r"(?:[{\[%#$<@|]|(?<!\w):)[^\n}\]]{0,60}?(?i:mail|phone|tel|mobile|cell|hotline|fax"
    r"|whatsapp|wechat|skype|gram|facebook|messenger|website|homepage|webshop|url|link|domain|sig|coupon|voucher|promo|discount|gift"
    r"|unsubscribe|opt|pixel)",
    "iban": r"[A-Za-z]{2}\d{2}[ \xa0-]?[\dA-Za-z]{4}",
    "contact slot": r"(?i)[\[{<%$][^\]}>\n]{0,40}?(?:mail|phone|hotline|whatsapp|contact|tel\b|fax)",
    "private slot": r"(?:[{\[%#$<@|_]|(?<!\w):)[^\n}\]]{0,60}?(?i:phone|mobile|cell|tel|street|address|house)",
    "tag": r"<[A-Za-z/!?]",
    "image": r"!\[",
    "link": r"\]|<[A-Za-z]",
    "heading": r"(?m)^[ \t>*+.\d)-]*#|^[ \t>]*(?:=+|-+)[ \t]*\r?$",
    "blank lines": r"(?:(?:\r\n|\n|\r)[ \t\xa0.]*(?:&nbsp;)?[ \t\xa0]*){3}",
}
"""The tests by name, each a regular expression over the raw text."""

_compiled: dict[str, re.Pattern[str]] = {}


def _test(name: str) -> re.Pattern[str]:
    pattern = _compiled.get(name)
    if pattern is None:
        if name in ELSEWHERE:
            module, attribute = ELSEWHERE[name]
            expression = getattr(import_module(module), attribute)
        else:
            expression = TESTS[name]
        pattern = _compiled[name] = re.compile(expression)
    return pattern


def needed(message: Message, triggered: Callable[[str], frozenset[str]]) -> Callable[[str, tuple[str, ...]], bool]:
    """A function that says whether a rule of that id with these needs may have anything to say about the message.

    `triggered(text)` names the lexicons of which a word stands in the text.
    """
    subject = message.subject.value if message.subject else ""
    raw = message.body.value if message.subject is None else f"{subject}\n{_APART}\n{message.body.value}"
    low = raw.lower() if raw.isascii() else ""
    hiding = _HIDING.search(raw) is not None
    known: dict[str, bool] = {}
    lexicons: list[frozenset[str]] = []

    def present(rule: str, need: str) -> bool:
        name, _, argument = need.partition(":")
        if name == "meta":
            return message.meta_value(argument) is not None
        if hiding:
            return True
        if name == "phrases":
            if not lexicons:
                lexicons.append(triggered(raw))
            return (argument or rule) in lexicons[0]
        absent = name.startswith("!")
        name = name.removeprefix("!")
        if name not in known:
            hopeless = low and name in GLANCES and not GLANCES[name](low)
            known[name] = not hopeless and _test(name).search(raw) is not None
        return known[name] is not absent

    return lambda rule, needs: not needs or any(present(rule, need) for need in needs)
