"""Files on disk: which ones to check, and their text. Used by the commands and by `checker.api`."""

from __future__ import annotations

import os

from checker.config import Config, rooted
from checker.finding import Finding, Place, Severity
from checker.patterns import lazy
from checker.readers import SUFFIXES, is_message_file
from checker.records import NamedTuple
from checker.text import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.lexicon import PhraseError

NAME, SHARED = "sellerlint.toml", "pyproject.toml"
"""The files that hold a configuration; the second one holds those of many tools."""
# Without one of these no table of a file of many tools is ours, whatever else is called sellerlint in it.
_OUR_TABLE = lazy(rb"tool[\"']?\s*\.\s*[\"']?sellerlint")
_TOOL_TABLE = lazy(rb"(?m)^\s*\[\s*[\"']?tool[\"']?\s*\]|^\s*[\"']?tool[\"']?\s*=")

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


class Choice(NamedTuple):
    """Which files of those that are there."""

    config: Config = Config()
    ignored: bool = False
    """Whether the files that git ignores are taken, too."""
    forced: bool = False
    """Whether excludes hold for files that are passed by name, too."""

    def takes(self, path: str) -> bool:
        """Whether a file is neither excluded nor left out."""
        if self.leaves_out(path):
            return False
        if not self.config.include:
            return True
        from checker.config.globs import matches

        return matches(rooted(path, self.config), self.config.include)

    def leaves_out(self, path: str) -> bool:
        """Whether a file or folder is excluded, or where the repository's own phrases stand."""
        if not (self.config.exclude or self.config.phrases):
            return False
        from checker.config.globs import matches

        if self.config.phrases:
            folder = os.path.abspath(os.path.join(self.config.root, self.config.phrases))
            if os.path.join(os.path.abspath(path), "").startswith(os.path.join(folder, "")):
                return True
        return matches(rooted(path, self.config), self.config.exclude)

    def names(self, path: str) -> bool:
        """Whether the configuration says this file's very name, so that it is a message whatever it is called."""
        if not self.config.include:
            return False
        from checker.config.globs import names

        return names(rooted(path, self.config), self.config.include)


EVERYTHING = Choice()


def find(paths: Iterable[str], troubles: list[Trouble], choice: Choice = EVERYTHING) -> Iterator[str]:
    """The files to check below the paths, each once: a folder is walked in the order of names, a file is taken as it
    is. What is not there is added to `troubles`."""
    seen: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            candidates: Iterable[str] = _walk(path, troubles, choice)
        elif not os.path.lexists(path):
            troubles.append(Trouble(path, "no such file or folder"))
            continue
        elif not path.lower().endswith(SUFFIXES):
            troubles.append(Trouble(path, f"not a message file: its name should end in {', '.join(SUFFIXES)}"))
            continue
        elif choice.forced and not _walked(path, choice):
            continue
        else:
            candidates = (path,)
        for candidate in candidates:
            key = shown(candidate)
            if key not in seen:
                seen.add(key)
                yield candidate


def _walked(path: str, choice: Choice) -> bool:
    """Whether a file that is passed by name would be met by a walk from the root, too."""
    *folders, name = rooted(shown(path), choice.config).split("/")
    if name.startswith(".") or any(
        (part.startswith(".") and part not in (".", "..")) or part in SKIPPED_FOLDERS for part in folders
    ):
        return False
    wanted = is_message_file("/".join((*folders, name))) or choice.names(shown(path))
    return wanted and choice.takes(shown(path))


def _walk(folder: str, troubles: list[Trouble], choice: Choice) -> list[str]:
    def fail(error: OSError) -> None:
        troubles.append(Trouble(shown(error.filename), error.strerror or "can't be listed"))

    found: list[str] = []
    checkouts = {folder: _checkout(folder)}
    """For each folder the top of the checkout of git that it is in."""
    by_checkout: dict[str, list[str]] = {}
    for here, folders, names in os.walk(folder, onerror=fail):
        top = here if ".git" in folders or ".git" in names else checkouts.pop(here)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in SKIPPED_FOLDERS
            and not choice.leaves_out(shown(os.path.join(here, name)))
        )
        checkouts.update((os.path.join(here, name), top) for name in folders)
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                path = os.path.join(here, name)
                # Judged by its place below the folder: where the folder itself lies says nothing about its messages.
                wanted = is_message_file(shown(os.path.relpath(path, folder))) or choice.names(shown(path))
                if wanted and choice.takes(shown(path)):
                    if os.path.islink(path) and _leads_out(path, top or folder):
                        troubles.append(Trouble(shown(path), "a link that leads out of here; it is not followed"))
                        continue
                    found.append(path)
                    by_checkout.setdefault(top, []).append(path)
    if choice.ignored:
        return found
    ignored = {path for top, paths in by_checkout.items() if top for path in _ignored(top, paths)}
    return [path for path in found if path not in ignored] if ignored else found


def _leads_out(path: str, top: str) -> bool:
    """Whether a link leads out of the folder that is walked or its checkout, or into a hidden folder of it.

    Otherwise a stranger's pull request could have lines of any file of the machine quoted in a public log.
    """
    inside = os.path.relpath(os.path.realpath(path), os.path.realpath(top))
    return any(part.startswith(".") for part in inside.split(os.sep))


def _checkout(folder: str) -> str:
    """The top of the checkout of git that a folder is in; empty if it is in none."""
    here = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            return ""
        here = above
    return here


def _ignored(top: str, paths: list[str]) -> set[str]:
    """Those of the files in a checkout that git ignores; none where git is not there or does not answer.

    Git is asked once, about these files only: that is right for its rules of every kind, and cheap in any repository.
    """
    import subprocess

    real = [os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)) for path in paths]
    try:
        done = subprocess.run(
            ["git", "-C", top, "check-ignore", "-z", "--stdin"],
            input=b"\0".join(map(os.fsencode, real)),
            capture_output=True,
            check=False,
        )
    except OSError:
        return set()
    answers = set(map(os.fsdecode, done.stdout.split(b"\0"))) if done.returncode == 0 else set()
    return {path for path, name in zip(paths, real, strict=True) if name in answers}


def find_config() -> tuple[str, str]:
    """The configuration for the current folder, and the folder that is the root without one.

    The nearest `sellerlint.toml`, or `pyproject.toml` with a table for us, in this folder or above it, up to the top
    of a checkout of git. Empty if there is none; the root is then the top of the checkout, or else this folder.
    """
    start = here = os.getcwd()
    while True:
        for name in (NAME, SHARED):
            path = os.path.join(here, name)
            if os.path.isfile(path) and (name == NAME or _speaks_to_us(path)):
                return path, here
        if os.path.lexists(os.path.join(here, ".git")):
            return "", here
        above = os.path.dirname(here)
        if above == here:
            return "", start
        here = above


def with_phrases(config: Config, source: Source) -> Config:
    """The configuration with the phrases in the folder that it names; `source` is the file that it was read from.

    Raises `ConfigError` for phrases that can't be used.
    """
    if not config.phrases:
        return config
    from checker import phrasebook
    from checker.config.read import ConfigError, Mistake, place_of_phrases
    from checker.lexicon import PhraseError
    from checker.rules import index

    folder = os.path.join(config.root, config.phrases)
    try:
        _stays_here(folder, config.root)
        return config._replace(phrasebook=phrasebook.read(folder, [entry.id for entry in index()]))
    except PhraseError as error:
        path = os.path.join(folder, error.file)
        name = shown(os.path.relpath(path, config.here or None))
        written = load(path) if error.line else None
        if isinstance(written, Source):
            written = Source(name, written.text)
            raise ConfigError(written, [Mistake(_place(written, error), error.problem)]) from None
        said = f"{name}: {error.problem}"
    except (OSError, ValueError) as error:
        said = f"{config.phrases!r}: {getattr(error, 'strerror', None) or error}; name a folder beside this file"
    raise ConfigError(source, [Mistake(place_of_phrases(source), said)])


def _stays_here(folder: str, root: str) -> None:
    """Raise `OSError` if a folder, or a file in it, lies elsewhere: a mistake in it would be quoted in a public log."""
    for here, folders, names in os.walk(folder):
        for path in (here, *(os.path.join(here, name) for name in (*folders, *names))):
            if strays(path, root):
                raise OSError(f"{shown(os.path.relpath(path, root))} leads out of here and is not followed")
        for name in names:
            if not os.path.isfile(os.path.join(here, name)):
                raise OSError(f"{shown(os.path.relpath(os.path.join(here, name), root))} is no plain file")


def strays(path: str, root: str) -> bool:
    """Whether a file that a repository names for itself lies out of it, in git's own folder, or hidden behind a link.

    What is wrong in such a file is quoted in a log that a stranger may read.
    """
    top = os.path.realpath(_checkout(root) or root)
    real = os.path.relpath(os.path.realpath(path), top).split(os.sep)
    named = os.path.relpath(os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)), top)
    hidden = real[-1].startswith(".") or any(part.startswith(".") for part in real)
    return real[0] == os.pardir or ".git" in real or (hidden and real != named.split(os.sep))


_YAML_LINE = lazy("\r\n|[\n\r\x85\u2028\u2029]")


def _place(source: Source, error: PhraseError) -> Span:
    """Where a faulty phrase stands; YAML knows more ends of lines than we do elsewhere."""
    starts = [0, *(match.end() for match in _YAML_LINE.finditer(source.text))]
    length = len(source.text)
    start = min(starts[min(error.line, len(starts)) - 1] + error.column - 1, length)
    return Span(start, min(start + error.width, length))


def _speaks_to_us(path: str) -> bool:
    """Whether a file of many tools has a table for us; cheap where our name is not in it."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    if b"sellerlint" not in data or not (_OUR_TABLE.search(data) or _TOOL_TABLE.search(data)):
        return False
    from checker.config.read import is_ours

    return is_ours(path, data.decode("utf-8", "replace"))


def replace(path: str, before: bytes, after: bytes) -> Trouble | None:
    """Write a file so that a reader sees all of the old or all of the new; its mode, and a link to it, stay.

    Nothing is written if the file is not what it was (`before`) any more, or if it is new (`before` empty) and there.
    """
    import tempfile

    real = os.path.realpath(path)
    beside = ""
    try:
        mode = None
        if os.path.lexists(real):
            with open(real, "rb") as file:
                if file.read() != before:
                    return Trouble(shown(path), "changed while it was checked; not written")
            mode = os.stat(real).st_mode & 0o7777
        handle, beside = tempfile.mkstemp(prefix=".sellerlint-", dir=os.path.dirname(real) or ".")
        with open(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644 if mode is None else mode)
        os.replace(beside, real)
    except OSError as error:
        if beside and os.path.exists(beside):
            os.unlink(beside)
        return Trouble(shown(path), error.strerror or "can't be written")
    return None


def size(path: str, name: str) -> int | None:
    """The bytes of an attachment that lies beside the message at `path`, or below the current folder.

    None if there is no such file, or if the name leads out of the current folder: a template may not ask about those.
    """
    if "\0" in name:
        return None
    here = os.path.realpath(".")
    for folder in (os.path.dirname(path), "."):
        real = os.path.realpath(os.path.join(folder, name))
        if real.startswith(here + os.sep):
            try:
                return os.stat(real).st_size
            except (OSError, ValueError):
                continue
    return None


def siblings(path: str, name: str) -> Iterator[Source]:
    """The message files in the folder of a file, and below it, that hold the name of a sequence."""
    for candidate in find([os.path.dirname(path) or "."], []):
        if shown(candidate) != path:
            source = load(candidate)
            if isinstance(source, Source) and name in source.text:
                yield source


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


def encode(source: Source) -> bytes:
    """The bytes of a source, as `decode` takes them."""
    return (b"\xef\xbb\xbf" if source.bom else b"") + source.text.encode()
