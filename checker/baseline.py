"""Known findings, set aside: a file that says which, so that a check can be switched on before everything is mended.

One line an entry, sorted, without line numbers and dates, so that it changes only where findings do, and so that git
can merge it line by line:

    external-link messages/thanks.md 5f0c2c7b9d21 1 "lamp-store.example"

That is the rule, the path relative to the baseline's folder (a space in it as `%{20}`), a hash of the words and
of some words beside them on their line, how often they are found so, and the words again for people. Pure functions;
the words at the end are not read back.
"""

from __future__ import annotations

import re

from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from checker.finding import Finding
    from checker.text import Source

NAME = "sellerlint-baseline.txt"

_HEAD = (
    "# Findings that are known and set aside. Written by `sellerlint baseline`; `sellerlint check --prune` drops what\n"
    f"# is mended. So that it merges without conflicts, say in .gitattributes: {NAME} merge=union\n"
)
_UNREADABLE = "unreadable"
"""What can't be read can't be known: nobody has seen what else is in the file."""
_BESIDE = 3
"""How many words on each side belong to a hash."""
_REACH = 200
"""How many characters on each side they are looked for in."""
_SHOWN = 60
_WORDS = re.compile(r"\S+")
_ENTRY = re.compile(r"([a-z][a-z-]*) (\S+) ([0-9a-f]{12}) ([1-9][0-9]{0,8})(?: .*)?")
_ENCODED = re.compile(r"[%\s\x00-\x20\x7f\ufeff\u200b-\u200f\u2028-\u202f\u2066-\u2069\ud800-\udfff]")
_DECODED = re.compile(r"%\{([0-9a-f]{1,6})\}")


class Key(NamedTuple):
    """What tells one known finding from another; where in its file it stands does not."""

    rule: str
    path: str
    hash: str


class Entry(NamedTuple):
    """Findings that are alike."""

    key: Key
    times: int
    words: str = ""
    """The words, for people."""


class BaselineError(ValueError):
    """A line that is no entry."""

    def __init__(self, line: int) -> None:
        self.line = line
        # Its words are not quoted: whatever the file is, a public log may show this.
        super().__init__("not an entry of a baseline; `sellerlint baseline` writes it anew")


def key(finding: Finding, source: Source | None, path: str) -> Key:
    """The key of a finding in a file that the baseline knows by that path; without its text no words beside it."""
    from hashlib import sha256

    words = " ".join(finding.quote.split())
    before = after = ""
    if source is not None and words:
        start, end = finding.place.span
        before = " ".join(_line(source.text[max(start - _REACH, 0) : start], -1).split()[-_BESIDE:])
        after = " ".join(_line(source.text[end : end + _REACH], 0).split()[:_BESIDE])
    told = "\0".join((before, words, after)).encode("utf-8", "surrogatepass")
    return Key(finding.rule, path, sha256(told).hexdigest()[:12])


def _line(text: str, number: int) -> str:
    """The first or last line of a text."""
    return re.split(r"[\r\n]", text)[number]


def entries(findings: Iterable[Finding], sources: Mapping[str, Source], rooted: Callable[[str], str]) -> list[Entry]:
    """The findings of a report as entries, sorted; `rooted` makes a path relative to the baseline's folder."""
    made: dict[Key, Entry] = {}
    for finding in findings:
        if finding.rule == _UNREADABLE:
            continue
        path = finding.place.path
        found = key(finding, sources.get(path), rooted(path))
        one = made.setdefault(found, Entry(found, 0, " ".join(finding.quote.split())))
        made[found] = one._replace(times=one.times + 1)
    return sorted(made.values())


def apply(
    findings: Iterable[Finding],
    sources: Mapping[str, Source],
    known: Iterable[Entry],
    rooted: Callable[[str], str],
) -> tuple[list[Finding], list[Finding], list[Entry]]:
    """The findings that are new, those that are known, and the entries that nothing answers to any more.

    Where more are found than are known, the first ones are the known ones. The count of a left over entry says how
    many are missing.
    """
    left = {entry.key: entry for entry in known}
    kept: list[Finding] = []
    aside: list[Finding] = []
    for finding in findings:
        if finding.rule == _UNREADABLE:
            kept.append(finding)
            continue
        path = finding.place.path
        found = key(finding, sources.get(path), rooted(path)) if left else None
        entry = left.get(found) if found else None
        if found is None or entry is None:
            kept.append(finding)
            continue
        aside.append(finding)
        if entry.times == 1:
            del left[found]
        else:
            left[found] = entry._replace(times=entry.times - 1)
    return kept, aside, sorted(left.values())


def pruned(known: Iterable[Entry], left_over: Iterable[Entry]) -> list[Entry]:
    """The entries without those that are left over, counts reduced."""
    missing = {entry.key: entry.times for entry in left_over}
    kept = [entry._replace(times=entry.times - missing.get(entry.key, 0)) for entry in known]
    return sorted(entry for entry in kept if entry.times > 0)


def written(known: Iterable[Entry]) -> str:
    """The text of a baseline."""
    return _HEAD + "".join(sorted(map(_written, known)))


def _written(entry: Entry) -> str:
    (rule, path, told), times, words = entry
    shown = "".join(each if each.isprintable() else " " for each in words[: _SHOWN + 1]).split()
    words = " ".join(shown)
    words = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}\u2026"
    return f'{rule} {_encoded(path)} {told} {times} "{words}"\n'


def read(text: str) -> list[Entry]:
    """The entries of a baseline's text; of two for the same findings, as a merge may leave them, the larger one.

    Raises `BaselineError` for a line that is no entry.
    """
    found: dict[Key, Entry] = {}
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _ENTRY.fullmatch(line.rstrip())
        if match is None:
            raise BaselineError(number)
        one = Key(match[1], _decoded(match[2]), match[3])
        words = match[0][match.end(4) + 2 : -1]
        if one not in found or found[one].times < int(match[4]):
            found[one] = Entry(one, int(match[4]), words)
    return sorted(found.values())


def _encoded(path: str) -> str:
    return _ENCODED.sub(lambda match: f"%{{{ord(match[0]):x}}}", path)


def _decoded(path: str) -> str:
    return _DECODED.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), path)
