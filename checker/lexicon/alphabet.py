"""What folded text is made of, as pieces of patterns.

A pattern is kept with one private character for each of these pieces, and for each word class of its language: tables
stay small. `written_out` puts the pieces in when a pattern is compiled.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

PLACEHOLDER = "\x1a"
"""A placeholder (U+FFFC in prose) after folding."""
STAR = "\x0e"
"""Any sign that stands for one star of a rating, after folding."""
SPACELESS = frozenset({"ja", "zh"})
"""Languages written without spaces: only Latin letters and digits make words with edges there."""
LETTER = {False: r"[^\x00-/:-@\[-`{-\x7f]", True: "[0-9a-z]"}
"""One character of a word, by whether the language is written without spaces."""
WORD_BEFORE_STEM = 30
"""How many letters of a word may stand before the stem of `*stem`."""

_STOPS = "!?.\n" + PLACEHOLDER + STAR
# Every other ASCII character that is no letter or digit stands between words.
_BETWEEN = f"[{re.escape(''.join(sign for sign in map(chr, range(128)) if not sign.isalnum() and sign not in _STOPS))}]"
_SEPARATOR = rf"(?:{_BETWEEN}++(?:\n{_BETWEEN}*+)?|\n{_BETWEEN}*+)"
_GAP_WORD = rf"(?:[^\x00-\x0d\x0f-\x19\x1b-/:-@\[-`{{-\x7f]++(?:\.{LETTER[False]}++)*+)"

FIRST_CLASS = 0xE100
"""The first private character of the word classes."""
LETTERS, EDGE, APART, SIGN_NEXT, BLANK, NUMBER, GAP = map(chr, range(0xE000, 0xE007))
"""A letter; the edge of a word; what is between two words, or a word and a sign, or before a sign; a number; a gap."""


def _pieces(spaceless: bool) -> dict[str, str]:
    letter = LETTER[spaceless]
    apart = f"(?:{_SEPARATOR}|(?<!{letter})|(?!{letter}))"
    blank = r"(?: *+\n? *+)"
    return {
        LETTERS: letter,
        EDGE: f"(?:(?<!{letter})|(?!{letter}))",
        APART: apart,
        SIGN_NEXT: f"(?:{blank}(?=[%$@+{STAR}])|{apart})",
        BLANK: blank,
        NUMBER: r"[0-9]++(?:[.,'][0-9]++)*+",
        GAP: r"(?:[^.!?\n]|\.(?=[0-9a-z])|\n(?! *\n)){0,24}?" if spaceless else rf"(?:{_SEPARATOR}{_GAP_WORD}){{0,8}}?",
    }


def written_out(pattern: str, classes: Mapping[str, str], spaceless: bool) -> str:
    """The pattern with every private character replaced by what it stands for."""
    while True:
        private = sorted({character for character in pattern if "\ue000" <= character <= "\uf8ff"}, reverse=True)
        if not private:
            return pattern
        known = {**_pieces(spaceless), **classes}
        for character in private:
            pattern = pattern.replace(character, known[character])
