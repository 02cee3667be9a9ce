"""For streams: one JSON object a line: findings, then what is allowed or known, gaps, the summary; `type` says which.

The keys are those of the `json` format, version 1.
"""

from __future__ import annotations

from checker.reporters.json import COMMAND, allowed_data, finding_data, gap_data, summary_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.finding import Report
    from checker.reporters import Settings


def render(report: Report, settings: Settings) -> str:  # noqa: ARG001
    import json

    rows = [{"type": "finding", **finding_data(found, report.sources)} for found in report.findings]
    rows += [{"type": "allowed", **allowed_data(one, report.sources)} for one in report.allowed]
    rows += [{"type": "known", **finding_data(found, report.sources)} for found in report.known]
    rows += [{"type": "gap", **gap_data(gap)} for gap in report.gaps]
    rows.append({"type": "summary", "version": 1, **summary_data(report)})
    return "".join(COMMAND.sub(r"\1\\u005b", json.dumps(row)) + "\n" for row in rows)
