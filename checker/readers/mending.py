"""Text that YAML refuses although its author meant well, made readable without moving anything.

Templates with logic in them are no YAML before their engine has run: a line `{% if %}` between two keys, a value that
begins with `{{` or `%`. JSON writes an emoji as two escapes, which YAML refuses, too. Here every character that is in
the way is exchanged for a private one that stands for it, so that offsets hold and values can be translated back; a
line of nothing but logic becomes blank, or a comment, or, inside a block scalar, is indented like its neighbours.

This is needed only where YAML has refused the text as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from checker.patterns import lazy
from checker.readers.placeholders import find
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

REFUSED = lazy("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML allows nowhere."""

# Private characters in four groups: what placeholders hold, what logic holds, control characters, half characters.
_PLACEHOLDER, _LOGIC, _CONTROL, _HALF = 0, 0x80, 0x100, 0x800
_SIZE = 0x1000
_BLOCKS = (*range(0xF0000, 0xFF000, _SIZE), *range(0x100000, 0x10F000, _SIZE))


class Mended(NamedTuple):
    """A text that YAML may read, and the way back to the one that it was made of."""

    text: str
    readable: str
    """What the loader is given: the text, save for surrogate escapes, which are others of the same length."""
    back: dict[int, str]
    """For `str.translate`: the author's characters for the private ones."""
    logic: re.Pattern[str]
    """The private characters that stand for logic."""
    starts: tuple[int, ...]
    """Where in the text spaces were put that the author did not write."""
    moved: tuple[int, ...]
    """How many of them there are up to each of these places, the spaces there included."""

    def place(self, at: int) -> int:
        """The offset in the author's text."""
        number = bisect_left(self.starts, at)
        if not number:
            return at
        before = self.moved[number - 2] if number > 1 else 0
        here = self.moved[number - 1] - before
        return at - before - min(here, at - self.starts[number - 1])

    def joined(self, value: str, style: str) -> str:
        """A value that the loader made, each pair of surrogate escapes read as one character, or as it was written."""
        if self.readable == self.text:
            return value
        if style == '"':
            return _SHIFTED_CHARACTERS.sub(_one_character, value)
        return _SHIFTED.sub(_unshifted, value)

    def without_logic(self, value: str) -> str:
        return self.logic.sub("", value)

    def shown(self, value: str) -> str:
        """The value with the author's own characters."""
        return value.translate(self.back)


def mended(text: str) -> Mended | None:
    """A text that YAML may read where it refuses this one; None if nothing in it is known to be in the way."""
    block = next((start for start in _BLOCKS if not _range(start, 0, _SIZE).search(text)), None)
    if block is None:
        return None
    characters = list(text)
    back: dict[int, str] = {}
    for at, private in _exchanges(text, block):
        back[ord(private)] = text[at]
        characters[at] = private
    made = "".join(characters)
    logic = _range(block, _LOGIC, _CONTROL)
    made, inserted = _settled(made, _range(block, _PLACEHOLDER, _CONTROL), logic) if back else (made, [])
    readable = made if _SHIFT_TAKEN.search(text) else _PAIR.sub(_shifted, made)
    if not back and readable == text:
        return None
    total = 0
    moved = [total := total + count for _, count in inserted]
    return Mended(made, readable, back, logic, tuple(start for start, _ in inserted), tuple(moved))


def _range(block: int, first: int, end: int) -> re.Pattern[str]:
    return re.compile(f"[{chr(block + first)}-{chr(block + end - 1)}]")


# What is in the way -------------------------------------------------------------------------------------------------


def _exchanges(text: str, block: int) -> Iterator[tuple[int, str]]:
    """Offsets, and the private characters to put there."""
    for start, end, logic in _constructs(text):
        offset = block + (_LOGIC if logic else _PLACEHOLDER)
        at = start
        while at < end:
            if text[at] == "\\":
                # In double quotes this is an escape, inside of a placeholder, too.
                at += 6 if text.startswith("\\u", at) else 2
                continue
            if " " <= text[at] <= "~":
                yield at, chr(offset + ord(text[at]))
            at += 1
    for found in REFUSED.finditer(text):
        code = ord(found[0])
        half = 0xD800 <= code < 0xE000
        yield found.start(), chr(block + (_HALF + code - 0xD800 if half else _CONTROL + code % 0x200))


def _constructs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Spans of placeholders and logic, and whether they are logic; comments of template languages as a whole."""
    comments = list(_comments(text))
    yield from ((start, end, True) for start, end in comments)
    rest = iter(comments)
    comment = next(rest, None)
    for slot in find(text):
        while comment and comment[1] <= slot.start:
            comment = next(rest, None)
        inside = comment is not None and comment[0] < slot.end
        if not inside and _is_in_the_way(text[slot.start : slot.end]):
            yield slot.start, slot.end, slot.logic


def _is_in_the_way(written: str) -> bool:
    """Whether a placeholder can mean something else to YAML.

    `#name#` means a comment, and stays one. `[[a, b]]` is more likely a list of lists than a name.
    """
    if written[0] == "[":
        return {",", '"', "'"}.isdisjoint(written)
    return written[0] not in ":#_"


_COMMENT = lazy(r"(?P<jinja>(?<!\{)\{#)|(?P<erb><%--)|(?P<mustache>\{\{!--)|(?P<liquid>\{%-?\s{0,9}comment\b)")
_COMMENT_END = {
    "jinja": lazy("#}"),
    "erb": lazy("--%>"),
    "mustache": lazy(r"--\}\}"),
    "liquid": lazy(r"\{%-?\s{0,9}endcomment\s{0,9}-?%\}"),
}


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Spans of comments of template languages, which may hold anything and run over many lines."""
    at = 0
    open_ended: set[str] = set()
    while found := _COMMENT.search(text, at):
        kind = found.lastgroup or ""
        end = None if kind in open_ended else _COMMENT_END[kind].search(text, found.end())
        if end is None:
            open_ended.add(kind)
            at = found.end()
        else:
            yield found.start(), end.end()
            at = end.end()


# Surrogate escapes --------------------------------------------------------------------------------------------------

_PAIR = lazy(r"(?<!\\)((?:\\\\)*)\\u[Dd]([89ABab])([0-9A-Fa-f]{2})\\u[Dd]([C-Fc-f])([0-9A-Fa-f]{2})")
_SHIFTED = lazy(r"\\u([Ee])([0-3AB])([0-9A-Fa-f]{2})\\u([Ee])([4-7C-F])([0-9A-Fa-f]{2})")
_SHIFTED_CHARACTERS = lazy("[\ue000-\ue3ff\uea00-\uebff][\ue400-\ue7ff\uec00-\uefff]")
_SHIFT_TAKEN = lazy(r"[\ue000-\uefff]|\\u[Ee]|\\U0000[Ee]")
# `\ud83d` becomes `\ue03d` and `\uD83D` `\uE03D`: a capital letter as second digit stays, so that it can be told.
_DOWN = dict(zip("89abcdefABCDEF", "01234567ABCDEF", strict=True))
_UP = {low: high for high, low in _DOWN.items()}


def _shifted(found: re.Match[str]) -> str:
    """Two surrogate escapes as two escapes of private characters, with nothing lost."""
    halves = found[0][len(found[1]) :]
    return found[1] + "".join(
        f"\\u{'E' if half[2] == 'D' else 'e'}{_DOWN[half[3]]}{half[4:]}" for half in (halves[:6], halves[6:])
    )


def _unshifted(found: re.Match[str]) -> str:
    return "".join(
        f"\\u{'D' if half[2] == 'E' else 'd'}{_UP[half[3]]}{half[4:]}" for half in (found[0][:6], found[0][6:])
    )


def _one_character(found: re.Match[str]) -> str:
    high, low = (ord(half) & 0x3FF for half in found[0])
    return chr(0x10000 + (high << 10) + low)


# Lines of logic -----------------------------------------------------------------------------------------------------

_LINE = lazy(r"([^\r\n]*)(\r\n|[\r\n]|\Z)")
_PREFIX = lazy(r" *(?:---(?:[ \t]+|$)|[-?](?:[ \t]+|$))*")
_PROPERTIES = lazy(r"(?:[&!][^ \t]*[ \t]+)*")
_KEY_END = lazy(r":(?:[ \t]+|$)")
_HEADER = lazy(r"[|>]([+\-0-9]{0,2})[ \t]*(?:#.*)?$")
_CLOSE = {'"': re.compile(r'(?:[^"\\]|\\.)*+"'), "'": re.compile(r"(?:[^']|'')*+'")}


class _Line(NamedTuple):
    start: int
    text: str
    indent: int
    kind: str
    """blank, logic (nothing else on it), slot (nothing but placeholders and logic) or other."""


def _lines(text: str, private: re.Pattern[str], logic: re.Pattern[str]) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        written = match[1]
        kind = "other"
        if not written.strip(" \t"):
            kind = "blank"
        elif not logic.sub("", written).strip(" \t"):
            kind = "logic"
        elif not private.sub("", written).strip(" \t"):
            kind = "slot"
        yield _Line(match.start(), written, len(written) - len(written.lstrip(" ")), kind)


def _settled(text: str, private: re.Pattern[str], logic: re.Pattern[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text with its lines of logic made into what YAML can read at their place; spaces put in, and where."""
    lines = list(_lines(text, private, logic))
    following: list[_Line | None] = [None] * len(lines)
    for number in range(len(lines) - 2, -1, -1):
        after = lines[number + 1]
        following[number] = after if after.kind == "other" else following[number + 1]
    structure = _Structure()
    pieces: list[str] = []
    inserted: list[tuple[int, int]] = []
    at = moved = 0
    for line, other in zip(lines, following, strict=True):
        spaces, instead = structure.settle(line, other)
        if not spaces and not instead:
            continue
        pieces += (text[at : line.start], " " * spaces, instead)
        at = line.start + len(instead)
        if spaces:
            inserted.append((line.start + moved, spaces))
            moved += spaces
    pieces.append(text[at:])
    return "".join(pieces), inserted


class _Structure:
    """Where in the structure of a YAML text a line stands: as much as must be known to settle a line of logic."""

    def __init__(self) -> None:
        self.quote = ""
        """The quotation mark of the scalar that is open at the end of the line."""
        self.column = -1
        """Where the last key or dash stood."""
        self.block = False
        """Whether a block scalar may go on; if so, how far its parent is indented, and its content if that is known."""
        self.parent = -1
        self.content = -1

    def settle(self, line: _Line, after: _Line | None) -> tuple[int, str]:
        """How many spaces to put before the line, and what to put in place of it: nothing if it may stand as it is.

        `after` is the next line that is more than logic and placeholders.
        """
        following = after.indent if after else -1
        if self.quote:
            if _CLOSE[self.quote].match(line.text):
                self.quote = ""
            return 0, ""
        if line.kind == "blank":
            return 0, ""
        if self.block:
            missing = self.missing(line, following)
            if missing >= 0:
                return missing, ""
            if line.kind != "other":
                # A blank line would belong to the scalar. A comment that is indented less ends it.
                return 0, " " * line.indent + "#" + " " * (len(line.text) - line.indent - 1)
            self.block = False
        if line.kind != "other" and not self.is_text(line, after):
            return 0, " " * len(line.text)
        self.enter(line.text)
        return 0, ""

    def is_text(self, line: _Line, after: _Line | None) -> bool:
        """Whether a line of logic or placeholders is a part of a plain value: else it is what the engine puts in."""
        if line.kind == "slot":
            if after is None:
                return True
            return line.indent > self.column if self.column >= 0 else line.indent < after.indent
        inside = 0 <= self.column < line.indent
        return inside and after is not None and after.indent > self.column and not _is_structure(after.text)

    def missing(self, line: _Line, following: int) -> int:
        """How many spaces the line lacks to belong to the block scalar at hand; -1 if it does not belong to it."""
        if self.content < 0:
            first = following if line.kind != "other" and following > self.parent else line.indent
            if first <= self.parent:
                return -1
            self.content = first
        if line.indent >= self.content:
            return 0
        return self.content - line.indent if line.kind != "other" and following >= self.content else -1

    def enter(self, text: str) -> None:
        """Take in a line of structure: does it begin a block scalar, or leave a quotation mark open?"""
        prefix = _PREFIX.match(text)
        lead = prefix.end() if prefix else 0
        marks = text[:lead].rstrip(" \t")
        dash = -1 if marks.endswith("---") else len(marks) - 1
        key_end = _key_end(text, lead)
        if key_end > lead or marks:
            self.column = lead if key_end > lead else dash
        properties = _PROPERTIES.match(text, key_end)
        value = properties.end() if properties else key_end
        header = _HEADER.match(text, value)
        if header:
            self.block, self.parent, self.content = True, lead if key_end > lead else dash, -1
            digits = header[1].strip("+-0")
            if digits.isdigit():
                self.content = max(self.parent, 0) + int(digits)
        quote = text[value : value + 1]
        if quote in _CLOSE and not _CLOSE[quote].match(text, value + 1):
            self.quote = quote


def _is_structure(text: str) -> bool:
    """Whether a line begins with a dash or a key."""
    prefix = _PREFIX.match(text)
    lead = prefix.end() if prefix else 0
    return bool(text[:lead].strip(" ")) or _key_end(text, lead) > lead


def _key_end(text: str, lead: int) -> int:
    """Where the value begins on a line of a key and a value; `lead` if it has no key."""
    at = lead
    quote = text[lead : lead + 1]
    if quote in _CLOSE:
        close = _CLOSE[quote].match(text, lead + 1)
        found = _KEY_END.match(text, close.end()) if close else None
    else:
        found = _KEY_END.search(text, lead)
    return found.end() if found else at
