"""The hooks, with the real pre-commit and prek on scratch repositories.

Slow, since each of them builds an environment once: it is shared by all tests of this module.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.test_changes import BAD, GOOD, Repository

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TOOLS = ["pre-commit", "prek"]


def tool(name: str) -> str:
    path = shutil.which(name, path=f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tools keep their environments."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> str:
    """This working copy as a repository with a tag."""
    made = Repository(tmp_path_factory.mktemp("product") / "sellerlint")
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, made.folder / name)
    ignored = shutil.ignore_patterns("__pycache__", "*.bin", "*.pyc")
    shutil.copytree(ROOT / "checker", made.folder / "checker", ignore=ignored)
    made.commit()
    made.git("tag", "v9.9.9")
    return str(made.folder)


class Hooks:
    def __init__(self, name: str, home: Path, product: str, folder: Path) -> None:
        self.name = name
        self.command = tool(name)
        self.repository = Repository(folder)
        self.env = {
            **os.environ,
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
            "PREK_HOME": str(home / "prek"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PREK_NO_AUTO_UPDATE": "1",
        }
        self.env.pop("GITHUB_ACTIONS", None)
        self.product = product

    def configure(self, *hooks: str) -> None:
        entry = {"repo": f"file://{self.product}", "rev": "v9.9.9", "hooks": [{"id": hook} for hook in hooks]}
        self.repository.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [entry]}))
        self.repository.commit({"README.md": BAD})

    def run(self, *arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [self.command, "run", *arguments], cwd=self.repository.folder, env=self.env,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout.decode()


@pytest.fixture(params=TOOLS)
def hooks(request: pytest.FixtureRequest, home: Path, product: str, tmp_path: Path) -> Hooks:
    return Hooks(request.param, home, product, tmp_path / "shop")


@pytest.mark.parametrize("name", TOOLS)
def test_the_manifest_is_valid(name: str) -> None:
    done = subprocess.run([tool(name), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")], capture_output=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout
    done = subprocess.run([tool(name), "validate-config", str(ROOT / ".pre-commit-config.yaml")], capture_output=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_manifest_says_what_must_hold() -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        assert hook["require_serial"] is True
        assert hook["types_or"] == ["markdown", "mdx", "yaml"]
        assert "--force-exclude" in hook["entry"], "args of a user would replace it"
        assert not {"args", "stages"} & set(hook)


def test_the_check(hooks: Hooks) -> None:
    hooks.configure("sellerlint")
    hooks.repository.commit({"clean.md": GOOD, ".github/workflows/x.yml": "a: help@lamp-store.example\n"})
    code, out = hooks.run("--all-files")
    assert (code, "Passed" in out) == (0, True), out

    # Many files, and still one process with one summary.
    hooks.repository.commit({f"mail/{number:02}.md": BAD for number in range(30)} | {"mail/ü b.md": BAD})
    code, out = hooks.run("--all-files")
    assert code == 1
    assert out.count("email-address") == 31
    assert out.count(" files (") == 1
    assert "in 31 of 32 files (32 messages)" in out, out
    assert "README.md" not in out
    assert "\x1b" not in out

    # What is not staged is put aside, and comes back unharmed.
    folder = hooks.repository.folder
    hooks.repository.write("clean.md", GOOD + "\nIn which size?\n")
    hooks.repository.git("add", "clean.md")
    hooks.repository.write("clean.md", BAD)
    hooks.repository.write("mail/00.md", "unstaged\n")
    code, out = hooks.run()
    assert code == 0, out
    assert (folder / "clean.md").read_text() == BAD
    assert (folder / "mail" / "00.md").read_text() == "unstaged\n"


def test_excludes_hold_for_passed_files(hooks: Hooks) -> None:
    hooks.configure("sellerlint")
    hooks.repository.commit({"sellerlint.toml": 'exclude = ["old"]\n', "old/a.md": BAD})
    code, out = hooks.run("--files", "old/a.md", "README.md")
    assert code == 0, out
    assert "Passed" in out


def test_the_mending_hook(hooks: Hooks) -> None:
    hooks.configure("sellerlint-fix")
    text = "---\nkind: reply\n---\n\nYour lamp is on its way. 😀\n"
    hooks.repository.commit({"a.md": text})
    code, out = hooks.run("--all-files")
    assert code == 1
    mended = (hooks.repository.folder / "a.md").read_text(encoding="utf-8")
    assert mended != text
    assert "😀" not in mended
    hooks.repository.commit()
    code, out = hooks.run("--all-files")
    assert code == 0, out


def test_try_repo(home: Path, product: str, tmp_path: Path) -> None:
    hooks = Hooks("pre-commit", home, product, tmp_path / "shop")
    hooks.repository.commit({"a.md": BAD})
    command = [hooks.command, "try-repo", product, "sellerlint", "--ref", "v9.9.9", "--all-files"]
    done = subprocess.run(
        command, cwd=hooks.repository.folder, env=hooks.env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "a.md:1:10: error[email-address]" in done.stdout
