"""Which words stand together: a second, closer look at whether a text can hold a phrase, all of which is one sentence.

The pieces into which a text is cut here are sentences or more than that, never less, and that goes for raw text as
well: where markup or a placeholder may swallow the end of a sentence, the text is not cut.
"""

from __future__ import annotations

import re

from checker.lexicon.alphabet import LETTER, NUMBER_KEY, SIGNS
from checker.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checker.lexicon.demand import Demand

_BLOCK = lazy(r"\n *\n")
_END = lazy(r"!|\?|(?<!\bn[or])\.(?=\s)|\n *\n")
# A link, an image, or a placeholder, with nothing of the kind in it; a group if its brackets go on.
_WHOLE = lazy(r"\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\]|(\())?|\{\{?[^{}]*\}\}?")
_BROKEN = lazy(r"[\[\]{}]")
_ELSEWHERE = lazy(r"<[%#<]|\{%[-+~]? *(?:comment|raw|verbatim)")
_WORD = lazy(LETTER[False] + "+")
_NO_WORD = lazy(r"[\x00-/:-@\[-`{-\x7f]+")
_DIGIT = lazy("[0-9]")
_SPLIT = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
_PLAIN = str.maketrans("!?.[]{}", " " * 7)


class Sentences:
    """The sentences of a folded text, as bits: bit 0 is the first sentence, and all bits are set in `-1`."""

    __slots__ = ("_classes", "_masks", "_pieces", "_spaced", "_words")

    def __init__(self, folded: str, classes: Mapping[str, Demand], spaceless: bool) -> None:
        """`classes` has the demands of the word classes."""
        pieces = _pieces(folded)
        self._classes = classes
        self._masks: dict[str, int] = {}
        """By word; other keys are added as they are asked for."""
        self._pieces = pieces
        self._spaced = not spaceless
        self._words: frozenset[str] = frozenset()
        if spaceless:
            self._pieces = [_NO_WORD.sub(_signs, piece) for piece in pieces]
            return
        masks, bit = self._masks, 1
        ascii_only = folded.isascii()
        for piece in pieces:
            for word in piece.translate(_SPLIT).split() if ascii_only else _WORD.findall(piece):
                masks[word] = masks.get(word, 0) | bit
            bit <<= 1
        self._words = frozenset(masks)

    def meeting(self, demand: Demand) -> int:
        """The sentences that meet a demand."""
        masks = self._masks
        if isinstance(demand, str):
            mask = masks.get(demand)
            if mask is None:
                mask = masks[demand] = self._key(demand)
            return mask
        operator, *parts = demand
        if operator == "&":
            together = -1
            for part in parts:
                together &= self.meeting(part)
                if not together:
                    return 0
            return together
        some = 0
        words, *others = parts
        for word in words & self._words if self._spaced else words:
            some |= masks[word] if self._spaced else self.meeting(word)
        for part in others:
            some |= self.meeting(part)
        return some

    def _key(self, key: str) -> int:
        """The sentences in which a key is met that is no whole word of the text."""
        if key in self._classes:
            return self.meeting(self._classes[key])
        if key == NUMBER_KEY:
            return self._having(lambda piece: _DIGIT.search(piece) is not None)
        if self._spaced and key not in SIGNS and "*" not in key:
            return 0
        stem = key.strip("*")
        return self._having(lambda piece: stem in piece)

    def _having(self, test: Callable[[str], bool]) -> int:
        return sum(1 << at for at, piece in enumerate(self._pieces) if test(piece))


def _pieces(folded: str) -> list[str]:
    folded = folded.replace("![", " [")  # an image
    if ("<" in folded or "{%" in folded) and _ELSEWHERE.search(folded):
        return [folded]
    if not _BROKEN.search(folded):
        return _END.split(folded)
    blocks = _BLOCK.split(folded)
    if "{" in folded and any(block.count("{") != block.count("}") for block in blocks):
        return [folded]  # what a template engine leaves out may reach over blank lines
    pieces = []
    for block in blocks:
        plain = _WHOLE.sub(_unbroken, block) if _BROKEN.search(block) else block
        pieces += [block] if _BROKEN.search(plain) else _END.split(plain)
    return pieces


def _signs(between: re.Match[str]) -> str:
    """What a text without spaces keeps of what stands between its letters."""
    return "".join(sign for sign in SIGNS if sign in between[0])


def _unbroken(whole: re.Match[str]) -> str:
    """A link or placeholder without anything that might end a sentence."""
    return "[" if whole[1] else whole[0].translate(_PLAIN)
