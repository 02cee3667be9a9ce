"""Finding phrases: a text is folded once, its words say which phrases are worth a look, patterns say where they are.

Places are in tightened text (`alphabet.py`) until the very end: the maps back are made only where there is a hit.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from checker.lexicon.alphabet import GAP, LETTER, NUMBER_KEY, SIGNS, SPACELESS, WORD_BEFORE_STEM, tightened, written_out
from checker.lexicon.fold import Map, fold
from checker.lexicon.sentences import Sentences
from checker.lexicon.table import STEM_LETTERS, Group, Phrase, Rows, Side
from checker.patterns import lazy
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NEGATION = "negation"

_WORDS = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128)).lower()
_WORD = lazy(LETTER[False] + "+")
_NO_WORD = lazy(r"[\x00-/:-@\[-`{-\x7f]+")
_DIGIT = lazy("[0-9]")
_SIGN_KEYS = frozenset(SIGNS + NUMBER_KEY)

_Span = tuple[int, int]


class Found(NamedTuple):
    """Words that a phrase names; `start` and `end` are offsets in the text as given, not folded."""

    start: int
    end: int
    group: str
    why: str


class Lexicon:
    """The phrases of one rule or intent in one language; false if there are none."""

    __slots__ = ("_language", "name")

    def __init__(self, name: str, language: Language | None) -> None:
        self.name = name
        self._language = language

    def __bool__(self) -> bool:
        return self._language is not None and self.name in self._language.names

    def __repr__(self) -> str:
        return f"Lexicon({self.name!r}, {self._language.tag if self._language else None!r})"

    def search(self, prose: str) -> list[Found]:
        """What the phrases find, in order; overlapping finds are one, of the group that found most of it."""
        if self._language is None:
            return []
        reading = read(prose)
        groups = self._language.groups(self.name)
        return [
            Found(*reading.span(hit.start, hit.end), groups[hit.group].name, groups[hit.group].why)
            for hit in self._language.hits(self.name, reading)
        ]


class Hit(NamedTuple):
    start: int
    end: int
    group: int
    keep: bool


class Reading:
    """One text made ready for searching, whatever the language and the lexicon."""

    __slots__ = ("_ends", "_map", "_tight", "folded", "met", "negators", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self._tight: str | None = None
        self._map: Map | None = None
        self._ends: list[int] | None = None
        self.met: dict[Language, tuple[frozenset[str], dict[str, list[int]]]] = {}
        """By the phrases asked for: the keys that are in the text, and by lexicon the phrases that may be."""
        self.negators: dict[Language, dict[str, list[Hit]]] = {}

    @property
    def tight(self) -> str:
        if self._tight is None:
            self._tight = tightened(self.folded)
        return self._tight

    def span(self, start: int, end: int) -> _Span:
        """Where characters of the tightened text stand in the text itself."""
        if self._map is None:
            self._map = Map(self.text, self.folded)
        return self._map.span(start, end)

    def between(self, start: int, end: int) -> str:
        """The folded characters, punctuation and all, of a piece of the tightened text."""
        if start >= end:
            return ""
        if self._map is None:
            self._map = Map(self.text, self.folded)
        return self._map.folded(start, end)

    @property
    def ends(self) -> list[int]:
        """Where sentences and blocks end."""
        if self._ends is None:
            self._ends = [at + 1 for at, character in enumerate(self.tight) if character in "!?"]
        return self._ends

    def sentence(self, at: int) -> int:
        """The number of the sentence in which a character stands."""
        return bisect_right(self.ends, at)

    def begins(self, at: int) -> bool:
        """True if no word of the sentence stands before."""
        number = self.sentence(at)
        word = _WORD.search(self.tight, self.ends[number - 1] if number else 0)
        return word is None or word.start() >= at

    def finishes(self, at: int) -> bool:
        """True if no word of the sentence stands after."""
        number = self.sentence(at - 1)
        word = _WORD.search(self.tight, at, self.ends[number] if number < len(self.ends) else len(self.tight))
        return word is None


read = lru_cache(maxsize=8)(Reading)


class Keys(NamedTuple):
    """The words of a text, as keys look for them."""

    words: list[str]
    """And the signs that are there."""
    squeezed: str
    """Without spaces: the text less everything that is no letter or digit."""
    glued: str = ""
    """What raw text may turn out to be where markup stands in the middle of words: a key may be anywhere in it."""


class Language:
    """The phrases of one language."""

    def __init__(self, tag: str, rows: Rows) -> None:
        self.tag = tag
        self.rows = rows
        self.spaceless = tag in SPACELESS
        self.names = rows.names - {NEGATION}
        self._lengths = sorted({min(len(begin), STEM_LETTERS) for begin in rows.stems})
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._groups: dict[str, list[Group]] = {}

    def groups(self, name: str) -> list[Group]:
        if name not in self._groups:
            self._groups[name] = self.rows.groups(name)
        return self._groups[name]

    # ---- which phrases are worth a look ----

    def keys(self, folded: str) -> Keys:
        signs = [sign for sign in SIGNS if sign in folded]
        if _DIGIT.search(folded):
            signs.append(NUMBER_KEY)
        if self.spaceless:
            return Keys(signs, _NO_WORD.sub("", folded))
        return Keys((folded.translate(_WORDS).split() if folded.isascii() else _WORD.findall(folded)) + signs, "")

    def met(self, keys: Keys) -> frozenset[str]:
        """Which of all keys are there."""
        rows = self.rows
        if self.spaceless:
            text = f"{keys.squeezed}\n{keys.glued}"
            first = rows.stems.keys() & set(text)
            met = rows.words.intersection(keys.words)
            return met.union([key for begin in first for key in rows.stems[begin] if key in text])
        met = rows.words.intersection(keys.words)
        if rows.stems or rows.inner:
            words = set(keys.words)
            joined = " " + " ".join(words)
            begins = {word[:length] for length in self._lengths for word in words}
            stems = [stem for begin in rows.stems.keys() & begins for stem in rows.stems[begin]]
            met = met.union([stem for stem in stems if f" {stem[:-1]}" in joined])
            met = met.union([inner for inner in rows.inner if inner[1:-1] in joined])
        if keys.glued:
            every = [
                *(rows.words - _SIGN_KEYS),
                *rows.inner,
                *(stem for stems in rows.stems.values() for stem in stems),
            ]
            met = met.union([key for key in every if key.strip("*") in keys.glued])
        return met

    def candidates(self, met: frozenset[str]) -> dict[str, list[int]]:
        """The phrases, by lexicon, all of whose needs are met somewhere in the text."""
        found: dict[str, list[int]] = {}
        by_key, heads, phrase = self.rows.by_key, self.rows.heads, self.rows.phrase
        for number in {number for key in by_key.keys() & met for number in by_key[key]}:
            for need in phrase(number).needs:
                if met.isdisjoint(need):
                    break
            else:
                found.setdefault(heads[number], []).append(number)
        return found

    def near(self, found: dict[str, list[int]], folded: str) -> dict[str, list[int]]:
        """Those of the candidates that a sentence has all words for."""
        if not found:
            return found
        sentences = self.sentences(folded)
        near = {
            name: [number for number in numbers if sentences.meeting(self.rows.phrase(number).demand)]
            for name, numbers in found.items()
        }
        return {name: numbers for name, numbers in near.items() if numbers}

    def near_names(self, found: dict[str, list[int]], folded: str) -> frozenset[str]:
        """The lexicons that `near` would leave: one phrase of each is enough to know."""
        if not found:
            return frozenset()
        meeting, phrase = self.sentences(folded).meeting, self.rows.phrase
        return frozenset(
            [name for name, numbers in found.items() if any(meeting(phrase(number).demand) for number in numbers)]
        )

    def sentences(self, folded: str) -> Sentences:
        return Sentences(folded, self.rows.demands, self.spaceless)

    def _looked_at(self, reading: Reading) -> tuple[frozenset[str], dict[str, list[int]]]:
        if self not in reading.met:
            met = self.met(self.keys(reading.folded))
            reading.met[self] = met, self.near(self.candidates(met), reading.folded)
        return reading.met[self]

    # ---- where they are ----

    def hits(self, name: str, reading: Reading) -> list[Hit]:
        """What the lexicon finds: innocent and negated words left out, overlapping ones made one."""
        numbers = self._looked_at(reading)[1].get(name)
        if not numbers:
            return []
        hits = _merged(self._innocent_left_out(name, map(self.rows.phrase, numbers), reading))
        return self._negated_left_out(hits, reading) if hits else []

    def _innocent_left_out(self, name: str, phrases: Iterable[Phrase], reading: Reading) -> list[Hit]:
        groups = self.groups(name)
        hits = [
            Hit(start, end, phrase.group, groups[phrase.group].keep)
            for phrase in phrases
            for start, end in self.places(phrase, reading)
        ]
        known: dict[int, list[_Span]] = {}  # what files say of all their groups is looked for once
        for number in {hit.group for hit in hits}:
            innocent = _covered(
                span for row in groups[number].unless for span in self._unless(Phrase(*row), reading, known)
            )
            hits = [hit for hit in hits if hit.group != number or not _overlaps(innocent, hit)]
        return sorted(hits)

    def _unless(self, phrase: Phrase, reading: Reading, known: dict[int, list[_Span]]) -> list[_Span]:
        met = self._looked_at(reading)[0]
        if any(met.isdisjoint(need) for need in phrase.needs):
            return []
        if id(phrase.sides) not in known:
            known[id(phrase.sides)] = self.places(phrase, reading)
        return known[id(phrase.sides)]

    def places(self, phrase: Phrase, reading: Reading) -> list[_Span]:
        """Where a phrase is, in tightened text."""
        first, *second = (self._side(Side(*side), reading) for side in phrase.sides)
        return list(_pairs(first, second[0], reading)) if second else first

    def _side(self, side: Side, reading: Reading) -> list[_Span]:
        text = reading.tight
        pattern = self._patterns.get(side.pattern)
        if pattern is None:
            if side.starts and not any(start.lstrip("*") in text for start in side.starts):
                return []
            pattern = re.compile(written_out(side.pattern, self.rows.classes, self.spaceless))
            self._patterns[side.pattern] = pattern
        matches = self._from(side.starts, pattern, text) if side.starts else self._everywhere(pattern, text)
        spans = sorted(match.span() for match in matches)
        if side.first:
            spans = [span for span in spans if reading.begins(span[0])]
        if side.last:
            spans = [span for span in spans if reading.finishes(span[1])]
        return _nearest(spans) if GAP in side.pattern else spans

    def _from(self, starts: tuple[str, ...], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """The matches that begin with these letters, or, for `*stem`, with the word in which they stand."""
        for start in starts:
            inside = start.startswith("*")
            literal = start.lstrip("*")
            at = text.find(literal)
            while at >= 0:
                begin = self._word_start(text, at) if inside else at
                match = pattern.match(text, begin) if self._edge(text, begin) else None
                if match:
                    yield match
                at = text.find(literal, at + 1)

    def _everywhere(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """The matches from every place, overlapping ones too."""
        match = pattern.search(text)
        while match:
            if self._edge(text, match.start()):
                yield match
            match = pattern.search(text, match.start() + 1)

    def _edge(self, text: str, at: int) -> bool:
        """True if no word goes on from before this place."""
        return not at or not self._is_letter(text[at - 1]) or not self._is_letter(text[at])

    def _word_start(self, text: str, at: int) -> int:
        least = max(0, at - WORD_BEFORE_STEM)
        while at > least and self._is_letter(text[at - 1]):
            at -= 1
        return at

    def _is_letter(self, character: str) -> bool:
        return character.isalnum() if character.isascii() else not self.spaceless

    # ---- negation ----

    def _negated_left_out(self, hits: list[Hit], reading: Reading) -> list[Hit]:
        if NEGATION not in self.rows.names or all(hit.keep for hit in hits):
            return hits
        from checker.lexicon.negation import left_out

        if self not in reading.negators:
            met = self._looked_at(reading)[0]
            asked = [phrase for phrase in self.rows.negation if not any(met.isdisjoint(need) for need in phrase.needs)]
            groups = self.groups(NEGATION)
            found: dict[str, list[Hit]] = {group.name: [] for group in groups}
            for hit in self._innocent_left_out(NEGATION, asked, reading):
                found[groups[hit.group].name].append(hit)
            reading.negators[self] = found
        return left_out(hits, reading.negators[self], reading)


def _nearest(spans: list[_Span]) -> list[_Span]:
    """The spans, in order, less those that hold another: a gap is as small as can be."""
    kept: list[_Span] = []
    least = -1
    for start, end in reversed(spans):
        if least < 0 or end < least:
            kept.append((start, end))
            least = end
    return kept[::-1]


def _pairs(first: list[_Span], second: list[_Span], reading: Reading) -> Iterator[_Span]:
    """Of each of the first and the nearest of the second within its sentence, the hull."""
    starts = [start for start, _ in second]
    for start, end in first:
        after = bisect_left(starts, end)
        near = second[after : after + 1]
        before = bisect_left(starts, start) - 1
        if before >= 0 and second[before][1] <= start:
            near.append(second[before])
        number = reading.sentence(start)
        hulls = [(min(start, other[0]), max(end, other[1])) for other in near if reading.sentence(other[0]) == number]
        if hulls:
            yield min(hulls, key=lambda hull: hull[1] - hull[0])


def _merged(hits: list[Hit]) -> list[Hit]:
    """Overlapping hits made one, which is of the group that found most of it."""
    merged: list[Hit] = []
    longest = 0
    for hit in hits:
        if merged and hit.start < merged[-1].end:
            last = merged[-1]
            group = hit.group if hit.end - hit.start > longest else last.group
            merged[-1] = Hit(last.start, max(last.end, hit.end), group, last.keep or hit.keep)
            longest = max(longest, hit.end - hit.start)
        else:
            merged.append(hit)
            longest = hit.end - hit.start
    return merged


def _covered(spans: Iterable[_Span]) -> list[_Span]:
    """The spans in order, overlapping ones joined."""
    joined: list[_Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _overlaps(covered: list[_Span], hit: Hit) -> bool:
    at = bisect_left(covered, (hit.end,)) - 1
    return at >= 0 and covered[at][1] > hit.start
