"""The generated pages: fresh, and made of what a rule says of itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.finding import Severity
from checker.pages import (
    FAILED,
    FRESH,
    GENERATED,
    STALE,
    Case,
    Subject,
    explain,
    index_page,
    main,
    pages,
    policy_page,
    read_cases,
    rule_page,
    underlined,
)
from checker.policy import load, parse, written_rules
from checker.rule import Rule, each_phrase

ROOT = Path(__file__).resolve().parent.parent

POLICY = parse(
    """\
title: Rules for messages
url: https://lamp-store.example/rules
checked_on: 2026-01-31
sources:
  page: {title: The page, url: "https://lamp-store.example/page", grade: official}
  copy: {title: A copy, url: "https://lamp-store.example/copy", grade: mirror}
chapters:
  - title: Contact
    clauses:
      - {id: C01, name: No pigeons, says: Send no pigeons | doves., scope: [all], sources: [page], rules: [pigeon]}
      - id: C02
        name: No birds
        says: Send no birds.
        scope: [reply, subject]
        derived_from: [C01]
        checked_on: 2026-02-01
        sources: [copy]
        rules: [pigeon, owl]
      - id: C03
        name: No flying
        says: Do not fly.
        scope: [api]
        sources: [page]
        unenforced: Flying leaves no trace in a text.
"""
)
RULE = Rule(
    id="pigeon",
    title="a carrier pigeon",
    clause="C02",
    help="ask for a reply",
    check=each_phrase("pigeon", "{quote} flies"),
    severity=Severity.WARNING,
    default=False,
    kinds=("reply",),
    options={"birds": frozenset({"owl", "dove"}), "height": 3, "loud": True},
)
PIGEON = Subject(RULE, "contact", "Finds pigeons.\n\nThey get lost.\n")


def test_the_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "checker.pages", "--check"], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (FRESH, b"", b"")


def test_a_rules_page() -> None:
    cases = [
        Case(True, ("Here comes ⟦our pigeon⟧.",), "a bird", {"height": 5}),
        Case(False, ("Pigeon grey is a colour.",)),
    ]
    page = rule_page(PIGEON, POLICY, cases, "../policy.md")
    assert page == (
        "# pigeon\n\n"
        "Finds pigeons.\n\nThey get lost.\n\n"
        "**Warning** in messages of the kind `reply`; off by default.\n\n"
        "## Write instead\n\nAsk for a reply.\n\n"
        "## Why\n\n"
        "**[C02](../policy.md#c02), No birds.** Send no birds.\n\n"
        "It applies to answers to a buyer and the subject. Last checked on 2026-02-01:\n\n"
        "* derived from [C01](../policy.md#c01)\n"
        "* derived: A copy, <https://lamp-store.example/copy>\n\n"
        "**[C01](../policy.md#c01), No pigeons.** Send no pigeons | doves.\n\n"
        "It applies to all messages. Last checked on 2026-01-31:\n\n"
        "* official: The page, <https://lamp-store.example/page>\n\n"
        "## Options\n\n"
        "| Option | Default value |\n| --- | --- |\n"
        '| `birds` | `["dove", "owl"]` |\n| `height` | `3` |\n| `loud` | `true` |\n\n'
        "## Found\n\n"
        "A bird. With `height = 5`.\n\n"
        "```text\nHere comes our pigeon.\n           ^^^^^^^^^^\n```\n\n"
        "## Not found\n\n```text\nPigeon grey is a colour.\n```\n\n"
        "## Allow one\n\n"
        "Where a finding is meant to be, write down why. In Markdown:\n\n"
        "```markdown\n<!-- sellerlint: allow pigeon -- the reason -->\n```\n\n"
        "In YAML:\n\n```yaml\n# sellerlint: allow pigeon -- the reason\n```\n"
    )


def test_a_page_without_cases_and_links() -> None:
    page = rule_page(PIGEON, POLICY)
    assert "Finds pigeons." in page
    assert "Ask for a reply." in page
    assert "**C02, No birds.** Send no birds." in page
    assert "* derived from C01\n" in page
    assert "## Found" not in page
    assert "policy.md" not in page


def test_an_ordinary_rule() -> None:
    rule = RULE._replace(severity=Severity.ERROR, default=True, kinds=("proactive", "reply"), options={})
    page = rule_page(PIGEON._replace(rule=rule), POLICY)
    assert "\n**Error** in messages.\n" in page
    assert "## Options" not in page
    assert "\n# pigeon\n\nA carrier pigeon.\n\n**" in "\n" + rule_page(PIGEON._replace(doc=""), POLICY)
    page = rule_page(PIGEON._replace(rule=rule._replace(over="sequence")), POLICY)
    assert "\n**Error** in sequences of messages.\n" in page


def test_the_table_of_rules() -> None:
    one = PIGEON._replace(rule=RULE._replace(id="ant", title="a | b", clause="C01", default=True))
    page = index_page([PIGEON, one, PIGEON._replace(chapter="purpose")])
    row = "| [pigeon](pigeon.md) | a carrier pigeon | [C02](../policy.md#c02) | off (warning) |"
    ant = "| [ant](ant.md) | a \\| b | [C01](../policy.md#c01) | warning |"
    assert page.split("\n## ")[1:] == [
        f"Purpose\n\n| Rule | What it finds | Clause | By default |\n| --- | --- | --- | --- |\n{row}\n",
        f"Contact\n\n| Rule | What it finds | Clause | By default |\n| --- | --- | --- | --- |\n{ant}\n{row}\n",
    ]


def test_the_policys_page() -> None:
    page = policy_page(POLICY, ["pigeon"])
    assert page.startswith(f"{GENERATED}\n\n# Rules for messages\n")
    first, second, third = [line for line in page.split("\n") if line.startswith("| <a")]
    assert first == (
        '| <a id="c01"></a>C01 | **No pigeons.** Send no pigeons \\| doves. | all messages '
        "| [pigeon](rules/pigeon.md) | [page][] |"
    )
    assert second == (
        '| <a id="c02"></a>C02 | **No birds.** Send no birds. | answers to a buyer, the subject '
        "| [pigeon](rules/pigeon.md), `owl` | derived from [C01](#c01): [copy][] (read on 2026-02-01) |"
    )
    assert third == (
        '| <a id="c03"></a>C03 | **No flying.** Do not fly. | messages through the API '
        "| None. Flying leaves no trace in a text. | [page][] |"
    )
    assert "There are 3 clauses and 2 rules" in page
    assert "Rules without a link (1) are not written yet." in page
    assert "not written yet" not in policy_page(POLICY, ["pigeon", "owl"])
    assert page.endswith("\n[page]: <https://lamp-store.example/page>\n[copy]: <https://lamp-store.example/copy>\n")


def test_links_of_the_policys_page_lead_somewhere() -> None:
    page = policy_page(load(), written_rules())
    cited = set(re.findall(r"\[([a-z0-9-]+)\]\[\]", page))
    defined = re.findall(r"^\[([a-z0-9-]+)\]: <https://\S+>$", page, re.MULTILINE)
    assert sorted(cited) == sorted(defined)
    assert page.count('<a id="') == len(load().clauses)
    for rule in re.findall(r"\(rules/([a-z0-9-]+)\.md\)", page):
        assert rule == "index" or rule in written_rules()


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("no mark", ["no mark"]),
        ("a ⟦b⟧ c", ["a b c", "  ^"]),
        ("⟦a ⟦b⟧ c⟧ d", ["a b c d", "^^^^^"]),
        ("one\n\ntwo ⟦three\nfour⟧ five", ["one", "", "two three", "    ^^^^^", "four five", "^^^^"]),
        ("\t⟦a⟧\t⟦b⟧", ["\ta\tb", "\t^\t^"]),
        ("注文⟦番号⟧です", ["注文番号です", "    ^^^^"]),
        ("e\u0301 ⟦x⟧", ["e\u0301 x", "  ^"]),
        ("a⟦\u200b⟧b", ["a\\u200bb", " ^^^^^^"]),
        ("a\u00a0⟦b⟧", ["a\\u00a0b", "       ^"]),
        ("⟦\U000e0067⟧", ["\\U000e0067", "^^^^^^^^^^"]),
        ("x ⟦\U0001f469\u200d\U0001f527⟧ y", ["x \U0001f469\u200d\U0001f527 y", "  ^^^^"]),
        ("a\u200d⟦b⟧", ["a\\u200db", "       ^"]),
        ("bell \x07⟦!⟧", ["bell \\u0007!", "           ^"]),
        ("⟦\n⟧", ["", ""]),
    ],
)
def test_underlined(marked: str, shown: list[str]) -> None:
    assert list(underlined(marked)) == shown


@given(st.lists(st.tuples(st.text("ab` \n"), st.text("ab` \n", min_size=1))), st.text("ab` \n"))
def test_underlined_is_what_was_marked(pieces: list[tuple[str, str]], rest: str) -> None:
    marked = "".join(f"{before}⟦{within}⟧" for before, within in pieces) + rest
    text = "".join(before + within for before, within in pieces) + rest
    below = "".join(re.sub(".", " ", before) + re.sub(".", "^", within) for before, within in pieces)
    below += re.sub(".", " ", rest)
    expected = []
    for line, carets in zip(text.split("\n"), below.split("\n"), strict=True):
        expected += [line, *([carets.rstrip()] if carets.strip() else [])]
    assert list(underlined(marked)) == expected


@given(st.text("a\n⟦⟧\u200b\u200d\u2028\x00\x85\U0001f469"))
def test_nothing_unseen_is_shown(marked: str) -> None:
    for line in underlined(marked):
        assert not set(line) & set("⟦⟧\u200b\u2028\x00\x85\n")


def test_cases_are_read() -> None:
    text = (
        "- bad: |\n    Look ⟦here⟧\n  why: it looks\n"
        "- good: Look.\n  subject: Hello\n  meta: {kind: reply, sequence: [1, 2]}\n  options: {height: 2}\n"
        "- sequence: [One., 'Two ⟦again⟧.']\n"
        "- bad: Look.\n  subject: ⟦Hi⟧\n"
    )
    assert read_cases(text) == [
        Case(True, ("Look ⟦here⟧",), "it looks"),
        Case(False, ("---\nkind: reply\nsequence:\n- 1\n- 2\nsubject: Hello\n---\n\nLook.",), "", {"height": 2}),
        Case(True, ("One.", "Two ⟦again⟧.")),
        Case(True, ("---\nsubject: ⟦Hi⟧\n---\n\nLook.",)),
    ]
    assert read_cases("") == []
    with pytest.raises(ValueError, match="one of bad, good, sequence"):
        read_cases("- ugly: yes\n")


def test_a_sequence_and_a_fence() -> None:
    page = rule_page(PIGEON, POLICY, [Case(True, ("One ```` tick.", "⟦Two⟧."))])
    assert "`````text\n(message 1)\nOne ```` tick.\n\n(message 2)\nTwo.\n^^^\n`````\n" in page


@pytest.mark.parametrize("rule", written_rules())
def test_each_rule_explains_itself(rule: str) -> None:
    text = explain(rule)
    assert text.startswith(f"# {rule}\n")
    assert all(clause.says in text for clause in load().clauses_of(rule))
    made = pages()[f"docs/rules/{rule}.md"]
    assert made.startswith(GENERATED)
    assert "## Found" in made
    assert "## Not found" in made


def test_what_is_no_rule() -> None:
    with pytest.raises(KeyError):
        explain("no-such-rule")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A working copy with nothing but the tables of cases."""
    shutil.copytree(ROOT / "tests" / "rules", tmp_path / "tests" / "rules")
    return tmp_path


def test_pages_are_written_once(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"], copy) == STALE
    assert "docs/policy.md: stale; run python -m checker.pages\n" in capsys.readouterr().out
    assert main([], copy) == FRESH
    written = capsys.readouterr().out.splitlines()
    assert written == [f"wrote {path}" for path in pages(copy)]
    assert main([], copy) == FRESH
    assert main(["--check"], copy) == FRESH
    assert capsys.readouterr().out == ""
    for path, text in pages(copy).items():
        assert (copy / path).read_bytes() == text.encode()
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_a_page_of_a_rule_that_is_gone(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([], copy)
    gone, own = copy / "docs/rules/pigeon.md", copy / "docs/rules/notes.md"
    gone.write_text(f"{GENERATED}\n\n# pigeon\n", encoding="utf-8")
    own.write_text("# Written by hand\n", encoding="utf-8")
    (copy / "docs/policy.md").write_bytes((copy / "docs/policy.md").read_bytes() + b"\n")
    capsys.readouterr()
    assert main(["--check"], copy) == STALE
    assert capsys.readouterr().out == (
        "docs/policy.md: stale; run python -m checker.pages\n"
        "docs/rules/pigeon.md: there is no such rule; run python -m checker.pages\n"
    )
    assert gone.exists()
    assert main([], copy) == FRESH
    assert capsys.readouterr().out == "wrote docs/policy.md\nremoved docs/rules/pigeon.md\n"
    assert not gone.exists()
    assert own.exists()


def test_line_ends_of_a_checkout_do_not_matter(copy: Path) -> None:
    main([], copy)
    page = copy / "docs" / "policy.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["--check"], copy) == FRESH


def test_outside_a_working_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"], tmp_path) == FAILED
    told = capsys.readouterr().err
    assert "works in a copy of the repository only" in told
    assert told.count("\n") == 1


def test_unknown_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--chekc"]) == FAILED
    assert "usage" in capsys.readouterr().err
