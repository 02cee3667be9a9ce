"""The phrases of a repository of its own: what it wants found beside what the rules find, and what it wants left alone.

A folder, named by `phrases` in the configuration, holds a folder for each language and in it a file for each rule, in
the notation of the phrases that come with sellerlint. A phrase of a group is a finding of that rule, told with the
group's `why`. What the file's own `unless` finds is innocent: no finding of that rule may touch it.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left

from checker.lexicon import UNLESS, Language, Lexicon, PhraseError, may_have, nearest, own_language
from checker.meant import meant
from checker.records import NamedTuple
from checker.rule import Hit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from checker.message import Message
    from checker.text import Source, Text

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


class Phrasebook(NamedTuple):
    """A repository's own phrases, by language."""

    languages: Mapping[str, Language]

    def spoken(self, message: Message) -> list[Language]:
        """The phrases to look for in a message: those of its language, or all where it declares none."""
        if not message.language:
            return list(self.languages.values())
        tag = nearest(message.language, self.languages)
        return [self.languages[tag]] if tag else []

    def suspected(self, message: Message, raw: str) -> frozenset[str]:
        """The rules whose phrases may be in a message, by its raw text: never too few where no markup hides words."""
        return frozenset().union(*(may_have(raw, language) for language in self.spoken(message)))

    def applied(self, rule: str, messages: list[Message], hits: Iterator[Hit]) -> Iterator[Hit]:
        """The hits of a rule, less those that touch what is innocent, and after them the book's own for that rule."""
        innocent: list[Text] = []
        own: list[tuple[Text, str]] = []
        for message in messages:
            for language in self.spoken(message):
                for found in Lexicon(rule, language).search(message.prose.value):
                    text = message.prose[found.start : found.end]
                    if found.group == UNLESS:
                        innocent.append(text)
                    else:
                        own.append((text, found.why))
        spared = _Covered(innocent)
        told: list[Text] = []
        for hit in hits:
            if not spared.touches(hit.text):
                told.append(hit.text)
                yield hit
        known = _Covered(told)
        for text, why in own:
            if not known.touches(text):
                yield Hit(text, f'"{text.value}": {why}')


class _Covered:
    """What some texts cover of their sources."""

    def __init__(self, texts: list[Text]) -> None:
        self.spans: dict[Source, list[tuple[int, int]]] = {}
        for text in sorted(texts, key=lambda each: each.span):
            spans = self.spans.setdefault(text.source, [])
            start, end = text.span
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))

    def touches(self, text: Text) -> bool:
        spans = self.spans.get(text.source, [])
        start, end = text.span
        at = bisect_left(spans, (end,)) - 1
        return at >= 0 and spans[at][1] > start


def read(folder: str, rules: Collection[str]) -> Phrasebook:
    """The phrases in a folder. Raises `PhraseError` for the first fault, `OSError` for what can't be read."""
    languages: dict[str, Language] = {}
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if not os.path.isdir(path):
            if name.endswith((".yml", ".yaml")):
                raise PhraseError("a file of phrases stands in the folder of its language: en/marketing.yml", name)
            continue
        if not _TAG.fullmatch(name):
            raise PhraseError("a folder of phrases is named like its language, in small letters: en, pt-br", name)
        languages[name] = own_language(path, name)
        for lexicon in sorted(languages[name].names):
            if lexicon not in rules:
                raise PhraseError(
                    f"there is no rule {lexicon!r}{meant(lexicon, rules, '; `sellerlint rules` lists them')}",
                    f"{name}/{lexicon}.yml",
                )
    if not any(language.names for language in languages.values()):
        raise PhraseError("no phrases are in it: write them to en/marketing.yml, say, in the folder", "")
    return Phrasebook(languages)
