"""Where the keys and values of a TOML text stand: the library that reads it does not tell."""

from __future__ import annotations

import re
from contextlib import suppress

from checker.records import NamedTuple
from checker.text import Span

Path = tuple[str | int, ...]
"""The keys that lead to a value, and the numbers, from 0, of items in lists."""


class Spot(NamedTuple):
    """A key and its value; both are the item itself in a list."""

    key: Span
    value: Span


_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_KEY = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL
)
_OTHER = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:[^\s,\]}#]*|[^\s,\]}#]+")


def spots(text: str) -> dict[Path, Spot]:
    """The places of all keys and values of a valid TOML text; of any other text those before the first mistake."""
    scan = _Scan(text)
    # A pattern that found nothing, or a key that is none: the text is not valid there.
    with suppress(AttributeError, ValueError, RecursionError):
        scan.document()
    return scan.found


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, Spot] = {}
        self.counts: dict[Path, int] = {}
        """How many tables each list of tables has so far."""

    def document(self) -> None:
        table: Path = ()
        while self.skip(_SPACE) < len(self.text):
            if self.text.startswith("[", self.at):
                table = self.header()
            else:
                self.pair(table)

    def skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return self.at

    def take(self, pattern: re.Pattern[str]) -> Span:
        """What the pattern matches here. Raises `AttributeError` if it does not."""
        start, self.at = pattern.match(self.text, self.at).span()  # type: ignore[union-attr]
        return Span(start, self.at)

    def header(self) -> Path:
        many = self.text.startswith("[[", self.at)
        self.at += 1 + many
        path: Path = ()
        spot = Spot(Span(self.at, self.at), Span(self.at, self.at))
        for name, span in self.names():
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
            path = (*path, name)
            spot = Spot(span, span)
            self.found.setdefault(path, spot)
        if many:
            self.counts[path] = self.counts.get(path, 0) + 1
        if path in self.counts:
            path = (*path, self.counts[path] - 1)
            self.found.setdefault(path, spot)
        self.at += 1 + many
        return path

    def names(self) -> list[tuple[str, Span]]:
        """A dotted key, and what follows it skipped up to `=` or `]`."""
        found: list[tuple[str, Span]] = []
        while True:
            self.skip(_BLANK)
            span = self.take(_KEY)
            found.append((_name(self.text[span.start : span.end]), span))
            self.skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return found
            self.at += 1

    def pair(self, table: Path) -> None:
        path = table
        for name, span in self.names():
            path = (*path, name)
            self.found.setdefault(path, Spot(span, span))
        self.at += 1
        value = self.value(path)
        self.found[path] = Spot(self.found[path].key, value)

    def value(self, path: Path) -> Span:
        self.skip(_BLANK)
        start = self.at
        first = self.text[start : start + 1]
        if first in ("[", "{"):
            self.inside(path, first)
            return Span(start, self.at)
        return self.take(_STRING if first in ('"', "'") else _OTHER)

    def inside(self, path: Path, opening: str) -> None:
        """The items of a list or an inline table."""
        closing = "]" if opening == "[" else "}"
        self.at += 1
        number = 0
        while self.skip(_SPACE) < len(self.text) and not self.text.startswith(closing, self.at):
            if opening == "[":
                span = self.value((*path, number))
                self.found[*path, number] = Spot(span, span)
                number += 1
            else:
                self.pair(path)
            self.skip(_SPACE)
            self.at += self.text.startswith(",", self.at)
        self.at += 1


def _name(written: str) -> str:
    if written[0] == "'":
        return written[1:-1]
    if written[0] == '"':
        import tomllib

        name: str = tomllib.loads(f"name = {written}")["name"]
        return name
    return written
