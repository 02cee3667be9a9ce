"""Columns in the units of others: UTF-16 units, UTF-8 bytes. Ours are code points."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.text import Position, Source


def before(source: Source | None, position: Position) -> str:
    """The characters of the line before a position; as many letters where the text is not known."""
    if source is None:
        return "x" * (position.column - 1)
    return source.text[source.starts[position.line - 1] :][: position.column - 1]


def utf16(source: Source | None, position: Position) -> int:
    """The column from 1 in UTF-16 units: a character beyond the first plane counts as two."""
    return sum(2 if character > "\uffff" else 1 for character in before(source, position)) + 1


def utf8(source: Source | None, position: Position) -> int:
    """The column from 1 in UTF-8 bytes."""
    return len(before(source, position).encode("utf-8", "surrogatepass")) + 1
