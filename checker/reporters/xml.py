"""For readers of XML: JUnit (a suite a file, a case a finding) and Checkstyle."""

from __future__ import annotations

import re

from checker.reporters.foreign import rooted, sentences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.finding import Finding, Report
    from checker.reporters import Settings

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# XML 1.0 knows no other characters.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def junit(report: Report, settings: Settings) -> str:
    """A JUnit report. A clean run has one passing case, since many readers refuse a report without any."""
    count = len(report.findings)
    lines = [f'<testsuites name="sellerlint" tests="{max(count, 1)}" failures="{count}" errors="0">']
    for path, findings in _files(report, settings):
        lines.append(_suite(path, len(findings), len(findings)))
        lines += [_case(path, found) for found in findings]
        lines.append(" </testsuite>")
    if not report.findings:
        passed = f"{report.messages} messages in {report.files} files"
        lines += [_suite("sellerlint", 1, 0), f'  <testcase name="{passed}" classname="sellerlint"/>', " </testsuite>"]
    return _HEAD + "\n".join([*lines, "</testsuites>"]) + "\n"


def checkstyle(report: Report, settings: Settings) -> str:
    """A Checkstyle report; it knows the start of a place only."""
    lines = ['<checkstyle version="4.3">']
    for path, findings in _files(report, settings):
        lines.append(f' <file name="{_escaped(path)}">')
        lines += [_error(found) for found in findings]
        lines.append(" </file>")
    return _HEAD + "\n".join([*lines, "</checkstyle>"]) + "\n"


def _files(report: Report, settings: Settings) -> list[tuple[str, list[Finding]]]:
    """The findings by file, named from the repository's root."""
    files: dict[str, list[Finding]] = {}
    for found in report.findings:
        files.setdefault(rooted(found.place.path, settings), []).append(found)
    return list(files.items())


def _suite(name: str, tests: int, failures: int) -> str:
    return f' <testsuite name="{_escaped(name)}" tests="{tests}" failures="{failures}" errors="0" skipped="0">'


def _case(path: str, found: Finding) -> str:
    start = found.place.start
    name = f"{found.rule} at {start.line}:{start.column}"
    told = f"{path}:{start.line}:{start.column}: {sentences(found)}"
    return (
        f'  <testcase name="{_escaped(name)}" classname="{_escaped(path)}">\n'
        f'   <failure type="{found.severity.value}" message="{_escaped(found.message)}">{_escaped(told)}</failure>\n'
        "  </testcase>"
    )


def _error(found: Finding) -> str:
    start = found.place.start
    return (
        f'  <error line="{start.line}" column="{start.column}" severity="{found.severity.value}"'
        f' message="{_escaped(sentences(found))}" source="sellerlint.{_escaped(found.rule)}"/>'
    )


def _escaped(text: str) -> str:
    """Text as it may stand in an attribute or an element, and be read back the same."""
    return _ILLEGAL.sub("\ufffd", text).translate(_ENTITIES)
