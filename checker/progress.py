"""A bar on a terminal while many files are checked; nothing is drawn before a second has passed."""

from __future__ import annotations

from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TextIO

PATIENCE = 1.0
"""Seconds before the first bar."""
PAUSE = 0.1
"""Seconds between two."""
_CELLS = 30


def wanted(environment: Mapping[str, str]) -> bool:
    """Whether somebody may be watching: not where a build server or a hook runs us, nor on a dumb terminal."""
    quiet = environment.get("CI") or environment.get("PRE_COMMIT") or environment.get("GITHUB_ACTIONS")
    return not quiet and environment.get("TERM") != "dumb"


def watched(paths: list[str], stream: TextIO, width: int, clock: Callable[[], float] = monotonic) -> Iterator[str]:
    """The same paths, with a bar on `stream`, of `width` cells, that says how many are done; it is gone at the end."""
    started = clock()
    drawn = 0.0
    try:
        for done, path in enumerate(paths):
            now = clock()
            if now - started >= PATIENCE and now - drawn >= PAUSE:
                drawn = now
                stream.write(f"\r{bar(done, len(paths), width)}\x1b[K")
                stream.flush()
            yield path
    finally:
        if drawn:
            stream.write("\r\x1b[K")
            stream.flush()


def bar(done: int, total: int, width: int) -> str:
    """`checking [####......] 4 of 10 files`, or without the bar where there is no room; never wider than `width`."""
    words = f"{done} of {total} files"
    cells = min(_CELLS, width - len(words) - len("checking []  "))
    if cells < 5:
        return words[: max(width - 1, 0)]
    full = cells * done // total
    return f"checking [{'#' * full}{'.' * (cells - full)}] {words}"
