"""`--statistics`: how often each rule found something, the most frequent first."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.finding import Finding, Report


def statistics(report: Report) -> str:
    """One line a rule: how often, in how many files, its name, how many fixes; empty where nothing was found."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    if not by_rule:
        return ""
    rows = [
        (len(found), len({each.place.path for each in found}), rule, _severity(found), _fixable(found))
        for rule, found in by_rule.items()
    ]
    rows.sort(key=lambda row: (-row[0], row[2]))
    counts, files = (max(len(str(row[column])) for row in rows) for column in (0, 1))
    names = max(len(row[2]) for row in rows)
    lines = [
        f"{count:>{counts}} in {where:>{files}} {'files' if where != 1 else 'file '}  "
        f"{rule:{names}}  {severity:7}  {fixable}".rstrip()
        for count, where, rule, severity, fixable in rows
    ]
    return "\n".join(lines) + "\n"


def _severity(found: list[Finding]) -> str:
    return min(each.severity.value for each in found)


def _fixable(found: list[Finding]) -> str:
    fixes = [each.fix for each in found if each.fix]
    safe = sum(fix.safe for fix in fixes)
    words = [f"{safe} fixable" if safe else "", f"{len(fixes) - safe} with --unsafe-fixes" if len(fixes) > safe else ""]
    return ", ".join(filter(None, words))
