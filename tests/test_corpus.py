"""The labelled messages beside the repository: how much is found, and that innocent messages are left alone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the labelled messages are not beside this repository")


def score(*arguments: str) -> tuple[int, dict[str, tuple[float, float]], str]:
    """The exit code of the scorer, precision and recall by category, and its last lines."""
    command = [
        sys.executable,
        str(CORPUS / "score.py"),
        str(CORPUS / "dev.jsonl"),
        "--python",
        sys.executable,
        *arguments,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    rows = re.findall(r"^(\S+)\s+\d+\s+\d+\s+\d+\s+\d+\s+(\S+)\s+(\S+)$", done.stdout, re.MULTILINE)
    return done.returncode, {name: (float(precision), float(recall)) for name, precision, recall in rows}, done.stdout


@pytest.mark.parametrize("form", ["markdown", "yaml"])
def test_what_needs_no_words_is_found_in_every_language(form: str) -> None:
    _, found, _ = score("--as", form)
    for category in ("emoji", "insecure-link", "email-address"):
        assert min(found[category]) >= 0.95, (category, found[category])


@pytest.mark.parametrize("form", ["markdown", "yaml"])
def test_english(form: str) -> None:
    code, found, told = score(
        "--as", form, "--lang", "en", "--min-precision", "0.97", "--min-recall", "0.94", "--min-category-recall", "0.85"
    )
    assert code == 0, told
    for category in ("phone-number", "external-link"):
        assert min(found[category]) >= 0.95, (category, found[category])
    assert "clean messages with a false alarm: 0 of" in told
