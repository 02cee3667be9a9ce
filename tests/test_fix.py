"""Fixes: what holds is made, in every style of YAML and in Markdown; all other bytes stay."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.cli import main
from checker.config import Config
from checker.engine import check
from checker.files import replace
from checker.finding import Edit, Finding, Fix, Place, Severity
from checker.fix import Fixed, diff, edited, fixed
from checker.readers import read
from checker.rules import Entry, index, rule
from checker.text import Source, Span
from tests import cases

MENDED = (
    "emoji", "insecure-link", "tracking-parameters", "important-marker", "blank-lines", "insecure-image",
    "invisible-character",
)  # fmt: skip


def findings(source: Source) -> list[Finding]:
    return list(check([source], Config()).findings)


def mended(text: str, path: str = "x.md", *, unsafe: bool = False) -> Fixed:
    return fixed(Source(path, text), findings, unsafe=unsafe)


@pytest.mark.parametrize(
    ("path", "text", "after"),
    [
        ("x.md", "Hello \U0001f389 there\r\n", "Hello there\r\n"),
        ("x.md", "See http://www.amazon.com/a?utm_source=b&c=d\n", "See https://www.amazon.com/a?c=d\n"),
        ("x.md", "A\n\n\n\n\nB\n", "A\n\n\nB\n"),
        ("x.md", "A gi\u200bf\u2060t, help@lamp\u200bstore.example\n", "A gift, help@lampstore.example\n"),
        ("x.yml", "body: 'It''s a gi\u200bft'  # gi\u200bft\n", "body: 'It''s a gift'  # gi\u200bft\n"),
        ("x.md", "A<br><br><br><br>B\n", "A<br><br>B\n"),
        ("x.md", "---\nsubject: '[Important] It''s here'\n---\nHello\n", "---\nsubject: 'It''s here'\n---\nHello\n"),
        ("x.yml", "body: 'It''s here \U0001f389'\n", "body: 'It''s here'\n"),
        ("x.yml", 'body: "A \\"b\\" \U0001f389 c\\n"  # \U0001f389\n', 'body: "A \\"b\\" c\\n"  # \U0001f389\n'),
        ("x.yml", "body: \U0001f389 Hello\n", "body: Hello\n"),
        ("x.yml", "body: |2-\n   A \U0001f389 b\n\n\n\n\n  C", "body: |2-\n   A b\n\n\n  C"),
        ("x.yml", "body: >+\n  A \U0001f389 b\n  c\n\n", "body: >+\n  A b\n  c\n\n"),
        ("x.yml", "a: &x\n  body: Hi \U0001f389 you\nb: *x\n", "a: &x\n  body: Hi you\nb: *x\n"),
    ],
)
def test_what_is_mended(path: str, text: str, after: str) -> None:
    assert mended(text, path).source.text == after


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x.yml", "body: \U0001f389\n"),  # nothing would be left: null is not an empty text
        ("x.yml", 'body: "A \\U0001F389 b"\n'),  # the place is not exact
        ("x.yml", "body: \U0001f389- Hello\n"),  # a list would be left
        ("x.yml", "body: \U0001f389# Hello\n"),
        ("x.yml", "body: \U0001f389'Hello\n"),
        ("x.yml", "body: \U0001f389&Hello\n"),
        ("x.yml", "body: \U0001f389{{ name }}: b\n"),
    ],
)
def test_what_would_break_is_left(path: str, text: str) -> None:
    for unsafe in (False, True):
        assert mended(text, path, unsafe=unsafe).source.text == text


def suggestion(text: str, words: str, instead: str) -> Fixed:
    """Fix a text with one made-up rule that wants other words."""

    def want(source: Source) -> list[Finding]:
        at = source.text.find(words)
        if at < 0:
            return []
        span = Span(at, at + len(words))
        fix = Fix("write it so", (Edit(span, instead),))
        return [Finding("spelling", "", Severity.ERROR, Place.of(source, span), "m", words, "s", "h", fix=fix)]

    return fixed(Source("x.yml", text), want)


@pytest.mark.parametrize(
    ("text", "instead", "after"),
    [
        ("body: 'a dont b'\n", "don't", "body: 'a don''t b'\n"),
        ('body: "a dont b"\n', 'do"t', 'body: "a do\\"t b"\n'),
        ('body: "a dont b"\n', "do\\t", 'body: "a do\\\\t b"\n'),
        ("body: a dont b\n", "don't", "body: a don't b\n"),
        ("body: a dont b\n", "do: not", None),
        ("body: a dont b\n", "do #not", None),
        ("body: dont b\n", "'not", None),
        ("body: dont b\n", "- not", None),
        ("body: [dont, b]\n", "do]not", None),
        ("body: |\n  dont b\n", " not", None),
        ("body: a dont\n", "not ", None),
    ],
)
def test_what_is_written_is_quoted_or_refused(text: str, instead: str, after: str | None) -> None:
    assert suggestion(text, "dont", instead).source.text == (text if after is None else after)


WORDS = st.lists(
    st.sampled_from([
        "Hello", "it's", "\U0001f389", "\U0001f1e9\U0001f1ea", "gi\u200bft", "don't", '"so"', "a\\b", "{{ name }}", "#1", "- x", "a: b",
        "http://www.amazon.com/x?utm_source=a&y=b", "\u00fcber", "\n", "\n\n", "\n\n\n\n\n\n", "**b**", "1.", "&amp;", "\U0001f600.",
    ]),
    min_size=1,
    max_size=10,
)  # fmt: skip


def _double(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _single(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", "\n\n  ") + "'"


def _block(style: str, text: str) -> str:
    return f"{style}\n" + "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))


STYLES: dict[str, tuple[str, Callable[[str], str]]] = {
    "markdown": ("x.md", lambda text: text),
    "double": ("x.yml", lambda text: f"one:\n  body: {_double(text)}  # \U0001f389\n"),
    "single": ("x.yml", lambda text: f"one:\n  body: {_single(text)}\n"),
    "literal": ("x.yml", lambda text: f"one:\n  body: {_block('|', text)}"),
    "folded": ("x.yml", lambda text: f"- body: {_block('>-', text)}  # end \U0001f389\n"),
    "plain": ("x.yml", lambda text: f"body: {' '.join(text.split())}\nsubject: a\n"),
}


@settings(max_examples=150, deadline=None)
@pytest.mark.parametrize("style", STYLES)
@given(WORDS, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_fixing_holds(style: str, words: list[str], ending: str, bom: bool, unsafe: bool) -> None:
    path, write = STYLES[style]
    text = write(" ".join(words).strip()).replace("\n", ending)
    source = Source(path, text, bom=bom)
    was = findings(source)
    done = fixed(source, findings, unsafe=unsafe)
    after = done.source
    now = findings(after)
    assert after.bom == bom
    assert [each.rule for each in now] == [each.rule for each in done.left]
    # Nothing new, and every fix took a finding away.
    assert {rule for rule, *_ in now} <= {rule for rule, *_ in was}
    assert len(now) <= len(was) - (1 if done.made else 0)
    # Fixing again changes nothing.
    assert fixed(after, findings, unsafe=unsafe).source.text == after.text
    # All that went was made of what fixes take, in its order; line ends are of one kind still.
    assert _is_less(after.text.replace("https://", "http://"), text)
    if ending == "\r\n":
        assert "\n" not in after.text.replace("\r\n", "")
    before_messages, after_messages = read(source).messages, read(after).messages
    assert [each.name for each in before_messages] == [each.name for each in after_messages]
    if path == "x.yml" and not read(source).faults:
        assert not read(after).faults
        try:
            yaml.safe_load(text)
        except yaml.YAMLError:
            return
        yaml.safe_load(after.text)


def _is_less(short: str, long: str) -> bool:
    """Whether the one is the other with characters taken out."""
    rest = iter(long)
    return all(character in rest for character in short)


def test_edits_are_made_by_their_places() -> None:
    assert edited("abcdef", [Edit(Span(4, 5), "X"), Edit(Span(0, 2), ""), Edit(Span(3, 3), "-")]) == "c-dXf"


def test_a_diff_is_one() -> None:
    before, after = Source("x.md", "a\r\nb\u2028c\nlast"), Source("x.md", "a\r\nbc\nlast")
    assert diff(before, before) == ""
    assert diff(before, after) == (
        "--- a/x.md\n+++ b/x.md\n@@ -1,3 +1,3 @@\n a\r\n-b\u2028c\n+bc\n last\n\\ No newline at end of file\n"
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "x.md"
    data = b"\xef\xbb\xbfHello \xf0\x9f\x8e\x89 there,\r\n\r\nwhich colour shall it have?"
    path.write_bytes(data)
    path.chmod(0o640)
    assert main(["--diff"]) == 1
    out, err = capsys.readouterr()
    assert "-Hello \U0001f389 there," in out
    assert "would be made" in err
    assert path.read_bytes() == data
    assert main(["--fix"]) == 0
    assert path.read_bytes() == data.replace(b" \xf0\x9f\x8e\x89", b"")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(os.listdir(folder)) == [".git", "x.md"]
    assert main(["--diff"]) == 0
    assert main(["--unsafe-fixes"]) == 2
    assert main(["--fix", "-"]) == 2
    assert "--diff shows" in capsys.readouterr().err


def test_what_is_allowed_or_known_is_not_touched(folder: Path) -> None:
    text = "<!-- sellerlint: allow emoji -- the brand -->\nHello \U0001f389 there\n"
    (folder / "x.md").write_text(text, encoding="utf-8")
    (folder / "y.md").write_text("Hello \U0001f389 there\n", encoding="utf-8")
    main(["baseline", "y.md"])
    main(["--fix"])
    assert (folder / "x.md").read_text(encoding="utf-8") == text
    assert (folder / "y.md").read_text(encoding="utf-8") == "Hello \U0001f389 there\n"
    main(["--fix", "--no-baseline"])
    assert (folder / "y.md").read_text(encoding="utf-8") == "Hello there\n"


def test_a_file_that_changed_meanwhile_is_not_written(folder: Path) -> None:
    (folder / "x.md").write_bytes(b"new")
    assert replace("x.md", b"old", b"mended") is not None
    assert (folder / "x.md").read_bytes() == b"new"
    assert replace("x.md", b"new", b"mended") is None
    assert (folder / "x.md").read_bytes() == b"mended"
    assert sorted(os.listdir(folder)) == [".git", "x.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_stays_one(folder: Path) -> None:
    (folder / "real.md").write_bytes(b"a")
    (folder / "link.md").symlink_to("real.md")
    assert replace("link.md", b"a", b"b") is None
    assert (folder / "link.md").is_symlink()
    assert (folder / "real.md").read_bytes() == b"b"


@pytest.mark.parametrize(
    ("before", "after", "options"),
    [
        ("Hello. Write to help@lamp-store.example today. Bye.\n", "Hello. Bye.\n", {}),
        ("Call us on +44 1632 960123. Or reply here.\n", "Or reply here.\n", {}),
        ('<p style="color:red; margin:0">Which one?</p>\n', '<p style="margin:0">Which one?</p>\n', {}),
        ('<p style="margin:0;font-family:Arial">Which one?</p>\n', '<p style="margin:0;">Which one?</p>\n', {}),
        ("a: 1\nbody: 'It''s here. Mail help@lamp-store.example now. Bye.'\n", "a: 1\nbody: 'It''s here. Bye.'\n", {}),
        (
            "---\nkind: proactive\nsubject: Your lamp\n---\n\nWhich colour?\n",
            "---\nkind: proactive\nsubject: Your lamp ({{order_id}})\n---\n\nWhich colour?\n",
            {"missing-order-id": {"placeholder": "{{order_id}}"}},
        ),
    ],
)
def test_unsafe_fixes_and_the_order_placeholder(before: str, after: str, options: dict[str, dict[str, str]]) -> None:
    source = Source("x.yml" if before.startswith("a:") else "x.md", before)
    done = fixed(source, lambda one: list(check([one], Config(options=options)).findings), unsafe=True)
    assert done.source.text == after


@pytest.mark.parametrize("entry", index(), ids=lambda entry: str(entry.id))
def test_a_rule_says_whether_it_can_mend(entry: Entry) -> None:
    """What `sellerlint rules` shows is what the edits of the rule's own cases are."""
    kinds = set()
    (path,) = cases.TABLES.glob(f"*/{entry.id}.yml")
    for case in cases.load(path):
        if case.bad:
            settings = Config(severities={entry.id: "error"}, options={entry.id: case.options} if case.options else {})
            for name, text in cases.containers(case).items():
                source, _ = cases.source(name, text)
                every = check([source], settings).findings
                kinds |= {each.fix.safe for each in every if each.rule == entry.id and each.fix is not None}
    assert rule(entry).fixes == ("safe" if True in kinds else "unsafe" if kinds else "")
