"""`sellerlint check`, which `sellerlint` alone means, too: read, judge, report."""

from __future__ import annotations

import os
import sys

from checker.commands import (
    CLEAN,
    COMMANDS,
    FAILED,
    FOUND,
    NOTHING,
    RefusedError,
    choice,
    color,
    configuration,
    counted,
    nothing_here,
    one_line,
    tell,
)
from checker.commands.known import Known
from checker.commands.work import Work

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from checker.changes import Changes
    from checker.config import Config
    from checker.finding import Report
    from checker.outputs import Output

SAYS = "check files and folders (the default command)"


def add(check: argparse.ArgumentParser) -> None:
    from checker.commands.arguments import choosing, coloring
    from checker.reporters import FORMATS

    choosing(check)
    check.add_argument(
        "--format",
        action="append",
        metavar="NAME[:FILE]",
        help=f"how the report is shown, and where it goes; may be said several times: {', '.join(('auto', *FORMATS))} "
        "(auto: github inside GitHub Actions, text on a terminal, concise in a pipe)",
    )
    check.add_argument("--output-file", default="", metavar="FILE", help="where the format without a file goes")
    check.add_argument("--fail-on", choices=("error", "warning", "never"), help="what makes it exit with 1 (error)")
    coloring(check)
    check.add_argument("--statistics", action="store_true", help="count what was found by rule, after the report")
    check.add_argument("--show-allowed", action="store_true", help="list the findings that allowances permit, too")
    group = check.add_argument_group("changes")
    group.add_argument("--diff-base", metavar="REV", help="report what changed since the current branch left REV")
    group.add_argument(
        "--only", choices=("changed-lines", "changed-files", "all"), help="with --diff-base (changed-lines)"
    )
    group = check.add_argument_group("fixes")
    how = group.add_mutually_exclusive_group()
    how.add_argument("--fix", action="store_true", help="mend what can be mended safely")
    how.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    group.add_argument("--unsafe-fixes", action="store_true", help="with either: also what a person should read")
    group = check.add_argument_group("baseline")
    how = group.add_mutually_exclusive_group()
    how.add_argument("--baseline", metavar="FILE", help="known findings to set aside")
    how.add_argument("--no-baseline", action="store_true", help="report known findings, too")
    group.add_argument("--prune", action="store_true", help="drop from the baseline what is no longer found")


def run(options: argparse.Namespace) -> int:
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise RefusedError("--unsafe-fixes goes with --fix or --diff")
    if options.fix and "-" in options.paths:
        raise RefusedError("standard input can't be fixed in place; --diff shows what --fix would do")
    config = configuration(options)
    outputs = _outputs(options, config)
    changed = _changed(options, config)
    options.fail_on = options.fail_on or config.fail_on or "error"
    known = Known.of(options, config)
    work = Work(options, config, known)
    if options.diff:
        return work.diff()
    report = work.report(work.mended() if options.fix else work.sources())
    tell(work.troubles)
    if work.made:
        print(f"sellerlint: {counted(work.made, 'fix', 'fixes')} made", file=sys.stderr)
    if known is not None:
        known.say(work.checked, prune=options.prune)
    if changed is not None:
        from checker.changes import within

        report = within(report, changed, options.only or "changed-lines")
    nothing = not report.files and not work.troubles
    # Where files are passed by a hook, that all of them are excluded is no news.
    excused = options.force_exclude and options.paths != ["."]
    if nothing and not excused:
        print(f"sellerlint: {nothing_here(config)}", file=sys.stderr)
    _print(report, outputs, options, nothing=nothing)
    if work.troubles:
        return FAILED
    if nothing and not excused:
        return NOTHING
    return _code(report, options.fail_on)


def _outputs(options: argparse.Namespace, config: Config) -> tuple[Output, ...]:
    """Where the report goes. Raises `RefusedError` if that can't be."""
    from checker.outputs import asked, settled

    words = options.format or [config.format or "auto"]
    try:
        return settled(asked(words, options.output_file), os.environ, terminal=sys.stdout.isatty())
    except ValueError as error:
        raise RefusedError(one_line(str(error))) from None


def _changed(options: argparse.Namespace, config: Config) -> Changes | None:
    """The change that is asked about. Raises `RefusedError` if git can't tell it."""
    if options.diff_base is None:
        if options.only not in (None, "all"):
            raise RefusedError(f"--only {options.only} goes with --diff-base")
        return None
    from checker.changes import NoHistoryError, changes

    try:
        return changes(options.diff_base, takes=choice(options, config).takes)
    except NoHistoryError as error:
        raise RefusedError(one_line(str(error))) from None


def _print(report: Report, outputs: tuple[Output, ...], options: argparse.Namespace, *, nothing: bool) -> None:
    """Write the report wherever it goes. Where nothing was checked, those for people are left out."""
    from checker.outputs import TALKING, render, surroundings, write

    width = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
    settings = surroundings(os.getcwd(), os.environ, color=color(options.color), width=width or 120, links=width > 0)
    settings = settings._replace(allowed=options.show_allowed)
    for output in outputs:
        if output.file:
            try:
                write(output.file, render(output, report, settings))
            except OSError as error:
                raise RefusedError(one_line(f"{output.file}: {error.strerror or error}")) from None
        elif not (nothing and output.format in TALKING):
            sys.stdout.write(render(output, report, settings))
            sys.stdout.flush()
    if options.statistics:
        from checker.statistics import statistics

        # What a program reads from standard output stays as it is.
        talking = any(output.format in TALKING and not output.file for output in outputs)
        print(statistics(report), end="", file=sys.stdout if talking else sys.stderr)


def _code(report: Report, fail_on: str) -> int:
    if fail_on == "never":
        return CLEAN
    counted = report.errors + (report.warnings if fail_on == "warning" else 0)
    return FOUND if counted else CLEAN


class Plain:
    """The options of a check that names nothing but paths, as the parser would give them; a test compares."""

    command = "check"
    config = format = fail_on = diff_base = only = baseline = None
    isolated = no_ignore = force_exclude = show_allowed = fix = diff = unsafe_fixes = no_baseline = prune = False
    statistics = False
    stdin_filename = "<stdin>"
    output_file = ""
    color = "auto"

    def __init__(self, paths: list[str], *, force_exclude: bool) -> None:
        self.paths = paths
        self.force_exclude = force_exclude


def plain(arguments: list[str]) -> argparse.Namespace | None:
    """The options without loading argparse, which takes as long as a clean message does; None if it is needed.

    `--force-exclude` may stand among the paths: it is what hooks pass on every commit.
    """
    if arguments[:1] == ["check"]:
        arguments = arguments[1:]
    elif arguments and arguments[0] in COMMANDS:
        return None
    if any(word.startswith("-") and word not in ("-", "--force-exclude") for word in arguments):
        return None
    paths = [word for word in arguments if word != "--force-exclude"]
    return Plain(paths or ["."], force_exclude=len(paths) < len(arguments))  # type: ignore[return-value]
