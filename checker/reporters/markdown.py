"""For a job summary: Markdown that holds every finding, by rule and by file, under GitHub's limit of a step's summary.

What comes from templates stands in code spans longer than any run of backticks in it, or has every character escaped
that could mean something: a template can't draw on this page.
"""

from __future__ import annotations

import re

from checker.finding import Severity
from checker.reporters.cells import shown
from checker.reporters.foreign import absolute, rooted, uri
from checker.reporters.text import count, gap_line, summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.finding import Finding, Report
    from checker.reporters import Settings

BUDGET = 900 * 1024
"""Bytes after which findings are counted instead of listed; GitHub takes nothing of a summary over 1,048,576."""
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:@&$^=])")


def render(report: Report, settings: Settings) -> str:
    lines = [f"## sellerlint: {words(summary(report).removesuffix('.'))}", ""]
    lines += _by_rule(report, settings)
    gaps = [f"> {words(gap_line(gap))}\n" for gap in report.gaps]
    lines += _by_file(report, settings, BUDGET - _size(lines) - _size(gaps))
    return "\n".join([*lines, *gaps]).rstrip("\n") + "\n"


def _size(lines: list[str]) -> int:
    return sum(len(line.encode("utf-8")) + 1 for line in lines)


def _by_rule(report: Report, settings: Settings) -> list[str]:
    if not report.findings:
        return []
    rows: dict[tuple[bool, str], list[Finding]] = {}
    for found in report.findings:
        rows.setdefault((found.severity is not Severity.ERROR, found.rule), []).append(found)
    lines = ["| rule | severity | findings | what it means |", "|---|---|---:|---|"]
    for (_, rule), same in sorted(rows.items(), key=lambda row: (row[0][0], -len(row[1]), row[0][1])):
        page = settings.pages.replace("{rule}", rule)
        name = code(rule).replace("|", "\\|")
        name = f"[{name}]({page})" if page else name
        lines.append(f"| {name} | {same[0].severity.value} | {len(same)} | {words(same[0].summary)} |")
    return [*lines, ""]


def _by_file(report: Report, settings: Settings, room: int) -> list[str]:
    lines: list[str] = []
    path = None
    for number, found in enumerate(report.findings):
        new = [] if found.place.path == path else ["", f"### {code(found.place.path)}", ""]
        path = found.place.path
        new.append(_item(found, settings))
        room -= _size(new)
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
    path = rooted(found.place.path, settings)
    if settings.blob and not absolute(path) and not path.startswith("../"):
        place = f"[{place}]({settings.blob.rstrip('/')}/{uri(path)}?plain=1#L{start.line})"
    quote_ = f" {code(found.quote, 200)}" if found.quote.strip() else ""
    sentence = found.message if found.message.endswith((".", "!", "?")) else f"{found.message}."
    help_ = f" *{words(found.help)}*" if found.help else ""
    return f"* {place} **{found.severity.value}** {code(found.rule)}{quote_}: {words(sentence)}{help_}"


def words(text: str) -> str:
    """Text as plain words on one line: everything that means something in Markdown is escaped."""
    return _MARKS.sub(r"\\\1", shown(text)).strip()


def code(text: str, longest: int = 500) -> str:
    """Text as a code span that ends where it should, on one line."""
    text = shown(text if len(text) <= longest else text[: longest - 1] + "…").strip()
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" or not text else ""
    return f"{fence}{pad}{text}{pad}{fence}"
