"""Every case of every rule, in every container that a template may be written in: the same words underlined."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.config import Config
from checker.engine import check
from checker.rules import index
from tests import cases

CASES = [case for path in cases.tables() for case in cases.load(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: cases.Case) -> None:
    config = Config(severities={case.rule: "error"}, options={case.rule: case.options})
    forms = cases.containers(case)
    assert len(forms) >= 2
    for form, text in forms.items():
        source, expected = cases.source(form, text)
        findings = [finding for finding in check([source], config).findings if finding.rule == case.rule]
        found = sorted(tuple(finding.place.span) for finding in findings)
        assert _words(source.text, found) == _words(source.text, expected), f"{form}: {source.text}"
        assert found == expected, f"{form}: {source.text}"
        # What decides that a rule need not run must never hide a finding.
        thorough = check([source], config._replace(thorough=True)).findings
        assert [finding for finding in thorough if finding.rule == case.rule] == findings, form


def _words(text: str, spans: Sequence[tuple[int, ...]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_cases_name_rules() -> None:
    tables = {path.stem: path.parent.name for path in cases.tables()}
    modules = {entry.id: entry.module.split(".")[2] for entry in index()}
    assert tables == modules, "each rule has one table, in the folder of its chapter"


def test_modules_are_named_like_their_rules() -> None:
    for entry in index():
        assert entry.module.rpartition(".")[2] == entry.id.replace("-", "_")


@pytest.mark.parametrize("path", cases.tables(), ids=lambda path: path.stem)
def test_enough_cases(path: Path) -> None:
    table = cases.load(path)
    bad = sum(case.bad for case in table)
    assert bad >= 6, "at least six bad cases"
    assert len(table) - bad >= 6, "at least six good cases"
