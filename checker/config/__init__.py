"""How a run is configured. What is said in a file is read by `checker.config.read`, only where there is a file."""

from __future__ import annotations

from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from checker.message import MetaValue
    from checker.phrasebook import Phrasebook
    from checker.readers.yaml import Layout
    from checker.text import Source


class Declared(NamedTuple):
    """What the configuration says about the messages in some paths; a message's own metadata goes before it."""

    pattern: str
    """A glob, relative to the configuration's folder."""
    meta: Mapping[str, MetaValue]
    """Metadata, its places in the configuration file."""


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
    siblings: Callable[[str, str], Iterable[Source]] = lambda path, name: ()  # noqa: ARG005
    """`siblings(path, name)`: the sources beside the file at `path` in which the sequence `name` may go on."""
    thorough: bool = False
    """Run every rule on every message, needed or not. Reports are the same either way; tests hold us to it."""
    declared: tuple[Declared, ...] = ()
    """Metadata by path; where several patterns fit, the last one that says something of a key counts."""
    path: str = ""
    """The file that all this was read from, as reports write it; empty if there is none."""
    root: str = ""
    """The folder, absolute, that globs and the baseline's paths are relative to; empty for the current one."""
    here: str = ""
    """The current folder, absolute: what a source's path is relative to."""
    include: tuple[str, ...] = ()
    """Globs of the files to check when folders are walked; empty for all."""
    exclude: tuple[str, ...] = ()
    """Globs of the files to leave out when folders are walked."""
    fail_on: str = ""
    """error, warning or never; empty if nothing is said."""
    format: str = ""
    """Name of the reporter; empty if nothing is said."""
    phrases: str = ""
    """Path of the folder of the repository's own phrases, relative to the root; empty if nothing is said."""
    phrasebook: Phrasebook | None = None
    """What is in that folder."""
    baseline: str = ""
    """Path of the baseline, relative to the root; empty if nothing is said."""


def rooted(path: str, config: Config) -> str:
    """A source's path as globs and baselines have it: relative to the root, with slashes."""
    if config.root == config.here and not path.startswith("/") and ".." not in path and "\\" not in path:
        return path.removeprefix("./")
    import os

    try:
        found = os.path.relpath(os.path.join(config.here, path), config.root or None)
    except ValueError:  # another drive
        found = path
    return found.replace(os.sep, "/")
