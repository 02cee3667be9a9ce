"""What `sellerlint` can be told to do, and what the commands share.

A command is a module of its name: `SAYS` is its line in the help, `add` tells a parser what it takes, `run` does it and
returns the exit code. Nothing but these modules and `checker.cli` prints.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from checker.config import Config
    from checker.config.read import ConfigError
    from checker.files import Choice, Trouble
    from checker.finding import Finding

CLEAN, FOUND, FAILED, NOTHING = 0, 1, 2, 3
"""The exit codes: no finding that counts, findings, could not do what was asked, nothing was there to check."""

COMMANDS = (
    "check", "baseline", "init", "show", "show-config", "show-files", "explain", "rules", "completions"
)  # fmt: skip
"""In the order of the help; the module of `show-config` is `show_config`."""


STRAYS = "it leads out of here and is not read; name the file itself on the command line"


class RefusedError(Exception):
    """What was asked for can't be done: a message for people, several lines perhaps."""


def configuration(options: argparse.Namespace) -> Config:
    """The configuration that the arguments ask for. Raises `RefusedError` for one with mistakes."""
    from checker import files
    from checker.config import Config

    try:
        here = os.getcwd()
    except OSError:
        raise RefusedError("the current folder is gone; go to one that is there") from None
    path, root = "", here
    if options.config:
        path, root = options.config, os.path.dirname(os.path.abspath(options.config))
    elif not options.isolated:
        path, root = files.find_config()
    if not path:
        return Config(root=root, here=here, size=files.size, siblings=files.siblings)
    from checker.config.read import ConfigError, read
    from checker.outputs import CHOICES
    from checker.text import Source

    if not options.config and files.strays(path, root):
        raise RefusedError(f"{one_line(files.shown(os.path.relpath(path, here)))}: {STRAYS}")
    source = files.load(os.path.relpath(path, here))
    if not isinstance(source, Source):
        raise RefusedError(said(source))
    try:
        config = read(source, CHOICES)._replace(root=root, here=here, size=files.size, siblings=files.siblings)
        return files.with_phrases(config, source)
    except ConfigError as error:
        raise RefusedError(_mistakes(error)) from None


def _mistakes(error: ConfigError) -> str:
    """The mistakes of a configuration, each with its line and a caret."""
    from checker.reporters.cells import glyphs

    blocks: list[str] = []
    source = error.source
    for span, message in error.mistakes:
        line, column = source.position(span.start)
        text = source.line(line)
        end = min(span.end, span.start + len(text) - column + 1)
        row = glyphs(text)
        before = sum(glyph.width for glyph in row if glyph.end < column)
        under = sum(glyph.width for glyph in row if glyph.end >= column and glyph.start < end - span.start + column - 1)
        blocks.append(
            f"{one_line(f'{source.path}:{line}:{column}: {message}')}\n"
            f"{' ' * len(str(line))} |\n{line} | {''.join(glyph.shown for glyph in row)}".rstrip()
            + f"\n{' ' * len(str(line))} | {' ' * before}{'^' * max(under, 1)}"
        )
    return "the configuration can't be used\n" + "\n".join(blocks)


def choice(options: argparse.Namespace, config: Config) -> Choice:
    from checker.files import Choice

    return Choice(config, ignored=options.no_ignore, forced=options.force_exclude)


def nothing_here(config: Config) -> str:
    """What is said where no file was there to check."""
    said = "nothing to check here: no Markdown or YAML file with messages was found"
    if config.include or config.exclude:
        said += f" that `include` and `exclude` of {one_line(config.path)} let through"
    return said


def color(wish: str) -> bool:
    """Whether to colour, by the option and the variables that people set for all their tools."""
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def tell(troubles: list[Trouble]) -> None:
    if not troubles:
        return
    from checker.meant import meant

    for trouble in troubles:
        # Any word is a path; one that is not there may have been meant to be a command.
        hint = meant(trouble.path, COMMANDS) if not os.path.lexists(trouble.path) else ""
        hint = hint.replace("did you mean", "did you mean the command")
        print(f"sellerlint: {one_line(str(trouble))}{hint}", file=sys.stderr)


def said(problem: Finding | Trouble) -> str:
    """What is wrong with a file that is no source, on one line."""
    from checker.finding import Finding

    if isinstance(problem, Finding):
        place = problem.place
        return one_line(f"{place.path}:{place.start.line}:{place.start.column}: {problem.message}")
    return one_line(str(problem))


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def one_line(text: str) -> str:
    """The text with line ends and control characters made visible, so that a file's name can forge nothing."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)
