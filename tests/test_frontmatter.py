"""Markdown files: where the front matter ends, what it says, and what is text all the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.message import MetaValue, Reading
from checker.readers import frontmatter
from checker.text import Source, Text
from tests.cases import unmark


def plainly(value: MetaValue) -> Any:
    if isinstance(value, Text):
        value.verify()
        return value.value
    if isinstance(value, list):
        return [plainly(each) for each in value]
    return {name: plainly(each) for name, each in value.items()}


def read(written: str) -> tuple[Reading, list[tuple[int, int]]]:
    text, spans = unmark(written)
    return frontmatter.read(Source("mail/late.md", text)), spans


@pytest.mark.parametrize(
    ("written", "subject", "meta"),
    [
        ("⟦Hello you\n⟧", None, {}),
        ("---\nkind: reply\n---\n⟦\nHello\n⟧", None, {"kind": "reply"}),
        ("---\nsubject: Your lamp\nSend-After: 5\n---\n⟦Hello⟧", "Your lamp", {"send_after": "5"}),
        ("---\r\nsubject: 'Your lamp'\r\n---\r\n⟦Hello\r\n⟧", "Your lamp", {}),
        ("---\rkind: reply\r...\r⟦Hello⟧", None, {"kind": "reply"}),
        ("--- \t\nkind: reply\n---  \n⟦Hello⟧", None, {"kind": "reply"}),
        ("---\nkind: reply\n...\n⟦Hello\n---\nmore⟧", None, {"kind": "reply"}),
        (
            "---\namazon:\n  kind: reply\n  tags: [a, b]\n---\n⟦⟧",
            None,
            {"amazon": {"kind": "reply", "tags": ["a", "b"]}},
        ),
        ("---\nkind: reply\n---⟦⟧", None, {"kind": "reply"}),
        ("---\n---\n⟦Hello⟧", None, {}),
        ("---\n# nothing yet\n---\n⟦Hello⟧", None, {}),
        # A title is the file's, in Markdown.
        ("---\ntitle: Late\n---\n⟦Hello⟧", None, {"title": "Late"}),
        ("---\nsubject: [a, b]\n---\n⟦Hello⟧", None, {"subject": ["a", "b"]}),
        ("---\nsubject: {{ greeting }}, your lamp\n---\n⟦Hello⟧", "{{ greeting }}, your lamp", {}),
        ("---\n{% if a %}\nsubject: Lamp\n{% endif %}\n---\n⟦Hello⟧", "Lamp", {}),
        ("---\nnote: |\n  a\n   ---\n  b\n---\n⟦Hello⟧", None, {"note": "a\n ---\nb\n"}),
        # No front matter: a line across the page.
        ("⟦---\nHello you\n⟧", None, {}),
        ("⟦---\n\nHello you\n\n---\n\nBye\n⟧", None, {}),
        ("⟦---\nHello you\nNote: this is: late\n⟧", None, {}),
        ("⟦---\n- a\n- b\n---\nHello\n⟧", None, {}),
        ("⟦---\n*Hello* you\n---\nHello\n⟧", None, {}),
        ("⟦ ---\nkind: reply\n---\n⟧", None, {}),
        ("⟦\n---\nkind: reply\n---\n⟧", None, {}),
        ("⟦----\nkind: reply\n---\n⟧", None, {}),
        ("⟦---kind: reply\n---\n⟧", None, {}),
        ("⟦+++\na = 1\n⟧", None, {}),
        ("⟦⟧", None, {}),
        ("⟦ \n⟧", None, {}),
    ],
)
def test_one_message(written: str, subject: str | None, meta: Any) -> None:
    reading, spans = read(written)
    (message,) = reading.messages
    assert not reading.faults
    assert [tuple(message.body.span)] == spans
    assert message.body.exact
    assert (message.subject and message.subject.value) == subject
    assert plainly(message.meta) == meta
    assert (message.name, message.sequence, message.step) == ("", None, None)
    assert message.where.value == message.source.text


def test_places_of_the_front_matter() -> None:
    reading, spans = read('---\nsubject: "⟦Your⟧ \\u2603" ⟦# note⟧\nkind: ⟦reply⟧\n---\n# no comment\n')
    (message,) = reading.messages
    assert message.subject is not None
    kind = message.meta["kind"]
    assert isinstance(kind, Text)
    found = [message.subject[:4].span, reading.comments[0].span, kind.span]
    assert [tuple(span) for span in found] == spans
    assert len(reading.comments) == 1


@pytest.mark.parametrize(
    ("written", "words", "body"),
    [
        ("---\nsubject: Note⟦:⟧ late\n---\nHello", "a second `: `", "Hello"),
        ("---\r\nkind: reply\r\nsubject: ⟦'⟧late\r\n---\r\nHello", "never closed", "Hello"),
        ("---\nsubject: a ⟦\x07⟧ b\n---\nHello", "U+0007", "Hello"),
        ("⟦+++⟧\nsubject = 'a'\n+++\nHello", "TOML", "Hello"),
        ("⟦+++⟧\r\nsubject = 'a'\r\n+++\r\nHello", "TOML", "Hello"),
    ],
)
def test_faults(written: str, words: str, body: str) -> None:
    reading, spans = read(written)
    (fault,) = reading.faults
    assert [tuple(fault.place.span)] == spans
    assert words in fault.message
    assert [message.body.value for message in reading.messages] == [body]


@given(
    st.lists(
        st.sampled_from(["---", "...", "+++", "\n", "\r\n", "\r", " ", "a: b", "c: ", "Hello you", "'", "# d", "- "])
    )
)
@settings(max_examples=500, deadline=None)
def test_the_body_is_the_rest_of_the_file(pieces: list[str]) -> None:
    text = "".join(pieces)
    reading = frontmatter.read(Source("a.md", text))
    (message,) = reading.messages
    assert text.endswith(message.body.value)
    message.body.verify()
    head = text[: len(text) - len(message.body)]
    if head:
        assert head[:3] in ("---", "+++")
        assert head.rstrip(" \r\n")[-3:] in ("---", "...", "+++")
    for place in (*reading.comments, *(fault.place for fault in reading.faults)):
        assert place.span.end <= len(head)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("late.md", True),
        ("mails/de/late.markdown", True),
        ("./mails/late.md", True),
        ("support.md", True),
        ("read-me-first.md", True),
        ("notice-of-delay.md", True),
        ("README.md", False),
        ("docs/readme.de.md", False),
        ("README_pt-BR.markdown", False),
        ("README-fr.md", False),
        ("Readme.mdx", False),
        ("CHANGELOG.md", False),
        ("LICENSE.md", False),
        ("contributing.md", False),
        ("Code-of-Conduct.md", False),
        ("CODE_OF_CONDUCT.md", False),
        ("SECURITY.md", False),
        ("SUPPORT.md", False),
        (".github/late.md", False),
        (".github\\ISSUE_TEMPLATE\\bug.md", False),
        (".late.md", False),
        ("node_modules/x/late.md", False),
    ],
)
def test_which_files(path: str, expected: bool) -> None:
    assert frontmatter.is_message_file(path) is expected
