"""Addresses in disguise made plain: `(at)`, ` dot `, `w w w`, a sign that stands for `@`."""

from __future__ import annotations

import re

from checker.addresses.names import COMMON, known_end
from checker.addresses.words import DOT, DOTTED, LABEL, LETTER, Pattern, Words, local_start, word_set

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


# Top-level names after which a dot that stands apart, or is spelled out, is taken for a dot.
_SURE = "com|net|org|biz|eu|de|uk|fr|it|es|nl|pl|se|jp|cn|tr|br|mx|au|ca|ae|sa|eg|ie|ch|co|example"
_DOT_NOUN = "dot|punkt|pkt|punt|kropka|nokta|prick|piste|ドット|どっと|点|점|точка|نقطة"
# These are kept apart since "de" follows them in every second sentence.
_DOT_WORD = _DOT_NOUN + "|punto|ponto|point"
_DOT_WORDS = tuple(_DOT_WORD.split("|"))
_AT_WORD = (
    "arroba|arobase|arrobase|arobas|chiocciola|apenstaartje|ma[łl]pa|snabel-?a|klammeraffe|ät|"
    "アット(?:マーク)?|あっと(?:まーく)?|골뱅이|собака"
)
_OPEN, _CLOSE = r"[ \t]{0,2}[(\[{<][ \t]{0,2}", r"[ \t]{0,2}[)\]}>][ \t]{0,2}"
_BRACKETED = Pattern(
    rf"[(\[{{<][ \t]{{0,2}}(?:at|aet|et|bei|a|@|\.|·|{_AT_WORD}|{_DOT_WORD})[ \t]{{0,2}}[)\]}}>]", re.IGNORECASE
)
_AT_BRACKETED = Pattern(rf"{_OPEN}(?:at|aet|et|bei|@|{_AT_WORD}){_CLOSE}|(?<=\w)[(\[{{]a[)\]}}](?=\w)", re.IGNORECASE)
_DOT_BRACKETED = Pattern(rf"{_OPEN}(?:\.|·|{_DOT_WORD}){_CLOSE}", re.IGNORECASE)
_IN_PATH = Pattern(r"(?://|\w\.\w+/)\S*\Z")
_AT_DASHED = Pattern(r"(?<=\w)(?:_at_|\*at\*|~at~|--at--|[ \t]-at-[ \t])(?=\w)", re.IGNORECASE)
_AT_SIGN = Pattern(r"を[ \t]?@[ \t]?に")
_DOT_BETWEEN = rf"(?:\.|[ \t]{{1,2}}(?:{_DOT_WORD}|\.)[ \t]{{1,2}}|ドット|どっと)"
_DOT_BETWEEN_LABELS = Pattern(_DOT_BETWEEN, re.IGNORECASE)
_SPOKEN_DOMAIN = Pattern(rf"{LABEL}(?:{_DOT_BETWEEN}{LABEL}){{1,4}}", re.IGNORECASE)
_AT_SPOKEN = Pattern(
    rf"[ \t]{{1,2}}(?:at|{_AT_WORD})[ \t]{{1,2}}|(?<=\w)(?:アット(?:マーク)?|あっと(?:まーく)?)(?=\w)", re.IGNORECASE
)
_SPELLED = Pattern(r"(?<!\S)(?:[\w@.:/\-] ){3,}[\w@.:/\-](?!\w)")
_WWW_APART = Pattern(
    rf"\bwww[ \t]{{0,2}}\.[ \t]{{0,2}}{LABEL}"
    rf"(?:(?:[ \t]{{1,2}}\.[ \t]{{0,2}}|\.){LABEL}|\.[ \t]{{1,2}}(?:{_SURE})(?![\w-]))++",
    re.IGNORECASE,
)
_SPACE = Pattern(r"[ \t]++")
_DOT_SPOKEN = Pattern(
    rf"(?<=\w)[ \t]{{1,2}}(?:(?:{_DOT_NOUN})[ \t]{{1,2}}(?=(?:{_SURE})(?![\w-]))"
    rf"|(?:punto|ponto|point)[ \t]{{1,2}}(?=(?:com|net|org|eu|fr|example)(?![\w-])))",
    re.IGNORECASE,
)
_DOT_APART = Pattern(rf"(?<=\w)[ \t]{{1,2}}\.[ \t]{{0,2}}(?=(?:{_SURE})(?![\w-]))")
_IDEOGRAPHIC_DOT = Pattern(rf"(?<=[0-9A-Za-z])[。｡](?=(?:{_SURE})(?![\w-]))", re.IGNORECASE)
_AT_APART = Pattern(rf"(?:[ \t]{{1,2}}@[ \t]{{0,2}}|@[ \t]{{1,2}})(?={DOTTED})")

_MAIL_CUE = Pattern(
    r"(?:\be-?mails?|\bmail(?:to|en)?|\bcourriel|\bcorreo|\be-?posta|\bposta|\bwrite|\bescr[ií]b\w*|\bschreib\w*|"
    r"\bécri\w*|\bscriv\w*|\bnapisz\w*|\bskriv|\bschrijf|\bmejla)\b\W{0,6}(?:\w{1,20}\W{1,4}){0,3}\Z|メール\W{0,3}\Z",
    re.IGNORECASE,
)

_MAILBOX = word_set(
    "info help support service sales contact kontakt contato contacto contatto hello hallo office mail shop store "
    "orders order returns retoure care customercare customerservice kundenservice sav serviceclient atencion "
    "soporte assistenza klantenservice kundtjanst pomoc destek feedback reviews team admin billing warranty"
)
"""Local parts that are words, too: `our support at lamp-store.com` need not be an address."""
_NO_MAILBOX = COMMON - _MAILBOX


def undisguised(words: Words) -> Words:
    lower = words.value.lower()
    words = words.edited(_spelled(words.value))
    if _BRACKETED().search(words.value):
        words = words.edited(_bracketed_at(words.value)).replaced(_DOT_BRACKETED(), ".")
    if "at" in lower and ("_at_" in lower or "*at*" in lower or "~at~" in lower or "-at-" in lower):
        words = words.replaced(_AT_DASHED(), "@")
    if "www" in lower:
        words = words.edited(_www_apart(words.value))
    if "。" in lower or "｡" in lower:
        words = words.replaced(_IDEOGRAPHIC_DOT(), ".")
    if sign := _AT_SIGN().search(words.value, 1) if "を" in lower else None:
        mark = re.escape(words.value[sign.start() - 1])
        words = words.replaced(re.compile(rf"(?<={LETTER}){mark}(?={LETTER})"), "@")
    spoken = any(word in lower for word in _DOT_WORDS)
    if spoken or DOT.search(words.value):
        words = words.edited(_spoken_at(words.value))
    if spoken:
        words = words.replaced(_DOT_SPOKEN(), ".")
    if " ." in words.value or "\t." in words.value:
        words = words.replaced(_DOT_APART(), ".")
    if "@" in words.value:
        words = words.edited(_at_apart(words.value))
    return words


def _bracketed_at(value: str) -> Iterator[tuple[int, int, str]]:
    """`name (at) shop.com`, with something on both sides that can be a name and a host."""
    for match in _AT_BRACKETED().finditer(value):
        before = value[max(0, match.start() - 200) : match.start()]
        after = value[match.end() : match.end() + 1]
        if before[-1:].isalnum() and after.isalnum() and not _IN_PATH().search(before):
            yield (*match.span(), "@")


def _spelled(value: str) -> Iterator[tuple[int, int, str]]:
    """The spaces of `w w w . l a m p . d e`."""
    for match in _SPELLED().finditer(value):
        if "." in match[0] or "@" in match[0] or "/ /" in match[0]:
            yield from ((space, space + 1, "") for space in range(match.start() + 1, match.end(), 2))


def _www_apart(value: str) -> Iterator[tuple[int, int, str]]:
    """The spaces of `www . shop . com`."""
    for match in _WWW_APART().finditer(value):
        yield from ((*space.span(), "") for space in _SPACE().finditer(value, *match.span()))


def _spoken_at(value: str) -> Iterator[tuple[int, int, str]]:
    """`name at shop dot com`: the words, where they can be nothing else."""
    last = 0
    for match in _AT_SPOKEN().finditer(value):
        domain = _SPOKEN_DOMAIN().match(value, match.end())
        start = local_start(value, match.start())
        if domain is None or start == match.start() or start < last:
            continue
        dots = list(_DOT_BETWEEN_LABELS().finditer(value, *domain.span()))
        if match[0].strip().lower() == "at":
            local = value[start : match.start()]
            spoken = any(dot[0] != "." for dot in dots) and local.lower() not in _NO_MAILBOX
            shouted = match[0].strip() == "AT" and local.islower() and local not in _NO_MAILBOX
            cued = local.lower() in _MAILBOX and _MAIL_CUE().search(value, max(0, start - 60), start)
            if not (spoken or shouted or cued):
                continue
        if not known_end(_DOT_BETWEEN_LABELS().sub(".", domain[0])):
            continue
        last = domain.end()
        yield (*match.span(), "@")
        yield from ((*dot.span(), ".") for dot in dots)


def _at_apart(value: str) -> Iterator[tuple[int, int, str]]:
    """`name @ shop.com`: the spaces, unless the sign belongs to a price, a unit or a handle."""
    for match in _AT_APART().finditer(value):
        start = local_start(value, match.start())
        local = value[start : match.start()]
        before = not match[0].startswith("@")
        if not local or (before and (local.isdigit() or local.lower() in _NO_MAILBOX)):
            continue
        handle = before and match[0].endswith("@")
        cued = local.lower() in _MAILBOX or _MAIL_CUE().search(value, max(0, start - 60), start)
        if not handle or cued:
            yield (*match.span(), "@")
