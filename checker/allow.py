"""Allowances: what an author permits in a message, with a reason, written in a comment.

    <!-- sellerlint: allow external-link -- our warranty page, approved by legal -->
    # sellerlint: allow phone-number, email-address -- the carrier's hotline

Where a comment stands says how far it reaches. In a message's body (HTML comments): the line it stands on, or, if
there is nothing else on it, the block below. In YAML: the line it stands on, or the line below if there is nothing
else on it, each with all that is indented under it. `allow-message` permits it in the message, `allow-file` in the
file.
"""

from __future__ import annotations

import re

from checker.finding import Allowed, Edit, Finding, Fix, Place, Severity
from checker.meant import meant
from checker.records import NamedTuple
from checker.text import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.message import Message, Reading
    from checker.text import Run, Source, Text

MARK = "sellerlint"
"""Begins what a comment says to us, with a colon behind it."""

WRONG, UNUSED = "allowance", "unused-allowance"
"""The names of findings about allowances themselves."""

MOST = 500
"""How many comments that speak to us are read in one file: each one looks at much of it, and a stranger may write any
number of them."""

REACHES = ("allow", "allow-message", "allow-file")

_SAID = re.compile(
    r"(?:<!--|#+)[ \t]*sellerlint(?P<colon>:|(?=\s+allow))\s*(?P<verb>[a-zA-Z][\w-]*|)(?P<rules>.*?)(?:-->|--!>)?\Z",
    re.DOTALL,
)
_IN_TEXT = re.compile(r"(?m)^[ \t]*#+[ \t]*sellerlint:[ \t]*allow\b[^\r\n]*")
_DASH = re.compile(r"(?:\A|\s)(?:--+|[\u2013\u2014])(?:\s|\Z)")
_RULE = re.compile(r"[^\s,]+")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_NOTHING = re.compile(r"[ \t]*")
_BLANK = re.compile(r"[ \t>]*(?:\r\n|\n|\r|\Z)")
_LIST = re.compile(r"(?:-[ \t]+)*")


class Allowance(NamedTuple):
    """One rule that one comment permits somewhere."""

    rule: str
    reason: str
    place: Place
    """Of the rule's name in the comment."""
    reach: Span | None
    """The offsets between which findings are permitted; None for all of the file."""
    message: str | None = None
    """The name of the message, if it is all of one that it reaches and no other has that name."""
    fix: Fix | None = None
    """What takes it out."""
    body: Span | None = None
    """The body in which the comment stands, if it stands in one."""
    subject: Span | None = None
    """The subject above that body."""

    def permits(self, finding: Finding) -> bool:
        if finding.rule != self.rule or finding.place.path != self.place.path:
            return False
        if self.message is not None and finding.name == self.message:
            return True
        start = finding.place.span.start
        if self.reach is None or self.reach.start <= start < self.reach.end:
            return True
        # Above the body nothing of the subject can be reached from within, but what is wrong with a whole message is
        # permitted by whoever permits it anywhere in it.
        scope, body = finding.scope, self.body
        if body is None or scope is None or not scope.start <= self.place.span.start < scope.end:
            return False
        subject = self.subject or Span(0, 0)
        part_of_subject = subject.start <= start < subject.end and finding.place.span != subject
        return not body.start <= start < body.end and not part_of_subject


def apply(
    findings: Iterable[Finding], allowances: Iterable[Allowance]
) -> tuple[list[Finding], list[Allowed], list[Allowance]]:
    """The findings that are kept, those that are permitted, and the allowances that permit nothing."""
    by_rule: dict[tuple[str, str], list[Allowance]] = {}
    for allowance in allowances:
        by_rule.setdefault((allowance.place.path, allowance.rule), []).append(allowance)
    kept: list[Finding] = []
    allowed: list[Allowed] = []
    used: set[Allowance] = set()
    for finding in findings:
        found = [each for each in by_rule.get((finding.place.path, finding.rule), ()) if each.permits(finding)]
        used.update(found)
        if found:
            allowed.append(Allowed(finding, found[0].reason, found[0].place))
        else:
            kept.append(finding)
    return kept, allowed, [each for group in by_rule.values() for each in group if each not in used]


def unused(allowance: Allowance, severity: Severity = Severity.WARNING) -> Finding:
    """The finding about an allowance that permits nothing."""
    return Finding(
        rule=UNUSED,
        clause="",
        severity=severity,
        place=allowance.place,
        message=f"Nothing here breaks {allowance.rule}, so there is nothing to allow",
        quote=allowance.rule,
        summary="Allowance that permits nothing",
        help="Remove it, so that it does not permit what somebody adds later.",
        fix=allowance.fix,
    )


def read(source: Source, reading: Reading, rules: Iterable[str]) -> tuple[list[Allowance], list[Finding]]:
    """The allowances in a source, and what is wrong with them; `rules` are the names of all rules."""
    if MARK not in source.text:
        return [], []
    names = frozenset(rules)
    allowances: list[Allowance] = []
    wrong: list[Finding] = []
    called = [message.name for message in reading.messages]
    for number, (comment, where) in enumerate(_comments(source, reading)):
        if number == MOST:
            wrong.append(_wrong(comment, f"Only the first {MOST} of these in a file are read: split the file"))
            break
        for made in _read(comment, where, names):
            if isinstance(made, Finding):
                wrong.append(made)
            elif made.message is not None and called.count(made.message) > 1:
                allowances.append(made._replace(message=None))
            else:
                allowances.append(made)
    wrong += _in_texts(reading)
    return allowances, wrong


def _in_texts(reading: Reading) -> Iterator[Finding]:
    """Allowances written where there are no comments: the buyer would read them."""
    seen: set[Span] = set()
    for message in reading.messages:
        for match in _IN_TEXT.finditer(message.body.value) if MARK in message.body.value else ():
            text = message.body[match.start() : match.end()]
            if text.span not in seen and not any(text.span.meets(each.span) for each in message.content.comments):
                seen.add(text.span)
                yield _wrong(
                    text, "This stands in the text that is sent: write it on the key's line, or as <!-- ... -->"
                )


# Where comments stand -----------------------------------------------------------------------------------------------


class _Where(NamedTuple):
    """How far a comment reaches, and what goes when it is removed."""

    near: Span
    message: Message | None
    removal: Span


def _comments(source: Source, reading: Reading) -> Iterator[tuple[Text, _Where]]:
    """The comments that speak to us."""
    said: dict[int, int] = {}
    for comment in reading.comments:
        if MARK in comment.value:
            start, end = comment.span
            near, removal = _below(source, start, end, said)
            yield comment, _Where(near, _message_at(source, reading, start), removal)
    seen: set[Span] = set()
    for message in reading.messages:
        if MARK not in message.body.value:
            continue
        for comment in message.content.comments:
            if MARK in comment.value and comment.span not in seen:
                seen.add(comment.span)  # an alias is one comment in several messages
                yield comment, _within(comment, message)


def _message_at(source: Source, reading: Reading, at: int) -> Message | None:
    """The innermost message around an offset, or else the next one."""
    around: Message | None = None
    after: Message | None = None
    first, last = _line(source.text, at)
    for message in reading.messages:
        start, end = message.where.span
        if start <= max(last - 1, at) and first <= max(end - 1, start):
            if around is None or start > around.where.span.start:
                around = message
        elif start >= at and (after is None or start < after.where.span.start):
            after = message
    return around or after


def _line(text: str, at: int) -> tuple[int, int]:
    """Where the line that holds an offset begins and ends, its end included."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    match = _LINE_BREAK.search(text, at)
    return start, match.end() if match else len(text)


def _below(source: Source, start: int, end: int, said: dict[int, int]) -> tuple[Span, Span]:
    """The reach of a comment in YAML and what goes with it: its line or the next one, with all indented under it.

    `said` remembers where the next line that says something begins, so that a column of comments is walked once.
    """
    text = source.text
    first, last = _line(text, start)
    alone = not text[first:start].strip()
    removal = Span(first, last) if alone else Span(first + len(text[first:start].rstrip(" \t")), end)
    head, at = first, last
    if alone:
        # Comments and blank lines between it and what it is about change nothing.
        walked: list[int] = []
        while at < len(text) and (not (line := text[slice(*_line(text, at))].strip()) or line.startswith("#")):
            walked.append(at)
            at = said.get(at) or _line(text, at)[1]
        said.update(dict.fromkeys(walked, at))
        head, at = at, _line(text, at)[1]
    line = text[head:at]
    indent = len(line) - len(line.lstrip(" "))
    key_ends = re.sub(r"[ \t]+#.*", "", line.rstrip()).endswith(":")
    if not alone:
        match = _LIST.match(line, indent)
        indent = match.end() if match else indent
    while at < len(text):
        after = _line(text, at)[1]
        line = text[at:after]
        if line.strip():
            deep = len(line) - len(line.lstrip(" "))
            if deep < indent or (deep == indent and not (key_ends and line.startswith("- ", deep))):
                break
        at = after
    return Span(head, at), removal


def _within(comment: Text, message: Message) -> _Where:
    """The reach of a comment in a body: its line there, or the block below; and what goes with it."""
    body, text = message.body, message.source.text
    span = comment.span
    start, end = _offset(body, span.start), _offset(body, span.end)
    if start is None or end is None:  # a body that stands there only as a whole
        return _Where(body.span, message, Span(span.start, span.start))
    value = body.value
    first, last = _line(value, start)[0], _line(value, end)[1]
    others = re.sub(r"<!--.*?-->", "", value[first:start] + value[end:last], flags=re.DOTALL).strip(" \t\r\n>")
    line_start, line_end = _line(text, span.start)[0], _line(text, span.end)[1]
    whole = not text[line_start : span.start].strip(" \t") and not text[span.end : line_end].strip()
    if others:
        cut_start = span.start - (
            text[span.start - 1 : span.start] == " " and value[end : end + 1] in ("", " ", "\n", "\r")
        )
        return _Where(Span(*body[first:last].span), message, Span(cut_start, span.end))
    at = last
    while at < len(value) and (match := _BLANK.match(value, at)) and match.end() > at:
        at = match.end()
    stop = at
    while stop < len(value) and not ((match := _BLANK.match(value, stop)) and match.end() > stop):
        stop = _line(value, stop)[1]
    near = Span(*body[last:stop].span) if stop > last else Span(span.end, span.end)
    for block in message.blocks:
        if block.text.runs and near.start <= block.text.span.start < near.end:
            near = Span(near.start, max(near.end, block.text.span.end))
    return _Where(near, message, _whole_line(text, line_start, line_end) if whole else Span(*span))


def _whole_line(text: str, start: int, end: int) -> Span:
    """A line, and the blank line below if there is one above, too: no gap is left that was not there."""
    above = _line(text, start - 1) if start else (0, 0)
    below = _line(text, end)
    if end < len(text) and not text[slice(*above)].strip() and not text[slice(*below)].strip():
        return Span(start, below[1])
    return Span(start, end)


def _offset(text: Text, place: int) -> int | None:
    """The offset in a text's value of an offset in its source; None where there is no exact one."""
    last: Run | None = None
    for run in text.runs:
        if run.exact and run.origin <= place < run.origin + run.width:
            return run.at + place - run.origin
        if run.exact and run.origin + run.width == place:
            last = run
    return last.at + last.length if last else None


# What comments say --------------------------------------------------------------------------------------------------


def _read(comment: Text, where: _Where, names: frozenset[str]) -> Iterator[Allowance | Finding]:
    said = _SAID.match(comment.value)
    if said is None:
        return
    if not said["colon"]:
        yield _wrong(comment, "A colon is missing behind `sellerlint`, so nothing is allowed")
        return
    verb = said["verb"]
    if verb not in REACHES:
        place = comment[said.start("verb") : said.end("verb")] if verb else comment
        yield _wrong(
            place, f"{verb!r} is nothing to say here{meant(verb, REACHES)}" if verb else "Nothing is said here"
        )
        return
    dash = _DASH.search(said["rules"])
    listed = said["rules"][: dash.start()] if dash else said["rules"]
    reason = " ".join(said["rules"][dash.end() :].split()) if dash else ""
    begin = said.start("rules")
    found = [(match[0], begin + match.start(), begin + match.end()) for match in _RULE.finditer(listed)]
    if not found:
        yield _wrong(comment, "No rule is named here")
        return
    if not reason:
        yield _wrong(comment, "A reason is missing, so nothing is allowed")
        return
    reach: Span | None = where.near
    name: str | None = None
    if verb == "allow-file":
        reach = None
    elif verb == "allow-message":
        if where.message is None:
            yield _wrong(comment, "There is no message here or below")
            return
        reach, name = Span(*where.message.where.span), where.message.name
    for number, (rule, start, end) in enumerate(found):
        text = comment[start:end]
        if rule not in names:
            own = rule in (WRONG, UNUSED, "unreadable")
            what = f"{rule} can't be allowed" if own else f"No rule is called {rule!r}{meant(rule, names)}"
            yield _wrong(text, what)
            continue
        fix = _removal(comment, where.removal, found, number)
        body = where.message.body.span if where.message is not None and where.message.body.runs else None
        if body is not None and not body.start <= comment.span.start < body.end:
            body = None
        above = where.message.subject if where.message is not None else None
        subject = above.span if above is not None and above.runs else None
        yield Allowance(rule, reason, Place.of(comment.source, text.span), reach, name, fix, body, subject)


def _removal(comment: Text, all_of_it: Span, found: list[tuple[str, int, int]], number: int) -> Fix | None:
    """What takes one rule out of a comment: all of the comment if it is the only one."""
    if len(found) == 1:
        if all_of_it.start == all_of_it.end:
            return None
        return Fix("remove the allowance", (Edit(all_of_it, ""),))
    _, start, end = found[number]
    if number:
        start = found[number - 1][2]
    else:
        end = found[1][1]
    piece = comment[start:end]
    if not piece.exact:
        return None
    return Fix(f"remove {found[number][0]} from the allowance", (Edit(piece.span, ""),))


def _wrong(place: Text, message: str) -> Finding:
    return Finding(
        rule=WRONG,
        clause="",
        severity=Severity.ERROR,
        place=Place.of(place.source, place.span),
        message=message,
        quote=place.written,
        summary="Allowance that can't be read",
        help="Write `sellerlint: allow RULE -- REASON`; several rules are separated by commas.",
    )
