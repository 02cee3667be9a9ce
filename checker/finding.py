"""What reporters see: plain data, never changed after it is made."""

from __future__ import annotations

from enum import StrEnum

from checker.records import NamedTuple
from checker.text import Position, Source, Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A span of a source together with its positions."""

    path: str
    span: Span
    start: Position
    end: Position
    """Exclusive, like the span's end."""

    @classmethod
    def of(cls, source: Source, span: Span) -> Place:
        return cls(source.path, span, source.position(span.start), source.position(span.end))


class Edit(NamedTuple):
    """Replace the characters of `span` in the finding's file by `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    title: str
    edits: tuple[Edit, ...]
    safe: bool = True
    """False if a person should read what it does."""


class Related(NamedTuple):
    place: Place
    message: str


class Finding(NamedTuple):
    rule: str
    clause: str
    """Id of the policy's clause; empty for what is about our own files (`unreadable`)."""
    severity: Severity
    place: Place
    message: str
    """One sentence: what is wrong here."""
    quote: str
    """The characters at the place, as written."""
    summary: str
    """The rule's title: the same for all its findings."""
    help: str
    """What to write instead."""
    name: str = ""
    """The message's name within its file."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    scope: Span | None = None
    """All that it is about where that is more than its place: the whole message, of which a part is missing."""


class Gap(NamedTuple):
    """Something that could not be checked."""

    what: str
    """One line for people: what was not checked, how often, and what would settle it."""
    rules: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


class Allowed(NamedTuple):
    """A finding that its author permits."""

    finding: Finding
    reason: str
    place: Place
    """Where the permission is written."""


class Report(NamedTuple):
    """All that one run knows."""

    findings: tuple[Finding, ...]
    """In the order of path and place."""
    gaps: tuple[Gap, ...]
    files: int
    messages: int
    sources: dict[str, Source]
    """The texts of the files that have findings, for reporters that show lines."""
    failed: bool = False
    """True if something that was asked for could not be read at all."""
    allowed: tuple[Allowed, ...] = ()
    """Findings that allowances permit, in the order of path and place."""
    known: tuple[Finding, ...] = ()
    """Findings that the baseline sets aside, in the order of path and place."""
    outside: int = 0
    """How many findings were left out because they lie outside the change that was asked about."""

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        return sum(finding.severity is Severity.WARNING for finding in self.findings)
