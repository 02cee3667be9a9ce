"""What every text with a phone number holds: a test that is cheap enough to be run on every message."""

from __future__ import annotations

DIGIT_WORDS = (
    "zero oh nought null zéro cero",
    "one eins ein un uno",
    "two zwei zwo deux dos due",
    "three drei trois tres tre",
    "four vier quatre cuatro quattro",
    "five fünf fuenf cinq cinco cinque",
    "six sechs seis sei",
    "seven sieben sept siete sette",
    "eight acht huit ocho otto",
    "nine neun neuf nueve nove",
)
"""The words for 0 to 9 in English, German, French, Spanish and Italian, as they may be written."""


def _spelling() -> str:
    """An expression for a number word, grouped by first letters so that it fails quickly."""
    letters: dict[str, list[str]] = {}
    for word in sorted({*" ".join(DIGIT_WORDS).split(), "double", "triple", "treble", "doppel"}, reverse=True):
        letters.setdefault(word[0], []).append(word[1:])
    groups = (f"[{first}{first.upper()}](?i:{'|'.join(rest)})" for first, rest in letters.items())
    return f"(?:{'|'.join(groups)})"


_WORD = _spelling()
_KANJI = "[零〇一二三四五六七八九幺]"
_APART = r"[\W_ーOo]{0,6}[\dOo]"
# It begins with one class of characters and asks afterwards which of them it was: that is ten times as fast.
TRACE = (
    r"[\d:零〇一二三四五六七八九幺](?:"
    rf"(?<=\d)(?:(?:{_APART}){{6}}|(?<=[Oo]\d)(?:{_APART}){{5}}"
    r"|(?:(?<=8)(?:0[08]|22|33|44|55|66|77|88)|(?<=[139])00|(?<=0)[17]80)[\W_]{1,9}[\dA-Z*_]*[A-Z])"
    r"|(?:(?<=[tT][eE][lL]:)|(?<=[sSlL][tT][oO]:)|(?<=[sS][mM][sS]:)|(?<=[fF][aA][xX]:)|(?<=[iI][mM][eE]:))"
    rf"|(?<={_KANJI})(?:\W{{0,6}}{_KANJI}){{6}})"
    # Three number words in a row and more digits: two words have something in front.
    rf"|[\s-][*_~]{{0,3}}{_WORD}[\W_]{{1,6}}{_WORD}[\W_]{{1,6}}(?:{_WORD}|\d)"
)
"""A regular expression that finds something in the raw text of every message in which `find` does."""
