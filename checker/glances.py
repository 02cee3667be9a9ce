"""Glances at a text: cheaper than compiling a trace, and as safe. A glance that says no spares the trace.

Compiling one large expression takes longer than everything else that a clean file needs, so plain `in` comes first.
Only ASCII text is glanced at; any other one is read closely.
"""

from __future__ import annotations

from itertools import pairwise

from checker.phones.trace import DIGIT_WORDS

_DOT_WORDS = ("dot", "punkt", "pkt", "punt", "kropka", "nokta", "prick", "piste", "punto", "ponto", "point")
_AT_WORDS = (
    "arroba", "arobase", "arrobase", "arobas", "chiocciola", "apenstaartje", "mapa", "malpa", "snabel", "klammeraffe",
)  # fmt: skip
_MARKS = "*_`~\\"
_NUMBERS = frozenset((*" ".join(DIGIT_WORDS).split(), "double", "triple", "treble", "doppel"))
_TIGHT = str.maketrans({sign: None for sign in map(chr, range(128)) if not sign.isalnum() and sign not in ")]}>"})
_MOUTHS = "()[]dpo3xs/\\*"
_NO_LETTERS = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalnum()})


def _dotted(low: str) -> bool:
    """A dot that ends no sentence: a letter behind it, a single one behind a space, or a bracket before it."""
    at = low.find(".")
    while at >= 0:
        after = low[at + 1 : at + 5].lstrip(_MARKS)
        if after[:1].isalpha() or any(sign in "([{<" for sign in low[max(0, at - 4) : at]):
            return True
        if (
            after[:1] in (" ", "\t")
            and low[at + 2 : at + 3].replace("_", "x").isalnum()
            and low[at + 3 : at + 4] in (" ", "\t")
        ):
            return True
        at = low.find(".", at + 1)
    return False


def _dot_word(low: str) -> bool:
    return any(word in low for word in _DOT_WORDS)


def web(low: str) -> bool:
    return (
        "/" in low or "\\" in low or "www" in low or "](" in low or "]:" in low or " ." in low or _dotted(low)
        or _dot_word(low)
    )  # fmt: skip


def mail(low: str) -> bool:
    if "@" in low or any(word in low for word in _AT_WORDS):
        return True
    squeezed = low.translate(_TIGHT)
    if any(f"{word}{end}" in squeezed for word in ("at", "et", "bei", "a") for end in ")]}>"):
        return True
    if "at" not in low.translate(_NO_LETTERS).split() and not any(sign in low for sign in ("_at", "*at", "~at", "-at")):
        return False
    return _dotted(low) or _dot_word(low) or any(sign in low for sign in ("_at", "*at", "~at", "-at"))


def digits(low: str) -> bool:
    if sum(map(low.count, "0123456789")) >= 3:
        return True
    if ":" in low and any(scheme in low for scheme in ("tel:", "callto:", "sms:", "smsto:", "fax:", "facetime:")):
        return True
    spelled = [word in _NUMBERS for word in low.translate(_NO_LETTERS).split()]
    return any(map(all, pairwise(spelled)))


def emoji(low: str) -> bool:
    return "\\" in low or "&#" in low or low.count(":") >= 2


def emoticon(low: str) -> bool:
    if "^" in low or "xd" in low or "\\" in low or "`" in low or "t.t" in low or "t-t" in low or "~" in low:
        return True
    for at, sign in enumerate(low):
        if sign not in ":;=(<_>'":
            continue
        after = low[at + 1 : at + 8]
        if sign in ":;=" and any(mouth in _MOUTHS for mouth in after[: len(after) - len(after.lstrip("\\*_'-")) + 1]):
            return True
        if sign == "(" and after[:1] in (":", ";", "=", "\\", "_", " ", "."):
            return True
        if sign == "<" and after.lstrip("\\/")[:1] == "3":
            return True
        if sign == "_" and low[at - 1 : at] and low[at - 1] in "o0=~xt;-" and after.lstrip("_\\")[:1] in "o0=~xt;-":
            return True
        if (sign == ">" and "<" in after) or (sign == "'" and "'" in after[:6]):
            return True
    return False


def important(low: str) -> bool:
    return "[" in low or "(" in low


def postal(low: str) -> bool:
    return any(digit in low for digit in "0123456789")


def invisible(low: str) -> bool:  # noqa: ARG001
    return False  # there are none in ASCII


GLANCES = {
    "web": web,
    "mail": mail,
    "digits": digits,
    "emoji": emoji,
    "emoticon": emoticon,
    "postal": postal,
    "important": important,
    "invisible": invisible,
}
"""By need: false if the trace cannot match this ASCII text, given in lower case."""
