"""Fixes, made in a source's text. Pure: whoever calls writes the file.

A fix is made only if it holds. The text is read again after it: there must be the same messages, and every value in
them must be what it was but for the edit, so that no quotation mark, indentation or escape of YAML can suffer. Then it
is checked again: the finding must be gone and no other may be there instead. What does not hold is not made.
"""

from __future__ import annotations

from checker.finding import Edit, Finding, Fix
from checker.readers import read
from checker.records import NamedTuple
from checker.text import Source, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.message import MetaValue, Reading
    from checker.readers.yaml import Layout

    Check = Callable[[Source], list[Finding]]
    """The findings of a source that are to be mended, in the order of their places."""

UNREAD = "allowance"
"""The rule of findings about allowances that can't be read."""
ROUNDS = 10
"""How often the findings that are left are looked at again: mending one may make room for another."""


class Fixed(NamedTuple):
    """A source after fixing."""

    source: Source
    made: tuple[Finding, ...]
    """The findings that were mended."""
    left: tuple[Finding, ...]
    """The findings that are still there."""


def fixed(source: Source, check: Check, layout: Layout | None = None, *, unsafe: bool = False) -> Fixed:
    """The source with all fixes made that hold: the safe ones, and the others where they are wanted too."""
    work = _Work(check, layout, unsafe=unsafe)
    state = _State(source, read(source, layout), check(source))
    made: list[Finding] = []
    for _ in range(ROUNDS):
        state, done = work.tried(state, work.chosen(state))
        if not done:
            break
        made += done
    return Fixed(state.source, tuple(made), tuple(state.findings))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made; they must not overlap."""
    parts: list[str] = []
    at = 0
    for (start, end), new in sorted(edits):
        parts += (text[at:start], new)
        at = end
    return "".join((*parts, text[at:]))


def diff(before: Source, after: Source) -> str:
    """A unified diff; empty if nothing changed. Lines keep their ends; a last line without one is marked as usual."""
    if before.text == after.text:
        return ""
    from difflib import unified_diff

    name = "".join(each if each.isprintable() else repr(each)[1:-1] for each in before.path)
    parts = unified_diff(list(_lines(before)), list(_lines(after)), f"a/{name}", f"b/{name}")
    return "".join(part if part.endswith(("\n", "\r")) else f"{part}\n\\ No newline at end of file\n" for part in parts)


def _lines(source: Source) -> Iterator[str]:
    starts = source.starts
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(source.text)
        if start < end:
            yield source.text[start:end]


class _State(NamedTuple):
    source: Source
    reading: Reading
    findings: list[Finding]


class _Work:
    def __init__(self, check: Check, layout: Layout | None, *, unsafe: bool) -> None:
        self.check = check
        self.layout = layout
        self.unsafe = unsafe
        self.refused: set[tuple[str, str, str]] = set()
        """Fixes that did not hold, by rule, by what they do, and by the line that they would change."""

    def name(self, finding: Finding, source: Source) -> tuple[str, str, str]:
        assert finding.fix is not None
        line = source.line(source.position(finding.fix.edits[0].span.start).line)
        return finding.rule, repr([edit.text for edit in finding.fix.edits]) + finding.quote, line

    def chosen(self, state: _State) -> list[Finding]:
        """Findings whose fixes do not meet, in the order of their places; the safe ones choose first."""
        taken: list[tuple[int, int]] = []
        chosen: list[tuple[int, Finding]] = []
        if any(finding.rule == UNREAD for finding in state.findings):
            # What its author meant to permit is not known until the allowance can be read.
            return []
        fixable = [finding for finding in state.findings if self.wanted(finding.fix)]
        for finding in sorted(fixable, key=lambda each: (not each.fix.safe if each.fix else True, each.place.span)):
            start, end = _hull(finding)
            if self.name(finding, state.source) in self.refused:
                continue
            # What touches is left for the next round: together the two may join what stood apart.
            if all(end < first or last < start for first, last in taken):
                taken.append((start, end))
                chosen.append((start, finding))
        return [finding for _, finding in sorted(chosen, key=lambda each: each[0])]

    def wanted(self, fix: Fix | None) -> bool:
        return fix is not None and bool(fix.edits) and (fix.safe or self.unsafe)

    def tried(self, state: _State, findings: list[Finding]) -> tuple[_State, list[Finding]]:
        """Make as many of the fixes as hold, all at once if they do."""
        findings, source, reading = self.readable(state, findings)
        if not findings:
            return state, []
        found = self.check(source)
        if _better(state.findings, found, findings):
            return _State(source, reading, found), findings
        if len(findings) == 1:
            self.refused.add(self.name(findings[0], state.source))
            return state, []
        half = len(findings) // 2
        # The later ones first: the places of the earlier ones are then still right.
        state, second = self.tried(state, findings[half:])
        state, first = self.tried(state, findings[:half])
        return state, first + second

    def readable(self, state: _State, findings: list[Finding]) -> tuple[list[Finding], Source, Reading]:
        """Those of the fixes after which the text reads as it should, and the text with them made."""
        while findings:
            edits = [fitted for finding in findings for fitted in self.fitted(state, finding)]
            source = Source(state.source.path, edited(state.source.text, edits), bom=state.source.bom)
            reading = read(source, self.layout)
            # Quoted or not, what is read back is what the fix wanted to say.
            suspects = _suspects(state.reading, reading, [edit for each in findings for edit in _edits(each)])
            if suspects is not None and not suspects:
                return findings, source, reading
            guilty = [
                finding
                for finding in findings
                if suspects is not None and any(_meets(edit, spans) for edit in _edits(finding) for spans in suspects)
            ]
            if suspects is None or not guilty:
                if len(findings) > 1:
                    return self.halves(state, findings)
                guilty = findings
            self.refused.update(self.name(finding, state.source) for finding in guilty)
            findings = [finding for finding in findings if finding not in guilty]
        return [], state.source, state.reading

    def halves(self, state: _State, findings: list[Finding]) -> tuple[list[Finding], Source, Reading]:
        """The fixes after which the text reads as it should, each half looked at by itself."""
        half = len(findings) // 2
        good = self.readable(state, findings[:half])[0] + self.readable(state, findings[half:])[0]
        if len(good) < len(findings):
            return self.readable(state, good)
        # Each half holds and both together do not: the first one will do.
        return self.readable(state, findings[:half])

    def fitted(self, state: _State, finding: Finding) -> Iterator[Edit]:
        """The edits of a fix; what they write as it has to be written in quotes."""
        for edit in _edits(finding):
            if any(character in edit.text for character in "'\"\\"):
                yield edit._replace(text=_quoted(edit, state))
            else:
                yield edit


def _edits(finding: Finding) -> tuple[Edit, ...]:
    assert finding.fix is not None
    return finding.fix.edits


def _hull(finding: Finding) -> tuple[int, int]:
    edits = _edits(finding)
    return min(edit.span.start for edit in edits), max(edit.span.end for edit in edits)


def _meets(edit: Edit, span: tuple[int, int]) -> bool:
    return edit.span.start <= span[1] and span[0] <= edit.span.end


def _better(before: list[Finding], after: list[Finding], mended: list[Finding]) -> bool:
    """Whether fewer findings of the mended rules are left, and not one more of any rule in any message."""
    from collections import Counter

    were = Counter((finding.rule, finding.name) for finding in before)
    now = Counter((finding.rule, finding.name) for finding in after)
    return all(now[key] <= were[key] for key in now) and all(
        now[key] < were[key] for key in {(finding.rule, finding.name) for finding in mended}
    )


def _quoted(edit: Edit, state: _State) -> str:
    """What an edit writes, as YAML's quotation marks around its place ask for."""
    if not state.source.path.lower().endswith((".yml", ".yaml")):
        return edit.text
    text = state.source.text
    for _, value in _texts(state.reading):
        if not value.runs:
            continue
        start, end = value.span
        if start <= edit.span.start and edit.span.end <= end:
            mark = text[start - 1 : start]
            if mark == "'" == text[end : end + 1]:
                return edit.text.replace("'", "''")
            if mark == '"' == text[end : end + 1]:
                return edit.text.replace("\\", "\\\\").replace('"', '\\"')
            break
    return edit.text


# Reading back -------------------------------------------------------------------------------------------------------


def _suspects(before: Reading, after: Reading, edits: list[Edit]) -> list[tuple[int, int]] | None:
    """The spans of values that are not what they should be after the edits; None if there are other values at all."""
    if len(before.faults) != len(after.faults):
        return None
    old, new = list(_texts(before)), list(_texts(after))
    if [name for name, _ in old] != [name for name, _ in new]:
        return None
    suspects: list[tuple[int, int]] = []
    for (_, was), (_, now) in zip(old, new, strict=True):
        # Most values have no part in it; only of the others the places are worked out.
        if was.value != now.value and now.value != _meant(was, edits):
            suspects.append(was.span if was.runs else (0, 0))
    return suspects


def _texts(reading: Reading) -> Iterator[tuple[tuple[str, ...], Text]]:
    """All values of the messages, each with a name."""
    for message in reading.messages:
        yield (message.name, "body"), message.body
        if message.subject is not None:
            yield (message.name, "subject"), message.subject
        yield from _metadata((message.name,), message.meta)


def _metadata(name: tuple[str, ...], value: MetaValue) -> Iterator[tuple[tuple[str, ...], Text]]:
    if isinstance(value, Text):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _metadata((*name, key), inner)
    else:
        for number, inner in enumerate(value):
            yield from _metadata((*name, str(number)), inner)


def _meant(text: Text, edits: list[Edit]) -> str | None:
    """The value that a text should have after the edits; None if that can't be said.

    What an edit takes of the source between the pieces of a value, such as indentation, is no part of the value.
    """
    pieces: list[tuple[int, int, str]] = []
    for edit in edits:
        new: str = edit.text
        for run in text.runs:
            start, end = max(edit.span.start, run.origin), min(edit.span.end, run.origin + run.width)
            if start > end or (start == end and edit.span.start != edit.span.end):
                continue
            if run.exact:
                pieces.append((run.at + start - run.origin, run.at + end - run.origin, new))
            elif end - start == run.width:
                pieces.append((run.at, run.at + run.length, new))
            else:
                return None
            new = ""
            if edit.span.start == edit.span.end:
                break
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(pieces):
        if start < at:
            return None
        parts += (text.value[at:start], new)
        at = end
    return "".join((*parts, text.value[at:]))
