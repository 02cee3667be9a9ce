"""From a phrase's nodes to what a search needs: a pattern, what a match begins with, what a sentence must have.

A pattern is matched against tightened text, from a place where it may begin. It is linear: words and what stands
between them are disjoint and taken possessively, gaps are bounded, and a phrase has few of them.
"""

from __future__ import annotations

import re
from collections import Counter

from checker.lexicon.alphabet import (
    APART,
    EDGE,
    GAP,
    LETTERS,
    NUMBER,
    SIGN_NEXT,
    SPACELESS,
    WORD_BEFORE_STEM,
)
from checker.lexicon.demand import MEANT, Classes, Demands
from checker.lexicon.fold import fold_letters
from checker.lexicon.notation import SYMBOLS, Choice, Gap, Letters, Side, Sign, may_be_empty, nullable
from checker.lexicon.table import PhraseError
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.lexicon.demand import Demand
    from checker.lexicon.notation import Items, Part, Word


MOST_FORKS = 12
"""How many of the optional words and the choices of a phrase may begin with the same word."""


class Compiled(NamedTuple):
    """One side of a phrase, ready to be searched for."""

    pattern: str
    starts: tuple[str, ...]
    """Every match begins with one of these, `*stem` in the middle of its word; empty: it may begin with a number."""
    first: bool
    """True if a match must begin a sentence or a block."""
    last: bool
    """True if a match must end one."""
    demand: Demand | None
    """What a sentence must have if it has the phrase."""


class Writer:
    """Writes the patterns of phrases of one language."""

    def __init__(self, language: str, classes: Classes) -> None:
        self.spaceless = language in SPACELESS
        self.classes = classes
        self.demands = Demands(language, classes)
        self.umlauts = self.demands.umlauts
        self.apart = APART

    def compiled(self, side: Side) -> Compiled:
        """Raises `PhraseError` for what the notation allows and a pattern cannot say."""
        self.check_forks(side.items)
        plain = self.plain(side.items)
        self.apart = " " if plain else APART
        pattern = self.items(side.items) + (f"(?!{LETTERS})" if plain else EDGE)
        demand = self.demands.of_items(side.items)
        return Compiled(pattern, self.starts(side.items), side.first, side.last, demand)

    def check_forks(self, items: Items) -> None:
        """Refuse a phrase in which one word may be read in too many ways: the time would double with each of them."""
        forks = Counter[str]()
        for choice in _choices(items):
            every = [self.starts_of_items(alternative) for alternative in choice.alternatives]
            starts = Counter(start.strip("*") and start for alternative in every for start in alternative)
            forks.update(start for start, times in starts.items() if choice.optional or times > 1)
        vague = sum(times for start, times in forks.items() if not start or start.startswith("*"))
        worst = max(forks.values(), default=0)
        if max(worst, vague) > MOST_FORKS:
            raise PhraseError(f"more than {MOST_FORKS} of its optional words or choices begin alike; write two phrases")

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
        return NUMBER if part.value == "#" else re.escape(MEANT.get(part.value, part.value))

    def choice(self, choice: Choice) -> str:
        if not choice.name:
            return self.alternatives(choice)
        character = self.classes.character(choice.name)
        if character not in self.classes.patterns:
            outside = self.apart
            self.apart = " " if all(map(self.plain, choice.alternatives)) else APART
            self.classes.patterns[character] = self.alternatives(choice)
            self.apart = outside
        return character

    def alternatives(self, choice: Choice) -> str:
        return f"(?:{'|'.join(sorted(map(self.items, choice.alternatives), key=len, reverse=True))})"

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
            return {MEANT.get(part.value, part.value)}
        certain = part.value.partition("'")[0]
        for at, letter in enumerate(certain):
            if letter in self.umlauts:
                certain = certain[: at + 1]
                break
        return {fold_letters(certain)}


def _choices(items: Items) -> Iterator[Choice]:
    """Every choice in it, those within choices included; a word class is taken as a whole."""
    for item in items:
        if isinstance(item, Gap):
            continue
        for part in item:
            if isinstance(part, Choice):
                yield part
                if not part.name:
                    for alternative in part.alternatives:
                        yield from _choices(alternative)
