"""What the formats of others need: their units of columns, paths from the repository's root, text that JSON may hold.

Our own columns are code points; our own paths begin at the current folder.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.finding import Finding, Fix
    from checker.reporters import Settings
    from checker.text import Position, Source, Span

_HALVES = re.compile("[\ud800-\udfff]")


def before(source: Source | None, position: Position) -> str:
    """The characters of the line before a position; as many letters where the text is not known."""
    if source is None or position.line > len(source.starts):
        return "x" * (position.column - 1)
    start = source.starts[position.line - 1]
    return source.text[start : start + position.column - 1]


def utf16(source: Source | None, position: Position) -> int:
    """The column from 1 in UTF-16 units: a character beyond the first plane counts as two."""
    return len(before(source, position).encode("utf-16-le", "surrogatepass")) // 2 + 1


def utf8(source: Source | None, position: Position) -> int:
    """The column from 1 in UTF-8 bytes."""
    return len(before(source, position).encode("utf-8", "surrogatepass")) + 1


def real(text: str) -> str:
    """The text without lone halves of surrogate pairs, which no UTF-8 file may hold."""
    return _HALVES.sub("\ufffd", text)


def sentences(found: Finding) -> str:
    """What is wrong, and what to write instead, as sentences of one paragraph; never empty."""
    told = [text if text.endswith((".", "!", "?")) else f"{text}." for text in (found.message, found.help) if text]
    return real(" ".join(told) or found.rule or "A finding.")


def rooted(path: str, settings: Settings) -> str:
    """The path from the repository's root, with slashes, without `.` and `..` in it; absolute if it lies elsewhere."""
    from posixpath import join, normpath

    root = settings.root.rstrip("/")
    if absolute(path):
        return normpath(path[len(root) + 1 :] if root and path.startswith(f"{root}/") else path)
    return normpath(join(settings.prefix, path)) if path else ""


def absolute(path: str) -> bool:
    """Whether it begins at the root of a file system; a drive has one, too."""
    return path.startswith("/") or (path[1:3] == ":/" and path[0].isalpha() and path.isprintable())


def uri(path: str) -> str:
    """A path as a relative URI reference, every character that could mean something else percent-encoded."""
    from urllib.parse import quote

    return quote(path.encode("utf-8", "surrogateescape" if _escaped(path) else "surrogatepass"), safe="/~")


def _escaped(path: str) -> bool:
    """Whether its lone surrogates are what Python makes of bytes of a name that are no UTF-8."""
    return all("\udc80" <= half <= "\udcff" for half in _HALVES.findall(path))


def merged(fix: Fix, source: Source) -> tuple[Span, str]:
    """All edits of a fix as one: a reader that takes them one by one could take half of them."""
    from checker.text import Span

    edits = sorted(fix.edits)
    start, end = edits[0].span.start, max(edit.span.end for edit in edits)
    at, pieces = start, []
    for span, text in edits:
        pieces += [source.text[at : span.start], text]
        at = max(at, span.end)
    return Span(start, end), "".join([*pieces, source.text[at:end]])
