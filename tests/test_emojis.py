"""Emoji: the whole of Unicode's test file, the decision table, what the fix leaves behind, and hostile texts."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import emojis, traces
from checker.finding import Edit
from checker.message import Message
from checker.readers import parse
from checker.rule import Given
from checker.rules.formatting import emoji as rule
from checker.rules.formatting import emoticon
from checker.text import Source

EMOJI_TEST = Path(__file__).resolve().parent.parent.parent / "shared" / "fixtures" / "emoji-test.txt"
SIGNS = "©®™ℹ‼⁉Ⓜ〰〽㊗㊙▪▫◻◼♀♂"
GIVEN = Given({}, lambda name, language: pytest.fail(f"asked for {name} in {language}"), ("en",))


def message(text: str) -> Message:
    source = Source("case.md", text).whole()
    return Message("", source, source, parse)


def found(text: str) -> list[str]:
    return [text[emoji.start : emoji.end] for emoji in emojis.find(text)]


def sequences() -> list[tuple[str, str]]:
    if not EMOJI_TEST.exists():
        pytest.skip("emoji-test.txt is not at hand")
    rows = re.findall(r"^([0-9A-F ]+?) *; (\S+)", EMOJI_TEST.read_text(encoding="utf-8"), re.MULTILINE)
    return [("".join(chr(int(code, 16)) for code in codes.split()), status) for codes, status in rows]


def test_every_emoji_of_unicode_is_one_finding() -> None:
    rows = sequences()
    assert len(rows) > 4000
    wrong = []
    for sequence, status in rows:
        text_by_default = status == "unqualified" and len(sequence) == 1
        expected = [] if text_by_default and sequence in SIGNS else [(3, 3 + len(sequence), not text_by_default)]
        got = [(emoji.start, emoji.end, emoji.certain) for emoji in emojis.find(f"Hi {sequence} there")]
        if got != expected:
            wrong.append((status, ascii(sequence), got))
    assert not wrong


def test_neighbours_are_two_findings() -> None:
    wrong = [
        ascii(sequence)
        for sequence, status in sequences()
        if status in ("fully-qualified", "minimally-qualified") and found(sequence * 2) != [sequence] * 2
    ]
    assert not wrong


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_are_emoji_only_where_that_is_asked_for(sign: str) -> None:
    assert found(f"a {sign} b") == []
    assert found(f"a {sign}\ufe0e b") == []
    assert found(f"a {sign}\ufe0f b") == [f"{sign}\ufe0f"]


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("😀", True),
        ("⭐", True),
        ("❤\ufe0f", True),
        ("❤", False),
        ("♥", False),
        ("☎", False),
        ("✔", False),
        ("➡", False),
    ],
)
def test_certain(text: str, certain: bool) -> None:
    assert [emoji.certain for emoji in emojis.find(text)] == [certain]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\U0001F600", [r"\U0001F600"]),
        (r"\ud83d\ude00", [r"\ud83d\ude00"]),
        (r"x \u2764\uFE0F y", [r"\u2764\uFE0F"]),
        (r"\u{1F600}\u{1f3fd}", [r"\u{1F600}\u{1f3fd}"]),
        ("&#128512; &#x1F600 ", ["&#128512;", "&#x1F600"]),
        ("\ud83d\ude00", ["\ud83d\ude00"]),
        (r"\u00e9 \u2192 \UFFFFFFFF", []),
        (":smile: :heart_eyes::tada: (:+1:)", [":smile:", ":heart_eyes:", ":tada:", ":+1:"]),
        ("10:30:00 16:9:30 a:b:c ::smile:: x:smile: :smile:x :nobody:", []),
        ("❤\u200b\ufe0f", ["❤\u200b\ufe0f"]),
        ("👩\u200b\u200d\u2060🔧", ["👩\u200b\u200d\u2060🔧"]),
        ("1\u200b\ufe0f\u20e3", ["1\u200b\ufe0f\u20e3"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("\U0001fae9\U0001f6d8\U0001faef", ["\U0001fae9", "\U0001f6d8", "\U0001faef"]),
        ("→ ✓ ✗ ★ ☆ ☐ • ■ № ° € 〒 5 # * 1\ufe0f 😀\ufe0e", []),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_names() -> None:
    names = [(emoji.name, emoji.character) for emoji in emojis.find(r"👍🏽 :smile: \u2764\ufe0f 🇩🇪")]
    assert names == [
        ("thumbs up medium skin tone", "👍🏽"),
        ("grinning face with smiling eyes", "😄"),
        ("red heart", "❤️"),
        ("Germany", "🇩🇪"),
    ]


PIECES = st.sampled_from(
    [
        *"aZ 5#*:;()<3^_-.,!\n\\&uUDPpox'=/",
        "😀",
        "❤",
        "️",
        "︎",
        "\u200d",
        "\u200b",
        "⃣",
        "🏽",
        "🇩",
        "🏴",
        "\U000e0067",
        ":smile:",
        r"\u2764",
        r"\ud83d",
        r"\ude00",
        "&#128512;",
        "™",
        "✓",
        "★",
        "（",
        "）",
        "＾",
        "´",
        "｀",
        "ω",
        "（笑）",
        "m(_ _)m",
        "�",
        "�",
        "xD",
        "T_T",
        "・",
        "ツ",
        "¯",
        "`",
        "*",
    ]
)
TEXTS = st.lists(PIECES, max_size=24).map("".join)


@given(TEXTS)
def test_findings_stand_in_the_text_and_the_trace_sees_them(text: str) -> None:
    last = 0
    for emoji in emojis.find(text):
        assert last <= emoji.start < emoji.end <= len(text)
        assert emoji.name
        assert emoji.character
        last = emoji.end
    assert not last or re.search(emojis.TRACE, text)


@given(TEXTS)
def test_joining_texts_loses_nothing(text: str) -> None:
    assert found(f"{text} 😀") == [*found(text), "😀"]


@settings(deadline=None)
@given(TEXTS)
def test_faces_are_traced_before_parsing(text: str) -> None:
    hidden = re.search(r"<[A-Za-z/!?]|&[#A-Za-z]", text)
    assert hidden or re.search(traces.EMOTICON, text) or not list(emoticon.check(message(text), GIVEN))


def mended(text: str) -> tuple[str, list[bool]]:
    hits = list(rule.check(message(text), GIVEN))
    edits = [Edit(piece.span, new) for hit in hits for piece, new in hit.edits]
    for first, second in itertools.pairwise(edits):
        assert first.span.end <= second.span.start
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text, [hit.safe for hit in hits if hit.edits]


@pytest.mark.parametrize(
    ("text", "expected", "safe"),
    [
        ("Hi 😀 there", "Hi there", [True]),
        ("Hi 😀😀 there", "Hi there", [True, True]),
        ("It is late 😟", "It is late", [True]),
        ("It is late 😟 😟.", "It is late.", [True, True]),
        ("😀 Hello", "Hello", [True]),
        ("⭐ ⭐⭐ Hello", "Hello", [True, True, True]),
        ("*Done* 🎉 and **well 🎉**", "*Done* and **well**", [True, True]),
        ("1️⃣ Open it", "1 Open it", [True]),
        ("Say :smile: now", "Say now", [True]),
        ("Take the ➡ road", "Take the road", [False]),
        ("😀 # no heading", "# no heading", [False]),
        ("- 😀 [ ] box", "- [ ] box", [False]),
        ("As follows: 😀", "As follows:", [False]),
        ("one 😀# two", "one # two", [False]),
        ("a **😀** b", "a **😀** b", []),
        ("[😀](https://www.amazon.com/your-orders)", "[😀](https://www.amazon.com/your-orders)", []),
        ("a &#128512; b", "a &#128512; b", []),
    ],
)
def test_fix(text: str, expected: str, safe: list[bool]) -> None:
    assert mended(text) == (expected, safe)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["😀", "⭐", " ", "a", "b.", ",", "\n", "1️⃣", "❤️"]), max_size=16).map("".join))
def test_fix_deletes_nothing_else(text: str) -> None:
    rest = re.sub(r"[\s😀⭐❤\ufe0f\u20e3]", "", text)
    assert re.sub(r"[\s😀⭐❤\ufe0f\u20e3]", "", mended(text)[0]) == rest


@pytest.mark.parametrize(
    "text",
    [
        "\u200d",
        "👩\u200d",
        "👩",
        ":a",
        ":",
        ":smile:",
        r"\u",
        "🏴\U000e0061",
        "❤\u200b",
        "&#",
        r"\ud83d",
        "1️",
        ":)",
        "(^",
        "^",
        "m(",
        "<3",
        "( :(",
        "xD",
        ":'",
        "=",
        "-",
        "ヽ(",
    ],
)
def test_hostile_texts_are_read(text: str) -> None:
    hostile = text * (100_000 // len(text))
    assert len(emojis.find(hostile)) <= len(hostile)
    assert sum(1 for _ in emoticon.faces(hostile)) <= len(hostile)
