"""For programs: one JSON object, version 1, its keys in a fixed order, one finding a line.

Offsets are code points from 0, lines and columns count from 1, ends are exclusive. A finding has `name`, `related` and
`fix` only if there is something to say. `allowed` are the findings that an allowance permits, with its reason, `known`
those that the baseline sets aside. Keys may be added within a version; none changes its meaning or goes away.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.finding import Allowed, Finding, Fix, Gap, Place, Report
    from checker.reporters import Settings
    from checker.text import Position, Source

# A build server obeys these anywhere in a line. In JSON they can only stand within a string, where the bracket may be
# written as an escape.
COMMAND = re.compile(r"(##\w{0,32})\[")


def render(report: Report, settings: Settings) -> str:  # noqa: ARG001
    """The report as JSON, in ASCII, whatever characters it holds."""
    import json

    findings = [json.dumps(finding_data(finding, report.sources)) for finding in report.findings]
    allowed = [json.dumps(allowed_data(one, report.sources)) for one in report.allowed]
    known = [json.dumps(finding_data(finding, report.sources)) for finding in report.known]
    gaps = [json.dumps(gap_data(gap)) for gap in report.gaps]
    whole = (
        f'{{"version": 1,\n "findings": {_listed(findings)},\n "allowed": {_listed(allowed)},\n'
        f' "known": {_listed(known)},\n "gaps": {_listed(gaps)},\n'
        f' "summary": {json.dumps(summary_data(report))}}}\n'
    )
    return COMMAND.sub(r"\1\\u005b", whole)


def finding_data(finding: Finding, sources: dict[str, Source]) -> dict[str, Any]:
    """One finding as plain data."""
    data: dict[str, Any] = {
        "rule": finding.rule,
        "clause": finding.clause,
        "severity": finding.severity.value,
        "path": finding.place.path,
        "message": finding.message,
        **_ends(finding.place),
        "quote": finding.quote,
        "summary": finding.summary,
        "help": finding.help,
    }
    if finding.name:
        data["name"] = finding.name
    if finding.related:
        data["related"] = [
            {"path": place.path, "message": message, **_ends(place)} for place, message in finding.related
        ]
    if finding.fix is not None:
        data["fix"] = _fix(finding.fix, sources.get(finding.place.path))
    return data


def allowed_data(allowed: Allowed, sources: dict[str, Source]) -> dict[str, Any]:
    """A finding that an allowance permits, as plain data, and where the allowance is."""
    where = {"path": allowed.place.path, **_ends(allowed.place)}
    return {**finding_data(allowed.finding, sources), "reason": allowed.reason, "allowance": where}


def summary_data(report: Report) -> dict[str, int]:
    """The counts of a report."""
    return {
        "files": report.files,
        "messages": report.messages,
        "findings": len(report.findings),
        "errors": report.errors,
        "warnings": report.warnings,
        "allowed": len(report.allowed),
        "known": len(report.known),
        "outside": report.outside,
    }


def _ends(place: Place) -> dict[str, Any]:
    return {"start": _point(place.start, place.span.start), "end": _point(place.end, place.span.end)}


def _point(position: Position, offset: int) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": offset}


def _fix(fix: Fix, source: Source | None) -> dict[str, Any]:
    """A fix as plain data; without the file's text its edits have offsets only."""
    edits: list[dict[str, Any]] = []
    for span, text in fix.edits:
        if source is None:
            edits.append({"start": {"offset": span.start}, "end": {"offset": span.end}, "text": text})
        else:
            ends = [_point(source.position(offset), offset) for offset in span]
            edits.append({"start": ends[0], "end": ends[1], "text": text})
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def gap_data(gap: Gap) -> dict[str, Any]:
    """One gap as plain data."""
    return {"what": gap.what, "rules": gap.rules, "paths": gap.paths}


def _listed(items: list[str]) -> str:
    """A JSON array of encoded items, one a line."""
    return "[\n  " + ",\n  ".join(items) + "\n ]" if items else "[]"
