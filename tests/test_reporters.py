"""The reporters `text`, `json` and `github`.

Golden outputs are in `tests/golden/reporters/`. After a change that is meant, write them anew and read the difference:

    UPDATE_GOLDEN=1 python -m pytest tests/test_reporters.py -k golden
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.finding import Edit, Finding, Fix, Gap, Place, Related, Report, Severity
from checker.reporters import FORMATS, Settings, render, reporter
from checker.reporters.cells import glyphs, shown
from checker.reporters.github import CAP, LONGEST, command
from checker.text import Source, Span

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden" / "reporters"
EMOJI_TEST = ROOT.parent / "shared" / "fixtures" / "emoji-test.txt"

PICTURED = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Format characters that one can see."""
JOINING = "\u200c\u200d" + "".join(map(chr, range(0xE0030, 0xE0080)))
"""Invisible characters that have their work within a word or an emoji."""
OURS = re.compile(r"\x1b\[[0-9;]+m")
"""The colours that we write ourselves."""


def found(source: Source, start: int, end: int, **fields: Any) -> Finding:
    """A finding over these offsets."""
    given_fields: dict[str, Any] = {
        "rule": "review-incentive",
        "clause": "R02",
        "severity": Severity.ERROR,
        "message": "A reward is offered for a review.",
        "quote": source.text[start:end],
        "summary": "reward for a review",
        "help": "Ask for a review without offering anything.",
    }
    return Finding(place=Place.of(source, Span(start, end)), **{**given_fields, **fields})


def marked(sample: str, path: str = "templates/a.md", **fields: Any) -> tuple[Source, Finding]:
    """The source and the finding that a sample with ⟦ ⟧ shows."""
    start, end = sample.index("⟦"), sample.index("⟧") - 1
    source = Source(path, sample.replace("⟦", "").replace("⟧", ""))
    return source, found(source, start, end, **fields)


def report(*marks: tuple[Source, Finding], gaps: tuple[Gap, ...] = (), files: int = 25, messages: int = 31) -> Report:
    sources = {source.path: source for source, _ in marks}
    return Report(tuple(finding for _, finding in marks), gaps, files, messages, sources)


# ---------------------------------------------------------------------------------------------------- golden outputs

FOLLOW_UP = Source(
    "templates/follow-up.md",
    "Hello 👩‍👩‍👧 {{buyer}},\n\nleave a review and get 20% off your next lamp.\nBest wishes,\nthe lamp shop\n",
)
SEQUENCE = Source(
    "templates/日本/sequence.yml",
    'steps:\n\t- body: "ご購入ありがとうございます。 lamp@shop.example まで 💡💡"\n'
    "- body: >\n    Could you spare\n    a minute\n\n    to rate us?\n",
)
HIDDEN = Source(
    "templates/hidden.md", "Write to he\u200blp\u202e@lamp.example or\x1b[2J ##[error]call.\n" + "so " * 90 + "far"
)


def at(source: Source, words: str, **fields: Any) -> Finding:
    start = source.text.index(words)
    return found(source, start, start + len(words), **fields)


def sample_report() -> Report:
    emoji: dict[str, Any] = {
        "rule": "emoji",
        "clause": "F03",
        "message": "An emoji stands in the message.",
        "summary": "emoji",
        "help": "Say it in words.",
    }
    first_ask = FOLLOW_UP.text.index("leave")
    bulb, ask = SEQUENCE.text.rindex("💡"), SEQUENCE.text.index("Could")
    end = len(HIDDEN.text)
    findings = (
        at(
            FOLLOW_UP,
            "👩‍👩‍👧",
            **{**emoji, "severity": Severity.WARNING, "fix": Fix("delete it", (Edit(Span(6, 12), ""),))},
        ),
        at(FOLLOW_UP, "get 20% off your next lamp", name="follow-up"),
        at(FOLLOW_UP, "wishes,\nthe", rule="unreadable", clause="", summary="", help="", message="Two lines."),
        at(
            HIDDEN, "he\u200blp\u202e@lamp.example", rule="email-address", clause="K01", message="An address is hidden."
        ),
        at(HIDDEN, "call", rule="phone-number", clause="K02", message="A number is asked for: 100%,\nsurely."),
        found(HIDDEN, end, end, rule="no-sign-off", clause="Q03", message="There is no name at the end.", help="Sign."),
        found(SEQUENCE, bulb - 1, bulb, **emoji, name="steps[0].body"),
        found(SEQUENCE, bulb, bulb + 1, **emoji, name="steps[0].body"),
        at(
            SEQUENCE,
            "Could you spare\n    a minute\n\n    to rate us?",
            rule="repeat-review-request",
            clause="R07",
            message="The buyer is asked twice.",
            name="steps[1].body",
            related=(Related(Place.of(FOLLOW_UP, Span(first_ask, first_ask + 14)), "asked here before"),),
            fix=Fix(
                "ask once", (Edit(Span(ask, ask + 15), "Would you"), Edit(Span(ask + 46, ask + 46), "!")), safe=False
            ),
        ),
    )
    gaps = (
        Gap("3 messages declare no kind, so thanks-only was not checked", ("thanks-only",), ("templates/hidden.md",)),
        Gap("5 messages in 'eo': there are no phrases for this language", (), ("a.md", "b.md", "c.md", "d.md", "e.md")),
    )
    sources = {source.path: source for source in (FOLLOW_UP, SEQUENCE, HIDDEN)}
    return Report(findings, gaps, 25, 31, sources)


@pytest.mark.parametrize(
    ("file", "name", "options"),
    [
        ("text.txt", "text", {}),
        ("text-color.txt", "text", {"color": True, "links": True, "pages": "https://lint.example/rules/{rule}"}),
        ("text-narrow.txt", "text", {"width": 60}),
        ("json.txt", "json", {}),
        ("github.txt", "github", {"prefix": "mail"}),
    ],
)
def test_golden(file: str, name: str, options: dict[str, Any]) -> None:
    output = render(name, sample_report(), **options)
    path = GOLDEN / file
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(output.encode("utf-8"))
    assert output == path.read_bytes().decode("utf-8")


# -------------------------------------------------------------------------------------------------------------- text


def drawn(sample: str, **options: Any) -> list[str]:
    """The rows between the header and the remarks."""
    lines = render("text", report(marked(sample)), **options).split("\n")
    return lines[2 : next(index for index, line in enumerate(lines) if " = " in line)]


@pytest.mark.parametrize(
    ("sample", "row", "carets"),
    [
        ("get a ⟦gift⟧ now", "get a gift now", "      ^^^^"),
        ("⟦a⟧", "a", "^"),
        ("日本の⟦ギフト⟧券", "日本のギフト券", "      ^^^^^^"),
        ("ＡＢ⟦ｃ⟧", "ＡＢｃ", "    ^^"),
        ("ｶﾀ⟦ｶﾅ⟧", "ｶﾀｶﾅ", "  ^^"),
        ("한국⟦어⟧ ok", "한국어 ok", "    ^^"),
        ("\u1112\u1161\u11ab⟦\u1100\u116e\u11a8⟧!", "\u1112\u1161\u11ab\u1100\u116e\u11a8!", "  ^^"),
        ("cafe\u0301 ⟦cre\u0300me⟧ x", "cafe\u0301 cre\u0300me x", "     ^^^^^"),
        ("cafe⟦\u0301⟧!", "cafe\u0301!", "   ^"),
        ("caf⟦e⟧\u0301!", "cafe\u0301!", "   ^"),
        ("z\u0335\u0321\u0316\u0301a⟦l⟧go", "z\u0335\u0321\u0316\u0301algo", "  ^"),
        ("hi ⟦😀⟧ you", "hi 😀 you", "   ^^"),
        ("😀😀⟦gift⟧", "😀😀gift", "    ^^^^"),
        ("👩‍👩‍👧‍👦 ⟦gift⟧", "👩‍👩‍👧‍👦 gift", "   ^^^^"),
        ("hi 👩⟦\u200d👩⟧\u200d👧 you", "hi 👩‍👩‍👧 you", "   ^^"),
        ("👋🏽⟦👋🏽⟧👋", "👋🏽👋🏽👋", "  ^^"),
        ("☝🏽 ⟦x⟧", "☝🏽 x", "   ^"),
        ("🏳️‍🌈⟦🧑🏿‍🚀⟧", "🏳️‍🌈🧑🏿‍🚀", "  ^^"),
        ("🇩🇪🇫🇷⟦🇯🇵⟧!", "🇩🇪🇫🇷🇯🇵!", "    ^^"),
        ("🇩⟦🇪⟧🇫🇷", "🇩🇪🇫🇷", "^^"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f⟦x⟧", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007fx", "  ^"),
        ("1️⃣2️⃣⟦3️⃣⟧", "1️⃣2️⃣3️⃣", "    ^^"),
        ("❤️⟦❤⟧x", "❤️❤x", "  ^"),
        ("©⟦©️⟧®", "©©️®", " ^^"),
        ("🇩⟦x⟧", "🇩x", "  ^"),
        ("©\ufe0e⟦x⟧", "©\ufe0ex", " ^"),
        ("⌚\ufe0e⟦x⟧", "⌚\ufe0ex", "  ^"),
        ("مرحبا ⟦هدية⟧ لك", "مرحبا هدية لك", "      ^^^^"),
        ("هَدِيَّة ⟦لك⟧", "هَدِيَّة لك", "     ^^"),
        ("می\u200cخواهم ⟦x⟧", "می\u200cخواهم x", "        ^"),
        ("क्षमा ⟦करें⟧", "क्षमा करें", "     ^^"),
        ("葛\U000e0100⟦城⟧", "葛\U000e0100城", "  ^^"),
        ("\t⟦x⟧", "    x", "    ^"),
        ("ab\t⟦x\ty⟧", "ab  x   y", "    ^^^^^"),
        ("日\t⟦x⟧", "日  x", "    ^"),
        ("a⟦\t⟧b", "a   b", " ^^^"),
        ("e⟦\u200b⟧mail", "e<U+200B>mail", " ^^^^^^^^"),
        ("e\u200bm⟦ai⟧l", "e<U+200B>mail", "          ^^"),
        ("so\u00adft⟦ly⟧", "so<U+00AD>ftly", "            ^^"),
        ("a\u200db⟦c⟧", "a<U+200D>bc", "          ^"),
        ("x\u202eevil\u202c⟦y⟧", "x<U+202E>evil<U+202C>y", "                     ^"),
        ("no\u00a0⟦break⟧", "no\u00a0break", "   ^^^^^"),
        ("wide\u3000⟦space⟧", "wide\u3000space", "      ^^^^^"),
        ("\x1b[31m⟦red⟧", "<U+001B>[31mred", "            ^^^"),
        ("a\x00⟦b⟧", "a<U+0000>b", "         ^"),
        ("\u0301⟦x⟧", "<U+0301>x", "        ^"),
        ("😀\U000e0061\U000e0062⟦x⟧", "😀<U+E0061><U+E0062>x", "                    ^"),
        ("😀\ufe0f\ufe0f⟦x⟧", "😀\ufe0f<U+FE0F>x", "          ^"),
        ("x\u200d⟦😀⟧", "x<U+200D>😀", "         ^^"),
        ("##[error]⟦x⟧", "##<U+005B>error]x", "                ^"),
        ("##vso[a]⟦x⟧", "##vso<U+005B>a]x", "               ^"),
        ("## [a](b) #[c] ⟦x⟧", "## [a](b) #[c] x", "               ^"),
        ("::error::⟦x⟧", "::error::x", "         ^"),
        # Places without characters
        ("here⟦⟧ there", "here there", "    ^"),
        ("⟦⟧", "", "^"),
        ("end⟦⟧", "end", "   ^"),
        ("end⟦\n⟧", "end", "   ^"),
        ("end⟦\r\n⟧next", "end", "   ^"),
        ("日本⟦⟧", "日本", "    ^"),
        ("e⟦nd\r\n⟧", "end", " ^^"),
    ],
)  # fmt: skip
def test_carets_stand_under_the_words(sample: str, row: str, carets: str) -> None:
    """Drawn by hand, one caret for each cell that a terminal gives to the characters."""
    assert drawn(sample) == ["1 | " + row if row else "1 |", "  | " + carets]


@pytest.mark.parametrize(
    ("sample", "rows"),
    [
        ("a\nb\n⟦c⟧\n", ["3 | c", "  | ^"]),
        ("a\r\nb\r⟦c⟧\r\n", ["3 | c", "  | ^"]),
        ("a\x0bb\u2028⟦c⟧", ["1 | a<U+000B>b<U+2028>c", "  |                   ^"]),
        ("a\n⟦⟧", ["2 |", "  | ^"]),
        ("x ⟦a\nb⟧ y\n", ["1 | x a", "  |   ^", "2 | b y", "  | ^"]),
        ("x ⟦a\n\n\t日b⟧ y\n", ["1 | x a", "  |   ^", "2 |", "3 |     日b y", "  |     ^^^"]),
        ("x ⟦a\n   ⟧ b\n", ["1 | x a", "  |   ^", "2 |     b"]),
        ("x ⟦a\n b\nc\nd⟧ y\n", ["1 | x a", "  |   ^", "2 |  b", "  |  ^", "… | 2 more lines"]),
        ("x ⟦a\r\n⟧b", ["1 | x a", "  |   ^"]),
        ("\n" * 8 + "⟦a\nb⟧", [" 9 | a", "   | ^", "10 | b", "   | ^"]),
        ("\n" * 8 + "⟦a\nb\n\n\n⟧", [" 9 | a", "   | ^", "10 | b", "   | ^", " … | 2 more lines"]),
    ],
)
def test_lines_of_a_place(sample: str, rows: list[str]) -> None:
    assert drawn(sample) == rows


@pytest.mark.parametrize(
    ("sample", "row", "carets"),
    [
        ("lamp " * 9 + "⟦gift⟧", "…lamp lamp lamp lamp lamp lamp gift", " " * 31 + "^^^^"),
        ("lamp " * 9 + "gift⟦⟧", "…lamp lamp lamp lamp lamp lamp gift", " " * 35 + "^"),
        ("⟦gift⟧ " + "lamp " * 9, "gift lamp lamp lamp lamp lamp lamp…", "^^^^"),
        ("日本" * 15 + "⟦券⟧" + "日本" * 15, "…日本日本日本日本券日本日本日本日本…", " " * 17 + "^^"),
        ("x" * 30 + "⟦" + "y" * 60 + "⟧", "…" + "x" * 10 + "y" * 24 + "…", " " * 11 + "^" * 24),
    ],
)
def test_long_lines_are_cut_around_the_words(sample: str, row: str, carets: str) -> None:
    got = drawn(sample, width=40)
    assert [line.removeprefix("1 | ").removeprefix("  | ") for line in got] == [row, carets]


ATOMS = [
    ("a", "a", 1), ("Z", "Z", 1), (" ", " ", 1), ("é", "é", 1), ("e\u0301", "e\u0301", 1), ("日", "日", 2), ("ｶ", "ｶ", 1),
    ("한", "한", 2), ("😀", "😀", 2), ("👩‍🚀", "👩‍🚀", 2), ("👍🏿", "👍🏿", 2), ("🇩🇪", "🇩🇪", 2), ("❤️", "❤️", 2), ("❤", "❤", 1),
    ("#️⃣", "#️⃣", 2), ("ش", "ش", 1), ("می\u200cخ", "می\u200cخ", 3), ("Ж", "Ж", 1), ("\u200b", "<U+200B>", 8),
    ("\x1b", "<U+001B>", 8), ("\u2066", "<U+2066>", 8), ("\U000e0041", "<U+E0041>", 9), ("\ud800", "<U+D800>", 8),
    ("\u3164", "<U+3164>", 8), ("✅", "✅", 2), ("…", "…", 1), ("€", "€", 1), ("ไ", "ไ", 1), ("ที่", "ที่", 1),
]  # fmt: skip
"""Characters, how they are shown, and in how many cells; written by hand."""

atoms = st.lists(st.sampled_from(ATOMS), max_size=12)


@given(atoms, atoms, atoms)
def test_carets_after_any_characters(before: list[Any], inside: list[Any], after: list[Any]) -> None:
    parts = ["".join(atom[0] for atom in group) for group in (before, inside, after)]
    row = "".join(atom[1] for group in (before, inside, after) for atom in group)
    skip, wide = (sum(atom[2] for atom in group) for group in (before, inside))
    got = drawn("{}⟦{}⟧{}".format(*parts), width=1000)
    assert got == [f"1 | {row}".rstrip(" "), f"  | {' ' * skip}{'^' * max(wide, 1)}"]


single = st.lists(st.sampled_from([atom for atom in ATOMS if atom[0] not in (" ", "…", "می\u200cخ")]), max_size=12)


@given(single, single, st.integers(40, 130))
def test_cut_lines_keep_to_the_width_and_the_carets_in_view(before: list[Any], inside: list[Any], width: int) -> None:
    cells = {atom[1]: atom[2] for atom in ATOMS}
    parts = ["".join(atom[0] for atom in group) for group in (before * 9, inside or [ATOMS[0]], before * 9)]
    row, carets = (line[4:] for line in drawn("{}⟦{}⟧{}".format(*parts), width=width))
    inner = row.removeprefix("…").removesuffix("…")
    pieces = re.findall("|".join(sorted(map(re.escape, cells), key=len, reverse=True)), inner)
    assert "".join(pieces) == inner
    taken = sum(cells[piece] for piece in pieces) + len(row) - len(inner)
    assert taken <= width - 4
    assert "^" in carets
    assert len(carets) <= taken
    first = carets.index("^")
    lefts = [sum(cells[piece] for piece in pieces[:index]) + row.startswith("…") for index in range(len(pieces))]
    assert pieces[lefts.index(first)] == (inside or [ATOMS[0]])[0][1]


def test_every_emoji_takes_two_cells() -> None:
    if not EMOJI_TEST.exists():
        pytest.skip("the list of emoji is not here")
    wrong = []
    for line in EMOJI_TEST.read_text(encoding="utf-8").split("\n"):
        if "; fully-qualified" in line:
            emoji = "".join(chr(int(code, 16)) for code in line.partition(";")[0].split())
            got = [(glyph.shown, glyph.width) for glyph in glyphs(f"{emoji}{emoji}")]
            if got != [(emoji, 2), (emoji, 2)]:
                wrong.append(line)
    assert wrong == []


def test_every_character_is_shown_or_named() -> None:
    """What is printed alone is printable, and no glyph is without a cell."""
    for code in (*range(0x40000), *range(0xE0000, 0xE0200), 0xF0000, 0x10FFFF):
        (glyph,) = glyphs(chr(code), tab=0)
        assert glyph.width >= 1
        if glyph.named:
            assert glyph.shown == f"<U+{code:04X}>"
        else:
            assert glyph.shown == chr(code)
            new_emoji = 0x1F6D8 <= code <= 0x1FAFF
            assert (
                category(chr(code))[0] not in "CM" or category(chr(code)) == "Mc" or chr(code) in PICTURED or new_emoji
            )
            assert category(chr(code)) not in ("Zl", "Zp")


@pytest.mark.parametrize(
    ("wanted", "made"),
    [
        ("3 errors, 1 warning in 2 of 25 files (31 messages)", (3, 1, 25, 31)),
        ("1 error in 1 of 1 file (1 message)", (1, 0, 1, 1)),
        ("2 warnings in 2 of 2 files (3 messages)", (0, 2, 2, 3)),
        ("No findings in 25 files (31 messages).", (0, 0, 25, 31)),
        ("No findings in 1 file (1 message).", (0, 0, 1, 1)),
        ("Nothing was checked: no messages in 2 files.", (0, 0, 2, 0)),
        ("Nothing was checked: no messages in 0 files.", (0, 0, 0, 0)),
    ],
)
@pytest.mark.parametrize("name", ["text", "github"])
def test_the_last_line_counts(name: str, wanted: str, made: tuple[int, int, int, int]) -> None:
    errors, warnings, files, messages = made
    kinds = [Severity.ERROR] * errors + [Severity.WARNING] * warnings
    marks = [marked("a ⟦b⟧", path=f"{index % 2}.md", severity=kind) for index, kind in enumerate(kinds)]
    assert render(name, report(*marks, files=files, messages=messages)).split("\n")[-2:] == [wanted, ""]


def test_text_without_the_file() -> None:
    _, finding = marked("a ⟦b⟧")
    output = render("text", Report((finding,), (), 1, 1, {}))
    assert output.split("\n")[:2] == [
        "templates/a.md:1:3: error[review-incentive] A reward is offered for a review.",
        "  = help: Ask for a review without offering anything.",
    ]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("::error file=a::b.md", "./::error file=a::b.md:1:1: error["),
        ("\u2003 ::group::", "./\u2003 ::group:::1:1: error["),
        ("a\r\n::error::b", "a<U+000D><U+000A>::error::b:1:1: error["),
        ("a\tb##[x]", "a<U+0009>b##<U+005B>x]:1:1: error["),
        ("\x1b]0;x\x07.md", "<U+001B>]0;x<U+0007>.md:1:1: error["),
        ("\udcff.md", "<U+DCFF>.md:1:1: error["),
    ],
)
def test_hostile_paths(path: str, line: str) -> None:
    assert render("text", report(marked("⟦a⟧", path=path))).startswith(line)


def test_sentences_stay_on_one_line() -> None:
    mark = marked("⟦a⟧", message="Says \u201ca\n\n\tb\u201d.", help="Do\r\nnot.", name="x\ny")
    output = render("text", report(mark))
    assert "] Says \u201ca b\u201d.\n" in output
    assert "= help: Do not.\n" in output
    assert "= message: x y\n" in output


# -------------------------------------------------------------------------------------------------- hostile reports

PIECES = [
    "::error::x", "::", "::stop-commands::x", "##[error]x", "##vso[task.complete]", "##", "[", "\n", "\r", "\r\n", "\t",
    "%0A", "%", "%25", ",", ":", "=", " ", "\x1b[31m", "\x1b]8;;x\x07", "\x9b", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff",
    "\ud83d", "\udc00", "\U0001f600", "👩‍👩‍👧", "🇩🇪", "❤️", "e\u0301", "\u0301", "日本", "هدية", "a", "review", "x" * 200, "\u200d",
]  # fmt: skip
words = st.one_of(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.text(st.characters(), max_size=20))


@st.composite
def findings(draw: st.DrawFn, source: Source) -> Finding:
    """Any finding, a few of them with spans that leave the file."""
    first, second = (draw(st.integers(-1, len(source.text) + 2)) for _ in "ab")
    start, end = sorted((first, second))
    place = Place.of(source, Span(max(start, 0), max(end, 0)))
    return Finding(
        rule=draw(st.one_of(st.just("emoji"), words)),
        clause=draw(words),
        severity=draw(st.sampled_from(Severity)),
        place=place,
        message=draw(words),
        quote=source.text[place.span.start : place.span.end],
        summary=draw(words),
        help=draw(words),
        name=draw(words),
        related=tuple(Related(place, draw(words)) for _ in range(draw(st.integers(0, 2)))),
        fix=draw(
            st.none() | st.builds(Fix, words, st.tuples(st.builds(Edit, st.just(place.span), words)), st.booleans())
        ),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    sources = [Source(draw(words), draw(words)) for _ in range(draw(st.integers(1, 3)))]
    made = tuple(draw(findings(draw(st.sampled_from(sources)))) for _ in range(draw(st.integers(0, 5))))
    gaps = draw(st.lists(st.builds(Gap, words, st.tuples(words), st.lists(words, max_size=5).map(tuple)), max_size=3))
    kept = {source.path: source for source in sources if draw(st.integers(0, 9))}
    return Report(made, tuple(gaps), draw(st.integers(0, 9)), draw(st.integers(0, 9)), kept)


@settings(max_examples=150, deadline=None)
@given(reports(), st.booleans())
def test_any_report_as_text(made: Report, color: bool) -> None:
    output = render("text", made, color=color)
    plain = OURS.sub("", output)
    assert plain == render("text", made)
    hidden = {char for char in plain if category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")}
    assert hidden <= {"\n", *JOINING, *PICTURED}
    output.encode("utf-8")
    for line in as_the_runner_splits(output):
        assert runner(line) is None, line


@settings(max_examples=150, deadline=None)
@given(reports())
def test_any_report_as_json(made: Report) -> None:
    output = render("json", made)
    assert output.isascii()
    assert output.endswith("}\n")
    assert not re.search(r"##\w*\[", output)
    for line in as_the_runner_splits(output):
        assert runner(line) is None, line
    data = json.loads(output)
    assert list(data) == ["version", "findings", "allowed", "known", "gaps", "summary"]
    assert data["version"] == 1
    assert data["summary"] == {
        "files": made.files,
        "messages": made.messages,
        "findings": len(made.findings),
        "errors": made.errors,
        "warnings": made.warnings,
        "allowed": 0,
        "known": 0,
        "outside": 0,
    }
    for row, finding in zip(data["findings"], made.findings, strict=True):
        always = ["rule", "clause", "severity", "path", "message", "start", "end", "quote", "summary", "help"]
        there = {"name": finding.name, "related": finding.related, "fix": finding.fix}
        assert list(row) == always + [key for key, value in there.items() if value]
        assert whole(row["message"]) == whole(finding.message)
        assert whole(row["quote"]) == whole(finding.quote)
        assert row["start"] == {**finding.place.start._asdict(), "offset": finding.place.span.start}
        assert row["end"] == {**finding.place.end._asdict(), "offset": finding.place.span.end}
    for row, gap in zip(data["gaps"], made.gaps, strict=True):
        assert list(row) == ["what", "rules", "paths"]
        assert whole(row["what"]) == whole(gap.what)


def whole(text: str) -> str:
    """The text with the halves of surrogate pairs that meet put together, as a JSON reader does."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def test_json_fix_and_related() -> None:
    source = Source("a.md", "one\ntwo 😀\n")
    place = Place.of(source, Span(8, 9))
    finding = found(source, 8, 9, fix=Fix("drop it", (Edit(Span(7, 9), ""),)), related=(Related(place, "here"),))
    row = json.loads(render("json", report((source, finding))))["findings"][0]
    start = {"line": 2, "column": 5, "offset": 8}
    end = {"line": 2, "column": 6, "offset": 9}
    assert (row["start"], row["end"]) == (start, end)
    assert row["related"] == [{"path": "a.md", "message": "here", "start": start, "end": end}]
    edit = {"start": {"line": 2, "column": 4, "offset": 7}, "end": end, "text": ""}
    assert row["fix"] == {"title": "drop it", "safe": True, "edits": [edit]}


def test_json_of_nothing() -> None:
    counted = ("files", "messages", "findings", "errors", "warnings", "allowed", "known", "outside")
    assert json.loads(render("json", report(files=0, messages=0))) == {
        "version": 1,
        "findings": [],
        "allowed": [],
        "known": [],
        "gaps": [],
        "summary": dict.fromkeys(counted, 0),
    }


# ------------------------------------------------------------------------------------------------------------ github

COMMANDS = {
    "error", "warning", "notice", "debug", "group", "endgroup", "echo", "add-mask", "add-matcher", "remove-matcher",
    "stop-commands", "set-output", "save-state", "set-env", "add-path", "set-secret", "internal-set-repo-path",
}  # fmt: skip


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def as_the_runner_splits(output: str) -> list[str]:
    return re.split(r"\r\n|\n|\r", output)


def runner(line: str) -> Command | None:
    """What GitHub's runner reads in a line, by the rules it is known to follow."""
    text = line.lstrip()
    if text.startswith("::"):
        header, end, data = text[2:].partition("::")
        name, _, rest = header.partition(" ")
        if end and name.lower() in COMMANDS:
            properties = {}
            for part in filter(None, rest.strip().split(",")):
                key, _, value = part.partition("=")
                if key and value:
                    properties[key] = unescaped(value, "%0D", "%0A", "%3A", "%2C", "%25")
            return Command(name.lower(), properties, unescaped(data, "%0D", "%0A", "%25"))
    at = line.find("##[")
    if at >= 0 and "]" in line[at:]:
        name = line[at + 3 :].partition("]")[0].partition(" ")[0]
        if name.lower() in COMMANDS:
            return Command(name.lower(), {}, line[at:].partition("]")[2])
    return None


def unescaped(text: str, *codes: str) -> str:
    for code in codes:
        text = text.replace(code, chr(int(code[1:], 16)))
    return text


def annotated(output: str) -> list[Command]:
    """What GitHub shows of an output: commands parsed, checked, capped and cut as the runner does."""
    kept: list[Command] = []
    for line in as_the_runner_splits(output):
        read = runner(line)
        if read is None:
            assert not line.lstrip().startswith("::")
            continue
        line_1, line_2, column_1, column_2 = (
            int(read.properties.get(key, 0)) for key in ("line", "endLine", "col", "endColumn")
        )
        assert line_1 or not (line_2 or column_1 or column_2), "the runner drops columns without a line"
        assert line_1 == line_2 or not (column_1 or column_2), "the runner drops columns of several lines"
        assert not line_2 or line_2 >= line_1, "the runner drops such lines"
        assert column_2 >= column_1 and bool(column_1) == bool(column_2), "the runner drops such columns"  # noqa: PT018
        assert len(read.message.encode("utf-16-le", "surrogatepass")) <= 2 * 4096, "the runner cuts such messages"
        assert sum(other.name == read.name for other in kept) < 10, "the runner keeps ten of a kind"
        kept.append(read)
    return kept


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "::warning file=docs/a%2Cb%253A.md,line=3,col=2,endColumn=9,title=TPL001%3A emoji::100%25 free%0Asecond",
            Command(
                "warning",
                {"file": "docs/a,b%3A.md", "line": "3", "col": "2", "endColumn": "9", "title": "TPL001: emoji"},
                "100% free\nsecond",
            ),
        ),
        ("  ::Error::x::y", Command("error", {}, "x::y")),
        ("::error file=a::b,line=1::x", Command("error", {"file": "a"}, "b,line=1::x")),
        ("::error file=,line,,=3, col=2::x", Command("error", {" col": "2"}, "x")),
        ("12 | ::error::x", None),
        ("12 | ##[error]x", Command("error", {}, "x")),
        ("::nothing::x", None),
        ("::error x", None),
    ],
)
def test_the_runner_of_these_tests(line: str, wanted: Command | None) -> None:
    assert runner(line) == wanted


@given(
    st.sampled_from(["error", "warning", "notice"]),
    st.dictionaries(st.sampled_from(["file", "line", "endLine", "col", "endColumn"]), words),
    words,
)
@settings(max_examples=500, deadline=None)
def test_the_runner_reads_back_what_was_written(name: str, properties: dict[str, str], message: str) -> None:
    written = command(name, {**properties, "title": "sellerlint: x"}, message)
    assert "\n" not in written
    assert "\r" not in written
    there = {key: value for key, value in properties.items() if value}
    assert runner(written) == Command(name, {**there, "title": "sellerlint: x"}, message)


@settings(max_examples=150, deadline=None)
@given(reports())
def test_any_report_for_github(made: Report) -> None:
    output = render("github", made)
    output.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", output)
    *commands, last, nothing = output.split("\n")
    assert nothing == ""
    assert runner(last) is None
    read = annotated("\n".join(commands))
    assert len(read) == len(commands)
    assert [each.name for each in read] == sorted(
        (each.name for each in read), key=["error", "warning", "notice"].index
    )
    for each in read:
        assert each.properties["title"].startswith("sellerlint: ") or each.properties["title"] == "sellerlint:"
        assert set(each.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
    same = {(one.place.path, one.place.start.line, one.rule, one.severity) for one in made.findings}
    assert sum(each.name != "notice" for each in read) == len(same)


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), st.integers(1, 9))
def test_a_file_is_found_under_its_name(name: str, line: int) -> None:
    path = f"templates/{name.replace('/', ',')}.md"
    (read,) = annotated(render("github", report(marked("\n" * (line - 1) + "⟦a⟧ b", path=path))))
    assert read.properties["file"] == path
    assert read.properties["line"] == str(line)


@pytest.mark.parametrize(
    ("path", "prefix", "file"),
    [
        ("a.md", "", "a.md"),
        ("./t/a.md", "", "t/a.md"),
        ("a.md", "mail", "mail/a.md"),
        ("../a.md", "mail/de", "mail/a.md"),
        ("/w/repo/a.md", "mail", "/w/repo/a.md"),
        ("a,b%:c.md", "", "a,b%:c.md"),
        ("a\r\n::error::b.md", "", "a\r\n::error::b.md"),
        ("a\x1b[2J\udcff.md", "", "a<U+001B>[2J<U+DCFF>.md"),
    ],
)
def test_paths_from_the_root(path: str, prefix: str, file: str) -> None:
    (read,) = annotated(render("github", report(marked("⟦a⟧ b", path=path)), prefix=prefix))
    assert read.properties["file"] == file


@pytest.mark.parametrize(
    ("sample", "wanted"),
    [
        ("a ⟦gift⟧ b", {"line": "1", "endLine": "1", "col": "3", "endColumn": "7"}),
        ("😀e\u0301 ⟦gift⟧ b", {"line": "1", "endLine": "1", "col": "5", "endColumn": "9"}),
        ("a\n⟦⟧b", {"line": "2", "endLine": "2", "col": "1", "endColumn": "1"}),
        ("a ⟦b\nc⟧ d", {"line": "1", "endLine": "2"}),
        ("a ⟦b\n⟧c", {"line": "1", "endLine": "1"}),
        ("a ⟦b\n\n⟧c", {"line": "1", "endLine": "2"}),
        # What ends with the file is shown only if nothing but the line is said, and only on a line that there is.
        ("a ⟦b⟧", {"line": "1"}),
        ("a\nb ⟦c\n⟧", {"line": "2"}),
        ("a\nb\n⟦⟧", {"line": "2"}),
        ("⟦⟧", {"line": "1"}),
        ("⟦\n⟧", {"line": "1"}),
        ("a\nb⟦⟧", {"line": "2"}),
    ],
)
def test_places_for_github(sample: str, wanted: dict[str, str]) -> None:
    (read,) = annotated(render("github", report(marked(sample))))
    assert {key: value for key, value in read.properties.items() if key not in ("file", "title")} == wanted
    assert list(read.properties) == [
        key for key in ("file", "line", "endLine", "col", "endColumn", "title") if key in read.properties
    ]


def many(
    count: int, severity: Severity, path: str = "m.md", rule: str = "emoji", step: int = 1
) -> list[tuple[Source, Finding]]:
    source = Source(path, "a bc\n" * (count * step + 1))
    return [(source, found(source, 5 * step * index, 5 * step * index + 1, severity=severity, rule=rule)) for index in range(count)]  # fmt: skip


def test_the_worst_come_first_and_the_rest_is_told() -> None:
    marks = [*many(12, Severity.WARNING, "a.md"), *many(13, Severity.ERROR, "b.md"), *many(3, Severity.ERROR, "a.md")]
    sources = {source.path: source for source, _ in marks}
    output = render("github", Report(tuple(finding for _, finding in marks), (), 9, 9, sources))
    read = annotated(output)
    assert [each.name for each in read] == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert [(each.properties["file"], each.properties["line"]) for each in read[:10]] == [
        *(("a.md", str(line)) for line in (1, 2, 3)),
        *(("b.md", str(line)) for line in range(1, 8)),
    ]
    assert read[-1].message == (
        "GitHub keeps 10 annotations of a kind, so there is none for 8 more findings in b.md (6), a.md (2)."
        " `sellerlint check` shows all."
    )


def test_a_rule_is_told_once_a_line() -> None:
    source = Source("a.md", "😀 and 😀 and 😀\n😀\n")
    marks = [(source, found(source, place, place + 1, rule="emoji", message="An emoji.")) for place in (0, 6, 12, 14)]
    other = (source, found(source, 0, 1, rule="greeting"))
    read = annotated(render("github", report(*marks, other)))
    assert [(each.properties["line"], each.properties["title"]) for each in read] == [
        ("1", "sellerlint: emoji"),
        ("1", "sellerlint: greeting"),
        ("2", "sellerlint: emoji"),
    ]
    assert read[0].message.startswith("An emoji. (×3 on this line)\n")
    assert read[2].message == "An emoji.\nhelp: Ask for a review without offering anything.\nclause: R02"


@pytest.mark.parametrize(("gaps", "over"), [(0, 0), (10, 0), (9, 4), (10, 4), (14, 0), (14, 4)])
def test_gaps_are_notices_and_leave_room_for_the_last(gaps: int, over: int) -> None:
    marks = many(CAP + over, Severity.ERROR)
    read = annotated(render("github", report(*marks, gaps=tuple(Gap(f"gap {index}") for index in range(gaps)))))
    notices = [each.message for each in read if each.name == "notice"]
    told = min(gaps, 10 if not over and gaps <= 10 else 9)
    assert notices[:told] == [f"gap {index}" for index in range(told)]
    assert len(notices) == told + bool(over or gaps > told)
    if over:
        assert "4 more findings in m.md (4)" in notices[-1]
    if gaps > told:
        assert f"{gaps - told} more note" in notices[-1]


@pytest.mark.parametrize("character", ["x", "😀", "%", "日"])
def test_long_messages_are_cut_by_us(character: str) -> None:
    (read,) = annotated(render("github", report(marked("⟦a⟧", message=character * 5000))))
    assert read.message == character * ((LONGEST - 1) // (2 if character > "\uffff" else 1)) + "…"


# ---------------------------------------------------------------------------------------------------------- the dict


def test_formats_are_loaded_when_they_are_used() -> None:
    program = (
        "import sys; import checker.reporters as r; from checker.finding import Report\n"
        "own = lambda: sorted(name for name in sys.modules if name.startswith('checker.reporters.'))\n"
        "print(own()); r.render('text', Report((), (), 1, 1, {})); print(own(), 'unicodedata' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n['checker.reporters.text'] False\n"


def test_the_dict_and_the_function_are_one() -> None:
    made = sample_report()
    for name in FORMATS:
        assert reporter(name)(made, Settings()) == render(name, made)
    with pytest.raises(KeyError):
        render("nonsense", made)


def test_hostile_lines_are_cheap() -> None:
    """A million characters in one line, read once for each finding, would take minutes."""
    source = Source("a.md", "##[日\u200b👩‍" * 200_000)
    marks = [(source, found(source, place, place + 5)) for place in range(0, 1_000_000, 5_000)]
    for name in FORMATS:
        assert render(name, report(*marks))


def test_shown_makes_white_space_even_or_names_it() -> None:
    assert shown("a\n\tb") == "a b"
    assert shown("a\n\tb", exact=True) == "a<U+000A><U+0009>b"
