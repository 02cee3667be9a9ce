"""Messages that one buyer receives one after the other, in one file or in several."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.engine import check
from checker.finding import Finding
from checker.text import Source

ROOT = Path(__file__).resolve().parent.parent
ASK = "Please leave a review of your lamp."
ASK_LATER = "How is the lamp? Would you rate your purchase?"


def message(path: str, body: str, **meta: object) -> Source:
    head = "".join(f"{key}: {value}\n" for key, value in meta.items())
    return Source(path, f"---\n{head}---\n\n{body}\n")


def repeats(*sources: Source) -> list[Finding]:
    return [finding for finding in check(sources).findings if finding.rule == "repeat-review-request"]


def test_files_that_name_one_sequence_are_one() -> None:
    [found] = repeats(
        message("a.md", ASK, language="en", sequence="welcome", step=1),
        message("b.md", ASK_LATER, language="en", sequence="welcome", step=2),
    )
    assert (found.place.path, found.quote) == ("b.md", "Would you rate your purchase")
    [first] = found.related
    assert (first.place.path, first.place.start.line) == ("a.md", 7)


def test_steps_decide_which_message_is_first() -> None:
    [found] = repeats(
        message("a.md", ASK, language="en", sequence="welcome", step=9),
        message("b.md", ASK_LATER, language="en", sequence="welcome", step=4),
    )
    assert found.place.path == "a.md"
    assert found.related[0].place.path == "b.md"


def test_other_sequences_languages_and_markets_are_other_buyers() -> None:
    assert not repeats(
        message("a.md", ASK, language="en", sequence="welcome"),
        message("b.md", ASK, language="en", sequence="farewell"),
    )
    assert not repeats(
        message("a.md", ASK, language="en", sequence="welcome"),
        message("b.md", ASK, language="en-gb", sequence="welcome"),
    )
    assert not repeats(
        message("a.md", ASK, language="en", sequence="welcome", marketplaces="US"),
        message("b.md", ASK, language="en", sequence="welcome", marketplaces="UK"),
    )


def test_a_number_is_no_name() -> None:
    assert not repeats(message("a.md", ASK, sequence=1), message("b.md", ASK, sequence=1))


def test_replies_are_no_steps() -> None:
    assert not repeats(
        message("a.md", ASK, kind="reply", sequence="help"), message("b.md", ASK_LATER, kind="reply", sequence="help")
    )


def test_a_message_alone_is_a_sequence_of_one() -> None:
    [found] = repeats(Source("a.md", "You still haven't reviewed your lamp.\n"))
    assert "haven't reviewed" in found.quote


def test_a_finding_names_the_message_that_it_is_in() -> None:
    text = f"steps:\n  - body: {ASK}\n  - body: The lamp takes an E14 bulb.\n  - body: {ASK_LATER}\n"
    [found] = repeats(Source("a.yml", text))
    assert found.name == "steps[3].body"
    assert found.related[0].place.start.line == 2


def test_what_a_sequence_needs_may_be_in_any_of_its_messages() -> None:
    text = f"steps:\n  - body: {ASK}\n  - body: The lamp takes an E14 bulb.\n"
    assert not repeats(Source("a.yml", text))
    text = (
        "steps:\n  - body: The lamp takes an E14 bulb.\n  - body: This is our final reminder. Please leave a review.\n"
    )
    [found] = repeats(Source("a.yml", text))
    assert found.name == "steps[2].body"


def test_unchanged_siblings_are_read_and_only_what_was_asked_for_is_reported(tmp_path: Path) -> None:
    head = "---\nlanguage: en\nkind: proactive\nsequence: welcome\nstep: {}\n---\n\nOrder {{{{order_id}}}}: {}\n"
    for number, body in enumerate((ASK, "The bulb is warm white.", ASK_LATER), 1):
        (tmp_path / f"step{number}.md").write_text(head.format(number, body), encoding="utf-8")
    (tmp_path / "other.md").write_text(f"---\nlanguage: en\n---\n\n{ASK} 😀\n", encoding="utf-8")

    def found(*names: str) -> list[tuple[str, str]]:
        done = subprocess.run(
            [sys.executable, "-m", "checker", "check", "--format", "json", *names],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
        )  # fmt: skip
        return [(each["path"], each["rule"]) for each in json.loads(done.stdout)["findings"]]

    assert found("step3.md") == [("step3.md", "repeat-review-request")]
    assert found("step1.md") == []
    assert found("step2.md") == []


@pytest.mark.parametrize(
    ("head", "extra", "found"),
    [
        ("steps", "", True),
        ("messages", "", True),
        ("templates", "", False),
        ("saved_replies", "", False),
        ("templates", "    delay: 3\n", True),
    ],
)
def test_a_library_is_no_sequence(head: str, extra: str, found: bool) -> None:
    text = f"{head}:\n  - body: {ASK}\n{extra}  - body: {ASK_LATER}\n"
    assert bool(repeats(Source("a.yml", text))) is found
