"""Faces drawn with punctuation: `:-)`, `<3`, `^_^` and Japanese ones.

Amazon's rule names emoji; a face made of colons and brackets says the same, and a screen reader reads it out as
noise, so it is a warning. Write the words. Brackets that close a remark, list items, prices such as `5:-`, addresses,
comparisons and code are no faces.
"""

from __future__ import annotations

import re

from checker.finding import Severity
from checker.patterns import lazy
from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.message import Message
    from checker.rule import Given
    from checker.text import Text

# Full-width and curly marks become ASCII ones, character for character: every place stays what it was.
_PLAIN = str.maketrans("（）：；＝＾＿｀＞＜－’‘´＊", "():;=^_`><-''`*")

_END = r"(?=[\s.,!?…。！？)\"”»\ufffc]|\Z)"
_CHEEK = r"[*/#@;:'\"`~=゜°ﾟ |\\-]{0,3}"
_MOUTH = r"[_.\-oO0ω▽∀∇Д◇□ー~‿]"
_DOT = "[・･•●◕ﾟ゜°⌒]"
_EYES = (
    rf"\^{_MOUTH}{{0,3}}\^|[`']{_MOUTH}{{1,3}}[`']|[≧>]{_MOUTH}{{1,3}}[≦<]|{_DOT}{_MOUTH}{{1,3}}{_DOT}"
    rf"|T[_.\-▽∀Дω]T|;[_ω];|-_-|[oO0]_[oO0]|[=~¬x][_ω]{{1,2}}[=~¬x]"
)
_FACE = lazy(
    # Several mouths in a row laugh louder.
    rf"(?P<nosed>(?<![\d:;=|])[:;]'?-{{1,2}}(?:\)+|\(+|(?:[DPpOoxXsS/\\*]|[\[\]]+){_END}))"
    rf"|(?P<bracket>(?<![\d:;=/])(?:[:;=](?:\)+|\(+)|:'[()]+){_END})"
    rf"|(?P<opening>(?<![\w)])\([:;=](?=\s|\Z))"
    rf"|(?P<letter>(?<![^\s.!?…,])(?:[:;=][DPp]+|:[Oo/*]|:3+){_END})"
    rf"|(?P<laugh>(?<![^\s.!?…,])[xX]D+(?=\s*[.!?…]|[ ]*(?:\n|\Z)|\s+[:;<^(]))"
    rf"|(?P<heart>(?<![\w<])</?3+(?![\w%°€$£/:-])(?![.,]\d))"
    rf"|(?P<caret>(?<![\w^])\({_CHEEK}(?:{_EYES}){_CHEEK}\)[/vVﾉノ丿ゞ]?|(?<![\d^])\^{_MOUTH}?\^[;'\"]?(?![\w^]))"
    rf"|(?P<japanese>(?<![A-Za-z])m ?\([_. ]{{2,3}}\) ?m|[ヽ＼]?\({_CHEEK}(?:{_EYES}){_CHEEK}\)[/vVﾉノ丿ゞ]?"
    rf"|\((?:笑|爆笑|泣|涙|汗|爆)\))"
    rf"|(?P<bare>(?<!\S)(?:[oO0]_[oO0]|T[_.]T|;_;|-_-|ಠ_ಠ|>[_.]<|¯\\?_\(ツ\)_/¯){_END})"
)
_BRACKET = lazy(r"[()]|\n[ \t]*\n")
_MEASURED = lazy(
    r"(?:\b(?:ages?|aged|kids|children|babies|rating|ratings|ph|value|size|level|class|grade|number|count|is|are|of|if|and|or"
    r"|when|than|under|below|only|alter|kinder|werte?|größen?|stufe|unter|ist|wenn|und|oder|bei|für|enfants|taille|valeur|âge"
    r"|niños|edad|valor|talla|bambini|età|valore|taglia|crianças|idade|kinderen|leeftijd|dzieci|wiek|barn|ålder|çocuk|yaş)"
    r"|[=:(])\s*\Z",
    re.IGNORECASE,
)


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    code = [(block.start, block.end) for block in message.blocks if block.kind == "code"]
    for start, end in faces(prose.value):
        if any(first <= start < last for first, last in code):
            continue
        place = prose[start:end]
        if not _in_code_span(place):
            yield Hit(place, f"{place.value} is a face drawn with punctuation; say it in words")


def faces(value: str) -> Iterator[tuple[int, int]]:
    """Where the faces are, without the brackets behind them that close a remark."""
    value = value.translate(_PLAIN)
    depth = last = 0
    for match in _FACE.finditer(value):
        for bracket in _BRACKET.finditer(value, last, match.start()):
            depth = {"(": depth + 1, ")": max(0, depth - 1)}.get(bracket.group(), 0)
        last = match.start()
        judge = _JUDGES.get(match.lastgroup or "")
        if judge is None or judge(value, match, depth):
            mouths = match.group().count(")") if match.lastgroup in ("nosed", "bracket") else 0
            last = match.end() - min(depth, max(0, mouths - 1))
            yield match.start(), last


# What looks like a face is one, where `depth` brackets are open before it?


def _nosed(value: str, match: re.Match[str], depth: int) -> bool:
    return not (depth and match.group().endswith(")") and value[match.start() - 1].isalnum())


def _bracket(value: str, match: re.Match[str], depth: int) -> bool:
    written = match.group()
    before = value[max(0, match.start() - 3) : match.start()]
    if before[-1:].isalpha() and (written[0] != ":" or len(before) < 3 or not before.isalpha()):
        return False
    if ")" in written:
        return written.count(")") > depth and not (written[0] == ";" and before[-1:] == ")")
    return not _closed(value, match.end())


def _opening(value: str, match: re.Match[str], depth: int) -> bool:
    return not _closed(value, match.end())


def _letter(value: str, match: re.Match[str], depth: int) -> bool:
    return not (match.group().startswith(":3") and _before(value, match).rstrip()[-1:].isdigit())


def _laugh(value: str, match: re.Match[str], depth: int) -> bool:
    before = _before(value, match)
    if re.search(r"\bSD\b", before):
        return False
    return match.group() != "XD" or before.rstrip()[-1:] in (*".!?…,", "") or _LAUGHING.search(before) is not None


def _heart(value: str, match: re.Match[str], depth: int) -> bool:
    """Whether `<3` is no comparison: nothing measured before it, and no unit or sentence that goes on behind."""
    before = _before(value, match)
    if _MEASURED.search(before):
        return False
    after = value[match.end() : match.end() + 24]
    word = after.lstrip()
    if not word or after.lstrip(" ")[0] in '\n.!?…,)"<:;^(':
        return True
    ended = before.rstrip().endswith((".", "!", "?", "…", ","))
    return (ended or word[0].isupper() or word[0] > "\u2600") and not _UNIT.match(word)


def _before(value: str, match: re.Match[str]) -> str:
    return value[max(0, match.start() - 24) : match.start()]


_LAUGHING = lazy(r"(?:ha|hi|he|ja|lol|kk|rs)\s*\Z", re.IGNORECASE)
_UNIT = lazy(r"(?:[A-Z]{1,3}|[a-zµ]{1,2}|min|years?|months?|days?|hours?|pieces)\b|[°%\d]")
_JUDGES: dict[str, Callable[[str, re.Match[str], int], bool]] = {
    "nosed": _nosed,
    "bracket": _bracket,
    "opening": _opening,
    "letter": _letter,
    "laugh": _laugh,
    "heart": _heart,
}


def _closed(value: str, end: int) -> bool:
    """Whether the bracket that ends at `end` is closed further on, by one that is no face's mouth."""
    following = _BRACKET.search(value, end, end + 300)
    return following is not None and following.group() == ")" and value[following.start() - 1] not in ":;=-'^"


def _in_code_span(place: Text) -> bool:
    start, end = place.span
    source = place.source.text
    return "`" in (source[start - 1 : start], source[start : start + 1]) and "`" in source[end - 1 : end + 1]


RULE = Rule(
    id="emoticon",
    title="Face drawn with punctuation",
    clause="F01",
    help="Say it in words, or leave the face out.",
    check=check,
    severity=Severity.WARNING,
    needs=("emoticon",),
)
