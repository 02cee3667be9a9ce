"""For GitLab's code quality report: an array of issues whose fingerprints survive a move to other lines."""

from __future__ import annotations

from checker.finding import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.finding import Finding, Report
    from checker.reporters import Settings

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render(report: Report, settings: Settings) -> str:  # noqa: ARG001
    import json

    seen: dict[str, int] = {}
    return json.dumps([_issue(found, seen) for found in report.findings], indent=1) + "\n"


def _issue(found: Finding, seen: dict[str, int]) -> dict[str, Any]:
    from hashlib import sha256

    # No line number: an issue that moved is no new one. Equal ones are told apart by how often they were seen.
    words = " ".join(found.quote.split())
    key = "\0".join((found.rule, found.place.path, words))
    seen[key] = seen.get(key, 0) + 1
    fingerprint = sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()
    return {
        "type": "issue",
        "check_name": found.rule,
        "description": f"{found.message}. {found.help}" if found.help else found.message,
        "categories": ["Style"],
        "severity": _SEVERITIES[found.severity],
        "fingerprint": fingerprint,
        "location": {
            "path": found.place.path.removeprefix("./"),
            "lines": {"begin": found.place.start.line, "end": found.place.end.line},
        },
    }
