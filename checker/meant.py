"""The name that somebody who typed another one may have meant."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def meant(word: str, names: Iterable[str], otherwise: str = "") -> str:
    """`; did you mean 'emoji'?`, or what else is to be said where no name is near."""
    from difflib import get_close_matches

    known = sorted(names)
    word = word.lower()
    close = get_close_matches(word, known, 1) or get_close_matches(word.replace("_", "-"), known, 1)
    return f"; did you mean {close[0]!r}?" if close else otherwise


def listed(names: Iterable[str]) -> str:
    """`; there are 'a', 'b'`."""
    return f"; there are {', '.join(map(repr, names))}"
