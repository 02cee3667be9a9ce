"""Globs as people know them from ignore files: `*` within a name, `**` across folders, `?`, `[a-z]`."""

from __future__ import annotations

import re
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_PIECE = re.compile(r"\*\*/|/\*\*$|\*+|\?|\[!?\]?[^\]/]*\]|[^*?\[]+|\[")


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path, with slashes and relative to the folder of the patterns, fits one of them.

    A pattern without a slash in it fits a name at any depth. One that fits a folder fits all that is in it.
    """
    return any(_compiled(pattern).match(path) for pattern in patterns)


def names(path: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns says this file's very name, without a wildcard."""
    name = path.rpartition("/")[2]
    return any(pattern.rpartition("/")[2] == name and _compiled(pattern).match(path) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = pattern.removeprefix("./")
    anchored = "/" in pattern.rstrip("/")
    pattern = pattern.strip("/")
    made = "".join(map(_regex, _PIECE.findall(pattern)))
    return re.compile(f"{'' if anchored else '(?:.*/)?'}{made}(?:/|$)", re.DOTALL)


def _regex(piece: str) -> str:
    if piece == "**/":
        return "(?:.*/)?"
    if piece == "/**":
        return "/.*"
    if piece.startswith("*"):
        return "[^/]*" if piece == "*" else ".*"
    if piece == "?":
        return "[^/]"
    if piece.startswith("[") and piece.endswith("]") and len(piece) > 2:
        return _class(piece)
    return re.escape(piece)


def _class(piece: str) -> str:
    """`[a-z]` and `[!a-z]`; a slash is in no class, and a range that runs backwards is empty."""
    # Only a pattern with a class in it pays for the import.
    from fnmatch import translate

    whole = translate(piece)
    return "(?!/)" + whole[len("(?s:") : whole.rindex(")")]
