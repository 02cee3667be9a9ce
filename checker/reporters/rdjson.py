"""For reviewdog: its diagnostic format, columns in UTF-8 bytes, fixes as suggestions."""

from __future__ import annotations

from checker.reporters.foreign import merged, real, utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.finding import Finding, Fix, Place, Report
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
        "message": real("\n".join(filter(None, (found.message, found.help))) or found.rule or "A finding."),
        "location": _location(found.place, source),
        "severity": found.severity.value.upper(),
        "code": {"value": real(found.rule), **({"url": page} if page else {})},
    }
    if found.related:
        made["related_locations"] = [
            {"message": real(message), "location": _location(place, sources.get(place.path))}
            for place, message in found.related
        ]
    if found.fix is not None and found.fix.edits and source is not None:
        made["suggestions"] = [_suggestion(found.fix, source)]
    return made


def _suggestion(fix: Fix, source: Source) -> dict[str, Any]:
    span, text = merged(fix, source)
    return {"range": _range(source.position(span.start), source.position(span.end), source), "text": real(text)}


def _location(place: Place, source: Source | None) -> dict[str, Any]:
    """The path stays as it is: reviewdog makes it relative itself, wherever it is started."""
    return {"path": real(place.path), "range": _range(place.start, place.end, source)}


def _range(start: Position, end: Position, source: Source | None) -> dict[str, Any]:
    return {
        "start": {"line": start.line, "column": utf8(source, start)},
        "end": {"line": end.line, "column": utf8(source, end)},
    }
