"""Globs as people know them from ignore files: `*` within a name, `**` across folders, `?`, `[a-z]`."""

from __future__ import annotations

import re
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_PIECE = re.compile(r"\*+|\?|\[!?\]?[^\]/]*\]|[^*?\[]+|\[")
_FOLDERS = re.compile(r"(?:(?<![^/])\*\*/)+")


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
    inside = pattern.endswith("/**")
    while pattern.endswith("/**"):
        pattern = pattern.removesuffix("/**")
    first, *rest = _FOLDERS.split(pattern)
    made = "" if anchored else "(?:.*/)?"
    made += _names(first)
    if rest:
        # The next `**` takes whatever is between, so the first place that fits is as good as any: what fits once is not
        # tried again, and the time stays within that of a few passes over the path.
        *between, last = rest
        made += "".join(f"(?>(?:|.*?/){_names(part)})" for part in between) + f"(?:|.*/){_names(last)}"
    return re.compile(made + ("/.*" if inside else "") + "(?:/|$)", re.DOTALL)


def _names(part: str) -> str:
    """Names and the slashes between them, without `**/`."""
    made, pending = "", ""
    fixed = ""
    for piece in _PIECE.findall(part):
        if not piece.startswith("*"):
            fixed += _fixed(piece)
            continue
        # The same goes for the stars within a name.
        made += f"(?>{pending}{fixed})" if pending else fixed
        pending, fixed = "[^/]*?", ""
    return made + (pending.removesuffix("?") + fixed)


def _fixed(piece: str) -> str:
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
