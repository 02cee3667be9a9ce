"""What a text cannot do without if a phrase is to be in it: the words that are not optional, and which of several.

A demand is a key, or a tuple: `&` and the demands that must be met all, or `|`, a set of words, and other demands, of
all of which one must be met. Keys are whole words as they are, `stem*` and `*stem*` with open ends, signs, `#` for a
number; for a language without spaces they are pieces of text. A private character is the demand of a word class.
"""

from __future__ import annotations

import math
import re
from itertools import product
from typing import Any, Union

from checker.lexicon.alphabet import FIRST_CLASS, NUMBER_KEY, PLACEHOLDER, SIGNS, SPACELESS, STAR
from checker.lexicon.fold import fold_letters
from checker.lexicon.notation import Choice, Gap, Letters, Sign, nullable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from checker.lexicon.notation import Items, Part, Word

Demand = Union[str, tuple[Any, ...]]

UMLAUTS = frozenset("äöü")
"""German spells `ä` as `ae` where it has to; folding makes it `a`."""
MEANT = {"★": STAR, "{}": PLACEHOLDER}
"""Signs of the notation that folded text has as another character."""
_MOST_SPELLINGS = 400
_SIGN_COMMONNESS = {NUMBER_KEY: 0.9, "$": 0.4, "%": 0.3, STAR: 0.1}


class Classes:
    """The word classes in use, as tables keep them: a private character stands for each."""

    def __init__(self, common: frozenset[str]) -> None:
        self.common = common
        self.characters: dict[str, str] = {}
        self.patterns: dict[str, str] = {}
        self.demands: dict[str, Demand | None] = {}
        self.needs: dict[str, list[frozenset[str]]] = {}

    def character(self, name: str) -> str:
        return self.characters.setdefault(name, chr(FIRST_CLASS + len(self.characters)))


class Demands:
    """Works out the demands of phrases of one language."""

    def __init__(self, language: str, classes: Classes) -> None:
        self.spaceless = language in SPACELESS
        self.umlauts = UMLAUTS if language == "de" else frozenset[str]()
        self.classes = classes

    def of_items(self, items: Items) -> Demand | None:
        """None if nothing is known that must be there. The rarest comes first, for most texts do not have it."""
        words = [item for item in items if not isinstance(item, Gap) and not nullable(item)]
        known = [demand for demand in map(self.of_word, words) if demand is not None]
        return all_of(sorted(known, key=lambda demand: min(map(self.commonness, self.needs(demand)))))

    def of_word(self, word: Word) -> Demand | None:
        if len(word) == 1 and isinstance(word[0], Choice):
            return self.of_choice(word[0])
        spellings = self.spellings(word)
        if spellings is None:
            return any_of(map(self.of_items, _spread(word))) if _spread(word) else all_of(map(self.of_piece, word))
        keys = {self.key(spelling) for spelling in spellings}
        return any_of(sorted(keys)) if all(keys) else None

    def of_choice(self, choice: Choice) -> Demand | None:
        if not choice.name:
            return any_of(map(self.of_items, choice.alternatives))
        character = self.classes.character(choice.name)
        if character not in self.classes.demands:
            self.classes.demands[character] = any_of(map(self.of_items, choice.alternatives))
        return None if self.classes.demands[character] is None else character

    def of_piece(self, part: Part) -> Demand | None:
        """The demand of a part of a word whose ends are not known."""
        if isinstance(part, Letters):
            return self.key(f"*{re.split('[' + chr(39) + 'äöü]', part.value)[0]}*") or None
        if isinstance(part, Sign):
            key = NUMBER_KEY if part.value == "#" else MEANT.get(part.value, part.value)
            return key if key in SIGNS + NUMBER_KEY else None
        if part.optional:
            return None
        words = (
            [item for item in items if not isinstance(item, Gap) and not nullable(item)] for items in part.alternatives
        )
        return any_of(all_of(self.of_piece(inner) for word in alternative for inner in word) for alternative in words)

    def spellings(self, word: Word) -> set[str] | None:
        """Every way in which the word may be written, folded, `*` at an open end; None if that is not known."""
        choices = []
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
            if math.prod(map(len, letters)) > _MOST_SPELLINGS:
                return None
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
        spelling = fold_letters(spelling)
        if self.spaceless:
            return max(re.findall("[^\\x00-/:-@\\[-`{-\\x7f]+", spelling.replace("'", "")), key=len, default="")
        stem = spelling.strip("*")
        pieces = re.split("[*'.]", stem)
        best = max(pieces, key=len)
        if not best:
            return ""
        if "*" in stem or (spelling.startswith("*") and best == pieces[0]):
            return f"*{best}*"
        return f"{best}*" if spelling.endswith("*") and best == pieces[-1] else best

    # ---- what to look for first ----

    def needs(self, demand: Demand | None) -> list[frozenset[str]]:
        """Sets of keys: one of each set must be met. It is less than the demand says, and quicker to test."""
        if demand is None:
            return []
        if isinstance(demand, str):
            if demand not in self.classes.demands:
                return [frozenset({demand})]
            if demand not in self.classes.needs:
                self.classes.needs[demand] = self.needs(self.classes.demands[demand])
            return self.classes.needs[demand]
        if demand[0] == "&":
            return [need for one in demand[1:] for need in self.needs(one)]
        rarest = [self.rarest(self.needs(one)) for one in demand[2:]]
        return [demand[1].union(*rarest)] if all(rarest) else []

    def rarest(self, needs: Iterable[frozenset[str]]) -> frozenset[str]:
        return min(needs, key=self.commonness, default=frozenset())

    def commonness(self, keys: Collection[str]) -> tuple[float, int, list[str]]:
        """How likely a text has one of the keys for no reason: short words are frequent, and those listed so."""
        common = self.classes.common
        worst = max(_SIGN_COMMONNESS.get(key) or 1 / len(key.strip("*")) + (key in common) for key in keys)
        return (worst, len(keys), sorted(keys))


def _spread(word: Word) -> list[Items]:
    """`(gift card|voucher)[s]` as `gift card[s]` and `voucher[s]`; empty where a word is no choice and an ending."""
    first, *rest = word
    if not isinstance(first, Choice) or first.optional or not rest:
        return []
    spread = []
    for *items, last in first.alternatives:
        if isinstance(last, Gap):
            return []
        spread.append((*items, (*last, *rest)))
    return spread


def all_of(demands: Iterable[Demand | None]) -> Demand | None:
    known = tuple(dict.fromkeys(demand for demand in demands if demand is not None))
    return ("&", *known) if len(known) > 1 else known[0] if known else None


def any_of(demands: Iterable[Demand | None]) -> Demand | None:
    words: set[str] = set()
    others: dict[Demand, None] = {}
    for demand in demands:
        if demand is None:
            return None
        if not isinstance(demand, str) and demand[0] == "|":
            words |= demand[1]
            others.update(dict.fromkeys(demand[2:]))
        elif isinstance(demand, str) and is_word(demand):
            words.add(demand)
        else:
            others[demand] = None
    if not others and len(words) == 1:
        return words.pop()
    return next(iter(others)) if not words and len(others) == 1 else ("|", frozenset(words), *others)


def is_word(key: str) -> bool:
    """True for a key that is a whole word."""
    return key not in SIGNS + NUMBER_KEY and "*" not in key and not "\ue000" <= key <= "\uf8ff"
