"""Finding phrases: a text is folded once, its words say which phrases are worth a look, patterns say where they are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from checker.lexicon.alphabet import GAP, LETTER, SPACELESS, WORD_BEFORE_STEM, written_out
from checker.lexicon.fold import Map, fold
from checker.lexicon.table import STEM_LETTERS, Group, Phrase, Rows, Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

NEGATION = "negation"

_WORDS = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128)).lower()
_WORD = re.compile(LETTER[False] + "+")
_NO_WORD = re.compile(r"[\x00-/:-@\[-`{-\x7f]+")
_SENTENCE_END = re.compile(rf"[!?]|\.(?!{LETTER[False]})|\n *\n")
_CLAUSE_END = re.compile(r"""[;)*|]|:(?! ?["'0-9])| -+ """)
_COMMA = re.compile(r",(?![0-9])")
_JOINED = re.compile(rf"[^\w!?.]*+{LETTER[False]}{{0,12}}+[^\w!?.]*+")
WORDS_BEFORE = 8
"""How many words may stand between a negator and the words that it negates."""
WORDS_LISTED = 4
"""How many words one of the things in a list may have."""
WORDS_AFTER = 6
"""How many words may stand between words and what refuses them afterwards."""

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
        return self._language is not None and self.name in self._language.rows.groups

    def __repr__(self) -> str:
        return f"Lexicon({self.name!r}, {self._language.tag if self._language else None!r})"

    def search(self, prose: str) -> list[Found]:
        """What the phrases find, in order; overlapping finds are one, of the group that found most of it."""
        if self._language is None:
            return []
        reading = read(prose)
        hits = self._language.hits(self.name, reading)
        groups = self._language.groups(self.name)
        return [Found(*reading.span(hit), groups[hit.group].name, groups[hit.group].why) for hit in hits]


class _Hit(NamedTuple):
    start: int
    end: int
    group: int
    keep: bool


class Reading:
    """One text made ready for searching, whatever the language and the lexicon."""

    __slots__ = ("_ends", "_map", "candidates", "folded", "negators", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self._map: Map | None = None
        self._ends: list[int] | None = None
        self.candidates: dict[str, dict[str, list[int]]] = {}
        """By language and lexicon, the phrases that may be in the text."""
        self.negators: dict[str, list[_Hit]] = {}

    def span(self, hit: _Hit) -> _Span:
        if self._map is None:
            self._map = Map(self.text)
        return self._map.span(hit.start, hit.end)

    @property
    def ends(self) -> list[int]:
        """Where sentences and blocks end, in the folded text."""
        if self._ends is None:
            self._ends = [end.end() for end in _SENTENCE_END.finditer(self.folded)]
        return self._ends

    def sentence(self, at: int) -> int:
        """The number of the sentence in which a character stands."""
        return bisect_right(self.ends, at)

    def begins(self, at: int) -> bool:
        """True if no word of the sentence stands before."""
        number = self.sentence(at)
        start = self.ends[number - 1] if number else 0
        word = _WORD.search(self.folded, start)
        return word is None or word.start() >= at

    def finishes(self, at: int) -> bool:
        """True if no word of the sentence stands after."""
        number = self.sentence(at - 1)
        word = _WORD.search(self.folded, at, self.ends[number] if number < len(self.ends) else len(self.folded))
        return word is None


read = lru_cache(maxsize=8)(Reading)


class Keys(NamedTuple):
    """The words of a text, as keys look for them."""

    words: set[str]
    squeezed: str
    """The text without anything that is no letter or digit; empty where words are enough."""
    glued: str = ""
    """What raw text may turn out to be where markup stands in the middle of words: a key may be anywhere in it."""


class Language:
    """The phrases of one language."""

    def __init__(self, tag: str, rows: Rows) -> None:
        self.tag = tag
        self.rows = rows
        self.spaceless = tag in SPACELESS
        self.names = frozenset(rows.groups) - {NEGATION}
        self._lengths = sorted({min(len(begin), STEM_LETTERS) for begin in rows.stems})
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._groups: dict[str, list[Group]] = {}

    def groups(self, name: str) -> list[Group]:
        if name not in self._groups:
            self._groups[name] = [Group(*row) for row in self.rows.groups.get(name, ())]
        return self._groups[name]

    # ---- which phrases are worth a look ----

    def keys(self, folded: str) -> Keys:
        if self.spaceless:
            return Keys(set(), _NO_WORD.sub("", folded))
        return Keys(set(folded.translate(_WORDS).split() if folded.isascii() else _WORD.findall(folded)), "")

    def met(self, keys: Keys) -> set[str]:
        """Which of all keys are there."""
        rows = self.rows
        if self.spaceless:
            text = f"{keys.squeezed}\n{keys.glued}"
            return {key for first in rows.stems.keys() & set(text) for key in rows.stems[first] if key in text}
        met = rows.words & keys.words
        if rows.stems or rows.inner:
            joined = " " + " ".join(keys.words)
            begins = {word[:length] for length in self._lengths for word in keys.words}
            stems = [stem for begin in rows.stems.keys() & begins for stem in rows.stems[begin]]
            met = met.union([stem for stem in stems if f" {stem[:-1]}" in joined])
            met = met.union([inner for inner in rows.inner if inner[1:-1] in joined])
        if keys.glued:
            every = [*rows.words, *rows.inner, *(stem for stems in rows.stems.values() for stem in stems)]
            met = met.union([key for key in every if key.strip("*") in keys.glued])
        return set(met)

    def candidates(self, met: set[str]) -> dict[str, list[int]]:
        """The phrases, by lexicon, all of whose needs are met."""
        found: dict[str, list[int]] = {}
        by_key, phrases = self.rows.by_key, self.rows.phrases
        seen: set[int] = set()
        for key in met:
            for number in by_key.get(key, ()):
                if number in seen:
                    continue
                seen.add(number)
                lexicon, _, needs, _ = phrases[number]
                if all(not met.isdisjoint(need) for need in needs):
                    found.setdefault(lexicon, []).append(number)
        return found

    # ---- where they are ----

    def hits(self, name: str, reading: Reading) -> list[_Hit]:
        """What the lexicon finds in the folded text: innocent and negated words left out, overlapping ones made one."""
        hits = self._plain_hits(name, reading)
        if hits and name != NEGATION:
            hits = self._without_negated(_merged(hits), reading)
        return hits

    def _plain_hits(self, name: str, reading: Reading) -> list[_Hit]:
        if self.tag not in reading.candidates:
            reading.candidates[self.tag] = self.candidates(self.met(self.keys(reading.folded)))
        groups = self.groups(name)
        hits = []
        for number in reading.candidates[self.tag].get(name, ()):
            phrase = Phrase(*self.rows.phrases[number])
            keep = groups[phrase.group].keep
            hits += [_Hit(start, end, phrase.group, keep) for start, end in self._places(phrase, reading)]
        for number in {hit.group for hit in hits}:
            hits = self._without_innocent(hits, number, groups[number], reading)
        return sorted(hits)

    def _without_innocent(self, hits: list[_Hit], number: int, group: Group, reading: Reading) -> list[_Hit]:
        """The hits, less those of a group that one of its `unless` overlaps."""
        innocent = sorted(span for row in group.unless for span in self._places(Phrase(*row), reading))
        if not innocent:
            return hits
        covered = _cover(innocent)
        starts = [start for start, _ in covered]

        def overlaps(hit: _Hit) -> bool:
            at = bisect_left(starts, hit.end) - 1
            return at >= 0 and covered[at][1] > hit.start

        return [hit for hit in hits if hit.group != number or not overlaps(hit)]

    def _places(self, phrase: Phrase, reading: Reading) -> list[_Span]:
        first, *second = (self._side(side, reading) for side in phrase.sides)
        return list(_pairs(first, second[0], reading)) if second else first

    def _side(self, side: Side, reading: Reading) -> list[_Span]:
        written, starts, first, last = side
        folded = reading.folded
        pattern = self._patterns.get(written)
        if pattern is None:
            if starts and not any(start.lstrip("*") in folded for start in starts):
                return []
            pattern = re.compile(written_out(written, self.rows.classes, self.spaceless))
            self._patterns[written] = pattern
        matches = self._from(starts, pattern, folded) if starts else _everywhere(pattern, folded)
        spans = sorted(
            match.span()
            for match in matches
            if not (first and not reading.begins(match.start())) and not (last and not reading.finishes(match.end()))
        )
        return _nearest(spans) if GAP in written else spans

    def _from(self, starts: tuple[str, ...], pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
        """The matches that begin with these letters, or, for `*stem`, with the word in which they stand."""
        for start in starts:
            inside = start.startswith("*")
            literal = start.lstrip("*")
            at = folded.find(literal)
            while at >= 0:
                match = pattern.match(folded, self._word_start(folded, at) if inside else at)
                if match:
                    yield match
                at = folded.find(literal, at + 1)

    def _word_start(self, folded: str, at: int) -> int:
        least = max(0, at - WORD_BEFORE_STEM)
        while at > least and self._is_letter(folded[at - 1]):
            at -= 1
        return at

    def _is_letter(self, character: str) -> bool:
        return character.isalnum() if character.isascii() else not self.spaceless

    # ---- negation ----

    def _without_negated(self, hits: list[_Hit], reading: Reading) -> list[_Hit]:
        """The hits that nobody negates; what is listed beside a negated one (`no coupons or vouchers`) goes with it."""
        if all(hit.keep for hit in hits) or NEGATION not in self.rows.groups:
            return hits
        if self.tag not in reading.negators:
            reading.negators[self.tag] = self._plain_hits(NEGATION, reading)
        names = [group.name for group in self.groups(NEGATION)]
        by_name = {name: [hit for hit in reading.negators[self.tag] if names[hit.group] == name] for name in names}
        clauses = _Clauses(reading, by_name.get("border", []), by_name.get("joint", []))
        gone = {at for at, hit in enumerate(hits) if clauses.negated(hit, by_name.get("before", []))}
        refused = {at for at, hit in enumerate(hits) if clauses.refused(hit, by_name.get("after", []))}
        for at in range(1, len(hits)):
            if at - 1 in gone and clauses.listed(hits[at - 1], hits[at]):
                gone.add(at)
        for at in range(len(hits) - 1, 0, -1):
            if at in refused and clauses.listed(hits[at - 1], hits[at]):
                refused.add(at - 1)
        return [hit for at, hit in enumerate(hits) if hit.keep or (at not in gone and at not in refused)]


class _Clauses:
    """Which words of a text reach which."""

    def __init__(self, reading: Reading, borders: list[_Hit], joints: list[_Hit]) -> None:
        self.reading = reading
        self.borders = borders
        self.joints = joints

    def negated(self, hit: _Hit, negators: list[_Hit]) -> bool:
        """True if a negator stands in the words, or before them in the same clause."""
        at = bisect_left(negators, (hit.end,)) - 1
        if at < 0:
            return False
        negator = negators[at]
        if negator.start >= hit.start:
            return negator.end <= hit.end
        return self.reaches(negator.end, hit.start, WORDS_BEFORE)

    def refused(self, hit: _Hit, refusals: list[_Hit]) -> bool:
        """True if the same clause goes on to refuse the words."""
        at = bisect_left(refusals, (hit.start,))
        return at < len(refusals) and self.reaches(hit.end, refusals[at].start, WORDS_AFTER)

    def reaches(self, start: int, end: int, words: int) -> bool:
        """True if there is no border between two places and at most so many words.

        A comma is a border, except in a list: short pieces, and a joint (`or`, `and`) somewhere among them.
        """
        if end <= start:
            return True
        folded = self.reading.folded
        if end - start > words * 20 or self.reading.sentence(start) != self.reading.sentence(end - 1):
            return False
        if _between(self.borders, start, end) or len(_WORD.findall(folded, start, end)) > words:
            return False
        pieces = _COMMA.split(folded[start:end])
        if any(map(_CLAUSE_END.search, pieces)):
            return False
        short = all(len(_WORD.findall(piece)) <= WORDS_LISTED for piece in pieces[:-1])
        return len(pieces) == 1 or (short and _between(self.joints, start, end))

    def listed(self, first: _Hit, second: _Hit) -> bool:
        """True if nothing but a comma or one word stands between two hits."""
        if second.start - first.end > 20 or self.reading.sentence(first.end) != self.reading.sentence(second.start):
            return False
        return bool(_JOINED.fullmatch(self.reading.folded, first.end, second.start))


def _everywhere(pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """The matches from every place, overlapping ones too."""
    match = pattern.search(folded)
    while match:
        yield match
        match = pattern.search(folded, match.start() + 1)


def _nearest(spans: list[_Span]) -> list[_Span]:
    """The spans, in order, less those that hold another: a gap is as small as can be."""
    kept: list[_Span] = []
    least = -1
    for start, end in reversed(spans):
        if least < 0 or end < least:
            kept.append((start, end))
            least = end
    return kept[::-1]


def _between(hits: list[_Hit], start: int, end: int) -> bool:
    """True if one of the hits begins between two places."""
    at = bisect_left(hits, (start,))
    return at < len(hits) and hits[at].start < end


def _pairs(first: list[_Span], second: list[_Span], reading: Reading) -> Iterator[_Span]:
    """Of each of the first and the nearest of the second within its sentence, the hull."""
    starts = [start for start, _ in second]
    for start, end in first:
        after = bisect_left(starts, end)
        nearest: list[_Span] = []
        if after < len(second):
            nearest.append(second[after])
        before = bisect_left(starts, start) - 1
        while before >= 0 and second[before][1] > start:
            before -= 1
        if before >= 0:
            nearest.append(second[before])
        number = reading.sentence(start)
        near = [
            (max(other[0] - end, start - other[1]), other) for other in nearest if reading.sentence(other[0]) == number
        ]
        if near:
            other = min(near)[1]
            yield min(start, other[0]), max(end, other[1])


def _merged(hits: list[_Hit]) -> list[_Hit]:
    """Overlapping hits made one, which is of the group that found most of it."""
    merged: list[_Hit] = []
    longest = 0
    for hit in sorted(hits):
        if merged and hit.start < merged[-1].end:
            last = merged[-1]
            group = hit.group if hit.end - hit.start > longest else last.group
            merged[-1] = _Hit(last.start, max(last.end, hit.end), group, last.keep or hit.keep)
            longest = max(longest, hit.end - hit.start)
        else:
            merged.append(hit)
            longest = hit.end - hit.start
    return merged


def _cover(spans: list[_Span]) -> list[_Span]:
    """Sorted spans with overlapping ones joined."""
    joined: list[_Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
