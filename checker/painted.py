"""Markdown for a terminal, simply: headings bold, code dim, emphasis bold, tables in columns, the rest as it is."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

HEADING, STRONG, CODE, RULE = "1;4", "1", "2", "2"
"""What each looks like, as the parameters of the terminal's own sequence."""

_SPAN = re.compile(r"\*\*(?P<strong>[^*\n]{1,400})\*\*|(?P<ticks>`{1,3})(?P<code>[^`\n]{1,400})(?P=ticks)")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_CUT = re.compile(r"(?<!\\)\|")


def painted(markdown: str, width: int = 0) -> str:
    """The page with the terminal's sequences; lines of words are broken to `width` cells, if that is not 0."""
    return "".join(f"{line}\n" for line in _lines(markdown.removesuffix("\n").split("\n"), width)).rstrip("\n") + "\n"


def style(parameters: str, text: str) -> str:
    """The text in a style; nothing where there is no text."""
    return f"\x1b[{parameters}m{text}\x1b[0m" if text else ""


def _lines(lines: list[str], width: int) -> Iterator[str]:
    fence = ""
    table: list[str] = []
    for line in [*lines, ""]:
        if not fence and line.startswith("|"):
            table.append(line)
            continue
        yield from _table(table)
        table = []
        mark = _FENCE.match(line)
        if fence:
            fence = "" if line.strip() == fence else fence
            # The fences are for machines.
            if fence:
                yield style(CODE, f"    {line}".rstrip())
        elif mark:
            fence = mark[0]
        elif line.startswith("#"):
            yield style(HEADING, line.lstrip("#").strip())
        else:
            yield from (_SPAN.sub(_span, part) for part in _broken(line, width))


def _broken(line: str, width: int) -> list[str]:
    """The line in parts that fit; what is to be painted in one piece stays in one."""
    if not 0 < width < len(line):
        return [line]
    from textwrap import wrap

    kept = _SPAN.sub(lambda match: match[0].replace(" ", "\0"), line)
    hang = "  " if line.startswith("* ") else ""
    parts = wrap(kept, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    return [part.replace("\0", " ") for part in parts]


def _span(match: re.Match[str]) -> str:
    if match["strong"]:
        return style(STRONG, match["strong"].replace("`", ""))
    return style(CODE, match["code"])


def _table(rows: list[str]) -> Iterator[str]:
    """A table in columns; the row below the titles is for machines, too."""
    if not rows:
        return
    cells = [[cell.strip().replace("\\|", "|") for cell in _CUT.split(row)[1:-1]] for row in rows]
    cells = [row for row in cells if not all(set(cell) <= {"-", ":"} and cell for cell in row)]
    columns = max(map(len, cells))
    widths = [
        max((len(row[at]) - 2 * _hidden(row[at]) for row in cells if at < len(row)), default=0) for at in range(columns)
    ]
    for number, row in enumerate(cells):
        padded = [
            cell + " " * (width - len(cell) + 2 * _hidden(cell)) for cell, width in zip(row, widths, strict=False)
        ]
        line = "  ".join(padded).rstrip()
        yield style(STRONG, line) if not number else _SPAN.sub(_span, line)


def _hidden(cell: str) -> int:
    """How many pairs of ticks a cell has that are not shown."""
    return sum(len(match["ticks"]) for match in _SPAN.finditer(cell) if match["ticks"])
