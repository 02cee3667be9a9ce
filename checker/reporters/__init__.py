"""What a report looks like: one function a format, `Report` and `Settings` in, text out.

Importing this package imports none of them: a run pays for the format that it prints.
"""

from __future__ import annotations

from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.finding import Report


class Settings(NamedTuple):
    """How a report is to be shown; each format takes from it what it can use."""

    color: bool = False
    """Whether the terminal colours."""
    links: bool = False
    """Whether the terminal can make words clickable."""
    pages: str = ""
    """Address of a rule's page, `{rule}` standing for its name; empty if there are none."""
    prefix: str = ""
    """The folder from the repository's root to where the findings' paths begin, for formats that need rooted paths."""
    width: int = 120
    """How many cells a line of the terminal has."""
    home: str = ""
    """The project's own address; empty if there is none to tell."""
    root: str = ""
    """The repository's root, absolute, with slashes; empty where it is not known."""
    allowed: bool = False
    """Whether formats for people list what allowances permit, too."""
    blob: str = ""
    """Address of the repository's files at the commit that was checked, for links to lines."""


if TYPE_CHECKING:
    Reporter = Callable[[Report, Settings], str]


def render(
    name: str,
    report: Report,
    *,
    color: bool = False,
    links: bool = False,
    pages: str = "",
    prefix: str = "",
    width: int = 120,
    home: str = "",
    root: str = "",
    allowed: bool = False,
    blob: str = "",
) -> str:
    """The report in the format of that name, lines ending in LF. Raises `KeyError` if there is no such format."""
    return reporter(name)(report, Settings(color, links, pages, prefix, width, home, root, allowed, blob))


FORMATS = {
    "text": ("text", "render"),
    "concise": ("concise", "render"),
    "github": ("github", "render"),
    "json": ("json", "render"),
    "jsonl": ("jsonl", "render"),
    "sarif": ("sarif", "render"),
    "rdjson": ("rdjson", "render"),
    "gitlab": ("gitlab", "render"),
    "junit": ("xml", "junit"),
    "checkstyle": ("xml", "checkstyle"),
    "markdown": ("markdown", "render"),
}
"""The formats by name: the module of this package that knows it, and its function there."""


def reporter(name: str) -> Reporter:
    """The function of a format. Raises `KeyError` if there is no such format."""
    from checker.modules import named

    module, function = FORMATS[name]
    found: Reporter = getattr(named(f"checker.reporters.{module}"), function)
    return found
