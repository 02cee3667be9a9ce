"""Modules by their names, without `importlib`: that package alone takes longer to load than most of ours."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType


def named(name: str) -> ModuleType:
    """The module of that full name, imported if it is not there yet. Raises ImportError."""
    __import__(name)
    return sys.modules[name]
