"""Files on disk: which ones to check, and their text. Used by the command line only."""

from __future__ import annotations

import os
from typing import NamedTuple

from checker.finding import Finding, Place, Severity
from checker.readers import SUFFIXES, is_message_file
from checker.text import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
"""Folders that never hold messages; those whose name begins with a dot are skipped too."""


class Trouble(NamedTuple):
    """Something asked for that can't be read: a line for people."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def shown(path: str) -> str:
    """A path as reports write it: with slashes, without a leading `./`."""
    path = os.path.normpath(path)
    return path.replace(os.sep, "/")


def find(paths: Iterable[str], troubles: list[Trouble]) -> Iterator[str]:
    """The files to check below the paths, each once: a folder is walked in the order of names, a file is taken as it
    is. What is not there is added to `troubles`."""
    seen: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            candidates: Iterable[str] = _walk(path, troubles)
        elif not os.path.lexists(path):
            troubles.append(Trouble(path, "no such file or folder"))
            continue
        elif not path.lower().endswith(SUFFIXES):
            troubles.append(Trouble(path, f"not a message file: its name should end in {', '.join(SUFFIXES)}"))
            continue
        else:
            candidates = (path,)
        for candidate in candidates:
            key = shown(candidate)
            if key not in seen:
                seen.add(key)
                yield candidate


def _walk(folder: str, troubles: list[Trouble]) -> Iterator[str]:
    def fail(error: OSError) -> None:
        troubles.append(Trouble(shown(error.filename), error.strerror or "can't be listed"))

    for here, folders, names in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in SKIPPED_FOLDERS)
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                path = os.path.join(here, name)
                # Judged by its place below the folder: where the folder itself lies says nothing about its messages.
                if is_message_file(shown(os.path.relpath(path, folder))):
                    yield path


def size(path: str, name: str) -> int | None:
    """The bytes of an attachment that lies beside the message at `path`, or below the current folder.

    None if there is no such file, or if the name leads out of the current folder: a template may not ask about those.
    """
    here = os.path.realpath(".")
    for folder in (os.path.dirname(path), "."):
        real = os.path.realpath(os.path.join(folder, name))
        if real.startswith(here + os.sep):
            try:
                return os.stat(real).st_size
            except (OSError, ValueError):
                continue
    return None


def load(path: str) -> Source | Finding | Trouble:
    """The text of a file; a finding at the place where its bytes are no text; trouble if it can't be read at all."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        return Trouble(shown(path), error.strerror or "can't be read")
    return decode(shown(path), data)


def decode(path: str, data: bytes) -> Source | Finding:
    """Bytes as a source: UTF-8, with or without a byte order mark."""
    bom = data.startswith(b"\xef\xbb\xbf")
    try:
        return Source(path, data.decode("utf-8-sig"), bom=bom)
    except UnicodeDecodeError as error:
        before = data[3 if bom else 0 : error.start + (3 if bom else 0)].decode("utf-8", "replace")
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        what = "UTF-16" if wide else f"the byte 0x{error.object[error.start]:02X} is"
        source = Source(path, before)
        end = Span(len(before), len(before))
        return Finding(
            rule="unreadable",
            clause="",
            severity=Severity.ERROR,
            place=Place.of(source, end),
            message="This file is in UTF-16, not in UTF-8" if wide else f"Not UTF-8 text: {what} no character here",
            quote="",
            summary="Not readable",
            help="Save the file as UTF-8.",
        )
