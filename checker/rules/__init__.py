"""The rules, one a module in a folder a chapter of the policy, and their index.

A rule is found by its module: there is no list to keep in step. So that a clean file does not pay for importing all
of them, what decides whether a rule has anything to say is kept in a small table beside the modules, the way Python
keeps bytecode: made from the modules, checked against their sizes and times, made anew when they differ.
"""

from __future__ import annotations

import marshal
import os

from checker.modules import named
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.rule import Rule

FOLDER = os.path.dirname(__file__)
CHAPTERS = ("purpose", "reviews", "contact", "links", "attachments", "images", "formatting", "required", "conduct")
SHIPPED = os.path.join(FOLDER, "index.bin")
"""The table in an installed package, where modules do not change; a working copy has none."""
_CACHED = os.path.join(FOLDER, "__pycache__", "index.bin")
_VERSION = 3
"""Raise it when `Entry` changes."""


class Entry(NamedTuple):
    """What the engine knows of a rule before it imports it; the fields are the rule's own."""

    id: str
    module: str
    clause: str
    severity: str
    over: str
    default: bool
    kinds: tuple[str, ...]
    needs: tuple[str, ...]


def modules() -> list[str]:
    """The names of all rule modules, sorted."""
    return [f"checker.rules.{chapter}.{name[:-3]}" for chapter, name, _ in _listing()]


def _listing() -> list[tuple[str, str, os.stat_result]]:
    found = []
    for chapter in CHAPTERS:
        with os.scandir(os.path.join(FOLDER, chapter)) as files:
            found += [
                (chapter, file.name, file.stat())
                for file in files
                if file.name.endswith(".py") and not file.name.startswith("_")
            ]
    return sorted(found, key=lambda row: row[:2])


def build() -> list[Entry]:
    """The index made from the modules themselves."""
    entries = []
    for module in modules():
        rule: Rule = named(module).RULE
        entries.append(
            Entry(
                rule.id,
                module,
                rule.clause,
                rule.severity.value,
                rule.over,
                rule.default,
                tuple(rule.kinds),
                tuple(rule.needs),
            )
        )
    return sorted(entries)


def write(path: str, entries: list[Entry], signature: Any) -> None:
    """Write the index so that a reader sees all of it or nothing; a folder that can't be written to is no error."""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        beside = f"{path}.{os.getpid()}"
        with open(beside, "wb") as file:
            file.write(marshal.dumps((_VERSION, signature, [tuple(entry) for entry in entries]), 4))
        os.replace(beside, path)
    except OSError:
        return


def _load(path: str, signature: Any) -> list[Entry] | None:
    try:
        with open(path, "rb") as file:
            version, made_from, rows = marshal.loads(file.read())  # noqa: S302  our own file, as bytecode is
        if version != _VERSION or (signature is not None and made_from != signature):
            return None
        return [Entry(*row) for row in rows]
    except (OSError, ValueError, EOFError, TypeError):
        return None


_entries: list[Entry] | None = None


def index() -> list[Entry]:
    """All rules, in the order of their names."""
    global _entries  # noqa: PLW0603
    if _entries is None:
        _entries = _load(SHIPPED, None)
    if _entries is None:
        signature = [(chapter, name, stat.st_mtime_ns, stat.st_size) for chapter, name, stat in _listing()]
        _entries = _load(_CACHED, signature)
        if _entries is None:
            _entries = build()
            write(_CACHED, _entries, signature)
    return _entries


def rule(entry: Entry) -> Rule:
    """The rule itself."""
    found: Rule = named(entry.module).RULE
    return found
