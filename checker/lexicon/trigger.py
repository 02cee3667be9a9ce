"""Whether raw text may hold a phrase once its markup is gone: never no in vain.

A word of the prose is in the raw text as it is, unless markup stands in the middle of it: `gi**ft**`, `gi[ft](url)`.
Where that is so, the text is looked at twice: once with the markup between words, and once without it, its words glued.
What stays doubtful, a link's destination with brackets in it, is answered with yes.

Not looked at: entities, HTML tags and comments. Whoever asks says yes by himself where raw text has `&` or `<` followed
by what may begin one.
"""

from __future__ import annotations

import re

from checker.lexicon.alphabet import LETTER
from checker.lexicon.fold import fold_letters, latin_lookalikes
from checker.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.lexicon.search import Language

_L = LETTER[False]
_SIGN = r"[*~`\[\]\\!_]"
# Whole constructs that may vanish, if nothing inside of them can have been markup itself.
_DESTINATION = lazy(r"""\]\([^\s()<>"'\\*`\[\]~]*\)""")
_LOGIC = lazy(r"(?<!\{)\{++[^{}*`~\[\]\\]*+\}+|<[%#][^<>*`~\[\]\\]*>")
# What may begin a construct in the middle of a word, and what may end one directly before letters.
_IN_WORD = lazy(r"[\[{<](?<=[^\s({].)")
_OPENING = lazy(r"[\[{<]")
# A run of markup is read from its first sign only: from each of them it would take the square of its length.
_CLOSED = lazy(rf"(?:[)}}>]|(?<!{_SIGN})(?!\])[*~`_\[\\!]++\]|(?<!{_SIGN})\]){_SIGN}*+{_L}")
# Markup between letters, `_` alone excepted: that is emphasis only beside a space or other punctuation.
_GLUE = lazy(rf"(?:[*~`\[\]\\!](?<={_L}.)|(?<!{_SIGN})[*~`\[\]\\!]*+_++[*~`\[\]\\!]){_SIGN}*+{_L}")
_EMPHASIS = lazy(r"(?<=[!-/:-@\[-^`{-~])_+|(?<!_)_++(?=[!-/:-@\[-^`{-~])")
_MARKUP = lazy(r"[*~`\[\]\\!]+")
_SOUND_MARKS = "\u3099\u309a\uff9e\uff9f"


def may_have(raw: str, language: Language) -> frozenset[str]:
    """The names of the lexicons of which a phrase may be in the prose that this raw text becomes."""
    spellings = [raw]
    if not raw.isascii():
        lookalike = latin_lookalikes(raw, every=True)
        if lookalike != raw:
            spellings.append(lookalike)
        if any(mark in raw for mark in _SOUND_MARKS) and re.search(r"[*~`\[\]\\!{<_]", raw):
            return language.names
    names: frozenset[str] = frozenset()
    for spelling in spellings:
        folded = fold_letters(spelling)
        glued = _glued(folded, language.spaceless)
        if glued is None:
            return language.names
        keys = language.keys(folded)
        if glued:
            more = language.keys(glued)
            keys = keys._replace(glued=more.squeezed or " ".join(set(more.words).difference(keys.words)))
        met = language.met(keys)
        found = language.candidates(met)
        names |= frozenset(found) if keys.glued and glued else language.near_names(found, folded)
    return names


def _glued(folded: str, spaceless: bool) -> str | None:
    """The text with the words that markup parts put together; empty if there are none, None if nobody can tell."""
    if not any(sign in folded for sign in "*~`[{") and "<%" not in folded and "<#" not in folded:
        return ""
    text = _DESTINATION.sub("*", folded) if "](" in folded else folded
    within = _OPENING if spaceless else _IN_WORD  # white space between letters means nothing without spaces
    if ("{" in text or "<" in text) and within.search(text):
        text = _LOGIC.sub("*", text)
    opened = "](" in text or "][" in text or ("{%" in folded and "comment" in folded) or within.search(text)
    if opened and _CLOSED.search(text):
        return None
    if not spaceless and not _GLUE.search(text):
        return ""
    if "_" in text:
        text = _EMPHASIS.sub("", text)
    return _MARKUP.sub("", text)
