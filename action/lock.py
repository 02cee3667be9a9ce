"""Writes `action/requirements.txt`: what the action installs, each file of every platform with its hash.

`python action/lock.py` writes it, with `uv` from the index; `python action/lock.py --check` says whether it still has
all that `pyproject.toml` asks for. The check needs no network.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements.txt"
HEAD = "# Written by `python action/lock.py` from the dependencies in pyproject.toml. Do not edit.\n"
OLDEST = "3.11"


def main(arguments: list[str]) -> int:
    asked = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    if "--check" in arguments:
        problems = list(missing(asked, LOCK.read_text(encoding="utf-8")))
        for problem in problems:
            print(f"action/requirements.txt: {problem}; run python action/lock.py", file=sys.stderr)
        return 1 if problems else 0
    command = ["uv", "pip", "compile", "--generate-hashes", "--universal", "--no-header", "--no-annotate", "--quiet"]
    done = subprocess.run(
        [*command, "--python-version", OLDEST, "-"], input="\n".join(asked), capture_output=True, text=True, check=True
    )
    LOCK.write_text(HEAD + done.stdout, encoding="utf-8", newline="\n")
    return 0


def missing(asked: list[str], lock: str) -> list[str]:
    """What is wrong with a lock, a line each."""
    from packaging.requirements import Requirement

    pins = {name.lower(): version for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock, re.MULTILINE)}
    problems = []
    for wanted in map(Requirement, asked):
        version = pins.get(wanted.name.lower())
        if version is None:
            problems.append(f"{wanted.name} is missing")
        elif version not in wanted.specifier:
            problems.append(f"{wanted.name} {version} is not {wanted.specifier}")
    blocks = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)[1:]
    problems += [f"{block.split()[0]} has no hash" for block in blocks if "--hash=sha256:" not in block]
    return problems


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
