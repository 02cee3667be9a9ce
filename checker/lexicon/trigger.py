"""Whether raw text may hold a phrase once its markup is gone: never no in vain.

A word of the prose is in the raw text as it is, unless markup stands in the middle of it: `gi**ft**`, `gi[ft](url)`.
So two copies of the raw text are looked at: in one, markup stands between words, in the other it is deleted and the
words about it are glued. What stays doubtful, a link's destination with brackets in it, is answered with yes.

Not looked at: entities, HTML tags and comments. Whoever asks says yes by himself where raw text has `&` or `<` followed
by what may begin one.
"""

from __future__ import annotations

import re

from checker.lexicon.alphabet import LETTER
from checker.lexicon.fold import fold_letters, latin_lookalikes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.lexicon.search import Language

_L = LETTER[False]
_MARKUP = "*~`[]\\!"
_HAS_MARKUP = re.compile(r"[*~`\[{]|<[%#]")
# Whole constructs that may vanish, when nothing inside of them can have been markup itself.
_DESTINATION = re.compile(r"""\]\([^\s()<>"'\\*`\[\]~]*\)""")
_LOGIC = re.compile(r"\{+[^{}*`~\[\]\\]*\}+|<[%#][^<>*`~\[\]\\]*>")
# `_` is emphasis only beside a space or other punctuation.
_EMPHASIS = re.compile(r"(?<=[!-/:-@\[-^`{-~])_+|_+(?=[!-/:-@\[-^`{-~])")
_DELETED = {ord(sign): None for sign in _MARKUP}
# Something that may begin a construct in the middle of a word, and something that may end one directly before letters.
_IN_WORD = re.compile(r"[\[{<](?<=[^\s(].)")
_CLOSED = re.compile(rf"[)\]}}>][*~`_\[\\!]*{_L}")
_SOUND_MARKS = "\u3099\u309a\uff9e\uff9f"


def may_have(raw: str, language: Language) -> frozenset[str]:
    """The names of the lexicons of which a phrase may be in the prose that this raw text becomes."""
    if raw.isascii():
        spellings = {raw}
    else:
        spellings = {raw, latin_lookalikes(raw, every=True)}
        if any(mark in raw for mark in _SOUND_MARKS) and _HAS_MARKUP.search(raw):
            return language.names
    names: frozenset[str] = frozenset()
    for spelling in spellings:
        folded = fold_letters(spelling)
        glued = _without_markup(folded)
        if glued is None:
            return language.names
        keys = language.keys(folded)
        if glued != folded:
            more = language.keys(glued)
            keys = keys._replace(glued=more.squeezed or " ".join(more.words - keys.words))
        names |= frozenset(language.candidates(language.met(keys)))
    return names & language.names


def _without_markup(folded: str) -> str | None:
    """The text with the words that markup parts put together; None if nobody can tell which these are."""
    if not _HAS_MARKUP.search(folded):
        return folded
    glued = folded
    if "](" in glued:
        glued = _DESTINATION.sub("", glued)
    if "{" in glued or "<" in glued:
        glued = _LOGIC.sub("", glued)
    opened = "](" in glued or "][" in glued or ("{%" in folded and "comment" in folded) or _IN_WORD.search(glued)
    if opened and _CLOSED.search(glued):
        return None
    if "_" in glued:
        glued = _EMPHASIS.sub("", glued)
    return glued.translate(_DELETED)
