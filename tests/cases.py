"""The case tables of the rules: samples with the place marked, and the containers that each sample is put into."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from checker.text import Source

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "tests" / "rules"
OPEN, CLOSE = "⟦", "⟧"


class Case(NamedTuple):
    rule: str
    number: int
    samples: tuple[str, ...]
    """One marked body; several for a sequence."""
    bad: bool
    why: str = ""
    subject: str | None = None
    meta: dict[str, Any] = {}
    options: dict[str, Any] = {}

    @property
    def id(self) -> str:
        return f"{self.rule}-{self.number}-{'bad' if self.bad else 'good'}"


KEYS = {"bad", "good", "sequence", "why", "subject", "meta", "options"}


def tables() -> list[Path]:
    return sorted(TABLES.glob("*/*.yml"))


def load(path: Path) -> list[Case]:
    """The cases of one table; a mistake in a table is an error that names it."""
    cases = []
    for number, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
        unknown = set(row) - KEYS
        bodies = [key for key in ("bad", "good", "sequence") if key in row]
        assert not unknown, f"{path.name}, case {number}: unknown keys {unknown}"
        assert len(bodies) == 1, f"{path.name}, case {number}: one of bad, good, sequence"
        body = row[bodies[0]]
        samples = tuple(body) if isinstance(body, list) else (body,)
        subject = row.get("subject")
        marked = any(OPEN in text for text in (*samples, subject or "", str(row.get("meta", ""))))
        if bodies[0] != "sequence":
            assert marked == (bodies[0] == "bad"), f"{path.name}, case {number}: marks go with bad cases"
        cases.append(
            Case(
                path.stem,
                number,
                tuple(sample.rstrip("\n") for sample in samples),
                marked,
                row.get("why", ""),
                subject,
                row.get("meta", {}),
                row.get("options", {}),
            )
        )
    return cases


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the spans that they enclosed."""
    text: list[str] = []
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for character in marked:
        if character == OPEN:
            opened.append(len(text))
        elif character == CLOSE:
            spans.append((opened.pop(), len(text)))
        else:
            text.append(character)
    assert not opened, f"a mark is not closed in {marked!r}"
    return "".join(text), sorted(spans)


def _head(case: Case) -> str:
    subject = "" if case.subject is None else f"subject: {json.dumps(case.subject, ensure_ascii=False)}\n"
    meta = yaml.safe_dump(case.meta, allow_unicode=True, sort_keys=False, width=10_000) if case.meta else ""
    return meta + subject


def _indented(text: str, indent: str = "  ") -> str:
    # A line that holds nothing but a mark is an empty line once the mark is gone.
    lines = text.split("\n")
    return "".join(f"{indent if line.strip(OPEN + CLOSE) else ''}{line}\n" for line in lines)


def _folding(text: str) -> str | None:
    """The text with each line end doubled, as folding wants it; None where lines begin or end with white space."""
    lines = text.split("\n")
    if any(line != line.strip() for line in lines):
        return None
    if not lines[0] or not lines[-1]:
        return None
    folded: list[str] = []
    empty = 0
    for line in lines:
        if not line:
            empty += 1
            continue
        if folded:
            # Folding takes one line end away from every run of them.
            folded.append("\n" * (empty + 2))
        folded.append(line)
        empty = 0
    return "".join(folded)


def containers(case: Case) -> dict[str, str]:
    """Every form in which a template may hold the sample, marks included, by the form's name."""
    if len(case.samples) > 1:
        return _sequences(case)
    sample, head = case.samples[0], _head(case)
    forms = {
        "markdown": f"---\n{head}---\n\n{sample}\n" if head else f"{sample}\n",
        "literal": f"{head}body: |2-\n{_indented(sample)}",
        "double": f"{head}body: {json.dumps(sample, ensure_ascii=False)}\n",
    }
    folding = _folding(sample)
    if folding is not None:
        forms["folded"] = f"{head}body: >-\n{_indented(folding)}"
        forms["single"] = f"{head}body: '{_indented(folding.replace(chr(39), chr(39) * 2)).lstrip().rstrip(chr(10))}'\n"
        forms["plain"] = f"{head}body: {_indented(folding).lstrip()}"
    return {form: text for form, text in forms.items() if form == "markdown" or _holds(text, sample)}


def _sequences(case: Case) -> dict[str, str]:
    head = _head(case)
    literal = "".join(f"  - body: |2-\n{_indented(sample, '      ')}" for sample in case.samples)
    double = "".join(f"  - body: {json.dumps(sample, ensure_ascii=False)}\n" for sample in case.samples)
    return {"literal": f"{head}steps:\n{literal}", "double": f"{head}steps:\n{double}"}


def _holds(text: str, sample: str) -> bool:
    """Whether YAML reads the very sample back; plain scalars can't hold everything."""
    try:
        node = yaml.compose(unmark(text)[0], Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    assert isinstance(node, yaml.MappingNode)
    values = [value.value for key, value in node.value if key.value == "body"]
    return bool(values == [unmark(sample)[0]])


def source(form: str, text: str) -> tuple[Source, list[tuple[int, int]]]:
    """A marked container as a source, and the spans that must be found in it."""
    plain, spans = unmark(text)
    return Source("case.md" if form == "markdown" else "case.yml", plain), spans
