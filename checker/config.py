"""How a run is configured."""

from __future__ import annotations

from typing import Any, NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checker.readers.yaml import Layout


class Config(NamedTuple):
    """Settings of one run; the default ones need no file."""

    severities: Mapping[str, str] = {}
    """By rule: `error`, `warning` or `off`."""
    options: Mapping[str, Mapping[str, Any]] = {}
    """By rule: its options, over the defaults."""
    layout: Layout | None = None
    """Where messages are in YAML; None for the usual keys."""
    size: Callable[[str, str], int | None] = lambda path, name: None  # noqa: ARG005
    """`size(path, name)`: the bytes of an attachment named in the message at `path`; None where it is not known."""
    thorough: bool = False
    """Run every rule on every message, needed or not. Reports are the same either way; tests hold us to it."""
