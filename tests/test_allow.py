"""Allowances: what a comment permits, how far it reaches, and what is said about those that are wrong or in vain."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.allow import MARK, UNUSED, WRONG
from checker.config import Config
from checker.engine import ALLOWANCE_MARK, check
from checker.finding import Finding, Report
from checker.fix import edited, fixed
from checker.text import Source

QUIET = Config(severities={"off-platform": "off", "missing-order-id": "off", "late-message": "off"})


def report(text: str, path: str = "x.md") -> Report:
    return check([Source(path, text)], QUIET)


def rules(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(each.rule, each.quote) for each in findings if each.rule in ("email-address", WRONG, UNUSED)]


def mails(found: Report) -> tuple[list[str], list[str]]:
    """The addresses that are reported, and those that are permitted."""
    kept = [each.quote for each in found.findings if each.rule == "email-address"]
    return kept, [each.finding.quote for each in found.allowed if each.finding.rule == "email-address"]


REACHES = {
    "not another message of that name": (
        "x.yml",
        "m:\n  # sellerlint: allow-message email-address -- why\n  body: Hi a@lamp.example\nm:\n  body: Hi c@lamp.example\n",
        "a",
    ),
    "the block below": (
        "x.md",
        "<!-- sellerlint: allow email-address -- why -->\na@lamp.example and\nb@lamp.example\n\nc@lamp.example\n",
        "ab",
    ),
    "the block below, blank lines between": (
        "x.md",
        "<!-- sellerlint: allow email-address -- why -->\n\n\n* a@lamp.example\n* b@lamp.example\n\nc@lamp.example\n",
        "ab",
    ),
    "the line with words": (
        "x.md",
        "Write <!-- sellerlint: allow email-address -- why --> a@lamp.example\nor c@lamp.example\n",
        "a",
    ),
    "a quotation below": (
        "x.md",
        "> <!-- sellerlint: allow email-address -- why -->\n>\n> a@lamp.example\n\nc@lamp.example\n",
        "a",
    ),
    "the message": (
        "x.md",
        "c1@lamp.example\n\n<!-- sellerlint: allow-message email-address -- why -->\n\na@lamp.example\n".replace(
            "c1", "a"
        ),
        "aa",
    ),
    "the message, said in front matter": (
        "x.md",
        "---\n# sellerlint: allow-message email-address -- why\nkind: reply\n---\na@lamp.example\n",
        "a",
    ),
    "a block scalar, on the key's line": (
        "x.yml",
        "one:\n  body: |  # sellerlint: allow email-address -- why\n    a@lamp.example\n\n    b@lamp.example\ntwo:\n  body: c@lamp.example\n",
        "ab",
    ),
    "a block scalar, on the line above": (
        "x.yml",
        "one:\n  # sellerlint: allow email-address -- why\n  # (another comment)\n  body: >\n    a@lamp.example\ntwo:\n  body: c@lamp.example\n",
        "a",
    ),
    "a line": (
        "x.yml",
        "one:\n  body: a@lamp.example  # sellerlint: allow email-address -- why\n  subject: c@lamp.example\n",
        "a",
    ),
    "an item of a list": (
        "x.yml",
        "mails:\n  # sellerlint: allow email-address -- why\n  - subject: a@lamp.example\n    body: b@lamp.example\n  - body: c@lamp.example\n",
        "ab",
    ),
    "only the key, not its item": (
        "x.yml",
        "mails:\n  - subject: a@lamp.example  # sellerlint: allow email-address -- why\n    body: c@lamp.example\n",
        "a",
    ),
    "all below a key": (
        "x.yml",
        "# sellerlint: allow email-address -- why\nmails:\n- body: a@lamp.example\n- body: b@lamp.example\nother:\n  body: c@lamp.example\n",
        "ab",
    ),
    "a message, from outside": (
        "x.yml",
        "one:\n  body: c@lamp.example\n# sellerlint: allow-message email-address -- why\ntwo:\n  subject: a@lamp.example\n  body: b@lamp.example\n",
        "ab",
    ),
    "a message, from its end": (
        "x.yml",
        "one:\n  subject: a@lamp.example\n  body: b@lamp.example  # sellerlint: allow-message email-address -- why\ntwo:\n  body: c@lamp.example\n",
        "ab",
    ),
    "the file": (
        "x.yml",
        "one:\n  body: a@lamp.example\ntwo:\n  body: b@lamp.example\n# sellerlint: allow-file email-address -- why\n",
        "ab",
    ),
    "an HTML comment in a block scalar": (
        "x.yml",
        "body: |\n  <!-- sellerlint: allow email-address -- why -->\n  a@lamp.example\n\n  c@lamp.example\n",
        "a",
    ),
    "an HTML comment in double quotes": (
        "x.yml",
        'body: "c@lamp.example\\n\\n<!-- sellerlint: allow email-address -- why -->\\na@lamp.example\\n\\nc@lamp.example"\n',
        "a",
    ),
}


@pytest.mark.parametrize("name", REACHES)
def test_how_far_it_reaches(name: str) -> None:
    path, text, letters = REACHES[name]
    found = report(text, path)
    kept, allowed = mails(found)
    assert [each[0] for each in allowed] == list(letters)
    assert kept == ["c@lamp.example"] * text.count("c@lamp")
    assert {each.reason for each in found.allowed} == {"why"}
    assert not [each for each in found.findings if each.rule in (WRONG, UNUSED)]


@pytest.mark.parametrize(
    ("comment", "rule", "quote", "words"),
    [
        ("allow email-address", WRONG, "", "reason"),
        ("allow email-address --", WRONG, "", "reason"),
        ("allow email-address -- ", WRONG, "", "reason"),
        ("allow email-adress -- why", WRONG, "email-adress", "did you mean 'email-address'?"),
        ("allow -- why", WRONG, "", "No rule"),
        ("alow email-address -- why", WRONG, "alow", "did you mean 'allow'?"),
        ("disable", WRONG, "disable", "nothing to say"),
        ("", WRONG, "", "Nothing is said"),
        ("allow unreadable -- why", WRONG, "unreadable", "can't be allowed"),
        ("allow unused-allowance -- why", WRONG, "unused-allowance", "can't be allowed"),
        ("allow phone-number -- why", UNUSED, "phone-number", "Nothing here breaks"),
    ],
)
@pytest.mark.parametrize("path", ["x.md", "x.yml"])
def test_what_is_wrong_with_it(path: str, comment: str, rule: str, quote: str, words: str) -> None:
    if path == "x.md":
        text = f"<!-- sellerlint: {comment} -->\na@lamp.example\n"
    else:
        text = f"# sellerlint: {comment}\nbody: a@lamp.example\n"
    found = report(text, path)
    [about] = [each for each in found.findings if each.rule in (WRONG, UNUSED)]
    assert about.rule == rule
    assert words in about.message
    if quote:
        assert about.quote == quote
    assert mails(found) == (["a@lamp.example"], [])


def test_several_rules_and_those_that_are_in_vain() -> None:
    text = "<!-- sellerlint: allow emoji, email-address,phone-number \u2014 why -->\na@lamp.example\n"
    found = report(text)
    assert rules(found.findings) == [(UNUSED, "emoji"), (UNUSED, "phone-number")]
    assert mails(found)[1] == ["a@lamp.example"]
    done = fixed(Source("x.md", text), lambda source: list(report(source.text).findings))
    assert done.source.text == "<!-- sellerlint: allow email-address \u2014 why -->\na@lamp.example\n"


def test_a_rule_that_is_off_has_no_allowance_in_vain() -> None:
    text = "<!-- sellerlint: allow emoji -- why -->\nHello\n"
    assert rules(report(text).findings) == [(UNUSED, "emoji")]
    off = check([Source("x.md", text)], QUIET._replace(severities={**QUIET.severities, "emoji": "off"}))
    assert not rules(off.findings)
    off = check([Source("x.md", text)], QUIET._replace(severities={**QUIET.severities, UNUSED: "off"}))
    assert not rules(off.findings)


@pytest.mark.parametrize(
    ("path", "text", "without"),
    [
        ("x.md", "A\n\n<!-- sellerlint: allow emoji -- why -->\n\nB\n", "A\n\nB\n"),
        ("x.md", "A\n\n<!-- sellerlint: allow emoji -- why -->\nB\n", "A\n\nB\n"),
        ("x.md", "A <!-- sellerlint: allow emoji -- why -->\r\nB\r\n", "A\r\nB\r\n"),
        ("x.yml", "# sellerlint: allow emoji -- why\nbody: A\n", "body: A\n"),
        ("x.yml", "body: A  # sellerlint: allow emoji -- why\n", "body: A\n"),
        ("x.yml", "body: |  # sellerlint: allow emoji -- why\n  A\n", "body: |\n  A\n"),
        ("x.yml", "body: |\n  A\n  <!-- sellerlint: allow emoji -- why -->\n  B\n", "body: |\n  A\n  B\n"),
        ("x.yml", "body: 'A <!-- sellerlint: allow emoji -- why -->'\n", "body: 'A'\n"),
    ],
)
def test_the_fix_takes_it_out(path: str, text: str, without: str) -> None:
    done = fixed(Source(path, text), lambda source: list(report(source.text, path).findings))
    assert done.source.text == without


def test_the_mark_is_the_same_for_all() -> None:
    assert MARK == ALLOWANCE_MARK


PARAGRAPHS = st.lists(
    st.sampled_from(
        ["Hello there.", "Write to a@lamp.example.", "* b@lamp.example\n* more", "So \U0001f389 nice", "```\ncode\n```"]
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, st.data())
def test_taken_out_and_put_back_the_report_is_the_same(paragraphs: list[str], data: st.DataObject) -> None:
    plain = "\n\n".join(paragraphs) + "\n"
    before = report(plain)
    places = data.draw(st.sets(st.integers(0, len(paragraphs) - 1)))
    parts = []
    for number, paragraph in enumerate(paragraphs):
        allow = "<!-- sellerlint: allow email-address, emoji -- why -->\n" if number in places else ""
        parts.append(allow + paragraph)
    text = "\n\n".join(parts) + "\n"
    with_them = report(text)

    def told(findings: list[Finding]) -> list[tuple[str, str]]:
        return sorted((each.rule, each.quote) for each in findings if each.rule in ("email-address", "emoji"))

    # Nothing is lost: what is allowed and what is kept is what was found without.
    assert told([*with_them.findings, *(each.finding for each in with_them.allowed)]) == told(list(before.findings))
    for each in with_them.allowed:
        block = text.count("\n\n", 0, each.finding.place.span.start)
        assert block >= min(places)
    lines = [line for line in text.split("\n") if MARK not in line]
    assert "\n".join(lines) == plain
    again = report("\n".join(lines))
    assert again.findings == before.findings
    assert report(text).allowed == with_them.allowed
    # What is in vain is taken out by its fix, and nothing else changes.
    vain = [each for each in with_them.findings if each.rule == UNUSED]
    assert all(each.fix is not None for each in vain)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="-<>!# ,\nsa:\t", max_size=30), st.sampled_from(["x.md", "x.yml"]))
def test_any_comment_is_read_or_refused(rest: str, path: str) -> None:
    text = f"<!-- sellerlint: allow{rest} -->\n" if path == "x.md" else f"a: b # sellerlint:{rest}\nbody: c\n"
    for each in report(text, path).findings:
        assert 0 <= each.place.span.start <= each.place.span.end <= len(text)
        if each.fix:
            edited(text, each.fix.edits)


def _wrong(text: str, path: str) -> list[str]:
    return [each.message for each in report(text, path).findings if each.rule == WRONG]


def test_one_that_the_buyer_would_read_is_told() -> None:
    text = "body: |\n  # sellerlint: allow emoji -- our brand\n  Hello \U0001f600\n"
    [said] = _wrong(text, "x.yml")
    assert "stands in the text that is sent" in said
    assert _wrong("```\n# sellerlint: allow emoji -- why\n```\n", "x.md")
    assert not _wrong("Hello, this is sellerlint: allow it.\n", "x.md")


def test_a_missing_colon_is_told() -> None:
    [said] = _wrong("<!-- sellerlint allow emoji -- why -->\nHello \U0001f600\n", "x.md")
    assert "colon" in said
    assert not _wrong("<!-- sellerlint is our checker -->\nHello\n", "x.md")


def test_what_is_wrong_with_a_whole_message_is_permitted_within_it() -> None:
    head = "---\nkind: proactive\nlanguage: en\nsubject: Your lamp\n---\n"
    text = f"{head}<!-- sellerlint: allow missing-order-id -- the tool adds it -->\nWhich colour shall it have?\n"
    found = check([Source("x.md", text)])
    assert [each.finding.rule for each in found.allowed] == ["missing-order-id"]
    assert not found.findings
    # What stands in the subject itself is out of its reach.
    text = text.replace("Your lamp", "Your lamp \U0001f600 {{order_id}}").replace("missing-order-id", "emoji")
    assert {each.rule for each in check([Source("x.md", text)]).findings} == {"emoji", UNUSED}


def test_nothing_is_mended_where_an_allowance_can_not_be_read() -> None:
    text = "<!-- sellerlint: allow emoji -->\nHello \U0001f600\n"
    assert fixed(Source("x.md", text), lambda source: list(check([source]).findings)).source.text == text
