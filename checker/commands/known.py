"""The baseline of one run, on the disk."""

from __future__ import annotations

import os
import sys

from checker.commands import STRAYS, RefusedError, counted, one_line, said

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from checker.baseline import Entry
    from checker.config import Config
    from checker.finding import Report


class Known:
    """The baseline of one run."""

    def __init__(self, path: str, config: Config, entries: list[Entry], data: bytes) -> None:
        self.path = path
        self.entries = entries
        self.left_over: list[Entry] = []
        self._data = data
        self._config = config._replace(root=os.path.dirname(os.path.abspath(path)))

    @classmethod
    def of(cls, options: argparse.Namespace, config: Config) -> Known | None:
        """The baseline that is asked for, or the usual one if it is there."""
        if getattr(options, "no_baseline", False):
            return None
        path, named = cls.where(options, config)
        if not named and not (os.path.isfile(path) and not options.isolated):
            return None
        if not options.baseline:
            cls.guard(path, config)
        return cls.read(path, config, missing=False)

    @staticmethod
    def guard(path: str, config: Config) -> None:
        """Refuse a file that the repository names and that is none of its own."""
        from checker import files

        if files.strays(path, config.root):
            raise RefusedError(f"{one_line(files.shown(path))}: {STRAYS}")

    @classmethod
    def where(cls, options: argparse.Namespace, config: Config) -> tuple[str, bool]:
        """The path of the baseline, and whether somebody named it."""
        if options.baseline:
            return options.baseline, True
        from checker.baseline import NAME

        name = config.baseline or NAME
        return os.path.relpath(os.path.join(config.root, name), config.here), bool(config.baseline)

    @classmethod
    def read(cls, path: str, config: Config, *, missing: bool) -> Known:
        from checker import baseline, files
        from checker.text import Source

        if not os.path.lexists(path):
            if missing:
                return cls(path, config, [], b"")
            raise RefusedError(f"{one_line(files.shown(path))}: no such file; `sellerlint baseline` writes it")
        source = files.load(path)
        if not isinstance(source, Source):
            raise RefusedError(said(source))
        try:
            return cls(path, config, baseline.read(source.text), files.encode(source))
        except baseline.BaselineError as error:
            raise RefusedError(one_line(f"{files.shown(path)}:{error.line}:1: {error}")) from None

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
        count, name = sum(entry.times for entry in stale), one_line(shown(self.path))
        if prune:
            self.write(pruned(self.entries, stale))
            print(f"sellerlint: {counted(count, 'entry', 'entries')} dropped from {name}", file=sys.stderr)
        else:
            gone = counted(count, "known finding is", "known findings are")
            print(f"sellerlint: {gone} no longer there; --prune drops what is mended from {name}", file=sys.stderr)

    def write(self, entries: list[Entry]) -> None:
        from checker import baseline, files

        trouble = files.replace(self.path, self._data, baseline.written(entries).encode())
        if trouble is not None:
            raise RefusedError(one_line(str(trouble)))
