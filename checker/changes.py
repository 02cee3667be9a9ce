"""Which lines a change touches, as git itself says: from the point where it branched off to the files as they are now.

Everything that a repository could say to hide lines is switched off: external diffs, text conversion, attributes that
call a file binary. Where git can't answer, that is an error, never an empty change.

Limits. Lines are those of git, which end at LF; ours are translated through the file's text. A line that moved without
an edit is a changed line.
"""

from __future__ import annotations

import os
import re
import sys

from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from checker.finding import Finding, Report
    from checker.text import Source, Span

CHANGED_LINES, CHANGED_FILES, ALL = "changed-lines", "changed-files", "all"

HISTORY = "with actions/checkout say `fetch-depth: 0`, elsewhere `git fetch --unshallow` or `git fetch origin BRANCH`"

_DIFF = (
    "diff",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-relative",
    "--text",
    "--ignore-submodules=all",
    "--find-renames",
    "--unified=0",
    "--inter-hunk-context=0",
    "--src-prefix=a/",
    "--dst-prefix=b/",
)
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_LETTERS = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


class NoHistoryError(Exception):
    """What was asked cannot be said from the history at hand; a line for people says why and what helps."""


class Lines(NamedTuple):
    """Of one file: lines of git, from 1, that are new or edited, and those after which something was taken away."""

    written: tuple[tuple[int, int], ...]
    """First and last line of each piece."""
    removed: tuple[int, ...]

    def touch(self, first: int, last: int) -> bool:
        """Whether a line from `first` to `last` was written."""
        return any(start <= last and first <= end for start, end in self.written)

    def touch_message(self, first: int, last: int) -> bool:
        """Whether a line of a message was written, or one was taken out of it, be it its first or last."""
        return self.touch(first, last) or any(first - 1 <= line <= last for line in self.removed)


_ALL_NEW = Lines(((1, sys.maxsize),), ())


class Changes(NamedTuple):
    """What a change touches."""

    root: str
    """The working copy's folder, absolute and without links."""
    files: Mapping[str, Lines]
    """The files that are there and differ, by their path from the root."""
    tracked: frozenset[str]
    """The files that git knows; any other file is new as a whole."""


def changes(base: str, folder: str = ".", takes: Callable[[str], bool] = lambda path: True) -> Changes:  # noqa: ARG005
    """What differs between the working copy around `folder` and the commit at which it left `base`.

    `takes` says whether a path, relative to `folder`, is checked; what was none of those before it was renamed is new.

    Raises `NoHistoryError` if there is no git, no working copy, no such commit, or no commit that both come from.
    """
    root = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n"))
    fork = _fork(base, folder)
    # The end of the list of revisions is said, so that no file of that name is meant.

    def was_message(path: str) -> bool:
        return _is_message(path) and takes(os.path.relpath(os.path.join(root, path), folder))

    files = dict(_parsed(_git(root, "-c", f"diff.orderFile={os.devnull}", *_DIFF, fork, "--"), was_message))
    tracked = _git(root, "ls-files", "-z", "--cached")
    return Changes(os.path.realpath(root), files, frozenset(map(os.fsdecode, tracked.split(b"\0"))))


def within(report: Report, changed: Changes, only: str = CHANGED_LINES, folder: str = ".") -> Report:
    """The report without the findings outside the change, and how many those are. Paths are relative to `folder`."""
    if only == ALL:
        return report
    kept = tuple(found for found in report.findings if _inside(found, report.sources, changed, only, folder))
    return report._replace(findings=kept, outside=report.outside + len(report.findings) - len(kept))


def _inside(found: Finding, sources: Mapping[str, Source], changed: Changes, only: str, folder: str) -> bool:
    places = [(found.place.path, found.place.span), *((place.path, place.span) for place, _ in found.related)]
    for path, span in places:
        lines = _lines(path, changed, folder)
        if lines is None or (lines and only == CHANGED_FILES):
            return True
        if lines and lines.touch(*_numbers(span, path, found, sources)):
            return True
    lines = _lines(found.place.path, changed, folder)
    if not lines:
        return False
    # A file that can't be read may be broken by a line far from the place where reading stopped.
    if found.rule == "unreadable":
        return True
    return found.scope is not None and lines.touch_message(*_numbers(found.scope, found.place.path, found, sources))


def _lines(path: str, changed: Changes, folder: str) -> Lines | tuple[()] | None:
    """What changed in a file; nothing for one that did not; None for one that git does not know."""
    path = os.path.join(folder, path)
    link = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    try:
        key = os.path.relpath(os.path.realpath(path), changed.root).replace(os.sep, "/")
        named = os.path.relpath(link, changed.root).replace(os.sep, "/")
    except ValueError:  # another drive
        return None
    if os.path.islink(path) and (named in changed.files or named not in changed.tracked):
        return _ALL_NEW  # a link that is new, or leads elsewhere now, brings all that it leads to
    if key in changed.files:
        return changed.files[key]
    return () if key in changed.tracked else None


def _numbers(span: Span, path: str, found: Finding, sources: Mapping[str, Source]) -> tuple[int, int]:
    """The first and last line of a span, as git counts them."""
    source = sources.get(path)
    if source is None:
        return found.place.start.line, found.place.end.line
    first = source.text.count("\n", 0, span.start) + 1
    # The line end that ends a span belongs to its last line.
    return first, first + source.text.count("\n", span.start, max(span.start, span.end - 1))


def _fork(base: str, folder: str) -> str:
    """The commit at which the current one left the base."""
    try:
        commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    except NoHistoryError as error:
        raise NoHistoryError(f"git knows no commit {base!r} here: fetch it first ({HISTORY})") from error
    try:
        found = _git(folder, "merge-base", commit.decode().strip(), "HEAD")
    except NoHistoryError as error:
        if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
            told = f"this clone is too shallow to tell where it left {base!r}: fetch the history ({HISTORY})"
        else:
            told = f"{base!r} and the current commit have no history in common"
        raise NoHistoryError(told) from error
    return found.decode().split()[0]


def _git(folder: str, *arguments: str) -> bytes:
    """What a git command prints. Raises `NoHistoryError` if it can't be run or fails."""
    import subprocess

    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError as error:
        raise NoHistoryError(f"git can't be run: {error.strerror}") from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise NoHistoryError(f"git {arguments[0]}: {told or f'failed with {done.returncode}'}")
    return done.stdout


def _parsed(diff: bytes, was_message: Callable[[str], bool]) -> Iterator[tuple[str, Lines]]:
    """The files of a diff. The lines of a hunk are counted as they are read, so that none can pass for a header."""
    rows = iter(diff.split(b"\n"))
    name = old = ""
    written: list[tuple[int, int]] = []
    removed: list[int] = []
    for row in rows:
        if row.startswith(b"diff --git "):
            if name:
                yield name, Lines(tuple(written), tuple(removed))
            name, old, written, removed = "", "", [], []
        elif row.startswith(b"rename from "):
            old = _name(row[12:])
        elif row.startswith(b"rename to "):
            # What was no message before its name changed is all new.
            name = _name(row[10:])
            if not was_message(old):
                written.append((1, sys.maxsize))
        elif row.startswith(b"+++ "):
            name = _name(row[4:]).removeprefix("b/")
        elif hunk := _HUNK.match(row):
            before, line, after = (1 if number is None else int(number) for number in hunk.groups())
            _read(rows, before, line, after, written, removed)
    if name:
        yield name, Lines(tuple(written), tuple(removed))


def _read(
    rows: Iterator[bytes], old: int, line: int, new: int, written: list[tuple[int, int]], removed: list[int]
) -> None:
    """Read the rows of one hunk: `old` lines of before and `new` lines from `line` on."""
    # Of no lines, git names the line before.
    line += not new
    while old > 0 or new > 0:
        mark = next(rows, b"")[:1]
        if mark == b"+":
            if written and written[-1][1] == line - 1:
                written[-1] = (written[-1][0], line)
            else:
                written.append((line, line))
        elif mark == b"-" and (not removed or removed[-1] != line - 1):
            removed.append(line - 1)
        line += mark in b"+ "
        new -= mark in b"+ "
        old -= mark in b"- "


def _is_message(path: str) -> bool:
    from checker.files import shown
    from checker.readers import SUFFIXES, is_message_file

    return path.lower().endswith(SUFFIXES) and is_message_file(shown(path))


def _name(written: bytes) -> str:
    """The path in a header, from the root; empty if the file is gone."""
    # A tab ends a name with white space in it; a name with a tab of its own is quoted.
    name = written.rstrip(b"\r").removesuffix(b"\t")
    if name.startswith(b'"') and name.endswith(b'"'):
        name = _ESCAPE.sub(_unescaped, name[1:-1])
    elif name == b"/dev/null":
        return ""
    return os.fsdecode(name)


def _unescaped(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    return bytes((int(escaped, 8),)) if len(escaped) == 3 else _LETTERS.get(escaped, escaped)
