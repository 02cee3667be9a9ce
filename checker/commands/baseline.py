"""`sellerlint baseline`: what is found now is known from now on."""

from __future__ import annotations

import sys

from checker.commands import CLEAN, FAILED, NOTHING, configuration, counted, nothing_here, one_line, tell
from checker.commands.arguments import choosing
from checker.commands.known import Known
from checker.commands.work import Work

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

SAYS = "write what is found now as known findings"


def add(parser: argparse.ArgumentParser) -> None:
    choosing(parser)
    parser.add_argument("--baseline", metavar="FILE", help="the file to write")
    parser.add_argument("--prune", action="store_true", help="only drop what is no longer found")


def run(options: argparse.Namespace) -> int:
    from checker.baseline import entries
    from checker.files import shown

    config = configuration(options)
    path = Known.where(options, config)[0]
    if not options.baseline:
        Known.guard(path, config)
    known = Known.read(path, config, missing=True)
    work = Work(options, config, known)
    report = work.report(work.sources())
    tell(work.troubles)
    if work.troubles:
        return FAILED
    if not report.files:
        print(f"sellerlint: {nothing_here(config)}", file=sys.stderr)
        return NOTHING
    if options.prune:
        known.say(work.checked, prune=True)
        return CLEAN
    seen = set(map(known.rooted, work.checked))
    missing = {entry.key for entry in known.stale(())}
    others = [entry for entry in known.entries if entry.key.path not in seen and entry.key not in missing]
    now = entries((*report.findings, *report.known), report.sources, known.rooted)
    known.write([*others, *now])
    count = sum(entry.times for entry in now)
    print(
        f"sellerlint: {counted(count, 'finding', 'findings')} written to {one_line(shown(known.path))}",
        file=sys.stderr,
    )
    return CLEAN
