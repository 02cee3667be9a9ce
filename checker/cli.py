"""The command line: arguments in, exit code out. The only module that reads files and prints."""

from __future__ import annotations

import os
import sys

from checker import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from checker.files import Trouble
    from checker.finding import Finding, Report
    from checker.text import Source

CLEAN, FOUND, FAILED, NOTHING = 0, 1, 2, 3
"""The exit codes: no finding that counts, findings, could not do what was asked, nothing was there to check."""

COMMANDS = ("check", "show", "explain", "rules")


def run() -> None:
    """The entry point of the installed command."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for and return the exit code."""
    try:
        return _main(list(arguments))
    except BrokenPipeError:
        # Whoever read our output has had enough of it (`| head`); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        print("sellerlint: stopped", file=sys.stderr)
        return 130


def _main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # Templates hold any character there is; a terminal of another encoding must not stop the report.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(_with_command(arguments))
    if options.command == "check":
        return _check(options)
    if options.command == "show":
        return _show(options)
    if options.command == "explain":
        return _explain(options)
    return _rules()


def _with_command(arguments: list[str]) -> list[str]:
    """`sellerlint PATHS` means `sellerlint check PATHS`, and no argument at all means this folder."""
    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "-V", "--version")):
        return arguments
    return ["check", *arguments]


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="sellerlint",
        description="Checks messages to Amazon buyers against Amazon's communication rules.",
        epilog="Exit codes: 0 clean; 1 findings; 2 could not be read, or asked wrongly; 3 nothing to check.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"sellerlint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    check = commands.add_parser("check", help="check files and folders (the default command)")
    check.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH", help="files, folders, or - for standard input"
    )
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="default: text")
    check.add_argument(
        "--fail-on", choices=("error", "warning", "never"), default="error", help="what makes it exit with 1 (error)"
    )
    check.add_argument("--stdin-filename", default="<stdin>", metavar="NAME", help="what to call standard input")
    check.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")

    show = commands.add_parser("show", help="show what is read in a file: messages, words, links, placeholders")
    show.add_argument("path", metavar="FILE")

    explain = commands.add_parser("explain", help="explain a rule: what it finds, why, what to write instead")
    explain.add_argument("rule", metavar="RULE")

    commands.add_parser("rules", help="list the rules")
    return parser


def _check(options: argparse.Namespace) -> int:
    from checker.config import Config
    from checker.engine import check
    from checker.files import size

    troubles: list[Trouble] = []
    unreadable: list[Finding] = []
    report = check(_sources(options, troubles, unreadable), Config(size=size))
    if unreadable:
        report = _with(report, unreadable)
    for trouble in troubles:
        print(f"sellerlint: {_one_line(str(trouble))}", file=sys.stderr)
    nothing = not report.files and not troubles
    if nothing and options.format == "text":
        print("sellerlint: nothing to check here: no Markdown or YAML file with messages was found", file=sys.stderr)
    else:
        _print(report, options)
    if troubles:
        return FAILED
    if nothing:
        return NOTHING
    return _code(report, options.fail_on)


def _sources(options: argparse.Namespace, troubles: list[Trouble], unreadable: list[Finding]) -> Iterator[Source]:
    from checker import files
    from checker.finding import Finding

    paths = [path for path in options.paths if path != "-"]
    loaded = (files.load(path) for path in files.find(paths, troubles))
    for one in loaded:
        if isinstance(one, files.Trouble):
            troubles.append(one)
        elif isinstance(one, Finding):
            unreadable.append(one)
        else:
            yield one
    if "-" in options.paths:
        read = files.decode(options.stdin_filename, sys.stdin.buffer.read())
        if isinstance(read, Finding):
            unreadable.append(read)
        else:
            yield read


def _with(report: Report, unreadable: list[Finding]) -> Report:
    """The report with the findings about files whose bytes are no text."""
    findings = sorted((*report.findings, *unreadable), key=lambda made: (made.place.path, made.place.span, made.rule))
    return report._replace(findings=tuple(findings), files=report.files + len(unreadable))


def _code(report: Report, fail_on: str) -> int:
    if fail_on == "never":
        return CLEAN
    counted = report.errors + (report.warnings if fail_on == "warning" else 0)
    return FOUND if counted else CLEAN


def _print(report: Report, options: argparse.Namespace) -> None:
    from checker.reporters import render

    sys.stdout.write(render(options.format, report, color=_color(options.color)))
    sys.stdout.flush()


def _color(wish: str) -> bool:
    """Whether to colour, by the option and the variables that people set for all their tools."""
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _show(options: argparse.Namespace) -> int:
    from checker import files
    from checker.finding import Finding
    from checker.show import show

    read = files.load(options.path)
    if isinstance(read, files.Trouble):
        print(f"sellerlint: {_one_line(str(read))}", file=sys.stderr)
        return FAILED
    if isinstance(read, Finding):
        place = read.place
        print(f"sellerlint: {place.path}:{place.start.line}:{place.start.column}: {read.message}", file=sys.stderr)
        return FAILED
    sys.stdout.write(show(read))
    return CLEAN


def _explain(options: argparse.Namespace) -> int:
    from checker.pages import explain
    from checker.rules import index

    names = [entry.id for entry in index()]
    if options.rule not in names:
        print(f"sellerlint: no rule is called {options.rule!r}{_meant(options.rule, names)}", file=sys.stderr)
        return FAILED
    sys.stdout.write(explain(options.rule))
    return CLEAN


def _meant(word: str, names: list[str]) -> str:
    """A hint at the nearest name."""
    from difflib import get_close_matches

    close = get_close_matches(word, names, 1)
    return f"; did you mean {close[0]!r}?" if close else "; `sellerlint rules` lists them"


def _rules() -> int:
    from checker.rules import index

    entries = index()
    width = max((len(entry.id) for entry in entries), default=0)
    for entry in entries:
        state = entry.severity if entry.default else f"off ({entry.severity})"
        print(f"{entry.id:{width}}  {entry.clause:4} {state}")
    return CLEAN


def _one_line(text: str) -> str:
    """The text with line ends and control characters made visible, so that a file's name can forge nothing."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)
