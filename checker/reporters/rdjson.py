"""For reviewdog: its diagnostic format, columns in UTF-8 bytes, fixes as suggestions."""

from __future__ import annotations

from checker.reporters.columns import utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.finding import Finding, Report
    from checker.reporters import Settings
    from checker.text import Position, Source


def render(report: Report, settings: Settings) -> str:
    import json

    whole = {
        "source": {"name": "sellerlint", **({"url": settings.home} if settings.home else {})},
        "diagnostics": [_diagnostic(found, report.sources, settings) for found in report.findings],
    }
    return json.dumps(whole, indent=1) + "\n"


def _diagnostic(found: Finding, sources: dict[str, Source], settings: Settings) -> dict[str, Any]:
    source = sources.get(found.place.path)
    page = settings.pages.replace("{rule}", found.rule)
    made: dict[str, Any] = {
        "message": f"{found.message}\n{found.help}" if found.help else found.message,
        "location": {"path": found.place.path, "range": _range(found.place.start, found.place.end, source)},
        "severity": found.severity.value.upper(),
        "code": {"value": found.rule, **({"url": page} if page else {})},
    }
    if found.related:
        made["related_locations"] = [
            {
                "message": message,
                "location": {"path": place.path, "range": _range(place.start, place.end, sources.get(place.path))},
            }
            for place, message in found.related
        ]
    if found.fix is not None and source is not None:
        made["suggestions"] = [
            {
                "range": _range(source.position(edit.span.start), source.position(edit.span.end), source),
                "text": edit.text,
            }
            for edit in found.fix.edits
        ]
    return made


def _range(start: Position, end: Position, source: Source | None) -> dict[str, Any]:
    return {
        "start": {"line": start.line, "column": utf8(source, start)},
        "end": {"line": end.line, "column": utf8(source, end)},
    }
