"""What numbers look like: the digits of a text read however they are written, and cut into single numbers."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from checker.patterns import lazy
from checker.phones.words import DIGITS, KANJI, REPEATS, fold
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INVISIBLE = frozenset("\u00ad\u034f\u180e\u20e3\ufeff") | frozenset(
    chr(code)
    for span in ((0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xFE00, 0xFE10))
    for code in range(*span)
)
_LINE_MARKS = "ー一―─"
"""Strokes that are typed for a hyphen between full-width digits."""


class Folded(NamedTuple):
    """A text in which every digit is ASCII and every separator one of a few."""

    text: str
    """Letters in lower case and without accents."""
    cased: str
    """The same with the case that was written."""
    places: Sequence[int]
    """Where each character, and the end, stands in the original."""


def read(value: str) -> Folded:
    if value.isascii():
        return Folded(value.lower(), value, range(len(value) + 1))
    text: list[str] = []
    cased: list[str] = []
    places: list[int] = []
    for place, character in enumerate(value):
        if character in _INVISIBLE:
            continue
        plain = _plain(character)
        if character in _LINE_MARKS and cased and cased[-1].isdigit():
            plain = "-"
        lower = fold(plain)
        if len(lower) == 1:
            text.append(lower)
            cased.append(plain)
            places.append(place)
    places.append(len(value))
    return Folded("".join(text), "".join(cased), places)


def _plain(character: str) -> str:
    """ASCII for digits, dashes, spaces and full-width forms."""
    if character.isascii():
        return character
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    kind = unicodedata.category(character)
    if kind == "Pd" or character in "\u2212\u2043\u00af\u02d7":
        return "-"
    if kind == "Zs":
        return " "
    return {
        "\u2044": "/",
        "\u2215": "/",
        "\u2024": ".",
        "\u00b7": ".",
        "\u2219": ".",
        "\u30fb": ".",
        "\ufe55": ":",
    }.get(character, character)


class Number(NamedTuple):
    """Digits that are written as one number."""

    start: int
    end: int
    written: str
    groups: tuple[str, ...]
    """The digits between separators."""

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def lengths(self) -> tuple[int, ...]:
        return tuple(map(len, self.groups))

    @property
    def plus(self) -> bool:
        return self.written.lstrip("(").startswith("+")

    @property
    def dialled(self) -> str:
        return "+" * self.plus + self.digits


_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_CLOCK = r"(?:[01]?\d|2[0-4])[:.h][0-5]\d"
_HOUR = rf"(?:{_CLOCK}|[01]?\d|2[0-4])"
_OTHER = lazy(
    # Addresses of pages and mailboxes.
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}|(?<![\w.-])[a-z][\w.-]{0,62}\.[a-z]{2,12}/\S*"
    # Amazon's order numbers.
    r"|(?<![\d-])\d{3} ?- ?\d{7} ?- ?\d{7}(?![\d-])|(?<![a-z\d-])[a-z]\d\d-\d{7}-\d{7}(?![\d-])"
    # Dates, and the years of a range.
    rf"|(?<![\d.+/-])(?:19|20)\d\d([-./]){_MONTH}\1{_DAY}(?!\d|[-./]\d)"
    rf"|(?<![\d./+-])(?:{_DAY}\.(?:{_MONTH}\.)? ?- ?)?{_DAY}([./-]){_MONTH}\2(?:19|20)?\d\d(?!\d|[-./]\d)"
    r"|(?<![\d./+-])(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d(?!\d|[-./ ]\d)"
    # Times of day and opening hours.
    rf"|(?<![\d./+-]){_CLOCK} ?(?:-|to|bis|a|to|tot|do|ate|til) ?{_CLOCK}(?!\d|[-./]\d)"
    rf"|(?<![\d./+-]){_HOUR} ?(?:-|to|bis|a|tot|do) ?{_HOUR} ?"
    r"(?=uhr|hrs?\b|h\b|am\b|pm\b|a\.m|p\.m|heures|ore\b|uur|godz)"
    r"|(?<![\d./+-])(?:[01]\d|2[0-4])(?:00|15|30|45) ?- ?(?:[01]\d|2[0-4])(?:00|15|30|45)(?!\d|[-./ ]\d)"
    r"|(?<!\d)24 ?[/x] ?7(?!\d)"
    # Bank accounts, books, positions on the globe.
    r"|(?<![a-z\d])[a-z]{2}\d\d(?: ?[a-z\d]{4}){3,8}(?: ?[a-z\d]{1,3})?(?![a-z\d])"
    r"|(?<!\d)97[89][- ]\d{1,5}[- ]\d{1,7}[- ]\d{1,7}[- ]\d(?!\d)"
    r"|(?<![\d.])-?\d{1,3}\.\d{4,9} ?[,/;] ?-?\d{1,3}\.\d{4,9}(?!\d)"
)
"""What is certainly something else."""

_GAP = r"[ \t\n()\[\]./\\_~*-]"
_RUN = lazy(rf"[+(\[]{{0,3}}(?<![a-z\d])\d(?:{_GAP}{{0,4}}\d)*")
_BREAK = lazy(r" ?\n| [-/] |\. | {3}| [(\[]| (?=0\d\d)")
_LETTER_O = lazy(r"(?<![a-z\d])o?\d[o\d]*(?![a-z\d])")
_GROUP = lazy(r"\d+")


def numbers(folded: Folded) -> Iterator[Number]:
    """All numbers of a text in the order of their places, long and short, without what is certainly something else."""
    text = _OTHER.sub(lambda match: "\x01" * len(match.group()), folded.text)
    text = _LETTER_O.sub(lambda match: match.group().replace("o", "0"), text)
    for run in _RUN.finditer(text):
        start = run.start()
        for end, following in _cuts(run.group()):
            yield _number(text, start, run.start() + end)
            start = run.start() + following


def _cuts(run: str) -> Iterator[tuple[int, int]]:
    """Where the numbers of a run end and the next ones begin."""
    start = 0
    for gap in _BREAK.finditer(run):
        before = run[start : gap.start()].lstrip(" ([")
        if _parts(before, gap.group(), run[gap.end() : gap.end() + 2]):
            yield gap.start(), gap.start() + 1
            start = gap.start() + 1
    yield len(run), len(run)


def _parts(before: str, gap: str, after: str) -> bool:
    """Whether a gap parts two numbers, not the digits of one."""
    count = sum(map(str.isdigit, before))
    opens = before.startswith(("+", "0"))
    if gap == " ":
        return count >= (11 if before.startswith("+") else 9)
    if count >= 7 or gap.isspace() or gap == ". ":
        return bool(count) and not (opens and count < 7)
    return gap.endswith(("(", "[")) and not (before.startswith("+") or before in ("1", "001") or after == "0)")


def _number(text: str, start: int, end: int) -> Number:
    written = text[start:end]
    lead = len(written) - len(written.lstrip(" \t\n-/."))
    start, written = start + lead, written[lead:].rstrip(" \t\n([./\\_~*-")
    if written.startswith(("(", "[")) and ")" not in written and "]" not in written:
        start, written = start + 1, written[1:]
    # The zero in brackets is dialled only within the country.
    dialled = written.replace("(0)", " ") if written.lstrip("(").startswith(("+", "00")) else written
    return Number(start, start + len(written), written, tuple(_GROUP.findall(dialled)))


_TOLL_FREE = r"8(?:00|08|22|33|44|55|66|77|88)"
_VANITY = lazy(
    rf"(?<![A-Za-z\d_#-])(?P<prefix>\+?1[-. ]\(?{_TOLL_FREE}\)?|0?{_TOLL_FREE}|0 800|1[38]00|0?900|0[17]80)"
    r"(?P<gap>[-. ]{1,3})(?P<name>[A-Z\d]{1,10}(?:[- ][A-Z\d]{1,10}){0,3})(?![A-Za-z\d])"
)
KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


class Vanity(NamedTuple):
    """A number of which a part is spelled in letters."""

    start: int
    end: int
    digits: str
    """What one would dial."""
    plain: bool
    """True if it can be nothing else, so that no word beside it is needed."""


def vanities(folded: Folded) -> Iterator[Vanity]:
    for match in _VANITY.finditer(folded.cased):
        prefix = "".join(_GROUP.findall(match["prefix"]))
        american = prefix[0] == "1" and not match["prefix"].isdigit()
        wanted = 7 if american or len(prefix) == 3 else 5
        end, name = 0, ""
        for part in re.finditer(r"[A-Z\d]+", match["name"]):
            name, end = name + part.group(), part.end()
            if len(name) >= wanted:
                break
        letters = sum(map(str.isalpha, name))
        if letters < 2 or not wanted <= len(name) <= 10 or re.search(r"[A-Z]{2}", name) is None:
            continue
        plain = american or (prefix[0] == "0" and "-" in match["gap"] and letters >= 5)
        yield Vanity(match.start(), match.start("name") + end, prefix + name.translate(KEYS), plain)


class Spelled(NamedTuple):
    """A number in words, or in words and digits."""

    start: int
    end: int
    digits: str


_WORD = lazy(r"[a-z]+|\d+")
_BETWEEN = lazy(r"[,.]?\s{1,2}|\s?-\s?")
_KANJI = lazy(r"[零〇一二三四五六七八九幺][零〇一二三四五六七八九幺 -]{5,24}[零〇一二三四五六七八九幺]")


def spelled(folded: Folded) -> Iterator[Spelled]:
    """Numbers of seven digits or more of which at least three in a row are spelled in words."""
    start = end = words = row = times = 0
    digits = ""
    text = folded.text
    for match in [*_WORD.finditer(text), None]:
        word = match.group() if match else ""
        digit = DIGITS.get(word) or (word if word.isdigit() and len(word) <= 5 else "")
        joined = match is not None and end and _BETWEEN.fullmatch(text, end, match.start()) is not None
        if not joined or not (digit or word in REPEATS):
            if words >= 3 and 7 <= len(digits) <= 15 and not _counts(digits):
                yield Spelled(start, end, digits)
            digits, words, row, times, end = "", 0, 0, 0, 0
        if match is None or not (digit or word in REPEATS):
            continue
        start = start if end else match.start()
        end = match.end()
        row = 0 if word.isdigit() else row + 1
        words = max(words, row)
        times = REPEATS.get(word, 0) or times
        if digit:
            digits += digit * (times or 1)
            times = 0
    for match in _KANJI.finditer(folded.cased):
        number = re.sub(r"\D", "", match.group().translate(KANJI))
        if not _counts(number):
            yield Spelled(match.start(), match.end(), number)


def _counts(digits: str) -> bool:
    """Whether the digits only count up or down: one, two, three ..."""
    steps = {int(after) - int(before) for before, after in pairwise(digits)}
    return len(steps - {-9, 9}) == 1 and not steps & {0}


def significant(number: str) -> str:
    """The digits of a number without what is dialled before it within its country: equal for all its spellings."""
    cased = read(number).cased.upper().replace("(0)", "")
    return re.sub(r"\D", "", cased.translate(KEYS)).lstrip("0")
