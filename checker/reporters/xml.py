"""For readers of XML: JUnit (a suite a file, a case a finding) and Checkstyle."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.finding import Finding, Report
    from checker.reporters import Settings

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# XML 1.0 knows no other characters.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _attribute(text: str) -> str:
    text = _ILLEGAL.sub("\ufffd", text)
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def _files(report: Report) -> Iterator[tuple[str, list[Finding]]]:
    files: dict[str, list[Finding]] = {}
    for found in report.findings:
        files.setdefault(found.place.path, []).append(found)
    yield from files.items()


def junit(report: Report, settings: Settings) -> str:  # noqa: ARG001
    """A JUnit report. A clean run has one passing case, since many readers refuse a report without any."""
    lines = [f'<testsuites name="sellerlint" tests="{max(len(report.findings), 1)}" failures="{len(report.findings)}">']
    for path, findings in _files(report):
        count = len(findings)
        lines.append(
            f' <testsuite name="{_attribute(path)}" tests="{count}" failures="{count}" errors="0" skipped="0">'
        )
        for found in findings:
            start = found.place.start
            place = f"{path}:{start.line}:{start.column}"
            lines += [
                f'  <testcase name="{_attribute(f"{found.rule} at {start.line}:{start.column}")}" '
                f'classname="{_attribute(path)}" file="{_attribute(path)}" line="{start.line}">',
                f'   <failure type="{found.severity.value}" message="{_attribute(found.message)}">'
                f"{_attribute(f'{place}: {found.message}. {found.help}')}</failure>",
                "  </testcase>",
            ]
        lines.append(" </testsuite>")
    if not report.findings:
        lines += [
            ' <testsuite name="sellerlint" tests="1" failures="0" errors="0" skipped="0">',
            f'  <testcase name="{report.messages} messages in {report.files} files" classname="sellerlint"/>',
            " </testsuite>",
        ]
    return _HEAD + "\n".join([*lines, "</testsuites>"]) + "\n"


def checkstyle(report: Report, settings: Settings) -> str:  # noqa: ARG001
    """A Checkstyle report; it knows the start of a place only."""
    lines = ['<checkstyle version="4.3">']
    for path, findings in _files(report):
        lines.append(f' <file name="{_attribute(path)}">')
        lines += [
            f'  <error line="{found.place.start.line}" column="{found.place.start.column}" '
            f'severity="{found.severity.value}" message="{_attribute(found.message)}" '
            f'source="sellerlint.{_attribute(found.rule)}"/>'
            for found in findings
        ]
        lines.append(" </file>")
    return _HEAD + "\n".join([*lines, "</checkstyle>"]) + "\n"
