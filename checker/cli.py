"""The command line: arguments in, exit code out. The only module that reads files and prints."""

from __future__ import annotations

import gc
import os
import sys

from checker import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from checker.baseline import Entry
    from checker.changes import Changes
    from checker.config import Config
    from checker.config.read import ConfigError
    from checker.files import Choice, Trouble
    from checker.finding import Finding, Report
    from checker.outputs import Output
    from checker.text import Source

CLEAN, FOUND, FAILED, NOTHING = 0, 1, 2, 3
"""The exit codes: no finding that counts, findings, could not do what was asked, nothing was there to check."""

COMMANDS = (
    "check", "baseline", "init", "show", "show-config", "show-files", "explain", "rules", "completions"
)  # fmt: skip


class RefusedError(Exception):
    """What was asked for can't be done: a message for people, several lines perhaps."""


def run() -> None:
    """The entry point of the installed command."""
    # Loading the tables makes thousands of objects that live to the end; looking for garbage among them is felt.
    gc.set_threshold(50_000, 20, 50)
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for and return the exit code."""
    try:
        return _main(list(arguments))
    except BrokenPipeError:
        # Whoever read our output has had enough of it (`| head`); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except RefusedError as error:
        print(f"sellerlint: {error}", file=sys.stderr)
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
    options = _parsed(arguments)
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "check": _check,
        "baseline": _baseline,
        "init": _init,
        "completions": _completions,
        "show": _show,
        "show-config": _show_config,
        "show-files": _show_files,
        "explain": _explain,
        "rules": _rules,
    }
    return commands[options.command](options)


def _with_command(arguments: list[str]) -> list[str]:
    """`sellerlint PATHS` means `sellerlint check PATHS`, and no argument at all means this folder."""
    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "-V", "--version")):
        return arguments
    return ["check", *arguments]


def _parsed(arguments: list[str]) -> argparse.Namespace:
    """The arguments as options. Only the parser of the command at hand is made, unless somebody asks for help."""
    arguments = _with_command(arguments)
    if arguments[0] == "check" and not any(word.startswith("-") for word in arguments[1:] if word not in _FLAGS):
        return _plain(arguments[1:])
    if arguments[0] in COMMANDS:
        parser = _new(f"sellerlint {arguments[0]}", _COMMANDS[arguments[0]][0])
        _COMMANDS[arguments[0]][1](parser)
        parser.set_defaults(command=arguments[0])
        options, unknown = parser.parse_known_args(arguments[1:])
        if unknown:
            from checker.meant import meant

            known = [name for action in parser._actions for name in action.option_strings if name.startswith("--")]
            hint = meant(unknown[0].partition("=")[0], known, "; `sellerlint --help` lists them")
            parser.error(f"unrecognized arguments: {' '.join(map(_one_line, unknown))}{hint}")
        return options
    return _whole_parser().parse_args(arguments)


_FLAGS = {"-": "paths", "--force-exclude": "force_exclude"}
"""What may stand among paths without calling for the parser: what hooks pass on every commit."""


class _Options:
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


def _plain(words: list[str]) -> argparse.Namespace:
    """The options without loading argparse, which takes as long as a clean message does."""
    paths = [word for word in words if word != "--force-exclude"]
    return _Options(paths or ["."], force_exclude="--force-exclude" in words)  # type: ignore[return-value]


def _new(name: str, description: str, epilog: str | None = None) -> argparse.ArgumentParser:
    import argparse

    # The formatter's own way to the width of the terminal imports half a dozen modules each time.
    width = int(os.environ.get("COLUMNS") or 0) or (os.get_terminal_size().columns if sys.stdout.isatty() else 100)
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
    for name, (description, add) in _COMMANDS.items():
        add(commands.add_parser(name, help=description))
    return parser


def _configured(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("configuration")
    which = group.add_mutually_exclusive_group()
    which.add_argument("--config", metavar="FILE", help="the configuration, instead of the one found from here upward")
    which.add_argument("--isolated", action="store_true", help="read no configuration and no baseline")


def _choosing(parser: argparse.ArgumentParser) -> None:
    _configured(parser)
    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH", help="files, folders, or - for standard input"
    )
    group = parser.add_argument_group("files")
    group.add_argument("--no-ignore", action="store_true", help="check files that git ignores, too")
    group.add_argument("--force-exclude", action="store_true", help="excludes hold for files passed by name, too")
    group.add_argument("--stdin-filename", default="<stdin>", metavar="NAME", help="what to call standard input")


def _checking(check: argparse.ArgumentParser) -> None:
    from checker.reporters import FORMATS

    _choosing(check)
    check.add_argument(
        "--format",
        action="append",
        metavar="NAME[:FILE]",
        help=f"how the report is shown, and where it goes; may be said several times: {', '.join(('auto', *FORMATS))} "
        "(auto: github inside GitHub Actions, text on a terminal, concise in a pipe)",
    )
    check.add_argument("--output-file", default="", metavar="FILE", help="where the format without a file goes")
    check.add_argument("--fail-on", choices=("error", "warning", "never"), help="what makes it exit with 1 (error)")
    _coloring(check)
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


def _coloring(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")


def _explaining(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE")
    _coloring(parser)


def _listing(parser: argparse.ArgumentParser) -> None:
    _configured(parser)
    _coloring(parser)


def _writing_baseline(parser: argparse.ArgumentParser) -> None:
    _choosing(parser)
    parser.add_argument("--baseline", metavar="FILE", help="the file to write")
    parser.add_argument("--prune", action="store_true", help="only drop what is no longer found")


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], object]]] = {
    "check": ("check files and folders (the default command)", _checking),
    "baseline": ("write what is found now as known findings", _writing_baseline),
    "init": ("look at this folder, write a configuration, and show the hook for pre-commit", lambda _: None),
    "show": (
        "show what is read in a file: messages, words, links, placeholders",
        lambda parser: parser.add_argument("path", metavar="FILE"),
    ),
    "show-config": ("show the configuration that holds here", _configured),
    "show-files": ("list the files that would be checked", _choosing),
    "explain": ("explain a rule: what it finds, why, what to write instead", _explaining),
    "rules": ("list the rules: clause, severity, whether it runs and can mend", _listing),
    "completions": (
        "print what a shell needs to complete our words",
        lambda parser: parser.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="bash|zsh|fish"),
    ),
}
"""The commands by name: what they do, and what adds their arguments to a parser."""


# Configuration ------------------------------------------------------------------------------------------------------


def _config(options: argparse.Namespace) -> Config:
    """The configuration that the arguments ask for. Raises `RefusedError` for one with mistakes."""
    from checker import files
    from checker.config import Config

    here = os.getcwd()
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

    source = files.load(os.path.relpath(path, here))
    if not isinstance(source, Source):
        raise RefusedError(_said(source))
    try:
        config = read(source, CHOICES)._replace(root=root, here=here, size=files.size, siblings=files.siblings)
        return files.with_phrases(config, source)
    except ConfigError as error:
        raise RefusedError(_mistakes(error)) from None


def _said(problem: Finding | Trouble) -> str:
    """What is wrong with a file that is no source, on one line."""
    from checker.finding import Finding

    if isinstance(problem, Finding):
        place = problem.place
        return _one_line(f"{place.path}:{place.start.line}:{place.start.column}: {problem.message}")
    return _one_line(str(problem))


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
            f"{_one_line(f'{source.path}:{line}:{column}: {message}')}\n"
            f"{' ' * len(str(line))} |\n{line} | {''.join(glyph.shown for glyph in row)}".rstrip()
            + f"\n{' ' * len(str(line))} | {' ' * before}{'^' * max(under, 1)}"
        )
    return "the configuration can't be used\n" + "\n".join(blocks)


def _choice(options: argparse.Namespace, config: Config) -> Choice:
    from checker.files import Choice

    return Choice(config, ignored=options.no_ignore, forced=options.force_exclude)


def _show_config(options: argparse.Namespace) -> int:
    from checker.config.show import show

    sys.stdout.write(show(_config(options)))
    return CLEAN


def _show_files(options: argparse.Namespace) -> int:
    from checker import files

    config = _config(options)
    troubles: list[Trouble] = []
    found = list(files.find([path for path in options.paths if path != "-"], troubles, _choice(options, config)))
    for path in found:
        print(_one_line(files.shown(path)))
    _tell(troubles)
    return FAILED if troubles else CLEAN if found else NOTHING


# Checking -----------------------------------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise RefusedError("--unsafe-fixes goes with --fix or --diff")
    if options.fix and "-" in options.paths:
        raise RefusedError("standard input can't be fixed in place; --diff shows what --fix would do")
    config = _config(options)
    outputs = _outputs(options, config)
    changed = _changed(options)
    options.fail_on = options.fail_on or config.fail_on or "error"
    known = _Known.of(options, config)
    work = _Work(options, config, known)
    if options.diff:
        return work.diff()
    report = work.report(work.mended() if options.fix else work.sources())
    _tell(work.troubles)
    if work.made:
        print(f"sellerlint: {_counted(work.made, 'fix', 'fixes')} made", file=sys.stderr)
    if known is not None:
        known.say(work.checked, prune=options.prune)
    if changed is not None:
        from checker.changes import within

        report = within(report, changed, options.only or "changed-lines")
    nothing = not report.files and not work.troubles
    # Where files are passed by a hook, that all of them are excluded is no news.
    excused = options.force_exclude and options.paths != ["."]
    if nothing and not excused:
        print("sellerlint: nothing to check here: no Markdown or YAML file with messages was found", file=sys.stderr)
    _print(report, outputs, options, nothing=nothing)
    if work.troubles:
        return FAILED
    if nothing and not excused:
        return NOTHING
    return _code(report, options.fail_on)


class _Work:
    """The files of one run on their way from the disk to the report."""

    def __init__(self, options: argparse.Namespace, config: Config, known: _Known | None) -> None:
        self.options = options
        self.config = config
        self.known = known
        self.troubles: list[Trouble] = []
        self.unreadable: list[Finding] = []
        self.checked: list[str] = []
        """The paths of all files that were opened."""
        self.made = 0
        """How many fixes were made."""

    def sources(self) -> Iterator[Source]:
        from checker import files
        from checker.finding import Finding

        paths = [path for path in self.options.paths if path != "-"]
        found = files.find(paths, self.troubles, _choice(self.options, self.config))
        loaded = (files.load(path) for path in self.watched(found))
        for one in loaded:
            if isinstance(one, files.Trouble):
                self.troubles.append(one)
            elif isinstance(one, Finding):
                self.checked.append(one.place.path)
                self.unreadable.append(one)
            else:
                self.checked.append(one.path)
                yield one
        if "-" in self.options.paths:
            read = files.decode(self.options.stdin_filename, sys.stdin.buffer.read())
            if isinstance(read, Finding):
                self.unreadable.append(read)
            else:
                yield read

    def watched(self, paths: Iterator[str]) -> Iterator[str]:
        """The paths, with a bar on a terminal where somebody may be waiting."""
        if getattr(self.options, "diff", False) or not sys.stderr.isatty():
            return paths
        from checker import progress

        if not progress.wanted(os.environ):
            return paths
        return progress.watched(list(paths), sys.stderr, os.get_terminal_size(sys.stderr.fileno()).columns)

    def report(self, sources: Iterable[Source]) -> Report:
        from checker.engine import check

        report = check(sources, self.config)
        if self.unreadable:
            report = _with(report, self.unreadable)
        return self.known.aside(report) if self.known is not None else report

    def findings(self, source: Source) -> list[Finding]:
        """What one source has that is neither permitted nor known."""
        from checker.engine import check

        report = check((source,), self.config)
        if self.known is not None:
            report = self.known.aside(report, final=False)
        return list(report.findings)

    def fixed(self) -> Iterator[tuple[Source, Source]]:
        """Each source before and after its fixes."""
        from checker.fix import fixed

        for source in self.sources():
            done = fixed(source, self.findings, self.config.layout, unsafe=self.options.unsafe_fixes)
            self.made += len(done.made)
            yield source, done.source

    def mended(self) -> Iterator[Source]:
        """The sources, mended in their files."""
        from checker import files

        for before, after in self.fixed():
            if before.text != after.text:
                trouble = files.replace(before.path, files.encode(before), files.encode(after))
                if trouble is not None:
                    self.troubles.append(trouble)
                    yield before
                    continue
            yield after

    def diff(self) -> int:
        """Show what fixing would change. Exit code 1 if that is anything."""
        from checker.fix import diff

        for before, after in self.fixed():
            sys.stdout.write(diff(before, after))
        _tell(self.troubles)
        for finding in self.unreadable:
            print(f"sellerlint: {_said(finding)}", file=sys.stderr)
        if self.made:
            print(f"sellerlint: {_counted(self.made, 'fix', 'fixes')} would be made", file=sys.stderr)
        if self.troubles:
            return FAILED
        return FOUND if self.made else CLEAN


def _tell(troubles: list[Trouble]) -> None:
    if not troubles:
        return
    from checker.meant import meant

    for trouble in troubles:
        # Any word is a path; one that is not there may have been meant to be a command.
        hint = meant(trouble.path, COMMANDS) if not os.path.lexists(trouble.path) else ""
        hint = hint.replace("did you mean", "did you mean the command")
        print(f"sellerlint: {_one_line(str(trouble))}{hint}", file=sys.stderr)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


# The baseline -------------------------------------------------------------------------------------------------------


class _Known:
    """The baseline of one run."""

    def __init__(self, path: str, config: Config, entries: list[Entry], data: bytes) -> None:
        self.path = path
        self.entries = entries
        self.left_over: list[Entry] = []
        self._data = data
        self._config = config._replace(root=os.path.dirname(os.path.abspath(path)))

    @classmethod
    def of(cls, options: argparse.Namespace, config: Config) -> _Known | None:
        """The baseline that is asked for, or the usual one if it is there."""
        if getattr(options, "no_baseline", False):
            return None
        path, named = cls.where(options, config)
        if not named and not (os.path.isfile(path) and not options.isolated):
            return None
        return cls.read(path, config, missing=False)

    @classmethod
    def where(cls, options: argparse.Namespace, config: Config) -> tuple[str, bool]:
        """The path of the baseline, and whether somebody named it."""
        if options.baseline:
            return options.baseline, True
        name = config.baseline or "sellerlint-baseline.txt"
        return os.path.relpath(os.path.join(config.root, name), config.here), bool(config.baseline)

    @classmethod
    def read(cls, path: str, config: Config, *, missing: bool) -> _Known:
        from checker import baseline, files
        from checker.text import Source

        if not os.path.lexists(path):
            if missing:
                return cls(path, config, [], b"")
            raise RefusedError(f"{_one_line(files.shown(path))}: no such file; `sellerlint baseline` writes it")
        source = files.load(path)
        if not isinstance(source, Source):
            raise RefusedError(_said(source))
        try:
            return cls(path, config, baseline.read(source.text), files.encode(source))
        except baseline.BaselineError as error:
            raise RefusedError(_one_line(f"{files.shown(path)}:{error.line}:1: {error}")) from None

    def rooted(self, path: str) -> str:
        from checker.config import rooted

        return rooted(path, self._config)

    def aside(self, report: Report, *, final: bool = True) -> Report:
        """The report with the known findings set aside."""
        from checker.baseline import apply

        kept, known, left_over = apply(report.findings, report.sources, self.entries, self.rooted)
        if final:
            self.left_over = left_over
        return report._replace(findings=tuple(kept), known=tuple(known))

    def stale(self, checked: Iterable[str]) -> list[Entry]:
        """The entries that are mended: of files that were checked, and of files that are gone."""
        seen = set(map(self.rooted, checked))
        return [
            entry
            for entry in self.left_over
            if entry.key.path in seen or not os.path.lexists(os.path.join(self._config.root, entry.key.path))
        ]

    def say(self, checked: Iterable[str], *, prune: bool) -> None:
        """Say which entries are mended, and drop them if that is wanted."""
        from checker.baseline import pruned
        from checker.files import shown

        stale = self.stale(checked)
        if not stale:
            return
        count, name = sum(entry.times for entry in stale), _one_line(shown(self.path))
        if prune:
            self.write(pruned(self.entries, stale))
            print(f"sellerlint: {_counted(count, 'entry', 'entries')} dropped from {name}", file=sys.stderr)
        else:
            gone = _counted(count, "known finding is", "known findings are")
            print(f"sellerlint: {gone} no longer there; --prune drops what is mended from {name}", file=sys.stderr)

    def write(self, entries: list[Entry]) -> None:
        from checker import baseline, files

        trouble = files.replace(self.path, self._data, baseline.written(entries).encode())
        if trouble is not None:
            raise RefusedError(_one_line(str(trouble)))


def _baseline(options: argparse.Namespace) -> int:
    from checker.baseline import entries
    from checker.files import shown

    config = _config(options)
    known = _Known.read(_Known.where(options, config)[0], config, missing=True)
    work = _Work(options, config, known)
    report = work.report(work.sources())
    _tell(work.troubles)
    if work.troubles:
        return FAILED
    if not report.files:
        print("sellerlint: nothing to check here: no Markdown or YAML file with messages was found", file=sys.stderr)
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
        f"sellerlint: {_counted(count, 'finding', 'findings')} written to {_one_line(shown(known.path))}",
        file=sys.stderr,
    )
    return CLEAN


# What is printed ----------------------------------------------------------------------------------------------------


def _with(report: Report, unreadable: list[Finding]) -> Report:
    """The report with the findings about files whose bytes are no text."""
    findings = sorted((*report.findings, *unreadable), key=lambda made: (made.place.path, made.place.span, made.rule))
    return report._replace(findings=tuple(findings), files=report.files + len(unreadable))


def _code(report: Report, fail_on: str) -> int:
    if fail_on == "never":
        return CLEAN
    counted = report.errors + (report.warnings if fail_on == "warning" else 0)
    return FOUND if counted else CLEAN


def _outputs(options: argparse.Namespace, config: Config) -> tuple[Output, ...]:
    """Where the report goes. Raises `RefusedError` if that can't be."""
    from checker.outputs import asked, settled

    words = options.format or [config.format or "auto"]
    try:
        return settled(asked(words, options.output_file), os.environ, terminal=sys.stdout.isatty())
    except ValueError as error:
        raise RefusedError(_one_line(str(error))) from None


def _changed(options: argparse.Namespace) -> Changes | None:
    """The change that is asked about. Raises `RefusedError` if git can't tell it."""
    if options.diff_base is None:
        if options.only not in (None, "all"):
            raise RefusedError(f"--only {options.only} goes with --diff-base")
        return None
    from checker.changes import NoHistoryError, changes

    try:
        return changes(options.diff_base)
    except NoHistoryError as error:
        raise RefusedError(_one_line(str(error))) from None


def _print(report: Report, outputs: tuple[Output, ...], options: argparse.Namespace, *, nothing: bool) -> None:
    """Write the report wherever it goes. Where nothing was checked, those for people are left out."""
    from checker.outputs import TALKING, render, surroundings, write

    width = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
    settings = surroundings(os.getcwd(), os.environ, color=_color(options.color), width=width or 120, links=width > 0)
    settings = settings._replace(allowed=options.show_allowed)
    for output in outputs:
        if output.file:
            try:
                write(output.file, render(output, report, settings))
            except OSError as error:
                raise RefusedError(_one_line(f"{output.file}: {error.strerror or error}")) from None
        elif not (nothing and output.format in TALKING):
            sys.stdout.write(render(output, report, settings))
            sys.stdout.flush()
    if options.statistics:
        from checker.statistics import statistics

        # What a program reads from standard output stays as it is.
        talking = any(output.format in TALKING and not output.file for output in outputs)
        print(statistics(report), end="", file=sys.stdout if talking else sys.stderr)


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
    if isinstance(read, (files.Trouble, Finding)):
        raise RefusedError(_said(read))
    sys.stdout.write(show(read))
    return CLEAN


def _explain(options: argparse.Namespace) -> int:
    from checker.pages import explain
    from checker.rules import index

    names = [entry.id for entry in index()]
    if options.rule not in names:
        from checker.meant import meant

        hint = meant(options.rule, names, "; `sellerlint rules` lists them")
        print(f"sellerlint: no rule is called {options.rule!r}{hint}", file=sys.stderr)
        return FAILED
    page = explain(options.rule)
    if _color(options.color):
        from checker.painted import painted

        page = painted(page, min(os.get_terminal_size().columns, 120) if sys.stdout.isatty() else 100)
    sys.stdout.write(page)
    return CLEAN


def _rules(options: argparse.Namespace) -> int:
    from checker.ruletable import rows, table

    lines = table(rows(_config(options)))
    if _color(options.color):
        from checker.painted import STRONG, style

        titles, _, rest = lines.partition("\n")
        lines = f"{style(STRONG, titles)}\n{rest}"
    sys.stdout.write(lines)
    return CLEAN


# Beginning ----------------------------------------------------------------------------------------------------------


def _init(_: argparse.Namespace) -> int:
    """Write a configuration for the current folder. Raises `RefusedError` if one holds here already."""
    from checker import files, start
    from checker.config import Config
    from checker.outputs import home
    from checker.text import Source

    if (there := files.find_config()[0]) or os.path.lexists(files.NAME):
        raise RefusedError(f"{_one_line(files.shown(os.path.relpath(there or files.NAME)))} is there already")
    troubles: list[Trouble] = []
    found = (files.load(path) for path in files.find(["."], troubles, files.Choice(Config(here=os.getcwd()))))
    seen = start.look(each for each in found if isinstance(each, Source))
    _tell(troubles)
    trouble = files.replace(files.NAME, b"", start.written(seen).encode())
    if trouble is not None:
        raise RefusedError(_one_line(str(trouble)))
    hooks = ".pre-commit-config.yaml"
    where = f"Add this to {hooks}" if os.path.lexists(hooks) else f"For pre-commit, write this to {hooks}"
    print(f"{start.told(seen)}\n{files.NAME} is written; read it, then run `sellerlint`.\n\n{where}:\n")
    print(start.hook(__version__, home()), end="")
    return CLEAN


def _completions(options: argparse.Namespace) -> int:
    from checker import completions
    from checker.outputs import CHOICES
    from checker.rules import index

    parsers = {}
    for name, (description, add) in _COMMANDS.items():
        parser = _new(f"sellerlint {name}", description)
        add(parser)
        parsers[name] = (description, parser)
    words = {"explain": tuple(entry.id for entry in index()), "check --format": CHOICES}
    sys.stdout.write(completions.script(options.shell, completions.commands(parsers, words)))
    return CLEAN


def _one_line(text: str) -> str:
    """The text with line ends and control characters made visible, so that a file's name can forge nothing."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)
