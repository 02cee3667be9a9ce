"""Folding: the one spelling in which texts and phrases are compared, and the way back.

Folding does not depend on the language. Case, accents, compatibility letters (full-width, half-width, circled,
ligatures), look-alike letters, quotes, dashes and white space become one spelling; invisible characters vanish. What is
left is a closed set: letters, digits and vowel signs make words, and every other character is ASCII. So what stands
between words is a class of ASCII characters, which keeps patterns small and quick to compile.

Three signs of the folded text mean something of their own: `PLACEHOLDER`, `STAR`, and `!`, which stands for everything
that ends a sentence (`…`, `。`, `।`) except `.` and `?`.
"""

from __future__ import annotations

import re
from functools import cache

from checker.lexicon.alphabet import PLACEHOLDER, STAR, TIGHTENING
from checker.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ASCII = "".join(chr(code).lower() for code in range(128)).translate(dict.fromkeys(b"\t\v\f\r", " "))

# What Unicode alone would not tell.
_SPECIAL = {
    **dict.fromkeys("‘’‚‛ʹʻʼʽʾʿˈ′‵´＇ꞌ", "'"),
    **dict.fromkeys("“”„‟«»‹›″‶〝〞〟「」『』《》〈〉", '"'),
    **dict.fromkeys("〜∼˜", "~"),
    **dict.fromkeys("…‥。｡।॥۔։።⋯‼", "!"),
    **dict.fromkeys("؟⁇⁈⁉⸮\u037e", "?"),
    **dict.fromkeys("¡¿،、､؛", ","),
    **dict.fromkeys("★☆⭐🌟✩✪✫✬✭✮✯✰⋆⍟", STAR),
    "\ufffc": PLACEHOLDER,
    "\u2800": " ",
    "\u0085": " ",
    "٪": "%",
    "−": "-",
    "№": "no",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ŋ": "n",
    **dict(zip("øđðħŧłıȷſςɑɡ", "oddhtlijsσag", strict=True)),
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)),
    # Arabic letters that are written one for the other.
    "\u0649": "\u064a",  # alef maksura: ya
    "\u06cc": "\u064a",  # Farsi ya
    "\u0671": "\u0627",  # alef wasla: alef
    "\u06a9": "\u0643",  # Farsi kaf
    "\u0629": "\u0647",  # ta marbuta: ha
    "\u06be": "\u0647",
    "\u06c1": "\u0647",
    "\u06d5": "\u0647",
    "\u0901": "\u0902",  # Devanagari candrabindu: anusvara
}
_KANA_MARKS = "\u3099\u309a"
_SOUND_MARKS = "\u3099\u309a\uff9e\uff9f"
_FILLERS = frozenset("\u0640\u115f\u1160\u17b4\u17b5\u3164\uffa0" + _KANA_MARKS)
_BRACKETS = {"Ps": "(", "Pe": ")", "Pi": '"', "Pf": '"', "Pd": "-", "Pc": "_", "Sc": "$"}


@cache
def _marks() -> re.Pattern[str]:
    """What writers leave out or put in at will: accents, Arabic and Hebrew points, nuktas, variation selectors."""
    return re.compile(
        "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
        "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u093c\u09bc\u0a3c\u180b-\u180d\u180f\u1ab0-\u1ace"
        "\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
    )


class _Folds(dict[int, str]):
    """Code point to folded characters, worked out the first time that a character is met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _of_character(chr(code))
        return folded


_FOLDS = _Folds()
_RUN = lazy(r"[^\x00-\x7f]+")
_OTHER = lazy(r"[^\x00-\x7f]")
_ALIEN = lazy("[\u0370-\u058f]")  # Greek, Cyrillic, Armenian
_CJK = lazy("[\u3005-\u9fff]")
_CJK_SPACE = lazy("(?<! )(?: ++\n?|\n) *+(?=[\u3005-\u9fff])")
_SOUND = lazy("[\u3046-\u30fd\uff66-\uff9d][\u3099\u309a\uff9e\uff9f]")


def _of_character(character: str) -> str:
    import unicodedata

    category = unicodedata.category(character)
    if character in _SPECIAL or character.isascii():
        return _SPECIAL.get(character) or _ASCII[ord(character)]
    if category == "Cf" or character in _FILLERS or _marks().match(character):
        return ""
    if category[0] in "LNM":
        return _of_letter(character)
    if category[0] == "Z":
        return " "
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and len(plain) == 1:
        return _FOLDS[ord(plain)]
    return _BRACKETS.get(category, "*")


def _of_letter(character: str) -> str:
    import unicodedata

    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    bare = _marks().sub("", unicodedata.normalize("NFKD", character).lower())
    known = "".join(_SPECIAL.get(part) or (part if part.isalpha() else _plain(part, character)) for part in bare)
    return "".join(part for part in unicodedata.normalize("NFC", known) if part not in _FILLERS)


def _plain(part: str, whole: str) -> str:
    """What a letter decomposes to besides letters: the stroke of `½`, the vowel signs of Devanagari."""
    return part if part == whole or part in _KANA_MARKS else _FOLDS[ord(part)]


def fold(text: str) -> str:
    """The text as it is compared. Its length may differ, see `Map`."""
    return fold_letters(latin_lookalikes(text) if not text.isascii() and _ALIEN.search(text) else text)


def fold_letters(text: str) -> str:
    """`fold`, but Greek and Cyrillic letters stay what they are."""
    if text.isascii():
        return text.translate(_ASCII)
    if any(mark in text for mark in _SOUND_MARKS):
        text = _SOUND.sub(_composed, text)
    text = _RUN.sub(_run, text)
    if text.isascii():
        return text.translate(_ASCII)
    for space in "\t\v\f\r":
        text = text.replace(space, " ")
    text = text.lower()
    return _CJK_SPACE.sub(_tightened, text) if _CJK.search(text) else text


def _run(run: re.Match[str]) -> str:
    return run[0].translate(_FOLDS)


def _composed(pair: re.Match[str]) -> str:
    """A kana and its sound mark, perhaps of half width, as one letter."""
    import unicodedata

    one = unicodedata.normalize("NFKC", pair[0])
    return one if len(one) == 1 else pair[0]


def _tightened(space: re.Match[str]) -> str:
    """White space between two letters of a script without spaces means nothing."""
    before = space.string[space.start() - 1 : space.start()]
    return "" if _CJK.match(before) else space[0]


class Map:
    """The way back from the tightened text to the folded one and to the text itself."""

    __slots__ = ("_ends", "_folded", "_folded_ends", "_folded_starts", "_starts")

    def __init__(self, text: str, folded: str) -> None:
        starts, ends = list(range(len(text))), list(range(1, len(text) + 1))
        if not text.isascii():
            value = latin_lookalikes(text) if _ALIEN.search(text) else text
            value, starts, ends = _edited(value, starts, ends, _SOUND.finditer(value), _composed)
            value, starts, ends = _edited(value, starts, ends, _OTHER.finditer(value), _run)
            value = value.translate(_FOLDS)
            value, starts, ends = _edited(value, starts, ends, _CJK_SPACE.finditer(value), _tightened)
        self._folded = folded
        tight, folded_starts, folded_ends = folded, list(range(len(folded))), list(range(1, len(folded) + 1))
        for pattern, instead in TIGHTENING:
            places = pattern.finditer(tight)
            tight, folded_starts, folded_ends = _edited(tight, folded_starts, folded_ends, places, instead)
        self._folded_starts, self._folded_ends = folded_starts, folded_ends
        self._starts = [starts[at] for at in folded_starts]
        self._ends = [ends[at - 1] for at in folded_ends]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the tightened characters from `start` to `end` stand; what vanished between them is covered."""
        return self._starts[start], self._ends[end - 1]

    def folded(self, start: int, end: int) -> str:
        """The folded characters that the tightened ones from `start` to `end` stand for."""
        return self._folded[self._folded_starts[start] : self._folded_ends[end - 1]]


def _edited(
    value: str,
    starts: list[int],
    ends: list[int],
    places: Iterable[re.Match[str]],
    piece: Callable[[re.Match[str]], str] | str,
) -> tuple[str, list[int], list[int]]:
    """Replace each place, carrying where every character comes from. A mark that vanishes stays with its letter."""
    parts: list[str] = []
    firsts: list[int] = []
    lasts: list[int] = []
    at = 0
    for place in places:
        parts.append(value[at : place.start()])
        firsts += starts[at : place.start()]
        lasts += ends[at : place.start()]
        at = place.end()
        new = piece if isinstance(piece, str) else piece(place)
        parts.append(new)
        firsts += [starts[place.start()]] * len(new)
        lasts += [ends[at - 1]] * len(new)
        if not new and lasts and lasts[-1] == starts[place.start()] and _marks().match(place[0]):
            lasts[-1] = ends[at - 1]
    parts.append(value[at:])
    return "".join(parts), firsts + starts[at:], lasts + ends[at:]


# ---- letters of other scripts that look Latin ----

_LATIN = dict(
    zip(
        "АВЕКМНОРСТУХЅІЈԚԜҮӀавекмнорстухѕіјԛԝһԁӏүΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοινρυκχγητωεϲϳօսոհցՕՍ",
        "abekmhopctyxsijqwylabekmhopctyxsijqwhdlyabezhikmnoptyxaoivpukxyntwecjounhgos",
        strict=True,
    )
)


def latin_lookalikes(text: str, every: bool = False) -> str:
    """The text with Greek, Cyrillic and Armenian letters that pose as Latin ones made Latin, one for one.

    A letter poses as Latin in a word that mixes scripts, and in a word of nothing but such letters if no word of the
    text is really of the other script. With `every` all of them are changed wherever they stand.
    """
    if every:
        return _ALIEN.sub(_latin, text)
    words = [word for word in _letters().findall(text) if _ALIEN.search(word)]
    test = _poses if all(map(_poses, words)) else _mixes
    return _letters().sub(lambda word: _ALIEN.sub(_latin, word[0]) if test(word[0]) else word[0], text)


@cache
def _letters() -> re.Pattern[str]:
    """A word, with the invisible characters and marks in it."""
    return re.compile("[\\w\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+")


def _latin(letter: re.Match[str]) -> str:
    import unicodedata

    return _LATIN.get(unicodedata.normalize("NFD", letter[0])[0], letter[0])


def _mixes(word: str) -> bool:
    return any(letter.isalpha() and not _ALIEN.match(letter) for letter in word)


def _poses(word: str) -> bool:
    return _mixes(word) or not _ALIEN.search(_ALIEN.sub(_latin, word))
