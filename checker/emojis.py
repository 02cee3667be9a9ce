r"""Emoji found in a string.

What counts is decided by the policy, not by a library: `emoji` says which characters are drawn as emoji of themselves,
and the rest is the table below. One cluster is one finding, however many characters it is made of.

    drawn as an emoji of itself (😀 ⭐), or made one by U+FE0F, a skin tone, a keycap, a joiner   certain
    a pair of regional indicators, an emoji flag with tags                                       certain
    written as an escape (`\U0001F600`, `\uD83D\uDE00`) or a short code (`:smile:`)              certain
    a picture that is text unless a mail client colours it (❤ ☎ ✔ ➡)                             not certain
    ™ © ® ‼ and other signs without U+FE0F; anything with U+FE0E; digits, # and *; ★ ✓ → • №     none
"""

from __future__ import annotations

import re

from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COLOURED = "\ufe0f"
_PLAIN = "\ufe0e"

# Superset of the first characters of all emoji, keycaps apart; inside it the library decides.
_BASE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u24c2"
    "\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_SIGNS = frozenset("©®™ℹ‼⁉Ⓜ〰〽㊗㊙▪▫◻◼♀♂")
"""Emoji by the letter of the standard, but in running text signs, bullets and Japanese marks."""

# Kept for emoji, so one that is newer than the library is found too; and the letters of flags.
_RESERVED = (
    "[\U0001f1e6-\U0001f1ff\U0001f6d8-\U0001f6db\U0001f6ed-\U0001f6ef\U0001f6fd-\U0001f6ff"
    "\U0001f7ec-\U0001f7ef\U0001f7f1-\U0001f7ff\U0001fa70-\U0001faff]"
)

_SEEN = (
    "[\u20e3\ufe0f\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u25b6\u25c0\u25fd\u25fe"
    "\u2600-\u2604\u2607-\u260f\u2611\u2613-\u263f\u2641\u2643-\u2712\u2714-\u2716\u2719-\u27bf\u2934\u2935"
    "\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\ud83c-\ud83e\U0001f000-\U0001faff]"
)
_ESCAPES = r"\\[uU][0-9A-Fa-f{]|&#"
_CODES = r":[\w+\-’.!()&“”]{1,80}:"

# Marks of Markdown may stand in a short code before it is parsed.
TRACE = f"{_SEEN}|{_ESCAPES}|" + r":[\w+\-’.!()&“”\\*`~]{1,80}:"
"""A regular expression that finds something in every string in which `find` does."""

# Invisible characters that may have been put inside a cluster to hide it.
_FILL = "[\u00ad\u200b\u200c\u2060\ufe00-\ufe0d\ufeff]{0,4}"
_STYLE = f"(?:{_FILL}[{_PLAIN}{_COLOURED}])?"
_TONE = "[\U0001f3fb-\U0001f3ff]"
_ELEMENT = f"[{_BASE}]{_STYLE}(?:{_FILL}{_TONE})?{_STYLE}(?:{_FILL}\u20e3)?[\U000e0020-\U000e007f]*"
_CLUSTER = (
    f"(?P<flag>[\U0001f1e6-\U0001f1ff]{{1,2}}{_COLOURED}?)"
    f"|(?P<keycap>[0-9#*]{_STYLE}{_FILL}\u20e3)"
    f"|{_ELEMENT}(?:{_FILL}\u200d{_FILL}{_ELEMENT})*"
)
_ESCAPE = (
    r"\\u(?P<high>[dD]83[c-eC-E])\\u(?P<low>[dD][c-fC-F][0-9A-Fa-f]{2})"
    r"|\\u\{(?P<braced>[0-9A-Fa-f]{1,6})\}|\\U(?P<long>[0-9A-Fa-f]{8})|\\u(?P<short>[0-9A-Fa-f]{4})"
    r"|&#[xX](?P<hex>[0-9A-Fa-f]{1,6});?|&#(?P<decimal>[0-9]{1,7});?"
    "|(?P<first>[\ud83c-\ud83e])(?P<second>[\udc00-\udfff])"
)
# A code stands apart from words and numbers: `10:30:00` and `::before` are none. Codes may follow each other.
_SHORT_CODES = r"(?<![\w:/])(?::[\w+\-’.!()&“”]{1,80}:)+(?![\w:])"

_compiled: dict[str, re.Pattern[str]] = {}


class Emoji(NamedTuple):
    """One emoji and where it stands, in code points of the string that was searched."""

    start: int
    end: int
    certain: bool
    """False for a picture that is text unless a mail client colours it."""
    name: str
    """What it shows, in English: `thumbs up`."""
    character: str
    """The emoji itself; other than what is written if that is an escape or a short code."""


def find(value: str) -> list[Emoji]:
    """All emoji of a string, in the order of their places."""
    if value.isascii() and ":" not in value and "\\" not in value and "&#" not in value:
        return []
    if not _pattern(TRACE).search(value):
        return []
    text, places = _unescaped(value)
    found = [
        Emoji(places[match.start()], places[match.end()], certain, _name(match.group()), match.group())
        for match in _pattern(_CLUSTER).finditer(text)
        for certain in _verdict(match)
    ]
    return sorted([*found, *_short_codes(value)])


def _pattern(expression: str) -> re.Pattern[str]:
    pattern = _compiled.get(expression)
    if pattern is None:
        pattern = _compiled[expression] = re.compile(expression)
    return pattern


def _unescaped(value: str) -> tuple[str, Sequence[int]]:
    """The string with escapes read, and for each of its characters, and its end, the offset where that is written."""
    characters: list[str] = []
    places: list[int] = []
    last = 0
    for match in _pattern(_ESCAPE).finditer(value):
        character = _character(match)
        if character is None:
            continue
        characters.extend((value[last : match.start()], character))
        places.extend(range(last, match.start() + 1))
        last = match.end()
    if not last:
        return value, range(len(value) + 1)
    characters.append(value[last:])
    places.extend(range(last, len(value) + 1))
    return "".join(characters), places


def _character(escape: re.Match[str]) -> str | None:
    """The one character that an escape stands for; None if there is none of that number."""
    high, low = escape["high"] or escape["first"], escape["low"] or escape["second"]
    if high:
        halves = [ord(half) if len(half) == 1 else int(half, 16) for half in (high, low)]
        return chr(0x10000 + (halves[0] - 0xD800) * 0x400 + halves[1] - 0xDC00)
    written = escape["braced"] or escape["long"] or escape["short"] or escape["hex"]
    code = int(written, 16) if written else int(escape["decimal"])
    return chr(code) if code <= 0x10FFFF else None


def _verdict(cluster: re.Match[str]) -> Iterator[bool]:
    """Whether a cluster is certain; nothing if it is no emoji."""
    if cluster["flag"] or cluster["keycap"]:
        yield True
        return
    pictures = 0
    base = ""
    for element in _pattern(_ELEMENT).finditer(cluster.group()):
        drawn = _drawn(element.group()[0])
        style = next((mark for mark in element.group() if mark in (_PLAIN, _COLOURED)), "")
        if drawn is None or style == _PLAIN:
            continue
        if drawn or style == _COLOURED or _pattern(_TONE).search(element.group(), 1):
            yield True
            return
        pictures += 1
        base = element.group()[0]
    if pictures > 1 or (pictures and base not in _SIGNS):
        yield pictures > 1


def _drawn(character: str) -> bool | None:
    """Whether a character is an emoji of itself (True) or only where it is asked to be (False); None if it is none."""
    from emoji import EMOJI_DATA, STATUS

    known = EMOJI_DATA.get(character)
    if known is not None:
        return bool(known["status"] != STATUS["unqualified"])
    return True if re.match(_RESERVED, character) else None


def _short_codes(value: str) -> Iterator[Emoji]:
    if value.count(":") < 2:
        return
    for run in _pattern(_SHORT_CODES).finditer(value):
        for code in _pattern(_CODES).finditer(value, run.start(), run.end()):
            from emoji import emojize

            character = emojize(code.group(), language="alias")
            if character != code.group():
                yield Emoji(code.start(), code.end(), True, _name(character), character)


def _name(cluster: str) -> str:
    from emoji import EMOJI_DATA

    bare = re.sub("[\u00ad\u200b\u200c\u2060\ufe00-\ufe0e\ufeff]", "", cluster)
    for form in (bare, bare + _COLOURED, bare.replace(_COLOURED, ""), bare[:1], bare[:1] + _COLOURED):
        known = EMOJI_DATA.get(form)
        if known is not None:
            return str(known["en"]).strip(":").replace("_", " ")
    import unicodedata

    return unicodedata.name(bare[:1], "emoji").lower()
