"""For streams: one JSON object a line, first the findings (`"type": "finding"`), then gaps, then the summary.

The keys are those of the `json` format, version 1.
"""

from __future__ import annotations

from checker.reporters.json import COMMAND, finding_data, gap_data, summary_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.finding import Report
    from checker.reporters import Settings


def render(report: Report, settings: Settings) -> str:  # noqa: ARG001
    import json

    rows = [{"type": "finding", **finding_data(found, report.sources)} for found in report.findings]
    rows += [{"type": "gap", **gap_data(gap)} for gap in report.gaps]
    rows.append({"type": "summary", "version": 1, **summary_data(report)})
    return "".join(COMMAND.sub(r"\1\\u005b", json.dumps(row)) + "\n" for row in rows)
