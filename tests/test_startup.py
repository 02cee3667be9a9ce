"""Starting up costs nothing: what a run may import, and which of our files it may open. Times are not asserted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.startup import CLEAN

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {
    "markdown_it", "emoji", "tldextract", "phonenumbers", "html.parser", "json", "pathlib", "dataclasses", "inspect",
    "multiprocessing", "urllib.parse", "importlib.resources", "importlib.metadata", "logging", "unicodedata", "tomllib",
    "checker.pages", "checker.policy", "checker.hosts", "checker.phones.judge", "checker.reporters.github",
    "checker.reporters.json", "checker.readers.html", "checker.readers.markdown",
}  # fmt: skip


# What the interpreter loads by itself, an editable installation's finder included, is not our doing.
BARE = set(
    subprocess.run([sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, check=True)
    .stdout.decode()
    .split()
)
HEAVY -= BARE


def loaded(tmp_path: Path, name: str, text: str) -> set[str]:
    """The modules that a run over one file with this text has loaded at its end."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    program = (
        "import sys; from checker.cli import main; code = main(['check', sys.argv[1]]); "
        "print('\\nLOADED', code, *sorted(sys.modules))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, name]
    subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=True)  # tables are made by the first run
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=True)
    words = done.stdout.decode().rpartition("LOADED")[2].split()
    assert words[0] == "0", done.stdout.decode()
    return set(words[1:])


def test_a_clean_markdown_file(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "clean.md", CLEAN)
    assert not modules & HEAVY
    rules = {name for name in modules if name.startswith("checker.rules.") and name.count(".") == 3}
    # Whether a text is in the language that it declares cannot be told without looking.
    assert rules <= {"checker.rules.required.wrong_language"}


def test_a_clean_file_without_front_matter_needs_no_yaml(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "clean.md", CLEAN.rpartition("---\n")[2])
    assert not modules & (HEAVY | {"yaml"})


def test_a_clean_yaml_file(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "clean.yml", "kind: reply\nlanguage: en\nbody: |\n  Which colour shall the lamp have?\n")
    assert not modules & HEAVY


@pytest.mark.parametrize("name", ["checker", "checker.cli", "checker.engine", "checker.rules", "checker.needs"])
def test_modules_on_the_way_import_nothing_heavy(name: str) -> None:
    program = f"import sys, {name}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert not set(done.stdout.decode().split()) & HEAVY
