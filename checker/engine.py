"""From sources to a report. Pure: reads no files, prints nothing."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from checker.config import Config, rooted
from checker.finding import Edit, Finding, Fix, Gap, Place, Related, Report, Severity
from checker.lexicon import languages, lexicon, nearest
from checker.message import PLACEHOLDER
from checker.needs import needed
from checker.readers import read
from checker.records import NamedTuple
from checker.rule import Given
from checker.rules import index, rule
from checker.text import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.allow import Allowance
    from checker.finding import Allowed
    from checker.message import Fault, Message, MetaValue, Reading
    from checker.rule import Hit, Rule
    from checker.rules import Entry
    from checker.text import Source

    Wanted = Callable[[str, tuple[str, ...]], bool]

UNREADABLE = "unreadable"
ALLOWANCE_MARK = "sellerlint"
"""A source without it has no allowances; `checker.allow` is not even imported for it."""
_NESTED = 50
"""How many messages before a place are asked whether it is in them."""
INTENTS = ("phrases:answering", "phrases:praise", "phrases:review-request")
"""What must be there before the words of a message can settle its kind."""


def check(sources: Iterable[Source], config: Config | None = None) -> Report:
    """Read the sources, run the rules over their messages and then over their sequences."""
    run = _Run(config or Config())
    for source in sources:
        run.read(source)
    return run.report()


def check_message(message: Message, config: Config | None = None) -> Report:
    """Run the rules over one message that stands in no file; what is said in it about allowances counts for nothing."""
    run = _Run(config or Config())
    run.messages = 1
    run.check(message)
    return run.report()


def read_messages(source: Source, config: Config) -> Reading:
    """What is in a source: the messages where the configuration says they are, with what it declares for them."""
    reading = read(source, config.layout)
    if config.declared and (declared := _declared(source.path, config)):
        messages = tuple(each.declared(_not_its_own(declared, each)) for each in reading.messages)
        reading = reading._replace(messages=messages)
    return reading


def _declared(path: str, config: Config) -> dict[str, MetaValue]:
    """The metadata that the configuration declares for the messages of a file."""
    from checker.config.globs import matches

    meta: dict[str, MetaValue] = {}
    path = rooted(path, config)
    for said in config.declared:
        if matches(path, (said.pattern,)):
            meta.update(said.meta)
    return meta


class _Run:
    """The state of one check."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.findings: dict[tuple[object, ...], Finding] = {}
        self.sources: dict[str, Source] = {}
        self.sequences: dict[str, _Sequence] = {}
        self.gaps = _Gaps()
        self.allowances: list[Allowance] = []
        self.files = self.messages = 0
        self.read_paths: set[str] = set()
        self.silent: set[str] = set()
        """The paths of sources that were not asked for: read because a sequence goes on there, never reported."""
        self.entries = [entry for entry in index() if self.severity(entry) is not None]

    def severity(self, entry: Entry) -> Severity | None:
        """What the configuration says of a rule, else its own; None if it is off."""
        word = self.config.severities.get(entry.id)
        if word is None:
            return Severity(entry.severity) if entry.default else None
        return None if word == "off" else Severity(word)

    def read(self, source: Source) -> None:
        reading = read_messages(source, self.config)
        self.files += 1
        self.read_paths.add(source.path)
        for fault in reading.faults:
            self.add(unreadable(fault), source)
        if ALLOWANCE_MARK in source.text:
            self.sources.setdefault(source.path, source)
            self.read_allowances(source, reading)
        for message in reading.messages:
            self.messages += 1
            self.check(message)

    def read_allowances(self, source: Source, reading: Reading) -> None:
        from checker import allow

        made, wrong = allow.read(source, reading, (entry.id for entry in index()))
        self.allowances += made
        for finding in wrong:
            self.add(finding, source)

    def check(self, message: Message) -> None:
        speaks = spoken(message)
        if message.language and not speaks:
            own = self.config.phrasebook is not None and bool(self.config.phrasebook.spoken(message))
            self.gaps.no_phrases(message.language, message, own=own)
        wanted = needed(message, speaks, self.config.phrasebook)
        kind = message.kind or self.settled(message, wanted, speaks)
        named = _sequence(message)
        sequence = _Sequence([], set()) if named is None else self.sequences.setdefault(named, _Sequence([], set()))
        sequence.messages.append(message)
        for entry in self.entries:
            if not self.judges(entry, message, kind):
                continue
            # Options may make a rule look for more than its needs foresee.
            if self.config.thorough or entry.id in self.config.options or wanted(entry.id, entry.needs):
                if entry.over == "message":
                    self.run(entry, message, [message], speaks)
                else:
                    sequence.wanted.add(entry.id)
        if named is None:
            self.check_sequence(sequence)

    def check_sequence(self, sequence: _Sequence) -> None:
        """Run the rules over sequences of which one message may give them something to say; one alone is one of one."""
        for entry in self.entries:
            if entry.id in sequence.wanted:
                messages = sorted(sequence.messages, key=_step)
                speaks = sorted({tongue for message in messages for tongue in spoken(message)})
                self.run(entry, messages, messages, tuple(speaks))

    def settled(self, message: Message, wanted: Wanted, speaks: tuple[str, ...]) -> str | None:
        """The kind of a message that declares none, where its words leave no doubt."""
        if self.config.thorough or wanted("", INTENTS):
            from checker.intents import settled_kind

            return settled_kind(message, Given({}, lexicon, speaks))
        return None

    def judges(self, entry: Entry, message: Message, kind: str | None) -> bool:
        """Whether a rule judges messages of this kind; where it is not known, that some rules don't is a gap."""
        if len(entry.kinds) == 2:
            return True
        if kind is None:
            self.gaps.no_kind(entry, message)
            return False
        return kind in entry.kinds

    def run(
        self, entry: Entry, subject: Message | list[Message], messages: list[Message], speaks: tuple[str, ...]
    ) -> None:
        found = rule(entry)
        options = {**found.options, **self.config.options.get(entry.id, {})}
        severity = self.severity(entry)
        assert severity is not None, entry.id
        owner = _owners(messages)
        try:
            hits = found.check(subject, Given(options, lexicon, speaks, self.config.size))
            if self.config.phrasebook is not None:
                hits = self.config.phrasebook.applied(found.id, messages, hits)
            for hit in hits:
                mild = hit.mild and entry.id not in self.config.severities
                self.add(finding(found, severity, hit, owner(hit), mild=mild), hit.text.source)
        except Exception as error:
            error.add_note(f"while the rule {entry.id} read {messages[0]!r}: please report this")
            raise

    def add(self, made: Finding, source: Source) -> None:
        if source.path in self.silent:
            return
        key = (made.rule, made.place.path, made.place.span, made.message)
        known = self.findings.setdefault(key, made)
        if known is not made and made.scope is not None:
            # One body of several messages: it is about each of them.
            scope = known.scope or made.scope
            hull = Span(min(scope.start, made.scope.start), max(scope.end, made.scope.end))
            self.findings[key] = known._replace(scope=hull)
        self.sources.setdefault(source.path, source)

    def report(self) -> Report:
        for name, sequence in self.sequences.items():
            self.complete(name, sequence)
            self.check_sequence(sequence)
        findings = ordered(self.findings.values())
        allowed: list[Allowed] = []
        if self.allowances:
            findings, allowed = self.permitted(findings)
        gaps = tuple(self.gaps)
        return Report(tuple(findings), gaps, self.files, self.messages, self.sources, allowed=tuple(allowed))

    def complete(self, name: str, sequence: _Sequence) -> None:
        """Add the messages of a sequence over several files that stand in files which nobody asked for.

        A hook passes only what changed, and a second request is one whether the first changed or not.
        """
        if not sequence.wanted:
            return
        for path in sorted({message.source.path for message in sequence.messages if message.sequence != name}):
            for source in self.config.siblings(path, name):
                if source.path not in self.read_paths:
                    self.read_paths.add(source.path)
                    self.silent.add(source.path)
                    messages = read_messages(source, self.config).messages
                    sequence.messages.extend(message for message in messages if _sequence(message) == name)

    def permitted(self, findings: list[Finding]) -> tuple[list[Finding], list[Allowed]]:
        """The findings that no allowance permits, those about allowances that permit nothing among them, and others."""
        from checker import allow

        kept, allowed, left_over = allow.apply(findings, self.allowances)
        word = self.config.severities.get(allow.UNUSED, Severity.WARNING.value)
        if word != "off":
            running = {entry.id for entry in self.entries}
            for each in left_over:
                if each.rule in running:
                    kept.append(allow.unused(each, Severity(word)))
        return ordered(kept), allowed


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order in which reports have them."""
    return sorted(findings, key=lambda made: (made.place.path, made.place.span, made.rule))


class _Sequence(NamedTuple):
    """The messages of a sequence, and the rules over sequences for which one of them has what they need."""

    messages: list[Message]
    wanted: set[str]


def _sequence(message: Message) -> str | None:
    """The sequence that the message says it belongs to, be it of another file, or the one in which it stands."""
    declared = message.meta_text("sequence")
    name = declared.value.strip() if declared else ""
    # A bare number is a place in a sequence whose name nobody wrote down.
    return message.sequence if not name or name.isdigit() else name


def _owners(messages: list[Message]) -> Callable[[Hit], Message]:
    """What tells the message of a sequence in which a hit is."""
    if len(messages) == 1:
        return lambda _: messages[0]
    starts: dict[Source, list[tuple[int, int]]] = {}
    for number, message in enumerate(messages):
        starts.setdefault(message.source, []).append((message.where.span.start, number))
    for each in starts.values():
        each.sort()

    def owner(hit: Hit) -> Message:
        span = hit.text.span
        here = starts.get(hit.text.source, [])
        at = bisect_right(here, (span.start, len(messages)))
        around = (messages[number] for _, number in reversed(here[max(0, at - _NESTED) : at]))
        return next((message for message in around if span.end <= message.where.span.end), messages[0])

    return owner


def _step(message: Message) -> int:
    """The declared place in the sequence, or the one in which it stands; messages without one keep their order."""
    declared = message.meta_text("step")
    word = declared.value.strip() if declared else ""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 6 else message.step or 0


class _Gaps:
    """What could not be checked, counted."""

    def __init__(self) -> None:
        self.languages: dict[tuple[str, bool], list[Message]] = {}
        """By language, and whether there are phrases of the repository's own for it."""
        self.kindless: dict[str, Message] = {}
        self.rules: set[str] = set()

    def no_phrases(self, language: str, message: Message, *, own: bool) -> None:
        self.languages.setdefault((language, own), []).append(message)

    def no_kind(self, entry: Entry, message: Message) -> None:
        self.kindless[repr(message)] = message
        self.rules.add(entry.id)

    def misnamed(self) -> str:
        """A kind that there is not, where somebody declared one."""
        for message in self.kindless.values():
            declared = message.meta_text("kind")
            if declared and declared.runs:
                line, column = declared.source.position(declared.span.start)
                return f"; {declared.source.path}:{line}:{column}: the kind {declared.value!r} is neither"
        return ""

    def __iter__(self) -> Iterator[Gap]:
        if self.kindless:
            count = len(self.kindless)
            rules = tuple(sorted(self.rules))
            paths = _paths(self.kindless.values())
            folder, slash, name = paths[0].rpartition("/")
            yield Gap(
                f"{_count(count)} no kind, so {', '.join(rules)} {'was' if len(rules) == 1 else 'were'} not checked: "
                "declare `kind: proactive` or `kind: reply` in each, or by path in sellerlint.toml: "
                f'[paths."{f"{folder}/**" if slash else name}"] kind = "reply"{self.misnamed()}',
                rules,
                paths,
            )
        for (language, own), messages in sorted(self.languages.items()):
            only = "only your own phrases and what needs no words were" if own else "only what needs no words was"
            yield Gap(
                f"{len(messages)} message{'s' * (len(messages) > 1)} in {language!r}: there are no phrases for this "
                f"language yet, so {only} checked",
                (),
                _paths(messages),
            )


def _not_its_own(declared: dict[str, MetaValue], message: Message) -> dict[str, MetaValue]:
    """What is declared for a message and the message itself does not say, under whatever name."""
    same = {"language": ("language", "lang", "locale"), "marketplaces": ("marketplaces", "marketplace")}
    return {name: value for name, value in declared.items() if message.meta_value(*same.get(name, (name,))) is None}


def _count(count: int) -> str:
    return "1 message declares" if count == 1 else f"{count} messages declare"


def _paths(messages: Iterable[Message]) -> tuple[str, ...]:
    return tuple(sorted({message.source.path for message in messages}))


def spoken(message: Message) -> tuple[str, ...]:
    """The languages in which a message is read: the declared one, or every one that has phrases."""
    known = languages()
    declared = message.language
    if declared is None:
        return tuple(sorted(known))
    tag = nearest(declared, known)
    return (tag,) if tag else ()


def finding(found: Rule, severity: Severity, hit: Hit, message: Message, *, mild: bool = False) -> Finding:
    """A hit with its place, rule and clause: plain data, without any `Text`."""
    source = hit.text.source
    fix = None
    if hit.edits:
        fix = Fix(hit.fix, tuple(Edit(text.span, new) for text, new in hit.edits), hit.safe)
    return Finding(
        rule=found.id,
        clause=found.clause,
        severity=Severity.WARNING if mild and severity is Severity.ERROR else severity,
        place=Place.of(source, hit.text.span),
        message=_spelled_out(hit, message),
        quote=hit.text.written,
        summary=found.title,
        help=hit.help or found.help,
        name=message.name,
        related=tuple(Related(Place.of(text.source, text.span), words) for text, words in hit.related),
        fix=fix,
        scope=_scope(hit, message),
    )


def _spelled_out(hit: Hit, message: Message) -> str:
    """What a rule says, with placeholders in quoted words as they are written."""
    if PLACEHOLDER not in hit.message:
        return hit.message
    start, end = hit.text.span
    spans = [(slot.place.span, slot.place.written) for slot in message.placeholders if not slot.logic]
    inside = iter([written for span, written in spans if start <= span.start and span.end <= end])
    first, *rest = hit.message.split(PLACEHOLDER)
    return first + "".join(next(inside, "{...}") + piece for piece in rest)


def _scope(hit: Hit, message: Message) -> Span | None:
    """All of the message, where the hit is about all of it: it points at metadata or, for want of words, at a line."""
    if hit.text.source is not message.source:
        return None
    span, where, body = hit.text.span, message.where.span, message.body.span
    elsewhere = not where.start <= body.start <= where.end
    outside = elsewhere or not body.start <= span.start <= body.end
    written = hit.text.written.strip()
    if outside or not written or written in _first_and_all(message):
        return Span(min(span.start, where.start), max(span.end, where.end))
    return None


@lru_cache(maxsize=1)
def _first_and_all(message: Message) -> tuple[str, str]:
    """The first line of a body as written, and all of it."""
    written = message.body.written.strip()
    return written.partition("\n")[0].strip(), written


def unreadable(fault: Fault) -> Finding:
    """A template that can't be read can't be checked, so it isn't compliant."""
    return Finding(
        rule=UNREADABLE,
        clause="",
        severity=Severity.ERROR,
        place=Place.of(fault.place.source, fault.place.span),
        message=fault.message,
        quote=fault.place.written,
        summary="Not readable",
        help="Mend the file so that its messages can be read and checked.",
    )
