"""For GitLab's code quality report: an array of issues whose fingerprints survive a move to other lines."""

from __future__ import annotations

from checker.finding import Severity
from checker.reporters.foreign import real, rooted, sentences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.finding import Finding, Report
    from checker.reporters import Settings

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render(report: Report, settings: Settings) -> str:
    import json

    seen: dict[str, int] = {}
    return json.dumps([_issue(found, seen, settings) for found in report.findings], indent=1) + "\n"


def _issue(found: Finding, seen: dict[str, int], settings: Settings) -> dict[str, Any]:
    place = found.place
    path = rooted(place.path, settings)
    return {
        "type": "issue",
        "check_name": real(found.rule),
        "description": sentences(found),
        "categories": ["Style"],
        "severity": _SEVERITIES[found.severity],
        "fingerprint": _fingerprint(found, path, seen),
        "location": {
            "path": real(path),
            "lines": {
                "begin": place.start.line,
                # An end at the beginning of a line is the end of the line before.
                "end": max(place.start.line, place.end.line - (place.end.column == 1)),
            },
        },
    }


def _fingerprint(found: Finding, path: str, seen: dict[str, int]) -> str:
    """No line number: an issue that moved is no new one. Equal ones are told apart by how often they were seen."""
    from hashlib import sha256

    key = "\0".join((found.rule, path, " ".join(found.quote.split())))
    seen[key] = seen.get(key, 0) + 1
    return sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()
