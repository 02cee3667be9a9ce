"""CommonMark, GitHub's tables and strikethrough, with the place of every token: markdown-it, made to remember.

A token of markdown-it knows its lines and no more. The parser here is the same parser with the same rules; only the
two states that the rules work on also note where they were. Every token gets its place in `token.meta`:

* a block with content has `runs`, which say for each piece of `token.content` where in the source it stands;
* an inline token has `at` and `end`, offsets into the content of its block (of its label, for a child of an image);
* a link's `at` and `end` are all of the link; `label_end` is where its label ends;
* what the parser skips, because it is nested too deep, is a hidden token of type `deep` with `runs`.

This module imports markdown-it when it is imported: import it where it is used.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import UNESCAPE_ALL_RE, replaceEntityPattern
from markdown_it.helpers import parseLinkDestination
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline

from checker.records import NamedTuple
from checker.text import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_TRIMMED = "\t\n\v\f\r \u00a0\u1680\u202f\u205f\u3000\u2028\u2029" + "".join(map(chr, range(0x2000, 0x200B)))
"""What markdown-it takes away from both ends of a block's content."""

_CODE = ("code_block", "fence", "html_block")


class Definition(NamedTuple):
    """A link reference definition: `[label]: target`. Offsets into the source."""

    start: int
    end: int
    target_start: int
    target_end: int


class Parsed(NamedTuple):
    tokens: list[Token]
    definitions: dict[str, Definition]
    """By label, as `token.meta["label"]` of a link or image by reference has it."""


def parse(source: str) -> Parsed:
    """The tokens of a Markdown text whose lines end at LF and that holds no NUL."""
    definitions: dict[str, Definition] = {}
    tokens = parser().parse(source, {"definitions": definitions})
    for token in tokens:
        if "raw" in token.meta:
            token.meta["runs"] = _trimmed(source, token.meta["raw"], token.content)
    return Parsed(tokens, definitions)


@cache
def parser() -> MarkdownIt:
    """The parser: one for all messages, since making one takes as long as parsing a message."""
    markdown = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    block, inline = _BlockParser(), _InlineParser()
    block.ruler = markdown.block.ruler
    inline.ruler, inline.ruler2 = markdown.inline.ruler, markdown.inline.ruler2
    markdown.block, markdown.inline = block, inline
    block.ruler.at("reference", _reference)
    # Joined tokens would have no place of their own.
    markdown.disable(["fragments_join", "text_join"])
    as_written(markdown)
    return markdown


def as_written(markdown: MarkdownIt) -> None:
    """Take link targets as they are written: neither refused (`javascript:`) nor encoded.

    CommonMark refuses no target; markdown-it does, for the safety of pages, and would hide a link from us.
    """
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.normalizeLinkText = lambda link: link  # type: ignore[method-assign]


def target(content: str, at: int) -> tuple[int, int]:
    """The span of a link target that begins at `at` or after white space, its angle brackets left out."""
    while at < len(content) and content[at] in " \t\n":
        at += 1
    found = parseLinkDestination(content, at, len(content))
    if not found.ok:
        return at, at
    return (at + 1, found.pos - 1) if content[at] == "<" else (at, found.pos)


def unescaped(value: str) -> Iterator[tuple[int, int, str]]:
    """The escapes and entities of a link target: start, end and what they stand for."""
    for match in UNESCAPE_ALL_RE.finditer(value):
        meant = match.group(1) or replaceEntityPattern(match.group(), match.group(2))
        if meant != match.group():
            yield match.start(), match.end(), meant


def _trimmed(source: str, raw: list[Run], content: str) -> tuple[Run, ...]:
    """The runs of a block's content, from the runs of its lines as they were before they were trimmed.

    Nothing is guessed: where the characters do not agree, the content stands for its lines as a whole.
    """
    lines = "".join(_characters(source, run) for run in raw)
    if content.startswith(lines):  # an indented code block has a line end of its own at its end
        return tuple(raw)
    lead = 0 if lines.startswith(content) else len(lines) - len(lines.lstrip(_TRIMMED))
    if not lines.startswith(content, lead):
        start, end = min(run.origin for run in raw), max(run.origin + run.width for run in raw)
        return (Run(0, len(content), start, end - start, False),)
    runs = []
    for run in raw:
        start, end = max(run.at, lead), min(run.at + run.length, lead + len(content))
        if start < end and run.exact:
            runs.append(Run(start - lead, end - start, run.origin + start - run.at, end - start, True))
        elif start < end:
            runs.append(Run(start - lead, end - start, run.origin, run.width, False))
    return tuple(runs)


def _characters(source: str, run: Run) -> str:
    return source[run.origin : run.origin + run.width] if run.exact else " " * run.length


class _Block(StateBlock):
    """What the block rules work on, with a memory for the places of lines and cells."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.lines: list[Run] = []
        self.row = 0
        self.cells: Iterator[list[Run]] = iter(())

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        if ttype == "inline":
            token.meta["raw"] = self._content(self.tokens[-2])
        elif ttype == "table_open":
            self.row = self.line
        elif ttype == "tr_open":
            self.cells = iter(_cells(self.src, self.bMarks[self.row] + self.tShift[self.row], self.eMarks[self.row]))
            self.row += 1
        elif ttype == "tbody_open":
            self.row += 1  # the line of dashes
        return token

    def _content(self, opening: Token) -> list[Run]:
        """The runs of an inline token's content, from the token that opens its block."""
        if opening.type in ("th_open", "td_open"):
            return next(self.cells, [])
        if opening.type == "heading_open" and opening.markup.startswith("#"):
            line = self.line - 1
            start = self.bMarks[line] + self.tShift[line] + len(opening.markup)
            length = self.eMarks[line] - start
            return [Run(0, length, start, length, True)]
        return self.lines

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: N802, N803
        """`StateBlock.getLines`, the lines from `begin` to `end` without their indent; remembers where they stand."""
        parts: list[str] = []
        runs: list[Run] = []
        at = 0
        for line in range(begin, end):
            stop = min(self.eMarks[line] + (line + 1 < end or keepLastLF), len(self.src))
            start, spaces = self._content_start(line, stop, indent)
            if spaces:  # what is left of a tab that was cut in two
                runs.append(Run(at, spaces, start - 1, 1, False))
                at += spaces
            length = max(stop - start, 0)
            last = runs[-1] if runs else None
            if last and last.exact and last.origin + last.width == start:
                runs[-1] = Run(last.at, last.length + length, last.origin, last.width + length, True)
            elif length:
                runs.append(Run(at, length, start, length, True))
            at += length
            parts.append(" " * spaces + self.src[start:stop])
        self.lines = runs
        if self.tokens and self.tokens[-1].type in _CODE:
            self.tokens[-1].meta.setdefault("raw", runs)
        return "".join(parts)

    def _content_start(self, line: int, stop: int, indent: int) -> tuple[int, int]:
        """Where a line begins after so much indent, and how many spaces of a tab stand before that."""
        start = first = self.bMarks[line]
        width = 0
        while first < stop and width < indent:
            character = self.src[first]
            if character == "\t":
                width += 4 - (width + self.bsCount[line]) % 4
            elif character == " " or first - start < self.tShift[line]:
                width += 1
            else:
                break
            first += 1
        return first, max(width - indent, 0)


def _cells(source: str, start: int, end: int) -> list[list[Run]]:
    """The cells of a table row, the line between `start` and `end`: pieces of it, since an escaped pipe loses its
    backslash."""
    line = source[start:end]
    start += len(line) - len(line.lstrip(_TRIMMED))
    line = line.strip(_TRIMMED)
    cells: list[list[Run]] = [[]]
    last = 0
    for at, character in enumerate(line):
        if character != "|":
            continue
        if at and line[at - 1] == "\\":
            _add(cells[-1], start + last, at - 1 - last)
            last = at
        else:
            _add(cells[-1], start + last, at - last)
            cells.append([])
            last = at + 1
    _add(cells[-1], start + last, len(line) - last)
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _add(runs: list[Run], origin: int, length: int) -> None:
    if length > 0:
        runs.append(Run(runs[-1].at + runs[-1].length if runs else 0, length, origin, length, True))


def _reference(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """The rule for link reference definitions; notes where the target of a new one stands."""
    known = len(state.env.get("references", ()))
    if not reference(state, first, last, silent):
        return False
    references = state.env.get("references", {})
    if not silent and len(references) > known:
        state.env["definitions"][next(reversed(references))] = _definition(state, first)
    return True


def _definition(state: StateBlock, first: int) -> Definition:
    starts = [state.bMarks[line] + state.tShift[line] for line in range(first, state.line)]
    lines = [
        state.src[start : state.eMarks[line] + 1] for line, start in zip(range(first, state.line), starts, strict=True)
    ]
    text = "".join(lines)
    at = 1
    while text[at] != "]":
        at += 2 if text[at] == "\\" else 1
    begin, end = target(text, at + 2)
    line, offset = 0, begin
    while offset > len(lines[line]) or (offset == len(lines[line]) and line + 1 < len(lines)):
        offset -= len(lines[line])
        line += 1
    start = starts[line] + offset
    return Definition(starts[0], state.eMarks[state.line - 1], start, start + end - begin)


class _BlockParser(ParserBlock):
    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        if state.level >= state.md.options.maxNesting:
            _note_skipped(state, startLine, endLine)
        super().tokenize(state, startLine, endLine)

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token] | None:  # noqa: N803
        if not src:
            return None
        state = _Block(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens


def _note_skipped(state: StateBlock, first: int, last: int) -> None:
    """The lines that the parser is about to skip, a token for each paragraph, which no renderer shows."""
    first = state.skipEmptyLines(first)
    if first >= last or state.sCount[first] < state.blkIndent:
        return
    runs: list[Run] = []
    for line in range(first, last):
        if state.isEmpty(line):
            _push_skipped(state, runs)
            runs = []
            continue
        start = state.bMarks[line] + state.tShift[line]
        _add(runs, start, min(state.eMarks[line] + 1, len(state.src)) - start)
    _push_skipped(state, runs)


def _push_skipped(state: StateBlock, runs: list[Run]) -> None:
    if runs:
        token = state.push("deep", "", 0)
        token.hidden = True
        token.content = "".join(_characters(state.src, run) for run in runs)
        token.meta["raw"] = runs


class _Inline(StateInline):
    """What the inline rules work on, with a memory for where each token began."""

    began = 0
    """Where the text that is not yet a token began."""

    if not hasattr(StateInline, "append_pending"):  # before markdown-it-py 4.1

        def append_pending(self, text: str) -> None:
            self.pending += text

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        token.meta = {"at": self.began, "end": self.began + len(token.content)}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta = {"at": self.pos}
        return token

    def stamp(self, first: int, start: int) -> None:
        """Give the tokens from the index `first` on, which one rule made between `start` and now, their places."""
        if "end" in self.tokens[first].meta:  # text that was waiting, it has its place
            first += 1
        token = self.tokens[first]
        token.meta["at"], token.meta["end"] = start, self.pos
        if token.type == "text":  # a run of delimiters, `**` or `~~~`
            for token in self.tokens[first:]:
                token.meta = {"at": start, "end": start + len(token.content)}
                start += len(token.content)
        elif token.type == "link_open" and token.markup != "autolink":
            token.meta["label_end"] = self.tokens[-1].meta["at"]
        elif token.type == "link_open":
            self.tokens[first + 1].meta = {"at": start + 1, "end": self.pos - 1}


class _InlineParser(ParserInline):
    def tokenize(self, state: StateInline) -> None:
        """`ParserInline.tokenize`, which also notes where tokens begin and end."""
        assert isinstance(state, _Inline)
        rules = self.ruler.getRules("")
        end = state.posMax
        nesting = state.md.options.maxNesting
        while state.pos < end:
            start, known = state.pos, len(state.tokens)
            if not state.pending:
                state.began = start
            for rule in rules if state.level < nesting else ():
                if rule(state, False):
                    if len(state.tokens) > known:
                        state.stamp(known, start)
                    break
            else:
                state.append_pending(state.src[start])
                state.pos = start + 1
        if state.pending:
            state.pushPending()

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _Inline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
