"""Completions and the table of rules: what they say is what is there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from checker.rules import index
from tests.test_cli import sellerlint

ASKED = [
    (("sellerlint", "bas"), {"baseline"}),
    (("sellerlint", "explain", "phone"), {"phone-number"}),
    (("sellerlint", "check", "--stat"), {"--statistics"}),
    (("sellerlint", "--fail"), {"--fail-on"}),
    (("sellerlint", "check", "--fail-on", "w"), {"warning"}),
    (("sellerlint", "check", "--format", "sar"), {"sarif"}),
    (("sellerlint", "completions", "f"), {"fish"}),
]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(("words", "expected"), ASKED)
def test_bash_completes(words: tuple[str, ...], expected: set[str], tmp_path: Path) -> None:
    script = sellerlint("completions", "bash", cwd=tmp_path).stdout
    program = (
        f'{script}\nCOMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}; _sellerlint; echo "${{COMPREPLY[@]}}"'
    )
    done = subprocess.run(["bash", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == expected
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_know_every_command_and_rule(shell: str, tmp_path: Path) -> None:
    script = sellerlint("completions", shell, cwd=tmp_path).stdout
    assert all(entry.id in script for entry in index())
    assert all(word in script for word in ("baseline", "show-files", "statistics", "completions"))
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=script, text=True, check=True)
