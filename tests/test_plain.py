"""Plain paragraphs are read without a parser: exactly as the parser would read them, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.message import Content
from checker.readers import commonmark, markdown, plain
from checker.text import Source

PIECES = st.sampled_from(
    ["Hello", "your order", "is late.", "{{name}}", "[[order-id]]", "%%id%%", " ", "  ", "\n", "\n\n", "\t", "- ", "#", "=", "--", "1.", "2)",
     "12345", "*", "_", "`", "(", ")", "!", "&", "&amp;", "<", ">", "|", "\\", "~", ":", "a_b", "日本語。", "é", "\u00a0", "\u2003", "\ufeff", "\u2028",
     "\x0c", "\x0b", "\x85", "\r\n", "\r", "😀", '"', "'", "https://x.example", "{% if a %}", "{% endif %}", "{# note #}", "+", "===", "---"]
)  # fmt: skip


def contents(text: str, parse: object) -> Content:
    body = Source("x.md", text).whole()
    return markdown.parse(None, body)


@settings(max_examples=3000)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_it_reads_as_the_parser_does(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        mine = contents(text, plain.parse)
        patch.setattr(plain, "parse", lambda source: None)
        theirs = contents(text, commonmark.parse)
    assert mine.prose.value == theirs.prose.value
    assert mine.prose.runs == theirs.prose.runs
    assert [(block[0], *block[2:]) for block in mine.blocks] == [(block[0], *block[2:]) for block in theirs.blocks]
    assert [(slot.name, slot.at, slot.place.span) for slot in mine.placeholders] == [
        (slot.name, slot.at, slot.place.span) for slot in theirs.placeholders
    ]
    assert (mine.links, mine.images, mine.tags, mine.comments) == ((), (), (), ()) or plain.parse(text) is None


@pytest.mark.parametrize(
    "text",
    ["Hello {{name}},\n\nyour order is late.\nSorry!\n", "", "a - b: c (d) 'e' 5 %", "ランプは火曜日に届きます。"],
)
def test_plain_messages_are_recognised(text: str) -> None:
    page = markdown.Page(Source("x.md", text).whole())
    assert plain.parse(page.source) is not None
