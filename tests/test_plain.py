"""Plain paragraphs are read without a parser: exactly as the parser would read them, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.message import Content, MetaValue
from checker.readers import commonmark, frontmatter, markdown, plain, yaml
from checker.readers.page import Page
from checker.text import Source, Text

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
    page = Page(Source("x.md", text).whole())
    assert plain.parse(page.source) is not None


ENTRIES = st.sampled_from(
    ["kind", "Send-After", "a_b", "amazon", "<<", "1", ":", ": ", " :", " ", "  ", "\n", "\r\n", "\r", "proactive", "en-GB", "45", "yes", "null", "~",
     "{{order_id}}", "{", "[a]", '"x"', "'y'", "# no", " #", "#1", "- a", "-", "|", ">", "&a", "*a", "!t", "%", "@", "`", ",", "é", "日本", "\t", "\x85", "\u2028",
     "\u00a0", "\ufeff", "\x07", "\x7f", "http://x", "a:b", "?", "2026-01-01", "---", "..."]
)  # fmt: skip


@settings(max_examples=4000)
@given(st.lists(st.one_of(ENTRIES, st.just("kind: reply\n"), st.just("subject: ")), max_size=8).map("".join))
def test_front_matter_without_the_library(text: str) -> None:
    whole = Source("x.md", text).whole()
    mine = frontmatter.entries(whole)
    if mine is not None:
        theirs = yaml.front(whole)
        assert (theirs.faults, theirs.comments) == ((), ())
        assert [(key, text_.value, text_.span) for key, text_ in _texts(mine)] == [
            (key, text_.value, text_.span) for key, text_ in _texts(theirs.meta)
        ]


def _texts(meta: dict[str, MetaValue]) -> list[tuple[str, Text]]:
    assert all(isinstance(value, Text) for value in meta.values())
    return [(key, value) for key, value in meta.items() if isinstance(value, Text)]


def test_simple_front_matter_is_recognised() -> None:
    text = Source("x.md", "subject: Your order {{order_id}} is late\nkind: proactive\nsend_after_days: 4\n").whole()
    assert [value.value for _, value in _texts(frontmatter.entries(text) or {})] == [
        "Your order {{order_id}} is late",
        "proactive",
        "4",
    ]
