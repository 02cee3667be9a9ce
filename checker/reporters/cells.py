"""How wide text is on a terminal, and what of it may be printed at all.

A terminal is a grid of cells: an emoji or a Chinese character takes two, an accent none. A `Glyph` is what stands
together in one or more cells. Characters that a reader could not see, or that a terminal or a build server would obey,
become glyphs that name them: `<U+200B>`.

Limits. Terminals differ; these are the widths of those that follow Unicode's clusters. Characters of ambiguous width
take one cell. A sequence joined to one emoji takes two, also where no font has a picture of it. Right-to-left text is
laid out in the order in which it is written: a terminal that reorders it shows the carets elsewhere. Letters newer
than Python's own tables are named instead of shown.
"""

from __future__ import annotations

import re
from functools import cache

from checker.records import NamedTuple

TAB = 4
"""Cells from one tab stop to the next."""

_HIDDEN, _MARK = -1, 0

# Build servers obey `##[command]` (GitHub), `##vso[command]` (Azure) and `##teamcity[command]` anywhere in a line. An
# invisible character between would not help: some of them compare without regard to such characters.
_COMMAND = re.compile(r"##\w{0,32}\[")
_BREAKS = re.compile(r"[\t-\r]+")

# Format characters that have a picture: signs of Arabic, Syriac and Kaithi numbers.
_PICTURED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Letters, marks and symbols that nobody can see.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
# Hangul vowels and final consonants join the consonant before them.
_JAMO = (range(0x1160, 0x1200), range(0xD7B0, 0xD7C7), range(0xD7CB, 0xD7FC))
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
# Where Unicode puts new emoji: what Python's tables do not know there is an emoji too.
_NEW_EMOJI = (range(0x1F6D8, 0x1F6E0), range(0x1F6FD, 0x1F700), range(0x1F7EC, 0x1F800), range(0x1FA70, 0x1FB00))

# Characters that may be shown as an emoji.
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa"
    "\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620\u2622\u2623"
    "\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e"
    "\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8"
    "\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f\u2712"
    "\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797"
    "\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f004\U0001f0cf\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f202"
    "\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f3fa\U0001f400-\U0001f64f"
    "\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7ff\U0001f900-\U0001f9ff\U0001fa70-\U0001faff"
)


class Glyph(NamedTuple):
    """Characters that stand together."""

    start: int
    """Where they begin, as an offset like the one given to `glyphs`."""
    end: int
    shown: str
    """What is printed for them."""
    width: int
    """How many cells that takes: one at least."""
    named: bool = False
    """True if their names are printed in their stead."""


def glyphs(text: str, at: int = 0, tab: int = TAB) -> list[Glyph]:
    """The glyphs of a text that begins at the offset `at` and holds no line end; with `tab=0`, tabs are named."""
    commands = {found.end() - 1 for found in _COMMAND.finditer(text)} if "##" in text else ()
    made: list[Glyph] = []
    index = column = 0
    while index < len(text):
        if text[index] == "\t" and tab:
            end, width = index + 1, tab - column % tab
            glyph = Glyph(at + index, at + end, " " * width, width)
        else:
            end, width = (index + 1, 0) if index in commands else _cluster(text, index)
            shown = text[index:end] if width else named(text[index])
            glyph = Glyph(at + index, at + end, shown, width or len(shown), not width)
        made.append(glyph)
        column += glyph.width
        index = end
    return made


def shown(text: str, *, exact: bool = False) -> str:
    """The text as it may be printed, on one line; with `exact`, its white space is not made even but named."""
    if not exact:
        text = _BREAKS.sub(" ", text)
    if text.isascii() and text.isprintable() and "##" not in text:
        return text
    return "".join(glyph.shown for glyph in glyphs(text, tab=0))


def named(character: str) -> str:
    """What is printed for a character that must not be: `<U+200B>`."""
    return f"<U+{ord(character):04X}>"


def _cluster(text: str, index: int) -> tuple[int, int]:
    """Where the glyph at `index` ends, and its width; the width is 0 if the character there is to be named."""
    first = text[index]
    if " " <= first <= "~" and text[index + 1 : index + 2] <= "~":
        return index + 1, 1
    end = index + 1
    wide = _width(first)
    emoji = _emoji().match(text, index)
    if emoji is not None:
        end = emoji.end()
        if end > index + 1 and text[end - 1] != "\ufe0e":
            wide = 2
    if wide <= 0:
        return end, 0
    while end < len(text) and (_width(text[end]) == _MARK or _joins(text, end)):
        end += 1
    return end, wide


def _joins(text: str, index: int) -> bool:
    """Whether an invisible character belongs there: a joiner in Persian or Hindi, a form of a Chinese character."""
    character = text[index]
    if character in "\u200c\u200d":
        return _takes_joiners(text[index - 1]) and index + 1 < len(text) and _takes_joiners(text[index + 1])
    return "\U000e0100" <= character <= "\U000e01ef" and _takes_forms(text[index - 1])


def _takes_joiners(character: str) -> bool:
    """Whether it is a letter or mark of the scripts from Hebrew on that are written with joiners."""
    from unicodedata import category

    return character >= "\u0590" and category(character)[0] in "LM" and _width(character) in (_MARK, 1)


def _takes_forms(character: str) -> bool:
    """Whether it is a Chinese character, which may be written in several forms."""
    from unicodedata import category

    return category(character) == "Lo" and _width(character) == 2


@cache
def _width(character: str) -> int:
    """The cells that one character takes alone: 1 or 2; or that it is a mark on another, or hidden."""
    from unicodedata import category, east_asian_width

    code = ord(character)
    kind = category(character)
    if kind == "Cn":
        return 2 if _within(code, _NEW_EMOJI) else _HIDDEN
    if (kind[0] == "C" and character not in _PICTURED) or kind in ("Zl", "Zp"):
        return _HIDDEN
    if character in _BLANK or _within(code, _SELECTORS):
        return _HIDDEN
    if kind in ("Mn", "Me") or _within(code, _JAMO):
        return _MARK
    if code in _FLAG_LETTERS or east_asian_width(character) in "WF":
        return 2
    return 1


def _within(code: int, ranges: tuple[range, ...]) -> bool:
    return any(code in one for one in ranges)


@cache
def _emoji() -> re.Pattern[str]:
    """A keycap, a flag, or emoji with their selectors, skin tones and joiners; compiled when first needed."""
    one = f"[{_EMOJI}](?:\ufe0e|\ufe0f|[\U0001f3fb-\U0001f3ff])?"
    flag = "[\U0001f1e6-\U0001f1ff]{2}"
    region = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
    return re.compile(f"{flag}|[0-9#*]\ufe0f\u20e3|{region}|{one}(?:\u200d{one}){{0,9}}")
