"""For pipes and editors: one line a finding, `path:line:column: severity[rule] sentence`, then the summary."""

from __future__ import annotations

from checker.reporters.text import allowed_line, gap_line, path_shown, summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.finding import Finding, Report
    from checker.reporters import Settings


def render(report: Report, settings: Settings) -> str:
    lines = [_line(found) for found in report.findings]
    lines += map(allowed_line, report.allowed if settings.allowed else ())
    lines += [f"note: {gap_line(gap)}" for gap in report.gaps]
    return "\n".join([*lines, summary(report)]) + "\n"


def _line(found: Finding) -> str:
    from checker.reporters.cells import shown

    where = f"{path_shown(found.place.path)}:{found.place.start.line}:{found.place.start.column}"
    return f"{where}: {found.severity.value}[{shown(found.rule)}] {shown(found.message)}"
