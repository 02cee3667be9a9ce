"""The files of one run on their way from the disk to the report."""

from __future__ import annotations

import os
import sys

from checker.commands import CLEAN, FAILED, FOUND, NOTHING, choice, counted, nothing_here, said, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from checker.commands.known import Known
    from checker.config import Config
    from checker.files import Trouble
    from checker.finding import Finding, Report
    from checker.text import Source


class Work:
    """The files of one run on their way from the disk to the report."""

    def __init__(self, options: argparse.Namespace, config: Config, known: Known | None) -> None:
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
        found = files.find(paths, self.troubles, choice(self.options, self.config))
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

        token = _silence()
        for before, after in self.fixed():
            sys.stdout.write(diff(before, after))
        if token:
            print(f"::{token}::", flush=True)
        tell(self.troubles)
        for finding in self.unreadable:
            print(f"sellerlint: {said(finding)}", file=sys.stderr)
        if self.made:
            print(f"sellerlint: {counted(self.made, 'fix', 'fixes')} would be made", file=sys.stderr)
        if self.troubles:
            return FAILED
        if not self.checked and "-" not in self.options.paths:
            print(f"sellerlint: {nothing_here(self.config)}", file=sys.stderr)
            return NOTHING
        return FOUND if self.made or self.unreadable else CLEAN


def _silence() -> str:
    """What GitHub Actions must read before it obeys commands again: until then templates may say what they like.

    Empty elsewhere.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return ""
    from secrets import token_hex

    token = token_hex(16)
    print(f"::stop-commands::{token}")
    return token


def _with(report: Report, unreadable: list[Finding]) -> Report:
    """The report with the findings about files whose bytes are no text."""
    from checker.engine import ordered

    findings = ordered((*report.findings, *unreadable))
    return report._replace(findings=tuple(findings), files=report.files + len(unreadable))
