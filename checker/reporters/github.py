"""For GitHub Actions: workflow commands that become annotations on the lines of a pull request.

GitHub keeps ten errors, ten warnings and ten notices of a step and drops the rest in silence. So the worst come first,
repetitions on a line are folded, no more is printed than is kept, and a notice says what is missing. No text of a
template can end a command or start another: see `command`.
"""

from __future__ import annotations

import re
from posixpath import join, normpath

from checker.finding import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.finding import Finding, Gap, Report
    from checker.reporters import Settings
    from checker.text import Source

    Properties = dict[str, str | int]

CAP = 10
"""Annotations of one kind that GitHub keeps of one step."""
LONGEST = 4096
"""UTF-16 units of a message that GitHub keeps."""
LONGEST_TITLE = 255

# What no path needs and no log should hold: control characters but CR and LF, which are escaped, the characters that
# override the direction of text, and halves of surrogate pairs, which cannot be printed.
_UNPRINTABLE = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(report: Report, settings: Settings) -> str:
    """The commands, then a plain line that counts."""
    from checker.reporters.text import summary

    lines: list[str] = []
    left: list[Finding] = []
    for severity in Severity:
        folded = _folded([finding for finding in report.findings if finding.severity is severity])
        lines += [_annotation(same, report.sources, settings) for same in folded[:CAP]]
        left += [finding for same in folded[CAP:] for finding in same]
    lines += _notices(report.gaps, left, settings)
    return "\n".join([*lines, summary(report)]) + "\n"


def command(name: str, properties: Properties, message: str) -> str:
    """A workflow command, escaped so that the runner reads back exactly these values. Falsy properties are left out.

    The runner trims the last property; give it one that has no white space at its end.
    """
    pairs = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    return f"::{name}{' ' * bool(pairs)}{pairs}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _folded(findings: list[Finding]) -> list[list[Finding]]:
    """The findings by file and line; those of one rule on one line together."""
    same: dict[tuple[str, int, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: (one.place.path, one.place.start, one.rule)):
        same.setdefault((finding.place.path, finding.place.start.line, finding.rule), []).append(finding)
    return list(same.values())


def _annotation(same: list[Finding], sources: dict[str, Source], settings: Settings) -> str:
    from checker.reporters.cells import shown

    finding = same[0]
    sentences = [shown(finding.message) + (f" (×{len(same)} on this line)" if len(same) > 1 else "")]
    sentences += [f"help: {shown(finding.help)}"] if finding.help else []
    sentences += [f"clause: {shown(finding.clause)}"] if finding.clause else []
    properties: Properties = {
        "file": rooted(finding.place.path, settings.prefix),
        **_lines(finding, sources.get(finding.place.path)),
        "title": _cut(f"sellerlint: {shown(finding.rule).strip()}", LONGEST_TITLE),
    }
    return command(finding.severity.value, properties, _cut("\n".join(sentences), LONGEST))


def rooted(path: str, prefix: str) -> str:
    """The path from the repository's root; what is absolute stays so, the runner makes it relative."""
    clean = _UNPRINTABLE.sub(lambda found: f"<U+{ord(found[0]):04X}>", path)
    return normpath(join(prefix, clean)) if path else ""


def _lines(finding: Finding, source: Source | None) -> Properties:
    """Where the annotation stands. GitHub drops columns unless both are on one line, and what ends with the file."""
    span, start, end = finding.place.span, finding.place.start, finding.place.end
    if source is not None and span.end >= len(source.text):
        # A line end that ends the file begins no line that GitHub knows.
        lines = len(source.starts) - (len(source.starts) > 1 and source.starts[-1] == len(source.text))
        return {"line": min(start.line, lines)}
    if end.line == start.line:
        return {"line": start.line, "endLine": start.line, "col": start.column, "endColumn": end.column}
    # An end at the beginning of a line is the end of the line before.
    return {"line": start.line, "endLine": max(start.line, end.line - (end.column == 1))}


def _notices(gaps: tuple[Gap, ...], left: list[Finding], settings: Settings) -> Iterator[str]:
    """What could not be checked and, in the last notice, what the caps left out."""
    from checker.reporters.text import count, gap_line

    most = CAP if not left and len(gaps) <= CAP else CAP - 1
    for gap in gaps[:most]:
        file = rooted(gap.paths[0], settings.prefix) if len(gap.paths) == 1 else ""
        yield command("notice", {"file": file, "title": "sellerlint: not checked"}, _cut(gap_line(gap), LONGEST))
    missing = [f"{count(len(left), 'more finding')} in {_where(left)}"] if left else []
    missing += [count(len(gaps) - most, "more note")] if len(gaps) > most else []
    if missing:
        told = f"GitHub keeps {CAP} annotations of a kind, so there is none for {' and '.join(missing)}."
        message = _cut(f"{told} `sellerlint check` shows all.", LONGEST)
        yield command("notice", {"title": "sellerlint: not annotated"}, message)


def _where(findings: list[Finding]) -> str:
    """`a.md (3), b.md (1) and 2 more`, the files with the most findings first."""
    from checker.reporters.text import listed, path_shown

    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.place.path] = counts.get(finding.place.path, 0) + 1
    files = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return listed((f"{path_shown(path)} ({number})" for path, number in files), 10)


def _cut(text: str, most: int) -> str:
    """The text, shortened to that many UTF-16 units."""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 <= most:
        return text
    room, kept = most - 1, 0
    for kept, character in enumerate(text):  # noqa: B007
        room -= 2 if character > "\uffff" else 1
        if room < 0:
            break
    return f"{text[:kept]}…"
