"""For a job summary: Markdown that holds every finding, by rule and by file, under GitHub's limit of a step's summary.

What comes from templates stands in code spans longer than any run of backticks in it, and with every character escaped
that a table or HTML could take for its own: a template can't draw on this page.
"""

from __future__ import annotations

import re

from checker.finding import Severity
from checker.reporters.text import count, summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.finding import Finding, Report
    from checker.reporters import Settings

BUDGET = 900 * 1024
"""Bytes after which findings are counted instead of listed; GitHub takes nothing of a summary over 1,048,576."""
_BLANK = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:@&$^=])")


def render(report: Report, settings: Settings) -> str:
    lines = [f"## sellerlint: {words(summary(report).removesuffix('.'))}", ""]
    lines += _by_rule(report, settings)
    room = BUDGET - sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)
    lines += _by_file(report, settings, room)
    lines += [f"> {words(gap.what)}\n" for gap in report.gaps]
    return "\n".join(lines).rstrip("\n") + "\n"


def _by_rule(report: Report, settings: Settings) -> list[str]:
    if not report.findings:
        return []
    rows: dict[tuple[bool, str], list[Finding]] = {}
    for found in report.findings:
        rows.setdefault((found.severity is not Severity.ERROR, found.rule), []).append(found)
    lines = ["| rule | severity | findings | what it means |", "|---|---|---:|---|"]
    for (_, rule), same in sorted(rows.items(), key=lambda row: (row[0][0], -len(row[1]), row[0][1])):
        page = settings.pages.replace("{rule}", rule)
        name = f"[`{rule}`]({page})" if page else f"`{rule}`"
        lines.append(f"| {name} | {same[0].severity.value} | {len(same)} | {words(same[0].summary)} |")
    return [*lines, ""]


def _by_file(report: Report, settings: Settings, room: int) -> list[str]:
    lines: list[str] = []
    path = ""
    for number, found in enumerate(report.findings):
        new = [] if found.place.path == path else ["", f"### {code(found.place.path)}", ""]
        path = found.place.path
        new.append(_item(found, settings))
        room -= sum(len(line.encode("utf-8", "replace")) + 1 for line in new)
        if room < 0:
            left = len(report.findings) - number
            return [
                *lines,
                "",
                f"**{count(left, 'more finding')} did not fit on this page; the log lists them all.**",
                "",
            ]
        lines += new
    return [*lines, ""] if lines else []


def _item(found: Finding, settings: Settings) -> str:
    start = found.place.start
    place = f"{start.line}:{start.column}"
    if settings.blob:
        from urllib.parse import quote

        prefix = f"{settings.prefix.rstrip('/')}/" if settings.prefix else ""
        target = quote(f"{prefix}{found.place.path}".encode("utf-8", "surrogateescape"), safe="/")
        place = f"[{place}]({settings.blob.rstrip('/')}/{target}#L{start.line})"
    quote_ = f" {code(found.quote, 200)}" if found.quote.strip() else ""
    help_ = f" *{words(found.help)}*" if found.help else ""
    return f"* {place} **{found.severity.value}** `{found.rule}`{quote_}: {words(found.message)}.{help_}"


def words(text: str) -> str:
    """Text as plain words: everything that means something in Markdown is escaped."""
    return _MARKS.sub(r"\\\1", _BLANK.sub(" ", text).encode("utf-8", "replace").decode()).strip()


def code(text: str, longest: int = 500) -> str:
    """Text as a code span that ends where it should; `|` and tags could end a table's cell or the span all the same."""
    text = _BLANK.sub(" ", text).strip().encode("utf-8", "replace").decode()
    text = text if len(text) <= longest else text[: longest - 1] + "…"
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" or not text else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")
