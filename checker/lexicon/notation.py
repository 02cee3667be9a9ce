"""The phrase notation: a line of a phrase file, read into nodes. `docs/phrases.md` tells it to people.

    phrase  = side [" & " side]          both within one sentence, in either order
    side    = ["^"] items ["^"]          "^": where a sentence or a block begins or ends
    items   = item {" " item}
    item    = "..." | part {part}        parts without a space between stand without one in the text
    part    = letters | "#" | "*" | "{name}" | "{}" | "%" | "$" | "★"
            | "(" items {"|" items} ")" | "[" items {"|" items} "]"

A hyphen between letters is a space. Reading fails with `PhraseError`.
"""

from __future__ import annotations

import re
from typing import Union

from checker.lexicon.table import PhraseError
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

SYMBOLS = "%$★"
MOST_GAPS = 2
"""How many gaps one side may have: each multiplies the work on hostile text by nine."""
MOST_BRACKETS = 6


class Letters(NamedTuple):
    value: str


class Sign(NamedTuple):
    """`#` a number, `*` any letters, `{}` a placeholder, or one of `SYMBOLS`."""

    value: str


class Choice(NamedTuple):
    """`(a|b)`, `[a|b]`, or a word class."""

    alternatives: tuple[Items, ...]
    optional: bool = False
    name: str = ""
    """Of the word class."""


class Gap(NamedTuple):
    """`...`: a few words, or none."""


Part = Union[Letters, Sign, Choice]
Word = tuple[Part, ...]
Items = tuple[Union[Word, Gap], ...]


class Side(NamedTuple):
    items: Items
    first: bool
    """True if it must begin a sentence or a block."""
    last: bool
    """True if it must end one."""


_TOKEN = re.compile(
    r"(?P<gap>\.\.\.)|(?P<blank>[ -]+)|(?P<open>[(\[])|(?P<bar>\|)|(?P<close>[)\]])|(?P<name>\{[^{}]*\})"
    r"|(?P<sign>[#*%$★])|(?P<letters>(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f'])+"
    r"(?:\.(?:[^\W_])+)*)"
)
_NAME = re.compile(r"[a-z][a-z0-9-]*")


def parse(phrase: str, word_class: Callable[[str], Choice]) -> tuple[Side, ...]:
    """The sides of a phrase, one or two. `word_class` gives the choice that a `{name}` stands for."""
    if not phrase.strip():
        raise PhraseError("it is empty; write a word or leave it out")
    sides = tuple(_side(side.strip(), word_class) for side in re.split(r"(?:^|(?<=\s))&(?=\s|$)", phrase))
    if len(sides) > 2:
        raise PhraseError("it has more than one `&`; two halves are all there can be")
    return sides


def _side(text: str, word_class: Callable[[str], Choice]) -> Side:
    reader = _Reader(text.removeprefix("^").removesuffix("^").strip(), word_class)
    items = reader.items()
    if reader.at < len(reader.tokens):
        raise PhraseError(f"{reader.tokens[reader.at][1]!r} closes nothing; take it out or open it before")
    if not items:
        raise PhraseError("there is nothing beside `&` or `^`; write a word there")
    if isinstance(items[0], Gap) or isinstance(items[-1], Gap):
        raise PhraseError("a gap `...` stands between words; take it off the phrase's end")
    if all(nullable(item) for item in items):
        raise PhraseError("nothing in it is required; put one word outside of `[ ]`")
    if _gaps(items) > MOST_GAPS:
        raise PhraseError(f"it has more than {MOST_GAPS} gaps `...`; use fewer, or two phrases")
    return Side(items, text.startswith("^"), text.endswith("^"))


def nullable(item: Word | Gap) -> bool:
    """True if the item may stand for no characters at all."""
    if isinstance(item, Gap):
        return True
    return all(may_be_empty(part) for part in item)


def may_be_empty(part: Part) -> bool:
    """True if the part may stand for no characters at all."""
    if isinstance(part, Choice):
        return part.optional or any(all(nullable(item) for item in items) for items in part.alternatives)
    return part == Sign("*")


def _gaps(items: Items) -> int:
    count = 0
    for item in items:
        if isinstance(item, Gap):
            count += 1
        else:
            choices = [part for part in item if isinstance(part, Choice)]
            count += sum(max(map(_gaps, choice.alternatives)) for choice in choices)
    return count


class _Reader:
    """Reads the tokens of one side, by recursive descent."""

    def __init__(self, text: str, word_class: Callable[[str], Choice]) -> None:
        self.word_class = word_class
        self.tokens: list[tuple[str, str]] = []
        self.at = 0
        end = depth = 0
        for token in _TOKEN.finditer(text):
            if token.start() != end:
                break
            self.tokens.append((str(token.lastgroup), token[0]))
            end = token.end()
            if self.tokens[-1][0] == "open":
                depth += 1
            elif self.tokens[-1][0] == "close":
                depth -= 1
            if depth > MOST_BRACKETS:
                raise PhraseError(f"more than {MOST_BRACKETS} brackets stand in one another; write two phrases")
        if end != len(text):
            raise PhraseError(f"{text[end]!r} means nothing in a phrase; punctuation is skipped, so leave it out")

    def kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else "end"

    def items(self) -> Items:
        items: list[Word | Gap] = []
        while True:
            kind = self.kind()
            if kind in ("end", "bar", "close"):
                return tuple(items)
            if kind == "blank":
                self._check_hyphen()
                self.at += 1
            elif kind == "gap":
                self.at += 1
                if self.kind() not in ("blank", "end", "bar", "close") or (items and isinstance(items[-1], Gap)):
                    raise PhraseError("a gap `...` needs a space on both sides, and one gap is enough")
                items.append(Gap())
            else:
                items.append(self._word())

    def _check_hyphen(self) -> None:
        around = (self.tokens[self.at - 1][0] if self.at else "end", self._next_kind())
        if "-" in self.tokens[self.at][1] and {"end", "bar", "gap", "blank"} & set(around):
            raise PhraseError("a hyphen joins two words; leave it out where there is one")

    def _next_kind(self) -> str:
        return self.tokens[self.at + 1][0] if self.at + 1 < len(self.tokens) else "end"

    def _word(self) -> Word:
        parts: list[Part] = []
        while (kind := self.kind()) in ("open", "name", "sign", "letters"):
            text = self.tokens[self.at][1]
            if kind == "open":
                parts.append(self._choice())
                continue
            self.at += 1
            if kind == "letters":
                parts.append(Letters(text))
            elif kind == "name":
                parts.append(self._named(text))
            else:
                parts.append(Sign(text))
        if kind == "gap":
            raise PhraseError("a gap `...` needs a space on both sides")
        stars = [at for at, part in enumerate(parts) if part == Sign("*")]
        if any(at not in (0, len(parts) - 1) for at in stars) or len(stars) == len(parts):
            raise PhraseError("`*` stands at the beginning or the end of a word, beside letters")
        return tuple(parts)

    def _named(self, text: str) -> Part:
        name = text[1:-1]
        if not name:
            return Sign("{}")
        if not _NAME.fullmatch(name):
            raise PhraseError(f"{text} is no name of a word class; write small letters, digits and hyphens, or {{}}")
        return self.word_class(name)

    def _choice(self) -> Choice:
        opening = self.tokens[self.at][1]
        self.at += 1
        alternatives: list[Items] = []
        while True:
            items = self.items()
            if not items:
                raise PhraseError("a choice has an empty alternative; use [ ] for what may be left out")
            if all(nullable(item) for item in items):
                raise PhraseError("an alternative may be empty as a whole; use [ ] around the choice, and only there")
            alternatives.append(items)
            kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")
            self.at += 1
            if kind == "close":
                break
            if kind == "end":
                raise PhraseError(f"{opening!r} is never closed; close it")
        if text != {"(": ")", "[": "]"}[opening]:
            raise PhraseError(f"{opening!r} is closed by {text!r}; close it by its own kind")
        return Choice(tuple(alternatives), optional=opening == "[")
