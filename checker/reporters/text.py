"""For people at a terminal: the sentence, the line with carets under the words at fault, what to write instead.

No text of a template reaches the terminal as a control character, and none can start a line or hold what a build
server obeys; see `checker/reporters/cells.py`.
"""

from __future__ import annotations

from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.finding import Allowed, Finding, Gap, Report
    from checker.reporters import Settings
    from checker.reporters.cells import Glyph
    from checker.text import Source, Span

    Paint = Callable[[str, str], str]

_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "path": "1",
    "rule": "1",
    "gutter": "36",
    "label": "1;36",
    "named": "7",
}
_MARGIN = 10
"""Cells of a cut line that stay in view on each side of the carets."""
_NARROWEST = 40


class _Row(NamedTuple):
    """A line as it is shown."""

    number: int
    line: str
    skip: int
    """Cells before the carets."""
    carets: int


def render(report: Report, settings: Settings) -> str:
    """One block a finding, then the gaps, then a line that counts."""
    paint = painter(color=settings.color)
    lines: list[str] = []
    for finding in report.findings:
        lines += [*_block(finding, report.sources.get(finding.place.path), settings, paint), ""]
    if settings.allowed:
        lines += [*map(allowed_line, report.allowed), *([""] if report.allowed else [])]
    lines += [f"{paint('label', 'note')}: {gap_line(gap)}" for gap in report.gaps]
    lines.append(summary(report))
    return "\n".join(lines) + "\n"


def painter(*, color: bool) -> Paint:
    """A function from a style and a text to the text in that style."""
    if not color:
        return lambda _, text: text
    return lambda style, text: f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if text else ""


def summary(report: Report) -> str:
    """One line that counts."""
    line, aside = _counted(report), set_aside(report)
    if not aside:
        return line
    return f"{line[:-1]}; {aside}." if line.endswith(".") else f"{line}; {aside}"


def set_aside(report: Report) -> str:
    """What was found and is not reported, counted; empty if there is nothing."""
    parts = [f"{len(report.allowed)} allowed" if report.allowed else ""]
    parts.append(f"{len(report.known)} in the baseline" if report.known else "")
    parts.append(f"{count(report.outside, 'finding')} outside the change" if report.outside else "")
    return ", ".join(filter(None, parts))


def _counted(report: Report) -> str:
    looked = f"{count(report.files, 'file')} ({count(report.messages, 'message')})"
    if report.findings:
        kinds = [count(report.errors, "error") if report.errors else ""]
        kinds.append(count(report.warnings, "warning") if report.warnings else "")
        files = len({finding.place.path for finding in report.findings})
        return f"{', '.join(filter(None, kinds))} in {files} of {looked}"
    if not report.messages:
        return f"Nothing was checked: no messages in {count(report.files, 'file')}."
    return f"No findings in {looked}."


def allowed_line(allowed: Allowed) -> str:
    """A finding that is permitted, and why, on one line."""
    from checker.reporters.cells import shown

    found, reason = allowed.finding, shown(allowed.reason)
    where = f"{path_shown(found.place.path)}:{found.place.start.line}:{found.place.start.column}"
    return f"{where}: allowed[{shown(found.rule)}] {shown(found.message)}" + (f" ({reason})" if reason else "")


def gap_line(gap: Gap) -> str:
    """What could not be checked, and where, on one line."""
    from checker.reporters.cells import shown

    return shown(gap.what) + (f" ({listed(map(path_shown, gap.paths))})" if gap.paths else "")


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(words: Iterable[str], most: int = 3) -> str:
    """`a, b, c and 4 more`."""
    every = list(words)
    if len(every) > most:
        return f"{', '.join(every[:most])} and {len(every) - most} more"
    return ", ".join(every)


def path_shown(path: str) -> str:
    """The path as it may begin a line: one with which a build server would read it as a command gets a `./`."""
    from checker.reporters.cells import shown

    safe = shown(path, exact=True)
    return f"./{safe}" if safe.lstrip().startswith(":") else safe


def _block(finding: Finding, source: Source | None, settings: Settings, paint: Paint) -> Iterator[str]:
    from checker.reporters.cells import shown

    place, severity = finding.place, finding.severity.value
    where = f"{paint('path', path_shown(place.path))}:{place.start.line}:{place.start.column}"
    rule = _linked(paint("rule", shown(finding.rule)), finding.rule, settings)
    yield f"{where}: {paint(severity, severity)}[{rule}] {shown(finding.message)}".rstrip()
    indent = " "
    if source is not None:
        rows, more = _rows(source, place.span, settings.width, paint)
        indent = " " * len(str(rows[-1].number))
        bar = paint("gutter", f"{indent} |")
        yield bar
        for number, line, skip, carets in rows:
            yield f"{paint('gutter', f'{number:>{len(indent)}} |')} {line}".rstrip(" ")
            if carets:
                yield f"{bar} {' ' * skip}{paint(severity, '^' * carets)}"
        if more:
            yield f"{paint('gutter', f'{indent[1:]}… |')} {count(more, 'more line')}"
    for label, words in _remarks(finding):
        yield f"{indent} {paint('gutter', '=')} {paint('label', label)}: {words}"


def _remarks(finding: Finding) -> Iterator[tuple[str, str]]:
    """What is said below the lines, each with its label."""
    from checker.reporters.cells import shown

    for place, message in finding.related:
        yield "note", f"{path_shown(place.path)}:{place.start.line}:{place.start.column}: {shown(message)}"
    if finding.help:
        yield "help", shown(finding.help)
    if finding.fix is not None:
        yield "fix", shown(finding.fix.title) + ("" if finding.fix.safe else " (unsafe: read what it does)")
    if finding.clause:
        yield "clause", shown(finding.clause)
    if finding.name:
        yield "message", shown(finding.name)


def _linked(words: str, rule: str, settings: Settings) -> str:
    """The words, clickable where the terminal can."""
    if not (settings.links and settings.pages and rule.isascii() and rule.replace("-", "").isalnum()):
        return words
    return f"\x1b]8;;{settings.pages.replace('{rule}', rule)}\x1b\\{words}\x1b]8;;\x1b\\"


def _rows(source: Source, span: Span, cells: int, paint: Paint) -> tuple[list[_Row], int]:
    """Up to three lines of a span, and how many are left out."""
    start = min(max(span.start, 0), len(source.text))
    end = min(max(span.end, start), len(source.text))
    first, last = source.position(start).line, source.position(max(start, end - 1)).line
    most = last if last - first < 3 else first + 1
    room = max(cells, _NARROWEST) - len(f"{most} | ")
    rows = []
    for number in range(first, most + 1):
        begin = source.starts[number - 1]
        close = _line_end(source, number)
        at = start if number == first else _first_word(source.text, begin, close)
        row = _Row(number, *_row(source.text, (begin, close), (at, min(end, close)), room, paint))
        rows.append(row if number == first or at < min(end, close) else row._replace(carets=0))
    return rows, last - most


def _line_end(source: Source, number: int) -> int:
    """The offset at which a line's characters end; a line may be long, so it is not copied."""
    if number == len(source.starts):
        return len(source.text)
    end = source.starts[number] - 1
    return end - 1 if source.text[end] == "\n" and source.text[end - 1 : end] == "\r" else end


def _first_word(text: str, start: int, end: int) -> int:
    """The offset of the first character from `start` that is not indentation."""
    while start < end and text[start] in " \t":
        start += 1
    return start


def _row(text: str, line: tuple[int, int], span: tuple[int, int], room: int, paint: Paint) -> tuple[str, int, int]:
    """What fits into `room` cells of a line with a span in view; the cells before the carets below; the carets."""
    from checker.reporters.cells import glyphs

    reach = 2 * room
    low, high = max(line[0], span[0] - reach), min(line[1], span[0] + reach)
    row = glyphs(text[low:high], low)
    lefts = [0]
    for glyph in row:
        lefts.append(lefts[-1] + glyph.width)
    first, last = _cells(row, lefts, span)
    start, stop = _view(lefts, (first, last), room, cut=(low > line[0], high < line[1]))
    left = "…" if start or low > line[0] else ""
    right = "…" if stop < len(row) or high < line[1] else ""
    shown = "".join(paint("named", glyph.shown) if glyph.named else glyph.shown for glyph in row[start:stop])
    # Past the end of the line one caret may stand, for what is missing there; past a cut none.
    ends = lefts[stop] if right else max(lefts[stop], first + 1)
    return f"{left}{shown}{right}", first - lefts[start] + len(left), min(last, ends) - first


def _cells(row: list[Glyph], lefts: list[int], span: tuple[int, int]) -> tuple[int, int]:
    """The cells of the glyphs that a span touches; one cell where it is empty."""
    first = next((index for index, glyph in enumerate(row) if glyph.end > span[0]), len(row))
    after = next((index for index, glyph in enumerate(row) if glyph.start >= span[1]), len(row))
    return lefts[first], max(lefts[after], lefts[first] + 1)


def _view(lefts: list[int], span: tuple[int, int], room: int, cut: tuple[bool, bool]) -> tuple[int, int]:
    """Which glyphs to show, as a range of their indexes, so that `span` stays in view."""
    total = lefts[-1]
    if not any(cut) and max(total, span[1]) <= room:
        return 0, len(lefts) - 1
    # The dots take a cell on each side.
    free = room - 2
    begin = 0
    if cut[0] or span[1] + _MARGIN > room:
        begin = min((span[0] + span[1] - room) // 2, span[0] - _MARGIN)
        if not cut[1]:
            begin = min(begin, total - free)
        begin = max(begin, 0)
    start = next(index for index, left in enumerate(lefts) if left >= begin)
    stop = start
    while stop + 1 < len(lefts) and lefts[stop + 1] - lefts[start] <= free:
        stop += 1
    return start, stop
