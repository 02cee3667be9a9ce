"""`sellerlint explain RULE`."""

from __future__ import annotations

import os
import sys

from checker.commands import CLEAN, FAILED, color
from checker.commands.arguments import coloring

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

SAYS = "explain a rule: what it finds, why, what to write instead"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE")
    coloring(parser)


def run(options: argparse.Namespace) -> int:
    from checker.pages import explain
    from checker.rules import index

    names = [entry.id for entry in index()]
    if options.rule not in names:
        from checker.meant import meant

        hint = meant(options.rule, names, "; `sellerlint rules` lists them")
        print(f"sellerlint: no rule is called {options.rule!r}{hint}", file=sys.stderr)
        return FAILED
    page = explain(options.rule)
    if color(options.color):
        from checker.painted import painted

        page = painted(page, min(os.get_terminal_size().columns, 120) if sys.stdout.isatty() else 100)
    sys.stdout.write(page)
    return CLEAN
