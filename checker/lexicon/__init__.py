"""Words found in text: lexicons of phrases by language, written in `checker/phrases/<language>/*.yml`.

`docs/phrases.md` tells the notation. A lexicon is asked twice: `triggered` looks at raw text, cheaply, and may say yes
in vain but never no in vain; `Lexicon.search` looks at the prose of a parsed message, and is right.
"""

from __future__ import annotations

import os
from functools import cache

from checker.lexicon.search import Found, Language, Lexicon
from checker.lexicon.table import PHRASES, UNLESS, PhraseError, build, build_tables, languages, load
from checker.lexicon.trigger import may_have

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

__all__ = [
    "UNLESS", "Found", "Language", "Lexicon", "PhraseError", "build_tables", "languages", "lexicon", "may_have",
    "nearest", "own_language", "triggered",
]  # fmt: skip


@cache
def lexicon(name: str, tag: str) -> Lexicon:
    """The phrases of that name, of `pt` where `pt-br` has no files of its own; empty where there are none."""
    return Lexicon(name, language(tag))


def triggered(text: str, tag: str) -> frozenset[str]:
    """The names of the lexicons of which a phrase may be in the prose of this raw text, markup and all.

    It is a superset of the lexicons that find something, except where HTML or entities stand in the middle of words.
    """
    known = language(tag)
    return may_have(text, known) if known else frozenset()


@cache
def language(tag: str) -> Language | None:
    """All phrases of a language; None if it has none."""
    tag = nearest(tag.lower(), languages())
    return Language(tag, load(tag)) if tag else None


def nearest(tag: str, known: Container[str]) -> str:
    """That tag, or what is left of it that is known: `pt` for `pt-br`; empty if nothing is."""
    tag = tag.replace("_", "-")
    while tag and tag not in known:
        tag = tag.rpartition("-")[0]
    return tag


def own_language(folder: str, tag: str) -> Language:
    """The phrases in a folder of somebody's own, which may use the word classes that come with sellerlint.

    Its negators hold for them, too. What a file's own `unless` finds is a group of that name.

    Raises `PhraseError` for the first fault, `OSError` for what can't be read.
    """
    try:
        known = language(tag)
    except PhraseError as error:
        raise RuntimeError("the phrases that come with sellerlint are faulty") from error
    return Language(tag, build(folder, tag, os.path.join(PHRASES, known.tag) if known else ""))
