"""YAML: what the messages are, and that every character of them is where the reader says it is."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml as library
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.message import Message, MetaValue
from checker.readers import mappings, yaml
from checker.readers.yaml import Layout, Page
from checker.text import Source, Span, Text
from tests.cases import unmark

SPEC = Path(__file__).resolve().parent.parent.parent / "shared" / "fixtures" / "commonmark-spec.txt"

# Exact places ---------------------------------------------------------------------------------------------------------


def scalars(roots: list[Any]) -> list[Any]:
    """The scalar nodes of documents in the order of the text, each once."""
    nodes, seen, found = list(roots), set(), []
    while nodes:
        node = nodes.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.id == "scalar":
            found.append(node)
        elif node.id == "sequence":
            nodes += node.value
        else:
            nodes += [each for pair in node.value for each in pair]
    return sorted(found, key=lambda node: (node.start_mark.index, node.end_mark.index))


def oracle(written: str) -> list[str] | None:
    """The values of all scalars as the library alone reads them; None where it refuses."""
    loader = library.SafeLoader if sys.modules["yaml._yaml"] is None else library.CSafeLoader
    try:
        return [node.value for node in scalars(list(library.compose_all(written, Loader=loader)))]
    except (library.YAMLError, ValueError):
        return None


BREAKS = "\r\n\x85\u2028\u2029"


def check_map(text: Text, *, mended: bool = False) -> int:
    """Hold a text to the law; the number of its exact characters. In a mended one a fold may hide a line of logic."""
    text.verify()
    at = origin = exact = 0
    for run in text.runs:
        assert run.at == at, f"{text!r}: a character of the value stands for nothing: {text.runs}"
        assert run.origin >= origin, f"{text!r} goes back in its source: {text.runs}"
        at, origin = run.at + run.length, run.origin + run.width
        piece = text.value[run.at : at]
        if run.exact:
            exact += run.length
        else:
            # An escape, or white space: never a word, which would mean that the walk has given up.
            assert run.length == 1 or not piece.strip("\n\u2028\u2029"), f"{text!r}: {text.runs}"
            written = text.source.text[run.origin : run.origin + run.width]
            folded = not written.strip(" \t" + BREAKS) and any(each in BREAKS for each in written)
            assert written == "''" or written.startswith("\\") or folded or mended, f"{piece!r} stands for {written!r}"
    assert at == len(text.value)
    return exact


def check_document(written: str) -> int:
    """Hold every scalar of a document to the law; -1 if the loader does not take it."""
    source = Source("x.yml", written)
    page = Page(source, 0, written)
    if page.faults:
        assert all(0 <= fault.place.span.start <= len(written) for fault in page.faults)
        return -1
    values = oracle(written.lstrip("\ufeff"))
    if values is not None and "\\ud83d" in written.lower():
        # The loader in Python leaves two halves where there is one character.
        values = [value.encode("utf-16", "surrogatepass").decode("utf-16") for value in values]
    assert values is None or values == [page.scalar(node).value for node in scalars(page.roots)]
    return sum(check_map(page.scalar(node)) for node in scalars(page.roots))


LETTERS = st.sampled_from("abcXYZäß😀漢")
SPECIAL = st.sampled_from(list("  \t'\"\\#:-,{}[]&*!|>%@`?~.0"))
WORD = st.text(LETTERS, min_size=1, max_size=6)
MIXED = st.text(st.one_of(LETTERS, SPECIAL), max_size=12)
PROSE = st.lists(st.one_of(WORD, WORD, MIXED), min_size=1, max_size=8).map(" ".join)
PARAGRAPHS = st.lists(st.one_of(PROSE, PROSE, st.just("")), max_size=5).map("\n".join)
BREAK = st.sampled_from(["\n", "\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])


@st.composite
def dumped(draw: st.DrawFn) -> str:
    """Whatever the library's own emitter writes."""
    leaf = st.one_of(PROSE, PARAGRAPHS, MIXED)
    value = draw(
        st.recursive(leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PROSE, inner, max_size=3))
    )
    made = library.dump(
        value,
        Dumper=draw(st.sampled_from([library.SafeDumper, library.CSafeDumper])),
        default_style=draw(st.sampled_from([None, '"', "'", "|", ">"])),
        default_flow_style=draw(st.sampled_from([True, False, None])),
        width=draw(st.sampled_from([5, 12, 40, 1000])),
        indent=draw(st.sampled_from([2, 3, 4, 9])),
        allow_unicode=draw(st.booleans()),
        line_break=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        explicit_start=draw(st.booleans()),
    )
    assert isinstance(made, str)
    return made


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """Literal and folded scalars: every indicator, blank lines of every width, lines that are indented more."""
    before, parent = draw(
        st.sampled_from([("", 0), ("--- ", 0), ("a: ", 0), ("- ", 0), ("- a: ", 2), ("x:\n  y: ", 2), ("a: &b !c ", 0)])
    )
    indent = draw(st.integers(1, 4))
    digit = draw(st.sampled_from(["", str(indent)]))
    chomp = draw(st.sampled_from(["", "+", "-"]))
    header = draw(st.sampled_from("|>")) + draw(st.sampled_from([digit + chomp, chomp + digit]))
    comment = draw(st.sampled_from(["", " ", "  # note", "\t# note"]))
    lines = []
    for _ in range(draw(st.integers(0, 6))):
        if draw(st.integers(0, 9)) < 4:
            lines.append(" " * draw(st.integers(0, parent + indent)))
        else:
            more = draw(st.sampled_from(["", "", "", " ", "   ", "\t"]))
            lines.append(" " * (parent + indent) + more + draw(st.one_of(PROSE, MIXED)))
    end = draw(st.sampled_from(["", "\n", "\n\n", "\n \n", f"\n{' ' * parent}# note\n"]))
    return f"{before}{header}{comment}\n{chr(10).join(lines)}{end}".replace("\n", draw(BREAK))


FOLDS = st.sampled_from([" ", "\t", "  ", "\n", "\n\n", " \n  ", "\n \t\n\n   ", "\t\n "])
ESCAPES = st.sampled_from([
    r"\n", r"\t", r"\x41", r"\u00e9", r"\U0001F600", r"\ud83d\ude00", r"\uD83D\uDE00", "\\\n", "\\\n  ", " \\\n \n ", r"\ ",
    r"\"", r"\\", r"\/", r"\_", r"\N", r"\L", r"\P", r"\0", r"\a", r"\e", r"\v", "\\\t", "'", r"\\u0041",
])  # fmt: skip
HEADS = st.sampled_from(
    ["", "a: ", "- ", "&x ", "!t ", "a: &x !t ", "a: !!str\n  ", "a: &x # note\n  ", "[", "{a: ", "? "]
)
TAILS = st.sampled_from(["", "\n", " # note\n", "\n---\nb: c\n"])


@st.composite
def quoted(draw: st.DrawFn) -> str:
    """Scalars in single and double quotes: escapes, folds, escaped line ends; anchors and tags before them."""
    double = draw(st.booleans())
    special = ESCAPES if double else st.sampled_from(["''", '"', "\\", "''''"])
    parts = draw(
        st.lists(st.one_of(PROSE.map(lambda prose: re.sub(r"[\"'\\]", "", prose)), FOLDS, special), max_size=8)
    )
    quote = '"' if double else "'"
    head = draw(HEADS)
    close = {"[": "]", "{": "}"}.get(head[:1], "")
    return (head + quote + "".join(parts) + quote + close + draw(TAILS)).replace("\n", draw(BREAK))


@st.composite
def plain(draw: st.DrawFn) -> str:
    """Plain scalars over several lines, in block and flow collections."""
    parts = [draw(WORD)]
    for _ in range(draw(st.integers(0, 6))):
        parts.append(
            draw(st.sampled_from([" ", "\t", "\n  ", "\n\n  ", " \n   ", "\t\n  ", ":x", "#x", " :x", "'", " - "]))
        )
        parts.append(draw(WORD))
    head = draw(HEADS)
    close = {"[": "]", "{": "}"}.get(head[:1], "")
    return (head + "".join(parts) + close + draw(TAILS)).replace("\n", draw(BREAK))


PIECES = st.sampled_from([
    "a", "b: ", "- ", "\n", "\n  ", "\n    ", "|", "|-\n", "> ", "'", '"', "#", " # ", "&a ", "*a", "!t ", "{", "}", "[", "]",
    ", ", ": ", "---\n", "...\n", "%", "? ", "\t", "\\", "\r\n", "x y", "<<: *a", "😀", "\x85", "\u2028", "\ufeff", "{{ x }}",
])  # fmt: skip
ANYTHING = st.lists(PIECES, max_size=14).map("".join)
DOCUMENTS = st.one_of(dumped(), blocks(), quoted(), plain(), ANYTHING)


@given(DOCUMENTS)
@settings(max_examples=1200, deadline=None)
def test_every_scalar_of_every_document_is_mapped(written: str) -> None:
    check_document(written)


@given(st.lists(st.one_of(blocks(), quoted(), plain()), min_size=2, max_size=4))
@settings(max_examples=100, deadline=None)
def test_several_documents(written: list[str]) -> None:
    check_document("\n---\n".join(written))


@pytest.fixture
def _without_extension(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A library that was built without libyaml."""
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    yaml._library.cache_clear()
    yield
    yaml._library.cache_clear()


@pytest.mark.usefixtures("_without_extension")
def test_the_loader_in_python_is_mapped_as_well() -> None:
    assert not hasattr(yaml._library().loader, "raw_parse")

    @given(DOCUMENTS)
    @settings(max_examples=250, deadline=None)
    def check(written: str) -> None:
        check_document(written)

    check()
    for depth in (100, 600, 3000):
        assert len(yaml.read(Source("a.yml", "[" * depth + "]" * depth)).faults) == (depth > 500)
    test_templates("body: ⟦{{ greeting }}, your order⟧\n", ["{{ greeting }}, your order"])
    test_a_surrogate_pair_is_one_character()


@given(st.one_of(blocks(), quoted(), plain(), dumped()), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_changing_a_mapped_character_changes_that_character(written: str, random: Any) -> None:
    page = Page(Source("x.yml", written), 0, written)
    if page.faults:
        return
    texts = [page.scalar(node) for node in scalars(page.roots)]
    places = [
        (number, run.at + step, run.origin + step)
        for number, text in enumerate(texts)
        for run in text.runs
        if run.exact
        for step in range(run.length)
        if text.value[run.at + step].isalpha()
    ]
    for number, at, origin in random.sample(places, min(3, len(places))):
        changed = written[:origin] + "ñ" + written[origin + 1 :]
        again = Page(Source("x.yml", changed), 0, changed)
        values = [text.value for text in texts]
        values[number] = values[number][:at] + "ñ" + values[number][at + 1 :]
        assert [again.value(node) for node in scalars(again.roots)] == values


def spec_examples() -> list[str]:
    if not SPEC.exists():
        pytest.skip("the CommonMark specification is not here")
    found = re.findall(
        r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", SPEC.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return [example.replace("→", "\t").replace("\0", "") for example in found]


def embedded(example: str) -> Iterator[tuple[str, str]]:
    """A document of which the body is the example, or what YAML makes of it, in each of the five styles."""
    lines = "".join(f"  {line}\n" if line else "\n" for line in example.split("\n"))
    yield "literal", f"kind: reply\nbody: |2+\n{lines}"
    yield "folded", f"kind: reply\nbody: >2+\n{lines}"
    yield "double", f"kind: reply\nbody: {json.dumps(example)}\n"
    yield "single", f"kind: reply\nbody: '{lines.strip(' ').replace(chr(39), chr(39) * 2)}  '\n"
    yield "plain", f"kind: reply\nbody: x\n{lines}"


def test_the_whole_commonmark_specification_in_five_styles() -> None:
    scalars = characters = exact = 0
    examples = spec_examples()
    assert len(examples) > 600
    for example in examples:
        for style, written in embedded(example):
            for document in (written, written.replace("\n", "\r\n")):
                reading = yaml.read(Source("x.yml", document))
                if reading.faults:
                    # A plain scalar can't hold everything. The other styles can.
                    assert style == "plain", document
                    continue
                (message,) = reading.messages
                if style in ("literal", "double"):
                    assert message.body.value.rstrip("\n") == example.rstrip("\n")
                scalars += 1
                characters += len(message.body)
                exact += check_map(message.body)
    print(f"\n{scalars} scalars of {len(examples)} examples, {characters} characters mapped, {exact} exactly, 0 wrong")
    assert scalars > 5500
    assert exact > 0.7 * characters


# Messages -------------------------------------------------------------------------------------------------------------


def plainly(value: MetaValue, *, mended: bool = False) -> Any:
    """Metadata without places, each of which is held to the law."""
    if isinstance(value, Text):
        check_map(value, mended=mended)
        return value.value
    if isinstance(value, list):
        return [plainly(each, mended=mended) for each in value]
    return {name: plainly(each, mended=mended) for name, each in value.items()}


def read(written: str, layout: Layout = yaml.USUAL) -> tuple[Message, ...]:
    reading = yaml.read(Source("shop/a.yml", written), layout)
    assert not reading.faults, reading.faults
    return reading.messages


def rows(written: str, layout: Layout = yaml.USUAL) -> list[tuple[str, str, str | None, Any]]:
    """Name, body, subject and metadata of each message."""
    return [
        (message.name, message.body.value, message.subject.value if message.subject else None, plainly(message.meta))
        for message in read(written, layout)
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("body: Hello you\n", [("body", "Hello you", None, {})]),
        (
            "subject: Your lamp\nkind: reply\nSend-After-Days: 7\nbody: Hello you\n",
            [("body", "Hello you", "Your lamp", {"kind": "reply", "send_after_days": "7"})],
        ),
        # Nothing is constructed: `no`, numbers and dates stay words.
        ("body: x\na: no\nb: 012\nc: 2024-01-01\nd: ~\n", [("body", "x", None, {"a": "no", "b": "012", "c": "2024-01-01", "d": "~"})]),
        ("late:\n  body: Hi\nlost:\n  text: Ho\n", [("late.body", "Hi", None, {}), ("lost.text", "Ho", None, {})]),
        # What stands around a message belongs to it, the nearest first.
        (
            "language: de\nkind: reply\nsteps:\n  - kind: proactive\n    body: A\n  - body: B\n",
            [
                ("steps[1].body", "A", None, {"language": "de", "kind": "proactive"}),
                ("steps[2].body", "B", None, {"language": "de", "kind": "reply"}),
            ],
        ),
        ("- body: A\n- body: B\n", [("[1].body", "A", None, {}), ("[2].body", "B", None, {})]),
        # Several documents.
        ("body: A\n---\nbody: B\n", [("[1].body", "A", None, {}), ("[2].body", "B", None, {})]),
        # Lists and tables are metadata, unless there are messages in them.
        (
            "files: [{path: a.pdf, use: x}, b.pdf]\namazon: {kind: reply, tags: [{a: '5'}]}\nbody: A\nthen:\n  - body: B\n",
            [
                ("body", "A", None, {"files": [{"path": "a.pdf", "use": "x"}, "b.pdf"], "amazon": {"kind": "reply", "tags": [{"a": "5"}]}}),
                ("then[1].body", "B", None, {"files": [{"path": "a.pdf", "use": "x"}, "b.pdf"], "amazon": {"kind": "reply", "tags": [{"a": "5"}]}}),
            ],
        ),
        # The likeliest key wins; another one is a message of its own if it holds words.
        ("message: Hello there\ntemplate: order-late\n", [("message", "Hello there", None, {"template": "order-late"})]),
        ("text: In short\nbody: At length\n", [("body", "At length", None, {}), ("text", "In short", None, {})]),
        ("template: order-late\nname: x\n", []),
        ("template: Dear buyer\n", [("template", "Dear buyer", None, {})]),
        ("text: 'shop.example'\n", [("text", "shop.example", None, {})]),
        ("body: shop.example\n", [("body", "shop.example", None, {})]),
        ("body: !include late.md\nsubject: Hi you\n", [("subject", "Hi you", None, {"body": "late.md"})]),
        # The same key twice, as between branches of logic.
        ("body: Hello you\nbody: Hello there\n", [("body", "Hello you", None, {}), ("body", "Hello there", None, {})]),
        # Nothing is no word.
        ("body:\nsubject: Hi\n", [("body", "", "Hi", {})]),
        ("text: null\nsubject: Hi\n", [("text", "", "Hi", {})]),
        ("body: ''\n", [("body", "", None, {})]),
        ("body: Hi\nsubject:\n", [("body", "Hi", None, {"subject": ""})]),
        # `title` where there is no `subject`.
        ("title: T\nbody: B\n", [("body", "B", "T", {})]),
        ("title: T\nsubject: S\nbody: B\n", [("body", "B", "S", {"title": "T"})]),
        # A subject that several messages share, a title that is the sequence's.
        ("subject: S\ntitle: T\nsteps: [{body: A}]\n", [("steps[1].body", "A", "S", {"title": "T"})]),
        # One body a language.
        (
            "subject: {en: Late, de: Zu spät}\nbody: {en: Hello you, de: Hallo du}\nkind: reply\n",
            [
                ("body.en", "Hello you", "Late", {"language": "en", "kind": "reply"}),
                ("body.de", "Hallo du", "Zu spät", {"language": "de", "kind": "reply"}),
            ],
        ),
        ("pt-BR: {subject: Oi, body: A}\nen: {body: B}\n", [("pt-BR.body", "A", "Oi", {"language": "pt-BR"}), ("en.body", "B", None, {"language": "en"})]),
        ("id: {body: A}\nen: {body: B}\n", [("id.body", "A", None, {}), ("en.body", "B", None, {})]),
        ("de: {body: A, language: de-AT}\n", [("de.body", "A", None, {"language": "de-AT"})]),
        # A list below a body key.
        ("body:\n  - Hello you\n  - x\n  - text: Bye now\n", [("body[1]", "Hello you", None, {}), ("body[3].text", "Bye now", None, {})]),
        # A flat table.
        (
            "kind: reply\nde:\n  greeting: Hallo du\n  ok: OK\n  more: {bye: Mach es gut}\n",
            [
                ("de.greeting", "Hallo du", None, {"kind": "reply", "ok": "OK"}),
                ("de.more.bye", "Mach es gut", None, {"kind": "reply", "ok": "OK"}),
            ],
        ),
        ("de:\n  greeting: Hallo du\n", [("de.greeting", "Hallo du", None, {"language": "de"})]),
        ("a: 您的订单已发货\nb: ok\n", [("a", "您的订单已发货", None, {"b": "ok"})]),
        ("amazon:\n  note: not for buyers\na: Hello you\n", [("a", "Hello you", None, {"amazon": {"note": "not for buyers"}})]),
        ("- Hello you\n- Bye now\n", [("[1]", "Hello you", None, {}), ("[2]", "Bye now", None, {})]),
        ("{{ a }}: Hello you\n", [("{{ a }}", "Hello you", None, {})]),
        ("", []),
        ("# nothing\n", []),
        ("just some words\n", [("", "just some words", None, {})]),
        # Aliases: a message is visited where it stands, once.
        ("a: &m\n  body: Hi\nb: *m\nc: [*m, *m]\n", [("a.body", "Hi", None, {})]),
        ("a: &w Hello you\nb: *w\n", [("a", "Hello you", None, {})]),
        # Merged mappings.
        (
            "base: &b\n  kind: reply\n  subject: S\nm:\n  <<: *b\n  body: Hi\n",
            [("m.body", "Hi", "S", {"base": {"kind": "reply", "subject": "S"}, "kind": "reply"})],
        ),
        ("- &a {kind: reply, x: 1}\n- &b {x: 2}\n- {<<: [*b, *a], body: Hi}\n", [("[3].body", "Hi", None, {"kind": "reply", "x": "2"})]),
        ("- &a {kind: reply, body: Hi}\n- {<<: *a, kind: proactive}\n", [("[1].body", "Hi", None, {"kind": "reply"})]),
        (
            "- &a {body: Hi}\n- {<<: *a, subject: Other words}\n",
            [("[1].body", "Hi", None, {}), ("[2].body", "Hi", "Other words", {})],
        ),
    ],
)  # fmt: skip
def test_messages(written: str, expected: list[tuple[str, str, str | None, Any]]) -> None:
    assert rows(written) == expected


def test_layout() -> None:
    layout = Layout(("Mail-Text",), ("betreff",))
    written = "mail_text: Hallo du\nBETREFF: Lampe\nbody: x y\n"
    assert rows(written, layout) == [("mail_text", "Hallo du", "Lampe", {"body": "x y"})]
    assert rows("a: {body: x y}\n", Layout((), ())) == [("a.body", "x y", None, {})]


def test_steps_and_sequences() -> None:
    written = (
        "welcome: {body: A}\nsteps:\n  - body: B\n  - email: {body: C}\n  - note\n"
        "  - body: D\n    retry:\n      - body: E\n"
    )
    found = [(message.name, message.step, message.sequence) for message in read(written)]
    assert found == [
        ("welcome.body", None, None),
        ("steps[1].body", 1, "shop/a.yml:steps"),
        ("steps[2].email.body", 2, "shop/a.yml:steps"),
        ("steps[4].body", 4, "shop/a.yml:steps"),
        ("steps[4].retry[1].body", 1, "shop/a.yml:steps[4].retry"),
    ]
    assert [(message.step, message.sequence) for message in read("- body: A\n- body: B\n")] == [
        (1, "shop/a.yml"),
        (2, "shop/a.yml"),
    ]
    # Paragraphs of one message, or variants of it: nobody gets them one after the other.
    assert [(message.step, message.sequence) for message in read("body: [Hello you, Hi there]\n")] == [(None, None)] * 2


@pytest.mark.parametrize(
    "written",
    [
        "- ⟦kind: reply\n  body: Hello⟧\n- ⟦body: |\n    Hi\n\n    there⟧\n\n\n# next\n- ⟦body: x⟧\n",
        "a:\n  ⟦body: Hi\n  tags: [a, b]⟧ # note\nb:\n  ⟦text: 'x'\n  more:\n    - a: b⟧\n",
        "[{⟦body: a, kind: b⟧}, {⟦body: c⟧}]\n",
        "t: &t words\nm:\n  ⟦body: Hi\n  note: *t⟧\n  # more\nn: {⟦body: x⟧}\n",
        "⟦body: Hi\nkind:⟧\n",
        "a: ⟦hello you⟧\nb: >-\n  ⟦hello\n  there⟧\n",
    ],
)
def test_where(written: str) -> None:
    text, spans = unmark(written)
    assert [tuple(message.where.span) for message in read(text)] == spans


# Templates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "values"),
    [
        # Placeholders where YAML has other plans for their first character.
        ("body: ⟦{{ greeting }}⟧\n", ["{{ greeting }}"]),
        ("body: ⟦{{ greeting }}, your order {{ id }}⟧\nkind: reply\n", ["{{ greeting }}, your order {{ id }}"]),
        ("body: ⟦Hi {{ name | default: 'you' }}⟧\n", ["Hi {{ name | default: 'you' }}"]),
        ('body: "⟦Hi {{ name | default: "you" }}, bye⟧"\n', ['Hi {{ name | default: "you" }}, bye']),
        ('body: "⟦Hi {{ name | default: \\"you\\" }}⟧"\nx: {{ a }} b\n', ['Hi {{ name | default: "you" }}']),
        ("body: ⟦[[order-id]]⟧\n", ["[[order-id]]"]),
        ("body: ⟦[[order-id]] is late⟧\ntags: [[a, b], [c]]\n", ["[[order-id]] is late"]),
        ("body: ⟦%%name%%, hello⟧\n", ["%%name%%, hello"]),
        ("body: ⟦@name@, hello⟧\n", ["@name@, hello"]),
        ("body: ⟦{name}, hello⟧\n", ["{name}, hello"]),
        ("body: ⟦{name}⟧\n", ["{name}"]),
        ("body: ⟦*|FNAME|*, hello⟧\n", ["*|FNAME|*, hello"]),
        ("body: ⟦%(name)s, hello⟧\n", ["%(name)s, hello"]),
        ("body: ⟦<%= a ? b : c %>, hello⟧\n", ["<%= a ? b : c %>, hello"]),
        ("- {body: ⟦Hi {{ a }}⟧, kind: reply}\n", ["Hi {{ a }}"]),
        ("body:\n  ⟦{{ greeting }}\n  and good bye⟧\n", ["{{ greeting }} and good bye"]),
        # Logic between keys, at any indentation.
        ("{% if a %}\nbody: ⟦Hello⟧\n{% endif %}\n", ["Hello"]),
        (
            "{%- if a -%}\r\nbody: ⟦Hello you⟧\r\n{% else %}\r\nbody: ⟦Hello there⟧\r\n{% endif %}\r\n",
            ["Hello you", "Hello there"],
        ),
        (
            "steps:\n  {% for a in b %}\n  - body: ⟦Hello⟧\n    {% if c %}\n    kind: reply\n    {% endif %}\n  {% endfor %}\n",
            ["Hello"],
        ),
        ("{# a note:\n   over 'two lines #}\nbody: ⟦Hello⟧\n", ["Hello"]),
        ("{% comment %}\nbody: [no\n{% endcomment %}\nbody: ⟦Hello⟧\n", ["Hello"]),
        ("<% if a %>\nbody: ⟦Hello⟧\n<% end %>\n", ["Hello"]),
        ("{{#if a}}\nbody: ⟦Hello⟧\n{{/if}}\n", ["Hello"]),
        ("{{ header }}\nbody: ⟦Hello⟧\n{{ footer }}\nkind: reply\n", ["Hello"]),
        ("{% if a %}body: ⟦Hello{% endif %}⟧\n", ["Hello{% endif %}"]),
        ("body:\n  ⟦{% if a %}\n  Hello you⟧\n  {% endif %}\n", ["{% if a %} Hello you"]),
        ("body: ⟦Hello\n  {% if a %}\n  you⟧\n{% endif %}\nkind: {{ k }} x\n", ["Hello {% if a %} you"]),
        # Logic inside of a block scalar, also at the left edge.
        (
            "body: |\n  ⟦Hello\n  {% if a %}\n  you\n  {% endif %}\n⟧kind: reply\n",
            ["Hello\n{% if a %}\nyou\n{% endif %}\n"],
        ),
        ("body: |\n  ⟦Hello\n{% if a %}\n  you\n⟧{% endif %}\nkind: reply\n", ["Hello\n{% if a %}\nyou\n"]),
        (
            "body: |\n⟦{% if a %}\n  Hello\n{% else %}\n  Hi\n⟧{% endif %}\nkind: reply\n",
            ["{% if a %}\nHello\n{% else %}\nHi\n"],
        ),
        ("- body: >-\n    ⟦Hello\n{% if a %}\n    you⟧\n- body: ⟦x⟧\n", ["Hello {% if a %} you", "x"]),
        ("{% if a %}\nbody: |2\n  ⟦ Hello\n  you\n⟧{% endif %}\nkind: reply\n", [" Hello\nyou\n"]),
        ("body: |\n  ⟦Hello\n⟧{% if a %}\nkind: reply\n{% endif %}\nlanguage: en\n", ["Hello\n"]),
        ("body: |\n  ⟦{% include 'a' %}\n⟧kind: {{ k }}, x\n", ["{% include 'a' %}\n"]),
        # A quotation mark that is open over several lines of logic.
        ("a: {{ x }} y\nbody: '⟦Hello\n  {% if a %}\n  you⟧'\n", ["Hello {% if a %} you"]),
        # Private characters of the author's own.
        ("body: ⟦\U000f0041\ue123 {{ a }}⟧\nb: {{ c }} d\n", ["\U000f0041\ue123 {{ a }}"]),
    ],
)
def test_templates(written: str, values: list[str]) -> None:
    text, spans = unmark(written)
    messages = read(text)
    assert [message.body.value for message in messages] == values
    for message, (start, end) in zip(messages, spans, strict=True):
        check_map(message.body)
        # Indentation before the first line is not part of the value.
        assert message.body.written == text[start:end].strip(" ") or message.body.span == Span(start, end)


def test_a_comment_that_looks_like_a_placeholder_stays_a_comment() -> None:
    reading = yaml.read(Source("a.yml", "subject: Hi\nbody: #order_id# hello\n"))
    assert [message.body.value for message in reading.messages] == [""]
    assert [comment.value for comment in reading.comments] == ["#order_id# hello"]


def test_metadata_of_templates() -> None:
    (message,) = read("{% if a %}\nkind: reply\n{% endif %}\n{% if b %}language: {{ tongue }}\nbody: Hi\n")
    assert plainly(message.meta) == {"kind": "reply", "language": "{{ tongue }}"}


CONSTRUCTS = st.sampled_from([
    "{% if a %}", "{% endif %}", "{{ a }}", "{{ a | b: 'c' }}", "[[a]]", "%%a%%", "@a@", "{# a #}", "{#\n a\n#}", "<% a %>",
    "<%= a %>", "{{#if a}}", "{a}", "*|A|*", "\\ud83d\\ude00", "\x07", "\x00", "\ud800", "\uf8ff", "\U000f0041",
])  # fmt: skip
YAML_PIECES = st.sampled_from([
    "\n", "\n", "\n  ", "\n    ", "\r\n", "\r", "body: ", "text: |\n  ", "subject: ", "- ", "Hello there", "'", '"', " # c", "&a ",
    "*a", "<<: *a\n", "kind: reply\n", "---\n", "|\n", ">-\n", "|2\n", "[", "]", "{", "}", ": ", "\t", "steps:\n  - ", "de: ",
])  # fmt: skip


@given(st.lists(st.one_of(CONSTRUCTS, YAML_PIECES), max_size=20).map("".join))
@settings(max_examples=800, deadline=None)
def test_whatever_is_in_a_template_places_are_right(written: str) -> None:
    source = Source("x.yml", written)
    reading = yaml.read(source)
    for message in reading.messages:
        check_map(message.body, mended=True)
        check_map(message.where, mended=True)
        plainly(message.meta, mended=True)
        if message.subject:
            check_map(message.subject, mended=True)
    for comment in reading.comments:
        assert comment.exact
        assert comment.value.startswith("#")
    for fault in reading.faults:
        fault.place.verify()
        assert 0 <= fault.place.span.start <= len(written)


def test_a_surrogate_pair_is_one_character() -> None:
    text, spans = unmark(
        '{"subject": "a⟦\\ud83d\\ude00⟧b", "body": "\\\\ud83d ⟦\\uD83D\\uDE00⟧", "x": \'\\ud83d\\uDe00\'}'
    )
    (message,) = read(text)
    assert message.subject is not None
    assert (message.subject.value, message.body.value) == ("a😀b", "\\ud83d 😀")
    assert [tuple(message.subject[1:2].span), tuple(message.body[7:8].span)] == spans
    assert plainly(message.meta) == {"x": "\\ud83d\\uDe00"}


# Faults ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a: b\nbody: Note⟦:⟧ this\n", "a second `: `"),
        ("a: b\r\nbody: Note⟦:⟧ this\r\n", "a second `: `"),
        ("body: ⟦'⟧Hello\nkind: reply\n", "never closed"),
        ("body: Hello\n⟦t⟧here\nkind: reply\n", "neither a key"),
        ("body: ⟦*⟧Hello* you\n", "`*`"),
        ("body: ⟦*⟧hello\n", "no"),
        ("body: ⟦`⟧x` is late\n", "begin with ```"),
        ("body: ⟦@⟧shop is late\n", "begin with `@`"),
        ("a:\n⟦\t⟧b: c\n", "a tab"),
        ('body: "50 ⟦\\⟧% off"\n', "`\\%` is no escape"),
        ('body: "\\x⟦Z⟧Z"\n', "digits"),
        ('body: "\\u⟦d⟧83d"\n', "no character"),
        ("- a\n⟦b⟧: c\n", "next item"),
        ("a: &x 1\nb: ⟦&⟧x 2\n", "defined twice"),
        ("a: [b, c\n⟦⟧", "`[`"),
        ("body: a ⟦\x07⟧ b\n", "U+0007"),
        ("body: a ⟦\x00⟧ b\n", "U+0000"),
        ("body: a ⟦\x7f⟧ b\n", "U+007F"),
        ("body: a ⟦\x9f⟧ b\n", "U+009F"),
        ("body: a ⟦\ud800⟧ b\n", "surrogate"),
        ("body: a ⟦\uffff⟧ b\n", "no character"),
        ("{% if a %}\nbody: Note⟦:⟧ this\n{% endif %}\n", "a second `: `"),
        ("body: {{ a }}, x\n# {{ b }}\nc: Note⟦:⟧ this\n", "a second `: `"),
        ("- " * 998 + "[[⟦[⟧" + "[" * 400 + "]" * 403, "nested more than 1000"),
    ],
)
def test_faults(written: str, words: str) -> None:
    text, spans = unmark(written)
    for prefix in ("", "# 😀 ☃\r\n", "a: |\r\n  \U0001f600\r\n---\r\n"):
        source = Source("a.yml", prefix + text, bom=True)
        (fault,) = yaml.read(source).faults
        assert [(fault.place.span.start - len(prefix), fault.place.span.end - len(prefix))] == spans
        assert words in fault.message
        assert "\n" not in fault.message


def test_documents_before_a_fault_are_read() -> None:
    reading = yaml.read(Source("a.yml", "body: Hello\n--- # b\nbody: x: y\n---\nbody: z\n"))
    assert [message.body.value for message in reading.messages] == ["Hello"]
    assert len(reading.faults) == 1
    assert [comment.value for comment in reading.comments] == ["# b"]


def test_what_stands_beside_a_control_character_is_read() -> None:
    reading = yaml.read(Source("a.yml", "# \x01\nbody: a \x07 b\nkind: reply\n"))
    assert [message.body.value for message in reading.messages] == ["a \x07 b"]
    assert [fault.place.value for fault in reading.faults] == ["\x01", "\x07"]
    assert len(yaml.read(Source("a.yml", "\x01" * 9999)).faults) < 50


def bomb(levels: int) -> str:
    return "a0: &a0 [x y]\n" + "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, levels)
    )


@pytest.mark.parametrize(
    "written",
    [
        bomb(40),
        bomb(40) + "body: Hello\n",
        "body: Hello\nmeta:\n" + re.sub("^", "  ", bomb(40), flags=re.MULTILINE),
        "a: &a\n  b: *a\n  c: [*a]\nbody: Hello\n",
        "a: &a {<<: *a, body: Hello}\n",
        "[" * 100_000,
        "{" * 100_000,
        "- " * 100_000,
        "a: " + "{{" * 50_000,
        "{% " * 50_000,
        "{# " * 50_000,
        "".join(" " * level + "a:\n" for level in range(900)) + " " * 900 + "body: Hello",
        "".join(f"- &a{number} {{<<: *a{max(number - 1, 0)}, k{number}: v}}\n" for number in range(2000)).replace("*a0,", "{},"),
        "".join(f"k{number}: v\n" for number in range(3000)) + "m:\n" + "- body: Hello\n" * 3000,
        'a: "' + "\\" * 100_000,
        "a: x" + " " * 100_000 + "y\n",
        "a: |\n" + "  \n" * 50_000 + "  x y\n",
        "#" * 100_000,
        "a: b #" + " #" * 100_000,
    ],
    ids=range(19),
)  # fmt: skip
def test_hostile_files_are_cheap(written: str) -> None:
    """Quadratic work would take minutes, and following aliases would never end."""
    start = time.process_time()
    for message in yaml.read(Source("a.yml", written)).messages:
        assert message.body.runs is not None
    assert time.process_time() - start < 10


# Comments -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "⟦# one⟧\na: b ⟦# two⟧\nc: d#e\n  ⟦# three⟧\n",
        "a: '# no' ⟦# yes⟧\r\nb: \"# no\n  # no\" ⟦#yes⟧\n",
        "a: | ⟦# header⟧\n  # no\n  no # no\n\n⟦# yes⟧\nb: >-  ⟦#⟧\n  x\n",
        "a: &b ⟦# yes⟧\n  x\nc: !d%23e ⟦# yes⟧\n  'x # no'\nf: &g ⟦# yes⟧\n  h: i\n",
        "a: x ⟦# yes⟧\nb: x\n  y#z ⟦# yes⟧\n",
        "[a, ⟦# yes⟧\n 'b#'⟦#yes⟧\n, c#d]⟦#yes⟧\n",
        "%TAG ! tag:x.example,2000: ⟦# yes⟧\n---\na: !c d\n",
        "a#b: c#d\n? e ⟦# yes⟧\n: f\n",
        "a: &b c ⟦# yes⟧\nd: *b ⟦# yes⟧\n",
        "⟦# {{ a }}⟧\n{% if a %}\nb: {{ c }} d ⟦# 😀 {{ e }}⟧\n{% endif %}\n",
        "a: b ⟦# yes⟧\nc: '# no'\nd: e: f # after the fault nothing is known\n",
        "a: |\n  x\n{% if a %}\nb: c ⟦# yes⟧\n",
        "body: x ⟦# to the end of the file⟧",
    ],
)  # fmt: skip
def test_comments(written: str) -> None:
    text, spans = unmark(written)
    found = yaml.read(Source("a.yml", text)).comments
    assert [tuple(comment.span) for comment in found] == spans
    assert all(comment.exact for comment in found)


@given(st.one_of(blocks(), quoted(), plain(), ANYTHING))
@settings(max_examples=300, deadline=None)
def test_without_its_comments_a_file_says_the_same(written: str) -> None:
    """What is called a comment is one: blanks in its place change no value, and none is left."""
    page = Page(Source("x.yml", written), 0, written)
    if page.faults:
        return
    characters = list(written)
    for comment in page.comments():
        start, end = comment.span
        characters[start:end] = " " * (end - start)
    blank = "".join(characters)
    again = Page(Source("x.yml", blank), 0, blank)
    assert not list(again.comments())
    if "|" not in written and ">" not in written:
        # Blanks behind a block scalar may become a part of it.
        assert [node.value for node in scalars(again.roots)] == [node.value for node in scalars(page.roots)]


# Metadata of other files, and which files ----------------------------------------------------------------------------


def test_metadata_within_a_file() -> None:
    text, spans = unmark('...\nLast-Name: ⟦x⟧ # note\ntags: [⟦a⟧, "⟦b⟧"]\nslot: ⟦{{ a }}, b⟧\n...')
    source = Source("a.md", text)
    meta, faults = yaml.metadata(source.cut(4, len(text) - 3))
    assert not faults
    assert plainly(meta) == {"last_name": "x", "tags": ["a", "b"], "slot": "{{ a }}, b"}
    tags = meta["tags"]
    assert isinstance(tags, list)
    texts = [meta["last_name"], *tags, meta["slot"]]
    assert [tuple(text.span) for text in texts if isinstance(text, Text)] == spans
    text, spans = unmark("...\n'a: '⟦b⟧: d\n...")
    source = Source("a.md", text)
    meta, (fault,) = yaml.metadata(source.cut(4, len(text) - 3))
    assert (meta, tuple(fault.place.span)) == ({}, spans[0])


def test_prose() -> None:
    assert all(map(mappings.is_prose, ["Hello you", "a b", "您好", "สวัสดีครับ", "Zu spät", "{{ a }} x"]))
    assert not any(map(mappings.is_prose, ["", "Hello", "5 6", "https://shop.example/a", "{{a}}", "\n", "--- 5"]))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("messages/late.yml", True),
        ("late.yaml", True),
        ("./late.yml", True),
        ("support.yml", True),
        ("package.yml", True),
        (".pre-commit-config.yaml", False),
        (".github/workflows/ci.yml", False),
        (".gitlab-ci.yml", False),
        ("deploy/docker-compose.yml", False),
        ("deploy\\docker-compose.prod.yaml", False),
        ("compose.override.yml", False),
        ("mkdocs.yml", False),
        ("Mkdocs.de.yml", False),
        ("action.yml", False),
        ("charts/shop/values.yaml", False),
        ("node_modules/x/messages.yml", False),
        ("openapi.yaml", False),
    ],
)
def test_which_files(path: str, expected: bool) -> None:
    assert yaml.is_message_file(path) is expected
