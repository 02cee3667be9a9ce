"""What texts are made of when they are searched, and the pieces of patterns that say so.

A text is folded (`fold.py`), then tightened: words stand one space apart whatever punctuation is between them, and `!`
or `?` ends a sentence or a block. What is left besides is `.` `'` and `,` inside of words and numbers, and `SIGNS`.

A pattern is kept with a private character for each of the pieces below and for each word class of its language, so that
tables stay small; `written_out` puts them in.
"""

from __future__ import annotations

import re

from checker.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

PLACEHOLDER = "\x1a"
"""A placeholder (U+FFFC in prose) after folding."""
STAR = "\x0e"
"""Any sign that stands for one star of a rating, after folding."""
SIGNS = "%$" + STAR
"""`%`, any currency, a star: what phrases name besides words."""
NUMBER_KEY = "#"
"""The key of a phrase that needs a number; that of one that needs a sign is the sign."""
SPACELESS = frozenset({"ja", "zh"})
"""Languages written without spaces: only Latin letters and digits make words with edges there."""
LETTER = {False: r"[^\x00-/:-@\[-`{-\x7f]", True: "[0-9a-z]"}
"""One character of a word, by whether the language is written without spaces."""
WORD_BEFORE_STEM = 30
"""How many letters of a word may stand before the stem of `*stem`."""

# What stands between words: ASCII that is no letter, digit or sign; an apostrophe, comma or stop only at a word's edge.
_BETWEEN = "".join(
    character
    for character in map(chr, range(128))
    if not character.isalnum() and character not in "!?.',\n" + PLACEHOLDER + SIGNS
)
_SEPARATORS = lazy(rf"(?:[{re.escape(_BETWEEN)}\n]|'(?![0-9a-z])|(?<![0-9a-z])'|,(?![0-9])|(?<![0-9]),)+")
_BLOCK_END = lazy(r"\n *\n")
_NUMBERED = lazy(r"(?<=\bn[or])\.(?= ?[0-9#\x1a])")  # "order no. 5" and "Nr. 5" go on
_STOP = lazy(r"\.(?![0-9a-z])")
TIGHTENING = ((_BLOCK_END, "!"), (_NUMBERED, " "), (_STOP, "!"), (_SEPARATORS, " "))
"""What is replaced by what, in this order, to tighten folded text."""

FIRST_CLASS = 0xE100
"""The first private character of the word classes."""
LETTERS, EDGE, APART, SIGN_NEXT, NUMBER, GAP = map(chr, range(0xE000, 0xE006))
"""A letter; the edge of a word; what stands between two items, and before what may be a sign; a number; a gap."""


def tightened(folded: str) -> str:
    for pattern, instead in TIGHTENING:
        folded = pattern.sub(instead, folded)
    return folded


def _pieces(spaceless: bool) -> dict[str, str]:
    letter = LETTER[spaceless]
    apart = f"(?: |(?<!{letter})|(?!{letter}))"
    return {
        LETTERS: letter,
        EDGE: f"(?:(?!{letter})|(?<!{letter}))",
        APART: apart,
        SIGN_NEXT: f"(?: ?(?=[{SIGNS}])|{apart})",
        NUMBER: "[0-9]++(?:[.,'][0-9]++)*+",
        GAP: "[^!?]{0,24}?" if spaceless else "(?: [^ !?]++){0,8}?",
    }


def written_out(pattern: str, classes: Mapping[str, str], spaceless: bool) -> str:
    """The pattern with every private character replaced by what it stands for."""
    while True:
        private = {character for character in pattern if "\ue000" <= character <= "\uf8ff"}
        if not private:
            return pattern
        known = {**_pieces(spaceless), **classes}
        for character in private:
            pattern = pattern.replace(character, known[character])
