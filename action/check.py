"""What the action runs: reads its inputs from the environment, checks, and writes outputs and the job summary.

Started with `python -I`, so that no file of the repository that is checked can pass for a module. Nothing of that
repository is executed; its configuration can be taken from the base branch.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ENVIRONMENT = os.environ
CONFIGS = ("sellerlint.toml", "pyproject.toml", "sellerlint-baseline.txt")
"""Files that say what is checked and what is let pass."""


def main() -> int:
    # The action's own checkout; `-I` adds no folder by itself.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    with tempfile.TemporaryDirectory(prefix="sellerlint-", dir=ENVIRONMENT.get("RUNNER_TEMP")) as folder:
        try:
            return check(Path(folder))
        except AskedWronglyError as error:
            print(f"sellerlint: {error}", file=sys.stderr)
            outputs({"exit-code": 2})
            return 2


class AskedWronglyError(Exception):
    """An input that makes no sense; a line for people."""


def check(folder: Path) -> int:
    from checker.cli import main as sellerlint

    base = event_base()
    report, log, summary = folder / "report.json", folder / "log.txt", folder / "summary.md"
    wanted = [line for line in lines("FORMAT") if ":" in line]
    shown = [line for line in lines("FORMAT") if ":" not in line] or ["text"]
    formats = [f"json:{report}", f"markdown:{summary}", *wanted]
    if given("ANNOTATIONS", "true", ("true", "false")) == "true":
        formats += ["github", *(f"{name}:{log}" for name in shown)]
    else:
        formats += shown
    sarif = given("SARIF_FILE")
    formats += [f"sarif:{sarif}"] if sarif else []
    arguments = ["check", *(f"--format={one}" for one in formats)]
    for option, name in (("--config", "CONFIG"), ("--fail-on", "FAIL_ON"), ("--baseline", "BASELINE")):
        arguments += [f"{option}={given(name)}"] if given(name) else []
    arguments += change(base)
    config = given("CONFIG_FROM", "head", ("head", "base"))
    arguments += ["--no-ignore"] if config == "base" else []
    arguments += [*shlex.split(given("ARGS")), *map(path, lines("PATHS") or ["."])]
    ENVIRONMENT["SELLERLINT_COMMIT"] = git("rev-parse", "HEAD") or ""
    with configuration(base if config == "base" else None, asked=config == "base"):
        code = run(sellerlint, arguments)
    sys.stdout.flush()
    print_log(log)
    if given("SUMMARY", "true", ("true", "false")) == "true":
        summarise(summary)
    counts = json.loads(report.read_bytes())["summary"] if report.exists() else {}
    outputs(
        {
            "findings": counts.get("findings", ""),
            "errors": counts.get("errors", ""),
            "warnings": counts.get("warnings", ""),
            "suppressed": counts["allowed"] + counts["known"] if counts else "",
            "sarif-file": sarif if sarif and os.path.exists(sarif) else "",
            "exit-code": code,
        }
    )
    return code


def run(sellerlint: Any, arguments: list[str]) -> int:
    try:
        return int(sellerlint(arguments))
    except SystemExit as stop:  # the arguments were refused
        return stop.code if isinstance(stop.code, int) else 2


def given(name: str, default: str = "", choices: tuple[str, ...] = ()) -> str:
    """An input of the action. Raises `AskedWronglyError` if it is none of the choices."""
    value = ENVIRONMENT.get(f"SELLERLINT_{name}", "").strip() or default
    if choices and value not in choices:
        raise AskedWronglyError(f"the input {name.lower().replace('_', '-')} is {value!r}, not {' or '.join(choices)}")
    return value


def lines(name: str) -> list[str]:
    return [line.strip() for line in given(name).split("\n") if line.strip()]


def path(word: str) -> str:
    """A path that can't pass for an option."""
    return f"./{word}" if word.startswith("-") else word


def event_base() -> str | None:
    """The commit into which a pull request is to be merged; None for an event that has none."""
    event: dict[str, Any] = {}
    file = ENVIRONMENT.get("GITHUB_EVENT_PATH")
    if file and os.path.exists(file):
        event = json.loads(Path(file).read_bytes())
    if "pull_request" in event:
        # The merge that GitHub checks out has the base as its first parent; it is there with `fetch-depth: 2`.
        merge = ENVIRONMENT.get("GITHUB_REF", "").endswith("/merge") and git("rev-parse", "--verify", "-q", "HEAD^2")
        first = git("rev-parse", "--verify", "-q", "HEAD^1") if merge else None
        return first or str(event["pull_request"]["base"]["sha"])
    if "merge_group" in event:
        return str(event["merge_group"]["base_sha"])
    return None


def change(base: str | None) -> list[str]:
    """The options that keep the report to the change."""
    only = given("ONLY", "all", ("changed-lines", "changed-files", "all"))
    if only == "all":
        return []
    if base is None:
        print(f"sellerlint: this is no pull request, so all findings are reported, not {only}")
        return []
    return [f"--diff-base={base}", f"--only={only}"]


@contextmanager
def configuration(base: str | None, *, asked: bool) -> Iterator[None]:
    """The configuration, baseline and phrases of the base commit instead of what a pull request brings along."""
    if not asked:
        yield
        return
    if base is None:
        print("sellerlint: this is no pull request, so its own configuration holds")
        yield
        return
    if git("rev-parse", "--verify", "-q", f"{base}^{{commit}}") is None:
        raise AskedWronglyError(f"the base commit {base} is not here: say `fetch-depth: 0` at actions/checkout")
    names = {*CONFIGS, given("CONFIG"), given("BASELINE"), *named(base, "baseline"), *named(base, "phrases")} - {""}
    with (
        tempfile.TemporaryDirectory(prefix="sellerlint-", dir=ENVIRONMENT.get("RUNNER_TEMP")) as kept,
        ExitStack() as last,
    ):
        for number, name in enumerate(sorted(names)):
            replaced(base, name, Path(kept) / str(number), last)
        yield


def replaced(base: str, name: str, kept: Path, last: ExitStack) -> None:
    """Put what the base has by that name, file or folder, in the place of what is there, until `last` ends.

    What is there is moved aside as it is, whatever it is; a link is never followed. Raises `AskedWronglyError` where
    something above it is a link or a file, so that nothing outside of the checkout can be touched.
    """
    for above in list(Path(name).parents)[:-1]:
        if above.is_symlink() or (above.exists() and not above.is_dir()):
            raise AskedWronglyError(
                f"{above} is no folder in this pull request, so {name} of the base can't stand in it"
            )
    if os.path.lexists(name):
        shutil.move(name, kept)
        last.callback(shutil.move, kept, name)
    last.callback(gone, name)
    listed = (git("ls-tree", "-r", "-z", "--name-only", base, "--", name) or "").split("\0")
    for path in filter(None, listed):
        data = show(base, path)
        if data is not None:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            Path(path).write_bytes(data)


def gone(name: str) -> None:
    """Take away what was put there."""
    if os.path.isdir(name) and not os.path.islink(name):
        shutil.rmtree(name)
    elif os.path.lexists(name):
        os.unlink(name)


def named(base: str, key: str) -> Iterator[str]:
    """The path that the base's configuration names under this key."""
    import tomllib

    for name in {"sellerlint.toml", "pyproject.toml", given("CONFIG")} - {""}:
        try:
            said: Any = tomllib.loads((show(base, name) or b"").decode())
        except ValueError:
            continue
        said = said.get("tool", {}).get("sellerlint", {}) if name.endswith("pyproject.toml") else said
        if isinstance(said, dict) and isinstance(said.get(key), str):
            yield os.path.normpath(os.path.join(os.path.dirname(name), said[key]))


def show(commit: str, name: str) -> bytes | None:
    """A file as it is in a commit; None if it is not there."""
    done = subprocess.run(["git", "show", f"{commit}:./{Path(name).as_posix()}"], capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


def git(*arguments: str) -> str | None:
    """The line that git prints; None if it fails."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None


def print_log(log: Path) -> None:
    """All findings, folded in the log. What the reporters write for people holds no command for the runner."""
    if log.exists():
        print(f"::group::All findings\n{log.read_text(encoding='utf-8').rstrip()}\n::endgroup::", flush=True)


def summarise(summary: Path) -> None:
    file = ENVIRONMENT.get("GITHUB_STEP_SUMMARY")
    if file and summary.exists():
        with open(file, "a", encoding="utf-8", newline="\n") as opened:
            opened.write(summary.read_text(encoding="utf-8"))


def outputs(values: dict[str, Any]) -> None:
    """Write the step's outputs."""
    from secrets import token_hex

    file = ENVIRONMENT.get("GITHUB_OUTPUT")
    if not file:
        return
    with open(file, "a", encoding="utf-8", newline="\n") as opened:
        for name, value in values.items():
            end = f"end-{token_hex(16)}"
            opened.write(f"{name}<<{end}\n{value}\n{end}\n")


if __name__ == "__main__":
    sys.exit(main())
