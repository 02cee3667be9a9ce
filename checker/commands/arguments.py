"""Arguments that several commands take, and how arguments become options."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from checker import __version__
from checker.commands import COMMANDS, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from types import ModuleType


def module(command: str) -> ModuleType:
    """The module of a command: `SAYS`, `add(parser)` and `run(options)`."""
    return import_module(f"checker.commands.{command.replace('-', '_')}")


def parsed(arguments: list[str]) -> argparse.Namespace:
    """The arguments as options. Only the parser of the command at hand is made, unless somebody asks for help."""
    if not arguments or arguments[0] not in (*COMMANDS, "-h", "--help", "-V", "--version"):
        arguments = ["check", *arguments]
    if arguments[0] not in COMMANDS:
        return _whole_parser().parse_args(arguments)
    command = module(arguments[0])
    parser = new_parser(f"sellerlint {arguments[0]}", command.SAYS)
    command.add(parser)
    parser.set_defaults(command=arguments[0])
    options, unknown = parser.parse_known_args(arguments[1:])
    if unknown:
        from checker.meant import meant

        known = [name for action in parser._actions for name in action.option_strings if name.startswith("--")]
        hint = meant(unknown[0].partition("=")[0], known, "; `sellerlint --help` lists them")
        parser.error(f"unrecognized arguments: {' '.join(map(one_line, unknown))}{hint}")
    return options


def new_parser(name: str, description: str, epilog: str | None = None) -> argparse.ArgumentParser:
    import argparse

    # The formatter's own way to the width of the terminal imports half a dozen modules each time.
    columns = os.environ.get("COLUMNS", "")
    width = (int(columns) if columns.isascii() and columns.isdigit() and len(columns) < 6 else 0) or (
        os.get_terminal_size().columns if sys.stdout.isatty() else 100
    )
    return argparse.ArgumentParser(
        prog=name,
        description=description,
        epilog=epilog,
        formatter_class=lambda prog: argparse.HelpFormatter(prog, width=max(width - 2, 40)),
    )


def _whole_parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="sellerlint",
        description="Checks messages to Amazon buyers against Amazon's communication rules.",
        epilog="Exit codes: 0 clean; 1 findings; 2 could not be read, or asked wrongly; 3 nothing to check.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"sellerlint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        command = module(name)
        command.add(commands.add_parser(name, help=command.SAYS))
    return parser


def configured(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("configuration")
    which = group.add_mutually_exclusive_group()
    which.add_argument("--config", metavar="FILE", help="the configuration, instead of the one found from here upward")
    which.add_argument("--isolated", action="store_true", help="read no configuration and no baseline")


def choosing(parser: argparse.ArgumentParser) -> None:
    configured(parser)
    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH", help="files, folders, or - for standard input"
    )
    group = parser.add_argument_group("files")
    group.add_argument("--no-ignore", action="store_true", help="check files that git ignores, too")
    group.add_argument("--force-exclude", action="store_true", help="excludes hold for files passed by name, too")
    group.add_argument("--stdin-filename", default="<stdin>", metavar="NAME", help="what to call standard input")


def coloring(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
