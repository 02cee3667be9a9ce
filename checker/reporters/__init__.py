"""What a report looks like: one function a format, `Report` and `Settings` in, text out.

Importing this package imports none of them: a run pays for the format that it prints.
"""

from __future__ import annotations

from typing import NamedTuple

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
) -> str:
    """The report in the format of that name, lines ending in LF. Raises `KeyError` if there is no such format."""
    return REPORTERS[name](report, Settings(color, links, pages, prefix, width))


def _text(report: Report, settings: Settings) -> str:
    from checker.reporters.text import render

    return render(report, settings)


def _json(report: Report, settings: Settings) -> str:
    from checker.reporters.json import render

    return render(report, settings)


def _github(report: Report, settings: Settings) -> str:
    from checker.reporters.github import render

    return render(report, settings)


REPORTERS: dict[str, Reporter] = {"text": _text, "json": _json, "github": _github}
