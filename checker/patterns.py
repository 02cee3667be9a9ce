"""Regular expressions that are compiled when they are first used.

Compiling is what starting up spends most time on, and a clean file uses few of the expressions that the modules on its
way know. `lazy` stands where `re.compile` would.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, AnyStr


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern", "flags")


class _Lazy:
    """Passes for a `re.Pattern` as far as its methods go."""

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self._expression = expression
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._expression, self._flags)
        # From now on the methods are the compiled pattern's own, found without a detour.
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The expression, to be compiled at its first use; a fault in it shows only then."""
    return _Lazy(expression, flags)  # type: ignore[return-value]
