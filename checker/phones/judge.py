"""Which numbers of a text are phone numbers: what their shapes, and the words beside them, say."""

from __future__ import annotations

import re
from functools import cache

from checker.patterns import lazy
from checker.phones import shapes, words
from checker.phones.shapes import Folded, Number
from checker.phones.trace import TRACE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

REGIONS = {
    "en": ("US", "GB", "CA", "AU", "IE", "IN", "SG", "ZA"),
    "de": ("DE", "AT", "CH"),
    "fr": ("FR", "BE", "CH", "CA"),
    "es": ("ES", "MX", "AR", "CO", "CL", "PE"),
    "it": ("IT", "CH"),
    "ja": ("JP",),
    "nl": ("NL", "BE"),
    "pl": ("PL",),
    "sv": ("SE", "FI"),
    "pt": ("BR", "PT"),
    "tr": ("TR",),
    "ar": ("SA", "AE", "EG"),
    "zh": ("CN", "TW", "HK"),
    "hi": ("IN",),
}
"""Where the readers of a language mostly phone."""


@cache
def _traces() -> re.Pattern[str]:
    return re.compile(TRACE)


def traced(value: str) -> bool:
    """Whether a text may hold a phone number at all."""
    return _traces().search(value) is not None


def expected(languages: Iterable[str], regions: Iterable[str]) -> tuple[str, ...]:
    """The regions whose numbers are to be expected, most likely ones first."""
    spoken = [REGIONS.get(language.lower().partition("-")[0].partition("_")[0], ()) for language in languages]
    known = [*regions, *(region for row in (spoken or REGIONS.values()) for region in row), "US", "GB"]
    return tuple(dict.fromkeys(known))


def found(folded: Folded, regions: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Where the phone numbers of a folded text begin and end, and what one would dial; in order, maybe overlapping."""
    judge = _Judge(folded, regions)
    return sorted(
        [
            *((number.start, number.end, number.dialled) for number in shapes.numbers(folded) if judge.number(number)),
            *((name.start, name.end, name.digits) for name in shapes.vanities(folded) if judge.vanity(name)),
            *((row.start, row.end, row.digits) for row in shapes.spelled(folded) if judge.spelled(row)),
        ]
    )


_SENTENCE = lazy(r"[?;。？；]|\.(?=\s+[A-Z\u00c0-\u00de][^\W\d_]{2,})|\n[ \t]*\n")
_PLAIN_GAP = lazy(
    r"[\s:.,(\[#=-]*(?:(?:us|uns|nous|ci|ons|oss)\b\s*)?"
    r"(?:(?:no|nr|num|n°|nummer|number|numero|numer|at|on|under|unter|al|au|le|op|pa|pod|em|via)\b[\s:.]*)?\Z"
)
_UNIT_BEHIND = lazy(
    r" ?(?:[%‰€$£¥円元°個件]|(?:eur|usd|gbp|kg|g|mm|cm|km|m|mah|wh?|v|lm|lumens?|mb|gb|pcs|pieces|units|stuck|st|piezas"
    r"|pezzi|sztuk|adet)\b)"
)
_CODE_BEFORE = lazy(r"(?:[a-z\d][-_/]|[#$€£¥%@=&?])[ ]?\Z")
_CODE_BEHIND = lazy(r"[-_]?[a-wyz_\x01]|-?x(?!\d{1,5}\b)")
_EDGE_BEFORE = lazy(r"(?:\A|[\n\t|,;:\ufffc\u2022\u2013\u2014-]|\. )[ \t]*\Z")
_EDGE_BEHIND = lazy(r"[ \t.]*(?:\Z|[\n|,;\t\ufffc\u2022])")

_AREA_IN_BRACKETS = lazy(
    r"\(\d{3}\)[ -]{0,2}\d{3}[-. ]\d{4}|\(0\d{1,5}\)[ /-]{0,3}\d[\d /-]{4,11}|\(\d\d\) ?9?\d{4}-\d{4}"
)
_AMERICAN = lazy(r"(?:1[-. ])?\(?[2-9]\d\d\)?[-. ]{1,2}\d{3}[-. ]\d{4}")
_FREE = lazy(r"(?:\+?1[-. ])?\(?(?:0?8(?:00|08)|8(?:22|33|44|55|66|77|88)|0120|1[38]00|900)\b")
_TOLL_FREE = lazy(r"1[-. ]\(?8(?:00|22|33|44|55|66|77|88)\)?[-. ]\d{3}[-. ]\d{4}")
_THOUSANDS = lazy(r"[1-9]\d{0,2}(?:[ .]\d{3})*[ .]000")
_OTHER_GROUPS = frozenset({(1, 5, 5, 1), (1, 6, 6), (3, 3, 3, 5)})
"""How article numbers are printed under their bars, and a French company's number."""


class _Judge:
    """Says which numbers of one text are phone numbers."""

    def __init__(self, folded: Folded, regions: tuple[str, ...]) -> None:
        self.folded = folded
        self.regions = regions

    def number(self, number: Number) -> bool:
        """Whether a number is one to call."""
        count = len(number.digits)
        if not 7 <= count <= 15 or len(set(number.digits)) < 2 or self._in_a_code(number):
            return False
        if number.plus:
            return self._international(number)
        if _is_something_else(number) or _UNIT_BEHIND.match(self.folded.text, number.end):
            return False
        if self._labelled(number.start) and not (_FREE.match(number.written) and "CALL" in self._cues(number.start)):
            return False
        return self._evident(number) or self._called(number)

    def vanity(self, name: shapes.Vanity) -> bool:
        if self._labelled(name.start):
            return False
        return name.plain or not {"CALL", "LINE"}.isdisjoint(self._cues(name.start))

    def spelled(self, row: shapes.Spelled) -> bool:
        if self._labelled(row.start):
            return False
        return row.digits[0] == "0" or len(row.digits) > 8 or bool(self._cues(row.start)) or self._cue_behind(row.end)

    def _in_a_code(self, number: Number) -> bool:
        """Whether letters or signs around a number make it a part of something longer."""
        text = self.folded.text
        front = text[max(0, number.start - 3) : number.start]
        if _CODE_BEFORE.search(front) and not (number.plus or re.search(r"[a-z\d]- \Z", front)):
            return True
        return _CODE_BEHIND.match(text, number.end) is not None

    def _labelled(self, start: int) -> bool:
        """Whether the words at the front of a number say that it is something else."""
        before = self.folded.text[max(0, start - 64) : start]
        if words.pattern("TOUCHING").search(before):
            return True
        numbered = words.pattern("NUMBERED").search(before)
        return numbered is not None and words.pattern("CALL").search(before, numbered.start()) is None

    def _cues(self, start: int) -> dict[str, str]:
        """The kinds of words in front that belong to calling, and what stands between them and the number."""
        first = max(0, start - 56)
        before = self.folded.text[first:start]
        cues: dict[str, str] = {}
        for name in ("CALL", "LINE", "REACH"):
            ends = [match.end() for match in words.pattern(name).finditer(before)]
            if not ends or ends[-1] < len(before) - 42:
                continue
            gap = before[ends[-1] :]
            if _SENTENCE.search(self.folded.cased[first + ends[-1] : start]) and gap.strip(" \n:.-*"):
                continue
            cues["REACH" if re.search("[!！]", gap) else name] = gap
        return cues

    def _cue_behind(self, end: int) -> bool:
        """Whether words behind a number, in its sentence, say that it is one to call and name nothing else."""
        cased = self.folded.cased[end : end + 42]
        stop = _SENTENCE.search(cased)
        behind = self.folded.text[end : end + (stop.start() if stop else len(cased))].partition("\n\n")[0]
        if re.search(r"\d{5}", behind) or words.pattern("LABEL").search(behind):
            return False
        return any(words.pattern(name).search(behind) for name in ("CALL", "LINE"))

    def _called(self, number: Number) -> bool:
        """Whether words beside a number ask for a call."""
        cues = self._cues(number.start)
        direct = any(_PLAIN_GAP.match(cues[kind]) for kind in ("CALL", "LINE") if kind in cues)
        if not direct and (_is_bare_code(number.written) or number.lengths == (5, 4)):
            return False
        if direct or ("CALL" in cues and len(cues["CALL"]) <= 24):
            return self._possible(number)
        return bool(cues or self._cue_behind(number.end)) and self._dialable(number)

    def _evident(self, number: Number) -> bool:
        """Whether a number can be nothing but one to call, whatever stands beside it."""
        written, groups = number.written, number.groups
        if _AREA_IN_BRACKETS.fullmatch(written) or _TOLL_FREE.fullmatch(written):
            return True
        if all(len(group) == 1 for group in groups):
            return len(groups) >= 9 and written[0] == "0"
        if written.startswith("00"):
            return len(groups) > 2 and self._valid(number)
        return self._alone(number) and (
            _AMERICAN.fullmatch(written) is not None
            or (len(groups) > 3 and len(number.digits) > 8 and self._valid(number))
            or (len(groups) > 1 and written[0] == "0" and 9 <= len(number.digits) <= 11 and self._possible(number))
        )

    def _alone(self, number: Number) -> bool:
        """Whether a number stands in a line, a cell or between commas by itself, as in a signature."""
        before = self.folded.text[max(0, number.start - 8) : number.start]
        return _EDGE_BEFORE.search(before) is not None and _EDGE_BEHIND.match(self.folded.text, number.end) is not None

    def _dialable(self, number: Number) -> bool:
        """Whether a number looks like one to call."""
        written, groups = number.written, number.groups
        if _AREA_IN_BRACKETS.match(written) or _AMERICAN.fullmatch(written) or _FREE.match(written):
            return True
        if written.startswith("0") and len(groups) > 1:
            return len(number.digits) >= 8 and self._possible(number)
        return (len(groups) > 1 or written.startswith("0")) and self._valid(number)

    def _international(self, number: Number) -> bool:
        """Whether a number that begins with `+` is one to call, not a sum or an increase."""
        if _THOUSANDS.fullmatch(number.written.lstrip("+")) and not self._cues(number.start):
            return False
        if len(number.groups) == 1 and len(number.digits) < 10 and not self._cues(number.start):
            return False
        return self._possible(number)

    def _possible(self, number: Number) -> bool:
        import phonenumbers

        fitting = (phonenumbers.ValidationResult.IS_POSSIBLE, phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY)
        return any(phonenumbers.is_possible_number_with_reason(read) in fitting for read in self._read(number))

    def _valid(self, number: Number) -> bool:
        import phonenumbers

        return any(phonenumbers.is_valid_number(read) for read in self._read(number))

    def _read(self, number: Number) -> Iterator[Any]:
        """The number as each of the regions reads it."""
        import phonenumbers

        international = (
            number.digits.removeprefix("00") if number.digits.startswith("00") else number.digits * number.plus
        )
        readings = (
            [("+" + international, None)] if international else [(number.digits, region) for region in self.regions]
        )
        for digits, region in readings:
            try:
                yield phonenumbers.parse(digits, region)
            except phonenumbers.NumberParseException:
                continue


def _is_something_else(number: Number) -> bool:
    """Whether the shape of a number, which has no `+`, is that of an article, a parcel, a sum or an address."""
    written, groups = number.written, number.groups
    lengths = number.lengths
    if _THOUSANDS.fullmatch(written) or lengths in _OTHER_GROUPS:
        return True
    if len(groups) > 2 and set(lengths[:-1]) == {4} and lengths[-1] <= 4 and sum(lengths) > 10:
        return _FREE.match(written) is None
    if len(groups) == 1:
        return len(written) > 12 and not written.startswith("00")
    if "." in written and set(written) <= set(".0123456789"):
        return (len(groups) == 2 and lengths != (3, 4) and written[0] != "0") or (
            len(groups) == 4 and written[0] != "0" and all(int(group) < 256 for group in groups)
        )
    return len(groups) == 4 and lengths[-1] == 1 and len(number.digits) == 10 and _is_book(number.digits)


def _is_bare_code(digits: str) -> bool:
    """Whether digits without separators are rather a day (20240517), a parcel's, or an EAN, UPC or GTIN."""
    if re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|[1-9]\d{11,}", digits):
        return True
    if re.fullmatch(r"\d{8}|\d{12,14}", digits) is None:
        return False
    weighed = (int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(digits[:-1])))
    return (sum(weighed) + int(digits[-1])) % 10 == 0


def _is_book(digits: str) -> bool:
    """Whether a number has the check digit of an ISBN of ten digits."""
    return sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11 == 0
