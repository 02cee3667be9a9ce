"""HTML as it is found in messages: tags with the place of every attribute, comments and entities.

Like a browser it takes anything for HTML and fails at nothing. It is a scanner, not a tree: what a missing end tag
would mean is for others to decide.
"""

from __future__ import annotations

import re

from checker.message import Attribute, Tag
from checker.patterns import lazy
from checker.records import NamedTuple
from checker.text import join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.text import Text

    Decode = Callable[[Text], Text]

RAW = ("script", "style", "title")
"""Elements whose content is neither markup nor prose."""

TEXT = "#text"
"""The name under which a raw element's content is listed among its attributes."""


class Value(NamedTuple):
    """An attribute's place in a string: offsets are code points from 0."""

    name: str
    start: int
    name_end: int
    value_start: int
    value_end: int
    """Both are the name's end if the attribute has no value."""
    end: int


class Piece(NamedTuple):
    """A piece of a string: text, tag, comment (also what browsers take for one), or raw (the content of a `RAW`)."""

    kind: str
    start: int
    end: int
    name: str = ""
    """Of a tag or of the element that is raw; in lower case."""
    closing: bool = False
    values: tuple[Value, ...] = ()


_NAME = lazy(r"[^\s/>]+")
_GAP = lazy(r"[\s/]*")
_ATTRIBUTE = lazy(r"=?[^\s/>=]*")
_EQUALS = lazy(r"\s*=\s*")
_BARE = lazy(r"[^\s>]+")
_COMMENT_END = lazy(r"--!?>")
_RAW_END = {name: re.compile(rf"</{name}(?![^\s/>])", re.IGNORECASE) for name in RAW}

_ENTITY = lazy(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{1,31};?)")


def scan(value: str, within: str = "", is_raw: Callable[[str, int], bool] | None = None) -> Iterator[Piece]:
    """The pieces of a string, in order and without gaps.

    `within` names a `RAW` element that is open at its start; `is_raw(name, end)` may say that the content of the raw
    element of that name whose tag ends at `end` is to be taken for markup and text all the same.
    """
    start = at = 0
    if within:
        at = start = _raw_end(value, within, 0)
        yield Piece("raw", 0, start, within)
    while (at := value.find("<", at)) >= 0:
        piece = _markup(value, at)
        if piece is None:
            at += 1
            continue
        if piece.end > len(value):  # a tag that nothing ends, and so does everything after it
            break
        if start < at:
            yield Piece("text", start, at)
        yield piece
        start = at = piece.end
        if piece.name in RAW and not piece.closing and (is_raw is None or is_raw(piece.name, start)):
            at = _raw_end(value, piece.name, start)
            yield Piece("raw", start, at, piece.name)
            start = at
    if start < len(value):
        yield Piece("text", start, len(value))


def _raw_end(value: str, name: str, start: int) -> int:
    end = _RAW_END[name].search(value, start)
    return end.start() if end else len(value)


def _markup(value: str, at: int) -> Piece | None:
    """What begins with the `<` at `at`; None if it is only a character. Ends after the string if nothing ends it."""
    second = value[at + 1 : at + 2]
    if second.isascii() and second.isalpha():
        return _tag(value, at, at + 1)
    if second == "/":
        third = value[at + 2 : at + 3]
        if third.isascii() and third.isalpha():
            return _tag(value, at, at + 2)
        return Piece("comment", at, _after(value, ">", at + 2)) if third else None
    if second == "!":
        if value.startswith("<!--", at):
            return Piece("comment", at, _comment_end(value, at))
        return Piece("comment", at, _after(value, ">", at + 2))
    return Piece("comment", at, _after(value, ">", at + 2)) if second == "?" else None


def _after(value: str, end: str, start: int) -> int:
    found = value.find(end, start)
    return found + len(end) if found >= 0 else len(value)


def _comment_end(value: str, at: int) -> int:
    for short in ("<!-->", "<!--->"):
        if value.startswith(short, at):
            return at + len(short)
    end = _COMMENT_END.search(value, at + 4)
    return end.end() if end else len(value)


def _tag(value: str, start: int, name_start: int) -> Piece:
    """The tag whose name begins at `name_start`."""
    name = _NAME.match(value, name_start)
    assert name is not None
    values: list[Value] = []
    at = name.end()
    while True:
        at = _end_of(_GAP, value, at)
        if at >= len(value):
            return Piece("tag", start, len(value) + 1)
        if value[at] == ">":
            break
        found = _value(value, at)
        if found.end > len(value):
            return Piece("tag", start, len(value) + 1)
        values.append(found)
        at = found.end
    return Piece("tag", start, at + 1, name.group().lower(), name_start > start + 1, tuple(values))


def _value(value: str, start: int) -> Value:
    """The attribute that begins at `start`; its end is after the string if a quote is never closed."""
    name_end = _end_of(_ATTRIBUTE, value, start)
    name = value[start:name_end].lower()
    equals = _EQUALS.match(value, name_end)
    if equals is None:
        return Value(name, start, name_end, name_end, name_end, name_end)
    at = equals.end()
    quote = value[at : at + 1]
    if quote in ('"', "'"):
        end = value.find(quote, at + 1) if quote else -1
        end = end if end >= 0 else len(value)
        return Value(name, start, name_end, at + 1, end, end + 1)
    end = _end_of(_BARE, value, at)
    return Value(name, start, name_end, at, end, end)


def _end_of(pattern: re.Pattern[str], value: str, at: int) -> int:
    match = pattern.match(value, at)
    return match.end() if match else at


def entities(value: str, *, attribute: bool = False) -> Iterator[tuple[int, int, str]]:
    """The entities of a string: start, end and the characters that they stand for.

    In an attribute `&copy=1` is no entity, as browsers have it: it would break too many addresses.
    """
    for match in _ENTITY.finditer(value):
        meant, length = _meant(match.group())
        end = match.start() + length
        following = value[end : end + 1]
        if attribute and value[end - 1] != ";" and (following == "=" or (following.isascii() and following.isalnum())):
            continue
        if length:
            yield match.start(), end, meant


def _meant(written: str) -> tuple[str, int]:
    """What an entity stands for, and how many characters of it are the entity; 0 if it is none."""
    from html import unescape
    from html.entities import html5

    if written[1] == "#":
        base, digits = (16, written[3:]) if written[2] in "xX" else (10, written[2:])
        digits = digits.rstrip(";").lstrip("0")
        # More digits than any character has; `unescape` would convert them all.
        return (unescape(f"&#{int(digits or '0', base)};") if len(digits) < 8 else "\ufffd"), len(written)
    for length in range(len(written), 2, -1):  # some names need no semicolon, and what follows may look like a name
        if (meant := html5.get(written[1:length])) is not None:
            return meant, length
    return "", 0


def decoded(text: Text, *, attribute: bool = False) -> Text:
    """The text with its entities decoded; each stands for all the characters that it was written with."""
    return replaced(text, entities(text.value, attribute=attribute)) if "&" in text.value else text


def replaced(text: Text, pieces: Iterator[tuple[int, int, str]]) -> Text:
    """The text with some pieces standing for other characters: start, end, characters."""
    parts: list[Text] = []
    last = 0
    for start, end, meant in pieces:
        if last < start:
            parts.append(text[last:start])
        parts.append(text[start:end].standing_for(meant))
        last = end
    if last < len(text) or not parts:
        parts.append(text[last:])
    return join(parts) if len(parts) > 1 else parts[0]


def tags(text: Text) -> list[Tag]:
    """The tags of a text, `at` counted in the text itself; a raw element's content is its attribute `#text`."""

    def cut(start: int, end: int, decode: Decode | None = None) -> Text:
        return decode(text[start:end]) if decode else text[start:end]

    found: list[Tag] = []
    for piece in scan(text.value):
        if piece.kind == "tag":
            found.append(tag(piece, cut)._replace(at=piece.start))
        elif piece.kind == "raw":
            found[-1] = with_content(found[-1], cut(piece.start, piece.end))
    return found


def tag(piece: Piece, cut: Callable[[int, int, Decode | None], Text]) -> Tag:
    """The tag that a piece is; `cut` makes a text of what stands from start to end, decoded where it is told to."""
    attributes = tuple(
        Attribute(
            cut(value.start, value.name_end, None).value.lower(),
            cut(value.value_start, value.value_end, _attribute_value),
            cut(value.start, value.end, None),
        )
        for value in piece.values
    )
    return Tag(piece.name, cut(piece.start, piece.end, None), attributes, piece.closing)


def _attribute_value(text: Text) -> Text:
    return decoded(text, attribute=True)


def with_content(opening: Tag, content: Text) -> Tag:
    """The tag of a raw element together with its content."""
    return opening._replace(attributes=(*opening.attributes, Attribute(TEXT, content, content)))
