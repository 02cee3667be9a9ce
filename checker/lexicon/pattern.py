"""From a phrase's nodes to what a search needs: a pattern, what a match begins with, and what it cannot do without.

A pattern is matched against tightened text, from a place where it may begin. It is linear: words and what stands
between them are disjoint and taken possessively, gaps are bounded, and a phrase has few of them.
"""

from __future__ import annotations

import math
import re
from itertools import product
from typing import NamedTuple

from checker.lexicon.alphabet import (
    APART,
    EDGE,
    FIRST_CLASS,
    GAP,
    LETTERS,
    NUMBER,
    PLACEHOLDER,
    SIGN_NEXT,
    SPACELESS,
    STAR,
    WORD_BEFORE_STEM,
)
from checker.lexicon.fold import fold_letters
from checker.lexicon.notation import SYMBOLS, Choice, Gap, Letters, Side, Sign, may_be_empty, nullable
from checker.lexicon.table import PhraseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from checker.lexicon.notation import Items, Part, Word

UMLAUTS = frozenset("äöü")
"""German spells `ä` as `ae` where it has to; folding makes it `a`."""
_SIGNS = {"★": STAR, "{}": PLACEHOLDER}
_MOST_SPELLINGS = 400


class Compiled(NamedTuple):
    """One side of a phrase, ready to be searched for."""

    pattern: str
    starts: tuple[str, ...]
    """Every match begins with one of these, `*stem` in the middle of its word; empty: it may begin with a number."""
    first: bool
    """True if a match must begin a sentence or a block."""
    last: bool
    """True if a match must end one."""
    needs: tuple[tuple[str, ...], ...]
    """Of each of these keys one is in every text that matches: `word`, `stem*`, `*stem*`; without spaces any piece."""


def compile_side(side: Side, language: str, classes: dict[str, str], common: frozenset[str]) -> Compiled:
    """`classes` collects the patterns of word classes: name to private character, and that to its pattern.

    Raises `PhraseError` for what the notation allows and a pattern cannot say.
    """
    writer = _Writer(language, classes, common)
    writer.apart = " " if writer.plain(side.items) else APART
    needs = tuple({tuple(sorted(keys)) for keys in writer.needs(side.items)})
    pattern = writer.items(side.items) + ("(?!" + LETTERS + ")" if writer.plain(side.items) else EDGE)
    return Compiled(pattern, writer.starts(side.items), side.first, side.last, needs)


def commonness(keys: Collection[str], common: frozenset[str]) -> tuple[float, int, list[str]]:
    """How likely a text has one of the keys for no reason: short words are frequent, and those known as `common`."""
    return (max(1 / len(key.strip("*")) + (key in common) for key in keys), len(keys), sorted(keys))


class _Writer:
    def __init__(self, language: str, classes: dict[str, str], common: frozenset[str]) -> None:
        self.spaceless = language in SPACELESS
        self.umlauts = UMLAUTS if language == "de" else {}
        self.classes = classes
        self.common = common
        self.apart = APART

    # ---- the pattern ----

    def items(self, items: Items) -> str:
        """What comes first brings what stands between it and the next item; what follows brings it before itself."""
        pivot = next(at for at, item in enumerate(items) if not nullable(item))
        before = ""
        for at, item in enumerate(items[:pivot]):
            if isinstance(item, Gap):
                raise PhraseError(
                    "a gap `...` cannot begin a choice at a phrase's beginning or inside a word; move it out"
                )
            before += f"(?:{self.word(item, required=True)}{self.lead(items[at + 1 :])})?"
        first = items[pivot]
        assert not isinstance(first, Gap)
        return before + self.word(first) + self.following(items[pivot + 1 :])

    def following(self, items: Items) -> str:
        return "".join(self.follower(item) for item in items)

    def follower(self, item: Word | Gap) -> str:
        if isinstance(item, Gap):
            return GAP
        choice = item[0]
        if len(item) > 1 or not isinstance(choice, Choice):
            return self.lead((item,)) + self.word(item)
        if any(nullable(items[0]) for items in choice.alternatives):
            inner = "(?:" + "|".join(map(self.following, choice.alternatives)) + ")"
        else:
            inner = self.lead((item,)) + self.word(item, required=True)
        return f"(?:{inner})?" if choice.optional else inner

    def word(self, word: Word, required: bool = False) -> str:
        """The parts of a word. With `required`, an optional choice that is all of the word must be there."""
        if required and len(word) == 1 and isinstance(word[0], Choice):
            return self.part(word[0]._replace(optional=False), 0)
        return "".join(self.part(part, at) for at, part in enumerate(word))

    def part(self, part: Part, at: int) -> str:
        if isinstance(part, Letters):
            return "".join(self.letters(letter) for letter in part.value)
        if isinstance(part, Choice):
            return self.choice(part) + "?" * part.optional
        if part.value == "*":
            return f"{LETTERS}*+" if at else f"{LETTERS}{{0,{WORD_BEFORE_STEM}}}?"
        return NUMBER if part.value == "#" else re.escape(_SIGNS.get(part.value, part.value))

    def choice(self, choice: Choice) -> str:
        if choice.name in self.classes:
            return self.classes[choice.name]
        outside = self.apart
        if choice.name:
            self.apart = " " if all(map(self.plain, choice.alternatives)) else APART
        inner = f"(?:{'|'.join(sorted(map(self.items, choice.alternatives), key=len, reverse=True))})"
        self.apart = outside
        if not choice.name:
            return inner
        character = chr(FIRST_CLASS + len(self.classes) // 2)
        self.classes[choice.name] = character
        self.classes[character] = inner
        return character

    def letters(self, letter: str) -> str:
        if letter == "'":
            return "'?"
        plain = re.escape(fold_letters(letter))
        return f"{plain}e?" if letter in self.umlauts else plain

    def lead(self, items: Items) -> str:
        """What may stand between another item and these."""
        kinds = self.kinds(items)
        if kinds == {"sign"}:
            return " ?"
        return SIGN_NEXT if "sign" in kinds else self.apart

    def plain(self, items: Items) -> bool:
        """True if all is made of words that stand a space apart."""
        words = [item for item in items if not isinstance(item, Gap)]
        return not self.spaceless and all(self.plain_part(part) for word in words for part in word)

    def plain_part(self, part: Part) -> bool:
        if isinstance(part, Choice):
            return all(map(self.plain, part.alternatives))
        return isinstance(part, Letters) or part.value in "#*"

    def kinds(self, items: Items) -> set[str]:
        """What the items may begin with: sign or word."""
        kinds: set[str] = set()
        for item in items:
            if not isinstance(item, Gap):
                kinds |= self.kinds_of_word(item)
            if not nullable(item):
                break
        return kinds

    def kinds_of_word(self, word: Word) -> set[str]:
        kinds: set[str] = set()
        for part in word:
            if isinstance(part, Choice):
                kinds = kinds.union(*map(self.kinds, part.alternatives))
            else:
                kinds.add("sign" if part.value in SYMBOLS else "word")
            if not may_be_empty(part):
                break
        return kinds

    # ---- what a match begins with ----

    def starts(self, items: Items) -> tuple[str, ...]:
        found = self.starts_of_items(items)
        if "#" in found or "" in found:
            return ()
        plain = {start for start in found if not any(start != less and start.startswith(less) for less in found)}
        return tuple(sorted(plain))

    def starts_of_items(self, items: Items) -> set[str]:
        starts: set[str] = set()
        for item in items:
            if not isinstance(item, Gap):
                starts |= self.starts_of_word(item)
            if not nullable(item):
                break
        return starts

    def starts_of_word(self, word: Word) -> set[str]:
        starts: set[str] = set()
        star = ""
        for part in word:
            if part == Sign("*"):
                star = "*"
                continue
            starts |= {star + start.lstrip("*") for start in self.starts_of_part(part)}
            if not may_be_empty(part):
                break
        return starts

    def starts_of_part(self, part: Part) -> set[str]:
        if isinstance(part, Choice):
            return {start for items in part.alternatives for start in self.starts_of_items(items)}
        if isinstance(part, Sign):
            return {_SIGNS.get(part.value, part.value)}
        certain = part.value.partition("'")[0]
        for at, letter in enumerate(certain):
            if letter in self.umlauts:
                certain = certain[: at + 1]
                break
        return {fold_letters(certain)}

    # ---- what a text cannot do without ----

    def needs(self, items: Items) -> list[frozenset[str]]:
        words = [item for item in items if not isinstance(item, Gap) and not nullable(item)]
        return [keys for keys in map(self.need, words) if keys]

    def need(self, word: Word) -> frozenset[str]:
        """Keys of which one is there if the word is; empty if none is known."""
        if len(word) == 1 and isinstance(word[0], Choice):
            best = [self.best(items) for items in word[0].alternatives]
            return frozenset().union(*best) if all(best) else frozenset()
        spellings = self.spellings(word)
        if spellings is None:
            spellings = {f"*{piece}*" for piece in self.rarest(map(self.sure, word))}
        keys = {self.key(spelling) for spelling in spellings}
        return frozenset(keys) if all(keys) else frozenset()

    def best(self, items: Items) -> frozenset[str]:
        return self.rarest(self.needs(items))

    def rarest(self, needs: Iterable[frozenset[str]]) -> frozenset[str]:
        return min(filter(None, needs), key=lambda keys: commonness(keys, self.common), default=frozenset())

    def sure(self, part: Part) -> frozenset[str]:
        """Pieces of words of which one is there if the part is; empty if none is known."""
        if isinstance(part, Letters):
            return frozenset({fold_letters(re.split("['äöüß]", part.value)[0])} - {""})
        if isinstance(part, Sign) or part.optional:
            return frozenset()
        found: list[frozenset[str]] = []
        for items in part.alternatives:
            words = [item for item in items if not isinstance(item, Gap) and not nullable(item)]
            found.append(self.rarest(self.sure(inner) for word in words for inner in word))
        return frozenset().union(*found) if all(found) else frozenset()

    def spellings(self, word: Word) -> set[str] | None:
        """Every way in which the word may be written, folded, `*` at an open end; None if there are too many."""
        choices: list[set[str]] = []
        for part in word:
            spelt = self.spellings_of_part(part)
            if spelt is None:
                return None
            choices.append(spelt)
        if math.prod(map(len, choices)) > _MOST_SPELLINGS:
            return None
        return {"".join(parts) for parts in product(*choices)}

    def spellings_of_part(self, part: Part) -> set[str] | None:
        if isinstance(part, Letters):
            letters = [{"'", ""} if letter == "'" else {fold_letters(letter)} for letter in part.value]
            for at, letter in enumerate(part.value):
                letters[at] |= {fold_letters(letter) + "e"} if letter in self.umlauts else set()
            return {"".join(spelt) for spelt in product(*letters)}
        if isinstance(part, Sign):
            return {"*"} if part.value == "*" else None
        found: set[str] = {""} if part.optional else set()
        for items in part.alternatives:
            word = items[0]
            spelt = self.spellings(word) if len(items) == 1 and not isinstance(word, Gap) else None
            if spelt is None:
                return None
            found |= spelt
        return found

    def key(self, spelling: str) -> str:
        """The key that finds a word so spelt: a word of the text ends where its letters end."""
        if self.spaceless:
            return max(re.findall("[^\x00-/:-@\\[-`{-\x7f]+", spelling.replace("'", "")), key=len, default="")
        stem = spelling.strip("*")
        pieces = re.split("[*'.]", stem)
        best = max(pieces, key=len)
        if not best:
            return ""
        if "*" in stem or (spelling.startswith("*") and best == pieces[0]):
            return f"*{best}*"
        return f"{best}*" if spelling.endswith("*") and best == pieces[-1] else best
