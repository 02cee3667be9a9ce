"""`sellerlint rules`: all rules in a table."""

from __future__ import annotations

import sys

from checker.commands import CLEAN, color, configuration
from checker.commands.arguments import coloring, configured
from checker.config import Config
from checker.records import NamedTuple
from checker.rules import index, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from checker.rule import Rule

SAYS = "list the rules: clause, severity, whether it runs and can mend"

TITLES = ("rule", "clause", "severity", "default", "fix", "finds")


class Row(NamedTuple):
    """A rule as the table shows it."""

    rule: str
    clause: str
    severity: str
    """What it is reported as here, if it runs."""
    default: str
    """on or off: as it comes, or, where the configuration says otherwise, with `here` behind it."""
    fix: str
    title: str


def rows(config: Config | None = None) -> list[Row]:
    """All rules in the order of their names, as they run under this configuration."""
    return [_row(rule(entry), config or Config()) for entry in index()]


def _row(found: Rule, config: Config) -> Row:
    word = config.severities.get(found.id)
    state = "on" if found.default else "off"
    if word is not None and (word == "off") is found.default:
        state = f"{'off' if word == 'off' else 'on'} here"
    severity = word if word and word != "off" else found.severity.value
    return Row(found.id, found.clause, severity, state, found.fixes, found.title)


def table(found: list[Row]) -> str:
    """The rows with titles, in columns; lines end where their words do."""
    every = [Row(*TITLES), *found]
    widths = [max(map(len, column)) for column in zip(*every, strict=True)]
    return "".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in every
    )


def add(parser: argparse.ArgumentParser) -> None:
    configured(parser)
    coloring(parser)


def run(options: argparse.Namespace) -> int:
    lines = table(rows(configuration(options)))
    if color(options.color):
        from checker.painted import STRONG, style

        titles, _, rest = lines.partition("\n")
        lines = f"{style(STRONG, titles)}\n{rest}"
    sys.stdout.write(lines)
    return CLEAN
