"""The policy: complete, founded, and read strictly."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from checker import policy
from checker.policy import GRADES, PolicyError, load, parse, written_rules

ROOT = Path(__file__).resolve().parent.parent

COUNTS = {"K": 10, "R": 12, "C": 9, "L": 9, "A": 5, "I": 8, "F": 12, "Q": 9, "V": 4}
CLAUSES = [f"{letter}{number:02}" for letter, count in COUNTS.items() for number in range(1, count + 1)]

UNENFORCED = {"K10", "A04", "Q07"}
DERIVED = {"C04", "C09", "L07", "Q08", "Q09"}


def test_all_clauses_are_there_in_order() -> None:
    assert len(CLAUSES) == 78
    assert [clause.id for clause in load().clauses] == CLAUSES


def test_a_chapter_is_a_letter() -> None:
    letters = {title: {clause.id[0] for clause in clauses} for title, clauses in load().chapters.items()}
    assert list(map(sorted, letters.values())) == [[letter] for letter in COUNTS]


@pytest.mark.parametrize("id_", CLAUSES)
def test_each_clause_is_served_and_founded(id_: str) -> None:
    clause = load().clause(id_)
    assert bool(clause.rules) != bool(clause.unenforced)
    assert bool(clause.unenforced) == (id_ in UNENFORCED)
    assert bool(clause.derived_from) == (id_ in DERIVED)
    assert (clause.grade == "derived") == (id_ in DERIVED)
    assert len({source.url for source in clause.sources}) == len(clause.sources) >= 1
    for source in clause.sources:
        assert source.url.startswith("https://")
        assert source.grade in GRADES
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", clause.checked_on)
    # One to three plain sentences, give or take one: it is read in a table's cell and in a terminal.
    assert 20 <= len(clause.says) <= 420
    assert clause.says.endswith(".")
    assert not clause.name.endswith(".")


def test_official_and_copied_pages_are_told_apart() -> None:
    for clause in load().clauses:
        for source in clause.sources:
            if source.grade == "official":
                assert re.match(r"https://(sellercentral\.amazon\.[a-z.]+/|github\.com/amzn/)", source.url), source


def test_a_rule_is_found_under_its_clauses() -> None:
    assert [clause.id for clause in load().clauses_of("shortened-link")] == ["L07"]
    assert [clause.id for clause in load().clauses_of("lookalike-domain")] == ["L01"]
    assert load().clauses_of("no-such-rule") == ()
    with pytest.raises(KeyError):
        load().clause("K11")


def test_no_rule_is_named_twice() -> None:
    named = [rule for clause in load().clauses for rule in clause.rules]
    assert sorted(named) == sorted(set(named)) == list(load().rules)


def test_the_rules_that_exist() -> None:
    folder = ROOT / "checker" / "rules"
    there = {path.stem.replace("_", "-") for path in folder.glob("[a-z]*/*.py") if not path.stem.startswith("_")}
    assert set(written_rules()) == there
    assert set(load().unwritten(written_rules())) == set(load().rules) - there
    assert load().unwritten(load().rules) == ()
    assert load().unwritten(()) == load().rules


def test_rules_and_clauses_agree() -> None:
    for name, module in written_rules().items():
        rule = import_module(module).RULE
        assert rule.id == name
        assert rule.clause in {clause.id for clause in load().clauses_of(name)}


SOUND = """\
title: Rules for messages
url: https://lamp-store.example/rules
checked_on: 2026-01-31
sources:
  page: {title: A page, url: "https://lamp-store.example/page", grade: official}
  blog: {title: A blog, url: "https://lamp-store.example/blog", grade: vendor}
chapters:
  - title: Links
    clauses:
      - id: L01
        name: No links
        says: Put no links in a message.
        scope: [all, subject]
        sources: [blog, page]
        rules: [any-link]
      - id: L02
        name: No hidden links
        says: Hide no links in a message.
        scope: [email]
        derived_from: [L01]
        checked_on: 2026-02-01
        sources: [page]
        unenforced: Nobody sees what is hidden.
"""


def test_a_sound_policy() -> None:
    read = parse(SOUND, ["any-link"])
    first, second = read.clauses
    assert (first.grade, first.checked_on, first.rules, first.unenforced) == (
        "official",
        "2026-01-31",
        ("any-link",),
        "",
    )
    assert first.applies_to == "all messages, the subject"
    assert (second.grade, second.checked_on, second.derived_from) == ("derived", "2026-02-01", ("L01",))
    assert [source.grade for source in second.sources] == ["derived"]
    assert read.chapters == {"Links": [first, second]}


# What is changed in the sound policy, into what, and what the refusal says.
REFUSED = [
    ("title: Rules for messages\n", "", "p.yml: title is missing"),
    ("title: Rules for messages\n", "title:\n", "p.yml: title: a text of one line is expected"),
    ("title: Rules", "titel: Rules", "p.yml: unknown key 'titel'; did you mean 'title'?"),
    ("checked_on: 2026-01-31", "checked_on: 20260131", "p.yml: checked_on: a date such as 2026-11-24 is expected"),
    ("checked_on: 2026-01-31", "checked_on: 2026-02-31", "p.yml: checked_on: day"),
    ("https://lamp-store.example/rules", "http://lamp-store.example/rules", "p.yml: url: a full address"),
    ("https://lamp-store.example/page", "lamp-store.example/page", "p.yml: source page: url: a full address"),
    ("grade: official", "grade: hearsay", "p.yml: source page: grade: 'hearsay' is none of official, mirror, vendor"),
    ("grade: official", "grade: derived", "p.yml: source page: grade: 'derived' is none of official, mirror, vendor"),
    ("title: A page, ", "title: A page, seen: x, ", "p.yml: source page: unknown key 'seen'"),
    ("sources: [blog, page]", "sources: [page]", "p.yml: source blog: no clause cites it"),
    ("sources: [blog, page]", "sources: [blog, pag]", "p.yml: clause L01: sources: 'pag' is not known; did you mean"),
    ("sources: [blog, page]", "sources: [blog, blog]", "p.yml: clause L01: sources: a word is there twice"),
    ("sources: [blog, page]", "sources: blog", "p.yml: clause L01: sources: a list is expected"),
    ("sources: [blog, page]", "sources: []", "p.yml: clause L01: sources: a list is expected"),
    ("        rules: [any-link]\n", "", "p.yml: clause L01: it has neither rules nor a reason"),
    ("rules: [any-link]", "unenforced: ''", "p.yml: clause L01: unenforced: a text of one line is expected"),
    ("rules: [any-link]", "rules: []", "p.yml: clause L01: rules: a list is expected"),
    ("rules: [any-link]", "rules: [any-link, any-link]", "p.yml: clause L01: rules: a word is there twice"),
    ("rules: [any-link]", "rules: [Any_Link]", "p.yml: clause L01: rules: a rule's name is expected"),
    ("rules: [any-link]", "rules: [any-links]", "p.yml: no clause names the rule any-link; did you mean 'any-links'?"),
    ("rules: [any-link]", "rules: [{any: link}]", "p.yml: clause L01: rules: a text of one line is expected"),
    (
        "unenforced: Nobody",
        "rules: [other]\n        unenforced: Nobody",
        "p.yml: clause L02: it has rules and is unenf",
    ),
    ("rules: [any-link]", "rule: [any-link]", "p.yml: clause L01: unknown key 'rule'; did you mean 'rules'?"),
    ("id: L02", "id: L01", "p.yml: clause L01: the id is there twice"),
    ("id: L01", "id: L1", "p.yml: clause L1: id: a letter and two digits is expected"),
    ("id: L01\n        name", "name", "p.yml: chapter Links: a clause: id is missing"),
    ("id: L01", "id: [L01]", "p.yml: chapter Links: a clause: id: a text of one line is expected"),
    ("        name: No links\n", "", "p.yml: clause L01: name is missing"),
    ("Put no links", "|\n          Put\n          no links", "p.yml: clause L01: says: a text of one line is expected"),
    ("scope: [all, subject]", "scope: [al]", "p.yml: clause L01: scope: 'al' is not known; did you mean 'all'?"),
    ("derived_from: [L01]", "derived_from: [L02]", "p.yml: clause L02: derived_from: 'L02' is not known"),
    ("derived_from: [L01]", "derived_from: [L03]", "p.yml: clause L02: derived_from: 'L03' is not known"),
    ("checked_on: 2026-02-01", "checked_on: yesterday", "p.yml: clause L02: checked_on: a date"),
    ("    clauses:\n", "    clause:\n", "p.yml: chapter 1: unknown key 'clause'; did you mean 'clauses'?"),
    ("says: Put no", "says: Put\n        says: Put no", "p.yml:10: 'says' is there twice"),
    ("  blog: {title", "  page: {title", "p.yml:5: 'page' is there twice"),
    ("chapters:\n", "chapters: {}\nx:\n", "p.yml: unknown key 'x'"),
    ("title: Rules", "- title: Rules", "p.yml: "),
    ("scope: [email]", "scope: [email", "p.yml: "),
]


@pytest.mark.parametrize(("old", "new", "refusal"), REFUSED)
def test_refused(old: str, new: str, refusal: str) -> None:
    assert SOUND.count(old) == 1
    with pytest.raises(PolicyError) as caught:
        parse(SOUND.replace(old, new), ["any-link"], "p.yml")
    assert str(caught.value).startswith(refusal)


@pytest.mark.parametrize("text", ["", "[]", "words", "a: 1", "title: [", "? [a]\n: b", "\x00", "&a [*a]"])
def test_what_is_no_policy_at_all(text: str) -> None:
    with pytest.raises(PolicyError, match=r"^p\.yml"):
        parse(text, (), "p.yml")


def test_words_stay_words() -> None:
    """`no` and `2026` are words, whatever YAML makes of them elsewhere."""
    read = parse(SOUND.replace("name: No links", "name: no").replace("title: Links", "title: 2026"))
    assert read.clauses[0].name == "no"
    assert read.clauses[0].chapter == "2026"


def test_read_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    policy.load.cache_clear()
    slow = policy.load()
    monkeypatch.undo()
    policy.load.cache_clear()
    assert slow == policy.load()
