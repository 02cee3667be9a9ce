"""Completions and the table of rules: what they say is what is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pexpect
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


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_leaves_names_whole(tmp_path: Path) -> None:
    for name in ("a b.md", "a*.md"):
        (tmp_path / name).touch()
    script = sellerlint("completions", "bash", cwd=tmp_path).stdout
    program = f'{script}\nCOMP_WORDS=(sellerlint a); COMP_CWORD=1; _sellerlint; printf "<%s>" "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert {"<a b.md>", "<a*.md>"} <= set(re.findall("<[^>]*>", done.stdout))


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish")
@pytest.mark.parametrize(("words", "expected"), ASKED)
def test_fish_completes(words: tuple[str, ...], expected: set[str], tmp_path: Path) -> None:
    script = sellerlint("completions", "fish", cwd=tmp_path).stdout
    program = f"{script}\ncomplete -C '{' '.join(words)}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert {line.partition("\t")[0] for line in done.stdout.splitlines()} == expected
    assert done.stderr == ""


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh")
def test_zsh_completes(tmp_path: Path) -> None:
    """In its line editor on a terminal; what the line became is written to a file by a key of the test's own."""
    (tmp_path / "completion.zsh").write_text(sellerlint("completions", "zsh", cwd=tmp_path).stdout)
    (tmp_path / "start.zsh").write_text(
        "autoload -U compinit; compinit -u -D; source completion.zsh\n"
        'tell() { print -r -- "$BUFFER" >> lines.txt; BUFFER= }; zle -N tell; bindkey "^G" tell\n'
        "echo 're''ady'\n"
    )
    shell = pexpect.spawn("zsh -f", cwd=str(tmp_path), encoding="utf-8", timeout=20, env={**os.environ, "TERM": "dumb"})
    shell.sendline("source start.zsh")
    shell.expect("ready\r\n")
    lines = tmp_path / "lines.txt"
    for number, (words, _) in enumerate(ASKED, 1):
        shell.send(f"{' '.join(words)}\t")
        shell.send("\x07")
        for _ in range(100):
            if lines.exists() and len(lines.read_text().splitlines()) == number:
                break
            time.sleep(0.05)
    shell.close(force=True)
    assert lines.read_text().splitlines() == [" ".join((*words[:-1], *expected, "")) for words, expected in ASKED]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_know_every_command_and_rule(shell: str, tmp_path: Path) -> None:
    script = sellerlint("completions", shell, cwd=tmp_path).stdout
    assert all(entry.id in script for entry in index())
    assert all(word in script for word in ("baseline", "show-files", "statistics", "completions"))
