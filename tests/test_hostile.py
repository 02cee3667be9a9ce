"""Whatever stands in a file: no crash, no hang, no finding outside of it, and no short cut that changes a report."""

from __future__ import annotations

import json
import random
import signal
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker import files
from checker.config import Config
from checker.engine import check
from checker.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.finding import Report

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "dev.jsonl"
NAMES = ("any.md", "any.yml")
SEAMS = (
    "<!--", "-->", "<b>", "&amp;", "&#46;", "\\", ".", "@", " at ", " dot ", "(at)", "{{x}}", "{{", "}}", "{% if %}", "[",
    "](", ")", "**", "_", "`", "\n", "\n\n", "\r", "\t", "\x00", "\u200b", "\u202e", "\ufeff", "\u00ad", ":)", "www.", ".com",
    "0", " one", "+", "kind: reply\n", "body: |\n  ", "---\n", "# ", "> ", "- ", "<img src=x>", "style='", "&a ", "*a",
    "!!str ", "%", "(", "ａｔ", "\x1b[31m", "\u2028", "\x85", "<!-- sellerlint: allow emoji -- x -->", "XXXX", "😀",
)  # fmt: skip


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails what takes much longer than a linear reading does, even on a busy machine."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def inside(report: Report, text: str) -> None:
    for found in report.findings:
        spans = [found.place.span, *(edit.span for edit in (found.fix.edits if found.fix else ()))]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans), found


def samples() -> list[str]:
    paths = sorted((ROOT / "examples").rglob("*.*"))
    texts = [path.read_text(encoding="utf-8") for path in paths if path.suffix in (".md", ".yml")]
    if CORPUS.exists():
        texts += [json.loads(row)["text"] for row in CORPUS.read_text(encoding="utf-8").splitlines()]
    return texts


def mutated(text: str, texts: list[str], chance: random.Random) -> str:
    start = max(chance.randint(0, len(text)) - 600, 0)
    text = text[start : start + 1200]
    for _ in range(chance.randint(0, 4)):
        at = chance.randint(0, len(text))
        other = chance.choice(texts)
        begin = chance.randint(0, len(other))
        seam = chance.choice((*SEAMS, other[begin : begin + 40]))
        text = text[:at] + seam + text[at + chance.choice((0, 0, 3, 20)) :]
    return text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from(NAMES))
def test_any_bytes_at_all(data: bytes, name: str) -> None:
    source = files.decode(name, data)
    if isinstance(source, Source):
        inside(check((source,)), source.text)
        assert files.encode(source) == data
    else:
        assert source.rule == "unreadable"
        assert source.place.span.end <= len(data)


def test_mutated_files_and_short_cuts_report_the_same() -> None:
    texts, chance, thorough = samples(), random.Random(20), Config(thorough=True)
    stop = time.monotonic() + 8
    for _ in range(250):
        text = mutated(chance.choice(texts), texts, chance)
        source = Source(chance.choice(NAMES), text)
        quick, full = check((source,)), check((source,), thorough)
        inside(quick, text)
        assert (quick.findings, quick.allowed, quick.gaps) == (full.findings, full.allowed, full.gaps), text
        if time.monotonic() > stop:
            break


ALLOWED = "sellerlint: allow emoji -- ours"
LONG = {
    "line ends": ("any.md", "Hello" + "\n" * 100_000),
    "white lines": ("any.md", "Hello" + " \r\n" * 30_000),
    "tabs": ("any.md", "Hello\n" + "\t " * 50_000),
    "brackets": ("any.md", "a" + "[" * 25_000 + "]" * 25_000),
    "braces": ("any.md", "a**b a" + "{" * 50_000),
    "low lines": ("any.md", "**a** " + "_" * 50_000 + "a"),
    "stars and low lines": ("any.md", "a" + "*_" * 25_000),
    "one word": ("any.md", "---\nkind: reply\nlanguage: en\n---\nLeave a review " + "o.o" * 33_000),
    "spaces among Chinese": ("any.md", "中文" + "a" + " " * 100_000 + "b"),
    "comments in a column": ("any.yml", f"# {ALLOWED}\n" * 3_000),
    "comments in a line": ("any.md", f"<!-- {ALLOWED} -->" * 2_000),
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_read_in_time(name: str) -> None:
    path, text = LONG[name]
    with within(12):  # each took minutes when its expression or loop was not linear
        inside(check((Source(path, text),)), text)


STRANGE = {
    "lists and mappings": "subject: [a]\nkind: {a: b}\nlanguage: [en]\nsequence: [1]\nstep: 99999999999999999999\n",
    "nested attachments": "attachments: [[[a]], {path: {x: y}}, ../../a.pdf, 5, null, {path: x, purpose: [1]}]\n",
    "a null character": 'attachments: ["a\\0b.pdf", {path: "../\\0"}]\n',
    "digits of another kind": "sequence: ²\nstep: ١\n",
    "amazon": "amazon: {attachments: {path: [a]}, api_type: [x], reason: {}}\n",
    "a list for amazon": "amazon: [x]\n",
    "itself": "x: &x {y: *x}\n",
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_metadata(name: str) -> None:
    config = Config(size=files.size, thorough=True)
    for path, text in (("any.md", f"---\n{STRANGE[name]}---\nHello.\n"), ("any.yml", f"{STRANGE[name]}body: Hello.\n")):
        inside(check((Source(path, text),), config), text)


def test_no_more_allowances_than_can_be_read() -> None:
    text = f"Hello.\n\n{f'<!-- {ALLOWED} -->' * 600}\n"
    report = check((Source("any.md", text),))
    assert [found.message for found in report.findings if "Only the first" in found.message] == [
        "Only the first 500 of these in a file are read: split the file"
    ]
