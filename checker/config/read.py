"""The text of a configuration file, read and held against what may stand in it. Pure: opens no file."""

from __future__ import annotations

import re

from checker.config import Config, Declared
from checker.config.keys import METADATA, Shape, rule, top
from checker.config.toml import spots
from checker.meant import listed, meant
from checker.readers.yaml import USUAL, Layout
from checker.records import NamedTuple
from checker.rules import index
from checker.rules import rule as rule_of
from checker.text import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from checker.config.toml import Path, Spot
    from checker.message import MetaValue

NAME = "sellerlint.toml"
SHARED = "pyproject.toml"
"""Here the configuration is the table `tool.sellerlint`."""

UNUSED_ALLOWANCE = "unused-allowance"
"""No rule, but its findings may be switched off all the same."""


class Mistake(NamedTuple):
    """Something in a configuration that can't be: where, and what."""

    span: Span
    message: str


class ConfigError(Exception):
    """A configuration with mistakes: at least one, in the order of their places."""

    def __init__(self, source: Source, mistakes: list[Mistake]) -> None:
        self.source = source
        self.mistakes = mistakes
        line, column = source.position(mistakes[0].span.start)
        super().__init__(f"{source.path}:{line}:{column}: {mistakes[0].message}")


def is_ours(path: str, text: str) -> bool:
    """Whether a file holds a configuration for us; a shared one that is no valid TOML is somebody else's business."""
    if not path.endswith(SHARED):
        return True
    if "sellerlint" not in text:
        return False
    import tomllib

    try:
        tool = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError):
        return False
    return isinstance(tool, dict) and "sellerlint" in tool


def read(source: Source, formats: tuple[str, ...] = ()) -> Config:
    """The configuration that a file's text says, its places in that source. Raises `ConfigError`."""
    table = _parsed(source)
    base: Path = ()
    if source.path.endswith(SHARED):
        base = ("tool", "sellerlint")
        tool = table.get("tool")
        table = tool.get("sellerlint", {}) if isinstance(tool, dict) else {}
    reading = _Reading(source)
    rules: dict[str, Shape] = {}
    said = table.get("rules") if isinstance(table, dict) else None
    for entry in index():
        # A rule is imported to learn its options: only one of which some are said.
        options = rule_of(entry).options if isinstance(said, dict) and isinstance(said.get(entry.id), dict) else {}
        rules[entry.id] = rule(options)
    rules[UNUSED_ALLOWANCE] = rule({})
    reading.check(table, top(rules, formats), base)
    if reading.mistakes:
        raise ConfigError(source, sorted(reading.mistakes))
    return reading.config(table, base)


def place_of_phrases(source: Source) -> Span:
    """Where a configuration names the folder of phrases."""
    base: Path = ("tool", "sellerlint") if source.path.endswith(SHARED) else ()
    spot = spots(source.text).get((*base, "phrases"))
    return spot.value if spot else Span(0, 0)


def _parsed(source: Source) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(source.text)
    except ValueError as error:  # its own, and that of a number too long for Python
        raise ConfigError(source, [_syntax(source, str(error))]) from None
    except RecursionError:
        raise ConfigError(source, [Mistake(Span(0, 0), "nested too deeply")]) from None


_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def _syntax(source: Source, message: str) -> Mistake:
    """What the library found, and where."""
    found = _PLACE.search(message)
    # The library counts only LF as the end of a line, after making one of each CRLF.
    offset = len(source.text)
    if found and found[1]:
        starts = [0, *(match.end() for match in re.finditer("\n", source.text))]
        offset = min(starts[int(found[1]) - 1] + int(found[2]) - 1, len(source.text))
    said = _PLACE.sub("", message)
    return Mistake(Span(offset, offset), f"not valid TOML: {said[:1].lower()}{said[1:]}")


_KINDS: dict[str, tuple[Any, str]] = {
    "string": (str, "a string"),
    "choice": (str, "a string"),
    "boolean": (bool, "true or false"),
    "integer": (int, "a whole number"),
    "number": ((int, float), "a number"),
    "strings": (list, "a list of strings"),
    "table": (dict, "a table"),
    "patterns": (dict, "a table"),
}


class _Reading:
    """Mistakes as they are found; places are looked up for them alone."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.mistakes: list[Mistake] = []
        self._spots: dict[Path, Spot] | None = None

    def spot(self, path: Path) -> Spot | None:
        """Where a key stands, or the nearest one above it."""
        if self._spots is None:
            self._spots = spots(self.source.text)
        while path and path not in self._spots:
            path = path[:-1]
        return self._spots.get(path)

    def wrong_key(self, path: Path, message: str) -> None:
        spot = self.spot(path)
        self.mistakes.append(Mistake(spot.key if spot else Span(0, 0), message))

    def wrong_value(self, path: Path, message: str) -> None:
        spot = self.spot(path)
        self.mistakes.append(Mistake(spot.value if spot else Span(0, 0), message))

    def check(self, value: Any, shape: Shape, path: Path) -> None:
        """Hold a value against what it has to be."""
        name = path[-1] if path else ""
        if shape.kind == "rule":
            shape = shape._replace(kind="table" if isinstance(value, dict) else "choice")
            if shape.kind == "choice" and not isinstance(value, str):
                self.wrong_value(path, f"{name!r} must be one of {_words(shape.choices)}, or a table")
                return
        wanted, said = _KINDS[shape.kind]
        if not isinstance(value, wanted) or (isinstance(value, bool) and shape.kind != "boolean"):
            self.wrong_value(path, f"{name!r} must be {said}, not {_kind(value)}")
        elif shape.kind == "table":
            self.table(value, shape.keys, path)
        elif shape.kind == "patterns":
            for pattern, inner in value.items():
                self.check(inner, Shape("table", keys=shape.keys), (*path, pattern))
        elif shape.kind == "strings":
            for number, item in enumerate(value):
                if not isinstance(item, str):
                    self.wrong_value((*path, number), f"{name!r} must be a list of strings, not of {_kind(item)}")
        elif shape.kind == "choice" and shape.choices and value not in shape.choices:
            self.wrong_value(path, f"{name!r} must be one of {_words(shape.choices)}{meant(value, shape.choices)}")
        elif shape.kind in ("integer", "number") and not 0 <= value < float("inf"):
            self.wrong_value(path, f"{name!r} must not be negative")

    def table(self, table: Mapping[str, Any], keys: Mapping[str, Shape], path: Path) -> None:
        what = "rule" if path[-1:] == ("rules",) else "key"
        for name, value in table.items():
            if name in keys:
                number = isinstance(value, (int, float)) and not isinstance(value, bool)
                # Metadata is text wherever it stands; a number needs no quotes in front matter either.
                self.check(str(value) if number and keys is METADATA else value, keys[name], (*path, name))
            else:
                # Where rules read nothing by that name, a typing error would go unnoticed.
                self.wrong_key((*path, name), f"unknown {what} {name!r}{meant(name, keys, _few(keys))}")

    def config(self, table: Mapping[str, Any], base: Path) -> Config:
        """The configuration of a table without mistakes."""
        severities: dict[str, str] = {}
        options: dict[str, Mapping[str, Any]] = {}
        for name, said in table.get("rules", {}).items():
            if isinstance(said, str):
                severities[name] = said
                continue
            if "severity" in said:
                severities[name] = said["severity"]
            own = {key: value for key, value in said.items() if key != "severity"}
            if own:
                options[name] = own
        said = table.get("layout")
        return Config(
            severities=severities,
            options=options,
            layout=Layout(*(tuple(said.get(key, getattr(USUAL, key))) for key in Layout._fields)) if said else None,
            declared=tuple(
                Declared(pattern, {name: self.meta((*base, "paths", pattern, name), inner[name]) for name in inner})
                for pattern, inner in table.get("paths", {}).items()
            ),
            path=self.source.path,
            include=tuple(table.get("include", ())),
            exclude=tuple(table.get("exclude", ())),
            fail_on=table.get("fail-on", ""),
            format=table.get("format", ""),
            baseline=table.get("baseline", ""),
            phrases=table.get("phrases", ""),
        )

    def meta(self, path: Path, value: Any) -> MetaValue:
        """Metadata as a message has it, with its place in the configuration."""
        if isinstance(value, list):
            return [self.meta((*path, number), item) for number, item in enumerate(value)]
        spot = self.spot(path)
        assert spot is not None, path
        place = self.source.cut(*spot.value)
        if place.value[:1] in ("'", '"') and place.value[1:-1] == value:
            return place[1:-1]
        return place if place.value == str(value) else place.standing_for(str(value))


def _kind(value: Any) -> str:
    """What a value is, for people."""
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "a table"}
    return names.get(type(value), "a date or time")


def _words(choices: tuple[str, ...]) -> str:
    return ", ".join(map(repr, choices))


def _few(names: Mapping[str, object]) -> str:
    """The names there are, if they are few enough to read."""
    return listed(names) if 0 < len(names) <= 16 else "; `sellerlint rules` lists them"
