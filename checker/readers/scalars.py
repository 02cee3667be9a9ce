"""Which characters of a YAML scalar's value stand for which characters of its text.

The loader says where a scalar begins and ends. Between the two the text is read again by the rules of its style, the
same ones that libyaml follows, and every piece is held against the value that the loader made of it. Where they don't
agree, the scalar as a whole stands for its text as a whole: coarse, never wrong.
"""

from __future__ import annotations

from checker.patterns import lazy
from checker.text import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Piece = tuple[int, int, str]
    """Where a piece begins in the text, how wide it is there, and the characters that it became."""

BREAKS = "\r\n\x85\u2028\u2029"
"""What ends a line for YAML 1.1: more than for an editor."""

_BREAK = "(?:\r\n|[" + BREAKS + "])"
_PROPERTIES = lazy(
    # An anchor, a tag, and the white space and comments that may stand between them and the scalar.
    rf"(?:&[0-9A-Za-z_-]+|!<[^>{BREAKS}]*>|![^ \t,\[\]{{}}{BREAKS}]*|[ \t{BREAKS}]|\#[^{BREAKS}]*"
    rf"|(?<=[{BREAKS}])\ufeff)*+"
)
_FOLD = rf"[ \t]*(?:{_BREAK}[ \t]*)+"
_PLAIN = lazy(rf"[^ \t{BREAKS}]+|{_FOLD}|[ \t]+")
_SINGLE = lazy(rf"''|[^' \t{BREAKS}]+|{_FOLD}|[ \t]+")
_DOUBLE = lazy(
    rf"\\(?:u[Dd][89ABab][0-9A-Fa-f]{{2}}\\u[Dd][C-Fc-f][0-9A-Fa-f]{{2}}|x[0-9A-Fa-f]{{2}}|u[0-9A-Fa-f]{{4}}"
    rf"|U[0-9A-Fa-f]{{8}}|{_BREAK}[ \t]*(?:{_BREAK}[ \t]*)*|.)|[^\\ \t{BREAKS}]+|{_FOLD}|[ \t]+"
)
_EACH_BREAK = lazy(_BREAK)
_HEADER = lazy(rf"[|>](?P<how>[+\-0-9]*)[ \t]*(?P<comment>\#[^{BREAKS}]*)?(?:{_BREAK}|\Z)")
_LINE = lazy(rf"[^{BREAKS}]*")
_INDENTED = lazy(rf"(?:\A|(?<=[{BREAKS}]))( *)[^ {BREAKS}]")
_SPACES = lazy(" *")

_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", "\t": "\t",
}  # fmt: skip
_WIDEST_BLANK = 80
"""How far the indentation of a block scalar that has nothing but blank lines is looked for."""


def content_start(text: str, start: int) -> int:
    """Where the scalar itself begins whose anchor, tag or first character stands at `start`."""
    if text[start : start + 1] not in ("&", "!"):
        return start
    match = _PROPERTIES.match(text, start)
    return match.end() if match else start


def header_comment(text: str, start: int) -> int:
    """Where the comment begins on the first line of the block scalar whose `|` or `>` stands at `start`; -1 if none."""
    header = _HEADER.match(text, start)
    return header.start("comment") if header else -1


def runs(text: str, start: int, end: int, style: str, value: str) -> tuple[Run, ...]:
    """The map from `value` to `text[start:end]`, a scalar of that style with its anchor and tag.

    `style` is a quotation mark, `|`, `>`, or empty for a plain scalar, as the loader names it.
    """
    start = content_start(text, start)
    if not value:
        return (Run(0, 0, start, 0, True),)
    if style in ("|", ">"):
        for indent in _indents(text, start, end, value):
            made = _held(text, _block(text, start, end, indent, folded=style == ">"), value)
            if made:
                return made
    else:
        made = _held(text, _flow(text, start, end, style), value)
        if made:
            return made
    return (Run(0, len(value), start, max(end - start, 0), False),)


def _held(text: str, pieces: Iterator[Piece], value: str) -> tuple[Run, ...]:
    """The pieces as runs, if they make the value; else nothing."""
    made: list[Run] = []
    at = 0
    for origin, width, piece in pieces:
        if not piece:
            continue
        if not value.startswith(piece, at):
            return ()
        exact = width == len(piece) and text.startswith(piece, origin)
        last = made[-1] if made else None
        if last and exact and last.exact and last.origin + last.width == origin:
            made[-1] = Run(last.at, last.length + width, last.origin, last.width + width, True)
        else:
            made.append(Run(at, len(piece), origin, width, exact))
        at += len(piece)
    return tuple(made) if at == len(value) else ()


def _broken(written: str) -> str:
    """What one line break becomes."""
    return written if written in ("\u2028", "\u2029") else "\n"


def _folded(written: str) -> str:
    """What white space with line breaks in it becomes."""
    first, *others = (_broken(found) for found in _EACH_BREAK.findall(written))
    rest = "".join(others)
    return (rest or " ") if first == "\n" else first + rest


def _escaped(written: str) -> str:
    """What an escape of a double-quoted scalar becomes."""
    letter = written[1]
    if letter in "xuU":
        if len(written) > 10:
            high, low = int(written[3:6], 16), int(written[9:12], 16)
            return chr(0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF))
        digits = written[2:]
        return chr(min(int(digits, 16), 0x10FFFF)) if digits else letter
    if letter in BREAKS:
        _, *others = _EACH_BREAK.findall(written)
        return "".join(map(_broken, others))
    return _ESCAPES.get(letter, letter)


def _flow(text: str, start: int, end: int, style: str) -> Iterator[Piece]:
    """The pieces of a plain or quoted scalar."""
    if style:
        start, end = start + 1, end - 1
    pattern = _DOUBLE if style == '"' else _SINGLE if style == "'" else _PLAIN
    for match in pattern.finditer(text, start, end):
        at, written = match.start(), match.group()
        if style == '"' and written[0] == "\\":
            yield at, len(written), _escaped(written)
        elif written == "''" and style == "'":
            yield at, 2, "'"
        elif written[0] in " \t" + BREAKS and _EACH_BREAK.search(written):
            yield at, len(written), _folded(written)
        else:
            yield at, len(written), written


def _indents(text: str, start: int, end: int, value: str) -> Iterator[int]:
    """How far the content of a block scalar may be indented, the likeliest first.

    An indentation indicator counts from a parent that the scalar does not know, so the value has to tell: the first
    line with anything on it has lost its indentation there.
    """
    header = _HEADER.match(text, start)
    if header is None:
        return
    body = text[header.end() : end]
    written, meant = _INDENTED.search(body), _INDENTED.search(value)
    if written and meant:
        yield len(written[1]) - len(meant[1])
    elif not written:
        widest = max((len(line) for line in _EACH_BREAK.split(body)), default=0)
        yield from range(min(widest, _WIDEST_BLANK), 0, -1)
        yield widest + 1


def _block(text: str, start: int, end: int, indent: int, *, folded: bool) -> Iterator[Piece]:
    """The pieces of a literal or folded scalar whose content is indented by so many spaces."""
    header = _HEADER.match(text, start)
    if header is None or indent < 0:
        return
    how = header["how"]
    blank, at, inside = _blank_lines(text, header.end(), end, indent)
    ending: list[Piece] = []
    spaced = False
    while inside and at < end:
        starts_blank = text[at] in " \t"
        if folded and ending and ending[0][2] == "\n" and not spaced and not starts_blank:
            if not blank:
                yield ending[0][0], ending[0][1], " "
        else:
            yield from ending
        yield from blank
        spaced = starts_blank
        stop = end_of_line(text, at, end)
        yield at, stop - at, text[at:stop]
        ending = _one_break(text, stop, end)
        at = ending[0][0] + ending[0][1] if ending else stop
        blank, at, inside = _blank_lines(text, at, end, indent)
    if "-" not in how:
        yield from ending
    if "+" in how:
        yield from blank


def end_of_line(text: str, at: int, end: int) -> int:
    """Where the line that `at` is on ends for YAML, its break excluded."""
    match = _LINE.match(text, at, end)
    return match.end() if match else at


def _one_break(text: str, at: int, end: int) -> list[Piece]:
    """The line break at that place, as a list of one; empty at the end of the text."""
    match = _EACH_BREAK.match(text, at, end)
    return [(at, match.end() - at, _broken(match.group()))] if match else []


def _blank_lines(text: str, at: int, end: int, indent: int) -> tuple[list[Piece], int, bool]:
    """The breaks of the blank lines from `at` on, where the next line's content begins, and whether it is ours."""
    found: list[Piece] = []
    while True:
        match = _SPACES.match(text, at, min(at + indent, end))
        after = match.end() if match else at
        more = _one_break(text, after, end)
        if not more:
            return found, after, after - at == indent
        found += more
        at = after + more[0][1]
