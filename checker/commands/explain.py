"""`sellerlint explain RULE`, or a clause, as findings name them."""

from __future__ import annotations

import os
import sys

from checker.commands import CLEAN, RefusedError, color
from checker.commands.arguments import coloring

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

SAYS = "explain a rule or clause: what it finds, why, what to write instead"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE|CLAUSE")
    coloring(parser)


def run(options: argparse.Namespace) -> int:
    from checker.pages import explain, explain_clause
    from checker.policy import load
    from checker.rules import index

    clauses = {clause.id.lower(): clause for clause in load().clauses}
    names = [entry.id for entry in index()]
    if clause := clauses.get(options.rule.lower()):
        page = explain_clause(clause.id)
    elif options.rule in names:
        page = explain(options.rule)
    else:
        from checker.meant import meant

        hint = meant(options.rule, names, "; `sellerlint rules` lists them")
        raise RefusedError(f"no rule is called {options.rule!r}{hint}")
    if color(options.color):
        from checker.painted import painted

        page = painted(page, min(os.get_terminal_size().columns, 120) if sys.stdout.isatty() else 100)
    sys.stdout.write(page)
    return CLEAN
