"""The phrases of one language as data at rest: built from YAML, kept as one file, loaded in about a millisecond.

A table is looked for in three places, and whichever comes first and is fresh is taken:

1. `phrases/tables/<language>.bin`, which the build of a wheel puts there. Fresh if the language's files are gone, or
   have the names and sizes that they had (an installation changes their times).
2. `phrases/__pycache__/<language>.<tag>.bin`, beside the files as Python keeps bytecode. Fresh if the files, and the
   modules that compile them, have the names, sizes and times that they had.
3. The files themselves. The table is then written to the second place, if that can be done.

A file that is not whole, or of another version, is as good as none. It holds an index, which is read at once, and
behind it what is known of each phrase, of which a run reads the few pieces that it needs: reading all of it would take
longer than everything else that a clean message needs.
"""

from __future__ import annotations

import marshal
import os
import sys
from binascii import crc32
from itertools import accumulate

from checker.lexicon.alphabet import NUMBER_KEY, SIGNS, SPACELESS
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.lexicon.demand import Demand, Demands
    from checker.lexicon.pattern import Compiled

PHRASES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "phrases")
"""The folder with a folder for each language."""


class PhraseError(ValueError):
    """A phrase, or a file of phrases, that breaks the notation's rules: says what is wrong and what to write.

    `file` is the file under the folder of phrases, `line` and `column` count from 1; empty and 0 where none is known.
    """

    def __init__(self, problem: str, file: str = "", line: int = 0, column: int = 0, width: int = 0) -> None:
        self.problem = problem
        self.file = file
        self.line = line
        self.column = column
        self.width = width
        place = f"{file}:{line}: " if line else f"{file}: " if file else ""
        super().__init__(place + problem)


UNLESS = "unless"
"""The look-alikes of a group, or of a whole file."""
Stamp = tuple[tuple[str, int, int], ...]
"""Name, size and time of each file that a table is made of."""

_MAGIC = b"sellerlint phrases 4\n"
_HEAD = len(_MAGIC) + 12
"""How many bytes stand before the index: the magic, the index's checksum and length, and the size of the file."""
_COMPILERS = ("alphabet.py", "demand.py", "files.py", "fold.py", "notation.py", "pattern.py", "table.py")


# Rows are plain tuples, since marshal writes nothing else; these classes name their columns.


class Side(NamedTuple):
    pattern: str
    starts: tuple[str, ...]
    """What a match begins with; empty if that may be anything."""
    first: bool
    """True if it must begin a sentence."""
    last: bool
    """True if it must end one."""


class Phrase(NamedTuple):
    lexicon: str
    group: int
    needs: tuple[tuple[str, ...], ...]
    """Of each of these keys one is in every text in which the phrase is."""
    demand: Demand
    """What the sentence must have in which it is."""
    sides: tuple[Side, ...]
    """One or two."""


class Group(NamedTuple):
    name: str
    why: str
    keep: bool
    """True if its phrases are found although a negator stands by."""
    unless: tuple[Phrase, ...]


class Blob:
    """The packed phrases and groups, one after the other: in memory, or in the file, of which a run reads few pieces.

    The file stays open, so that another process may replace it meanwhile.
    """

    def __init__(self, held: bytes = b"", file: int = -1) -> None:
        self._held = held
        self._file = file
        self.start = 0
        """Where in the file it begins."""

    def piece(self, start: int, end: int) -> bytes:
        if self._file < 0:
            return self._held[start:end]
        return os.pread(self._file, end - start, self.start + start)

    def whole(self) -> bytes:
        if self._file < 0:
            return self._held
        return os.pread(self._file, os.fstat(self._file).st_size - self.start, self.start)

    def __del__(self) -> None:
        if self._file >= 0:
            os.close(self._file)


class Rows:
    """All that a table holds. Whole words are keys as they are, `stem*` and `*stem*` mark open ends; for a language
    without spaces every key is a piece of text.

    A run looks closely at a few phrases of more than a thousand, so what is known of each lies packed until then.
    """

    def __init__(
        self,
        heads: tuple[str, ...],
        by_key: dict[str, tuple[int, ...]],
        words: frozenset[str],
        stems: dict[str, tuple[str, ...]],
        inner: tuple[str, ...],
        demands: dict[str, Demand],
        ends: bytes,
        groups: dict[str, tuple[int, int]],
        negation: bytes,
        classes: bytes,
        blob: Blob,
    ) -> None:
        self.heads = heads
        """The lexicon of each phrase, in the order of its number."""
        self.by_key = by_key
        """Which phrases to look at where a key is met; a phrase is listed under the rarest of its needs only."""
        self.words = words
        """The keys that are whole words, and the signs."""
        self.stems = stems
        """The keys `stem*` by their first letters, four or fewer; without spaces all keys by their first."""
        self.inner = inner
        """The keys `*stem*`."""
        self.demands = demands
        """The demands of the word classes."""
        self._ends = memoryview(ends).cast("I")
        """Where the packed phrase of each number ends in the blob, and the next one begins."""
        self._groups = groups
        """Where the packed groups of each lexicon begin and end in the blob."""
        self._negation = negation
        self._classes = classes
        self.blob = blob
        self._unpacked: dict[int, Phrase] = {}
        self._patterns: dict[str, str] | None = None

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, Rows) and self.columns() == other.columns()
        return same and isinstance(other, Rows) and self.blob.whole() == other.blob.whole()

    __hash__ = object.__hash__

    def columns(self) -> tuple[Any, ...]:
        """What the constructor takes, but for the blob."""
        front = (self.heads, self.by_key, self.words, self.stems, self.inner, self.demands)
        return (*front, self._ends.tobytes(), self._groups, self._negation, self._classes)

    @property
    def names(self) -> frozenset[str]:
        """The lexicons."""
        return frozenset(self._groups)

    def phrase(self, number: int) -> Phrase:
        """The phrase of that number."""
        if number not in self._unpacked:
            start = self._ends[number - 1] if number else 0
            self._unpacked[number] = Phrase(*_unpack(self.blob.piece(start, self._ends[number])))
        return self._unpacked[number]

    def groups(self, name: str) -> list[Group]:
        """The groups of a lexicon, in the order of their numbers; none if there is no such lexicon."""
        return [Group(*row) for row in _unpack(self.blob.piece(*self._groups[name]))] if name in self._groups else []

    @property
    def negation(self) -> list[Phrase]:
        """Those of the lexicon `negation`; they are in no index, since they are asked for where there is a hit."""
        return [Phrase(*row) for row in _unpack(self._negation)]

    @property
    def classes(self) -> dict[str, str]:
        """The patterns of the word classes by their private characters."""
        if self._patterns is None:
            self._patterns = _unpack(self._classes)
        return self._patterns


STEM_LETTERS = 4
MOST_NEEDS = 3
"""How many of its needs a phrase keeps: the rarest."""


def languages(phrases: str = PHRASES) -> frozenset[str]:
    """The languages that have phrases."""
    found = set()
    for name in _listed(phrases):
        if name.islower() and any(file.endswith(".yml") for file in _listed(os.path.join(phrases, name))):
            found.add(name)
    shipped = (name.partition(".") for name in _listed(os.path.join(phrases, "tables")))
    return frozenset(found | {language for language, _, ending in shipped if ending == "bin"})


def load(language: str, phrases: str = PHRASES) -> Rows:
    """The table of a language that has phrases. Raises `PhraseError` if its files are faulty."""
    folder = os.path.join(phrases, language)
    stamp = _stamp(folder)
    shipped = _read(os.path.join(phrases, "tables", f"{language}.bin"))
    if shipped is not None and (not stamp or _sizes(shipped[0]) == _sizes(stamp)):
        return shipped[1]
    stamp += _stamp(os.path.dirname(os.path.abspath(__file__)), _COMPILERS)
    kept = os.path.join(phrases, "__pycache__", f"{language}.{sys.implementation.cache_tag}.bin")
    cached = _read(kept)
    if cached is not None and cached[0] == stamp:
        return cached[1]
    rows = build(folder, language)
    _keep(kept, stamp, rows)
    return rows


def build_tables(folder: str, phrases: str = PHRASES) -> list[str]:
    """Write the table of every language as `<folder>/<language>.bin`, for a wheel; returns the paths.

    Raises `PhraseError` for a faulty phrase file, `OSError` if the folder cannot be written.
    """
    paths = []
    for language in sorted(languages(phrases)):
        source = os.path.join(phrases, language)
        path = os.path.join(folder, f"{language}.bin")
        _write(path, _stamp(source), build(source, language))
        paths.append(path)
    return paths


def build(folder: str, language: str, beside: str | None = None) -> Rows:
    """The table of the phrase files in a folder. Raises `PhraseError` for the first fault.

    With `beside`, the folder of another's phrases of the same language or "", they may use its word classes, its
    negators hold for them, and what a file's own `unless` finds is a group of that name.
    """
    from checker.lexicon.files import NEGATION, read_language

    groups: dict[str, tuple[Group, ...]] = {}
    every: list[Phrase] = []
    written = read_language(folder, language, beside)
    for name, lexicon in written.lexicons.items():
        rows = []
        for number, group in enumerate(lexicon):
            every += [_phrase(name, number, sides, written.demands) for sides in group.phrases]
            unless = tuple(_phrase(name, number, sides, written.demands) for sides in group.unless)
            rows.append(Group(group.name, group.why, group.keep, unless))
        groups[name] = tuple(rows)
    innocent = [phrase for rows in groups.values() for group in rows for phrase in group.unless]
    phrases = [phrase for phrase in every if phrase.lexicon != NEGATION]
    negation = [phrase for phrase in every if phrase.lexicon == NEGATION]
    keys = {key for phrase in every + innocent for need in phrase.needs for key in need}
    classes = written.demands.classes
    by_key: dict[str, list[int]] = {}
    for number, phrase in enumerate(phrases):
        for key in phrase.needs[0]:
            by_key.setdefault(key, []).append(number)
    spaceless = language in SPACELESS
    pieces = keys - set(SIGNS + NUMBER_KEY)
    stems = {key for key in pieces if spaceless or (key.endswith("*") and not key.startswith("*"))}
    inner = {key for key in keys - stems if key.startswith("*")}
    begins: dict[str, list[str]] = {}
    for key in sorted(stems):
        begins.setdefault(key[0] if spaceless else key[:-1][:STEM_LETTERS], []).append(key)
    bodies = list(map(_pack, phrases))
    ends = list(accumulate(map(len, bodies)))
    places: dict[str, tuple[int, int]] = {}
    at = ends[-1] if ends else 0
    for name, own in groups.items():
        bodies.append(_pack(own))
        places[name] = (at, at + len(bodies[-1]))
        at += len(bodies[-1])
    return Rows(
        tuple([phrase.lexicon for phrase in phrases]),
        {key: tuple(numbers) for key, numbers in by_key.items()},
        frozenset(keys - stems - inner),
        {begin: tuple(same) for begin, same in begins.items()},
        tuple(sorted(inner)),
        {character: demand for character, demand in classes.demands.items() if demand is not None},
        b"".join(end.to_bytes(4, sys.byteorder) for end in ends),
        places,
        _pack(tuple(negation)),
        _pack(classes.patterns),
        Blob(b"".join(bodies)),
    )


def _phrase(lexicon: str, group: int, sides: tuple[Compiled, ...], demands: Demands) -> Phrase:
    from checker.lexicon.demand import all_of

    demand = all_of(side.demand for side in sides)
    assert demand is not None, "phrases without a demand are refused"
    needs = sorted(set(demands.needs(demand)), key=demands.commonness)[:MOST_NEEDS]
    columns = tuple(Side(*side[:4]) for side in sides)
    return Phrase(lexicon, group, tuple(tuple(sorted(need)) for need in needs), demand, columns)


# ---- the file ----


def _read(path: str) -> tuple[Stamp, Rows] | None:
    """Stamp and table of a file; None if it is not there, not whole or not ours."""
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return None
    blob = Blob(file=file)  # which closes it
    head = os.read(file, _HEAD)
    if len(head) < _HEAD or not head.startswith(_MAGIC):
        return None
    check, length, size = (int.from_bytes(head[at : at + 4], "big") for at in range(len(_MAGIC), _HEAD, 4))
    index = os.read(file, length)
    if os.fstat(file).st_size != size or crc32(index) != check:
        return None
    if hasattr(os, "pread"):
        blob.start = _HEAD + length
    else:
        blob = Blob(os.read(file, size))
    try:
        stamp, columns = marshal.loads(index)  # noqa: S302  our own, and whole
        return stamp, Rows(*(*columns, blob))
    except (ValueError, TypeError, EOFError):
        return None


def _keep(path: str, stamp: Stamp, rows: Rows) -> bool:
    """Write the file if that can be done: a folder that cannot be written costs time, nothing else."""
    try:
        _write(path, stamp, rows)
    except OSError:
        return False
    return True


def _write(path: str, stamp: Stamp, rows: Rows) -> None:
    """Write the file whole or not at all: another process may be reading it."""
    same: dict[Any, Any] = {}
    index = marshal.dumps((stamp, tuple([_plain(column, same) for column in rows.columns()])))
    blob = rows.blob.whole()
    size = _HEAD + len(index) + len(blob)
    head = _MAGIC + b"".join(number.to_bytes(4, "big") for number in (crc32(index), len(index), size))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    unfinished = f"{path}.{os.getpid()}"
    try:
        with open(unfinished, "wb") as file:
            file.write(head + index + blob)
        os.replace(unfinished, path)
    except OSError:
        if os.path.exists(unfinished):
            os.remove(unfinished)
        raise


def _plain(value: Any, same: dict[Any, Any]) -> Any:
    """The value with named tuples made plain, and with equal parts made the same, which marshal writes once."""
    if isinstance(value, dict):
        return {sys.intern(key): _plain(item, same) for key, item in value.items()}
    if isinstance(value, frozenset):
        value = frozenset(map(sys.intern, value))
        return same.setdefault(value, value)
    if isinstance(value, tuple):
        value = tuple([_plain(item, same) for item in value])
    elif isinstance(value, str):
        value = sys.intern(value)
    else:
        return value
    return same.setdefault(value, value)


def _pack(value: Any) -> bytes:
    return marshal.dumps(_plain(value, {}))


def _unpack(packed: bytes) -> Any:
    return marshal.loads(packed)  # noqa: S302  our own, and whole


def _stamp(folder: str, names: tuple[str, ...] = ()) -> Stamp:
    """Of the files in a folder that are named, or else of its phrase files; empty if there are none."""
    found = []
    for name in names or [name for name in _listed(folder) if name.endswith(".yml")]:
        try:
            state = os.stat(os.path.join(folder, name))
        except OSError:
            continue
        found.append((name, state.st_size, state.st_mtime_ns))
    return tuple(found)


def _sizes(stamp: Stamp) -> list[tuple[str, int]]:
    return [(name, size) for name, size, _ in stamp]


def _listed(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
