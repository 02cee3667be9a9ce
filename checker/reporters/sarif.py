"""For code scanning: SARIF 2.1.0, within the limits of GitHub.

Columns are UTF-16 units and say so. Paths are relative to the repository's root and percent-encoded. A place of several
lines is cut to its first: code scanning shows a finding only where all its lines were changed. What an allowance or
the baseline sets aside is there too, as suppressed.
"""

from __future__ import annotations

from checker.finding import Severity
from checker.reporters.foreign import absolute, real, rooted, sentences, uri, utf16

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.finding import Edit, Finding, Fix, Place, Report
    from checker.reporters import Settings
    from checker.text import Position, Source

    Hashes = dict[str, dict[int, str]]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS = 25_000
"""Of a run; a file with more is refused."""
MOST_RELATED = 999
"""Places of a result beside its own, of which there may be a thousand."""
LONGEST_TEXT = 1024
"""Of a rule's descriptions."""


def render(report: Report, settings: Settings) -> str:
    import json

    from checker import __version__

    hashes = {path: line_hashes(source.text) for path, source in report.sources.items()}
    results = _kept(report)
    rules = _rules([found for found, _ in results], settings)
    order = {rule["id"]: number for number, rule in enumerate(rules)}
    # Where one result says whether it is suppressed, all have to.
    suppressed = any(suppression for _, suppression in results)
    made = []
    for found, suppression in results:
        result = _result(found, report.sources, hashes, settings)
        result["ruleIndex"] = order[result["ruleId"]]
        if suppressed:
            result["suppressions"] = [suppression] if suppression else []
        made.append(result)
    run = {
        "tool": {
            "driver": {
                "name": "sellerlint",
                "semanticVersion": __version__,
                "version": __version__,
                **({"informationUri": settings.home} if settings.home else {}),
                "rules": rules,
            }
        },
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "results": made,
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, indent=1) + "\n"


def _kept(report: Report) -> list[tuple[Finding, dict[str, Any] | None]]:
    """The findings with their suppressions, the worst of them if there are too many, in the order of place."""
    results: list[tuple[Finding, dict[str, Any] | None]] = [(found, None) for found in report.findings]
    for allowed in report.allowed:
        reason = {"justification": real(allowed.reason)} if allowed.reason else {}
        results.append((allowed.finding, {"kind": "inSource", **reason}))
    for found in report.known:
        results.append((found, {"kind": "external", "justification": "It was there when the baseline was written."}))
    results.sort(key=lambda one: (one[1] is not None, one[0].severity is not Severity.ERROR))
    return sorted(results[:MOST_RESULTS], key=lambda one: (one[0].place.path, one[0].place.span, one[0].rule))


def _rules(findings: list[Finding], settings: Settings) -> list[dict[str, Any]]:
    rules: dict[str, dict[str, Any]] = {}
    for found in findings:
        name = _id(found)
        if name in rules:
            continue
        clause = f" (clause {found.clause} of Amazon's communication rules)" if found.clause else ""
        page = settings.pages.replace("{rule}", found.rule)
        title = found.summary or name
        rules[name] = {
            "id": name,
            "name": name[:255],
            "shortDescription": {"text": _text(title)},
            "fullDescription": {"text": _text(f"{title}{clause}")},
            "help": {"text": _text(found.help or title)},
            **({"helpUri": page} if page else {}),
            "defaultConfiguration": {"level": found.severity.value},
            "properties": {
                "tags": ["amazon", "policy"],
                "precision": "high",
                "problem.severity": found.severity.value,
            },
        }
    return [rules[name] for name in sorted(rules)]


def _id(found: Finding) -> str:
    return real(found.rule) or "finding"


def _result(found: Finding, sources: dict[str, Source], hashes: Hashes, settings: Settings) -> dict[str, Any]:
    source = sources.get(found.place.path)
    result: dict[str, Any] = {
        "ruleId": _id(found),
        "level": found.severity.value,
        "message": {"text": sentences(found)},
        "locations": [{"physicalLocation": _location(found.place, source, settings)}],
    }
    known = hashes.get(found.place.path, {}).get(found.place.start.line)
    if known is not None:
        result["partialFingerprints"] = {"primaryLocationLineHash": known}
    if found.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": real(message) or "See here."},
                "physicalLocation": _location(place, sources.get(place.path), settings),
            }
            for number, (place, message) in enumerate(found.related[:MOST_RELATED], 1)
        ]
    if found.fix is not None and found.fix.edits and source is not None:
        result["fixes"] = [_fix(found.fix, _artifact(found.place.path, settings), source)]
    return result


def _fix(fix: Fix, artifact: dict[str, str], source: Source) -> dict[str, Any]:
    title = real(fix.title) or "Mend it"
    return {
        "description": {"text": title if fix.safe else f"{title} (read what it does)"},
        "artifactChanges": [
            {"artifactLocation": artifact, "replacements": [_replacement(edit, source) for edit in fix.edits]}
        ],
    }


def _artifact(path: str, settings: Settings) -> dict[str, str]:
    whole = rooted(path, settings)
    if absolute(whole):
        return {"uri": f"file:///{uri(whole.lstrip('/'))}"}
    return {"uri": uri(whole), "uriBaseId": "%SRCROOT%"}


def _location(place: Place, source: Source | None, settings: Settings) -> dict[str, Any]:
    end = place.end
    if end.line != place.start.line:
        # Where the text is not known, nobody can say where its line ends.
        length = len(source.line(place.start.line)) if source is not None else 0
        end = place.start._replace(column=max(length + 1, place.start.column))
    return {"artifactLocation": _artifact(place.path, settings), "region": _region(place.start, end, source)}


def _region(start: Position, end: Position, source: Source | None) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": utf16(source, start),
        "endLine": end.line,
        "endColumn": utf16(source, end),
    }


def _replacement(edit: Edit, source: Source) -> dict[str, Any]:
    start, end = source.position(edit.span.start), source.position(edit.span.end)
    return {"deletedRegion": _region(start, end, source), "insertedContent": {"text": real(edit.text)}}


def _text(text: str) -> str:
    return real(text)[:LONGEST_TEXT]


_WINDOW = 100
_FACTOR = 37
_MASK = (1 << 64) - 1
_LEAVING = pow(_FACTOR, _WINDOW, 1 << 64)
_END = 65535


def line_hashes(text: str) -> dict[int, str]:
    """By line, the fingerprint under which code scanning follows a finding: `hash:how often it was seen`.

    A rolling hash over a window of 100 UTF-16 units that begins at the line's first visible one, white space skipped;
    the algorithm is published with GitHub's upload action, which computes the same where it is missing.
    """
    rolling = _Rolling()
    data = text.encode("utf-16-le", "surrogatepass")
    after_return = False
    for low, high in zip(data[::2], data[1::2], strict=True):
        unit = low | high << 8
        if unit in (32, 9) or (unit == 10 and after_return):
            after_return = False
            continue
        after_return = unit == 13
        rolling.add(10 if after_return else unit)
    rolling.add(_END)
    rolling.flush()
    return rolling.found


class _Rolling:
    def __init__(self) -> None:
        self.window = [0] * _WINDOW
        self.lines = [-1] * _WINDOW
        self.at = self.hash = self.line = 0
        self.begins = True
        self.seen: dict[str, int] = {}
        self.found: dict[int, str] = {}

    def add(self, unit: int) -> None:
        self._report()
        if self.begins:
            self.begins = False
            self.line += 1
            self.lines[self.at] = self.line
        if unit == 10:
            self.begins = True
        self._update(unit)

    def flush(self) -> None:
        for _ in range(_WINDOW):
            self._report()
            self._update(0)

    def _report(self) -> None:
        if self.lines[self.at] == -1:
            return
        value = f"{self.hash:x}"
        self.seen[value] = self.seen.get(value, 0) + 1
        self.found[self.lines[self.at]] = f"{value}:{self.seen[value]}"
        self.lines[self.at] = -1

    def _update(self, unit: int) -> None:
        leaving = self.window[self.at]
        self.window[self.at] = unit
        self.hash = (_FACTOR * self.hash + unit - _LEAVING * leaving) & _MASK
        self.at = (self.at + 1) % _WINDOW
