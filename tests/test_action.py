"""The action: its schema, what a security audit says of it, and its steps run as GitHub documents that it runs them.

`Runner` follows the public documentation of composite actions: inputs with their defaults, expressions in `with`, `env`
and outputs, the files behind GITHUB_OUTPUT, GITHUB_ENV, GITHUB_PATH and GITHUB_STEP_SUMMARY, one shell a step that
stops at the first failure. A step that `uses` setup-python is replaced by the Python of these tests.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.test_changes import BAD, GOOD, Repository
from tests.test_reporters import annotated

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
BIN = Path(sys.executable).parent
PINS = {
    "actions/checkout": "3d3c42e5aac5ba805825da76410c181273ba90b1",
    "actions/setup-python": "5fda3b95a4ea91299a34e894583c3862153e4b97",
    "github/codeql-action/upload-sarif": "db488ddef3bf6cb639b32c2e9a7c0a7ea8271d28",
}
posix = pytest.mark.skipif(sys.platform == "win32", reason="the steps are run by bash")


def tool(name: str) -> str:
    """The path of a command that the test extra installs."""
    path = shutil.which(name, path=f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


@pytest.mark.parametrize(
    ("schema", "files"), [("vendor.github-actions", [ROOT / "action.yml"]), ("vendor.github-workflows", WORKFLOWS)]
)
def test_schemas(schema: str, files: list[Path]) -> None:
    done = subprocess.run(
        [tool("check-jsonschema"), "--builtin-schema", schema, *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def audited(*files: Path) -> list[tuple[str, str]]:
    """What zizmor finds at its pedantic level."""
    names = [str(file) for file in files]
    command = [tool("zizmor"), "--offline", "--pedantic", "--no-progress", "--format=json", *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [(row["ident"], row["desc"]) for row in json.loads(done.stdout) if not row["ignored"]]


def test_zizmor_finds_nothing() -> None:
    assert audited(ROOT / "action.yml", *WORKFLOWS) == []


def test_the_workflows_to_paste_are_valid_and_safe(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "github-action.md").read_text(encoding="utf-8")
    blocks = [block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if block.startswith("name:")]
    assert len(blocks) == 2
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    files = [folder / f"{number}.yml" for number in range(len(blocks))]
    for file, block in zip(files, blocks, strict=True):
        file.write_text(block, encoding="utf-8")
        said = yaml.safe_load(block)["jobs"]["sellerlint"]["steps"][-1]["with"]
        assert set(said) <= set(ACTION["inputs"])
    command = [tool("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *map(str, files)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    # A tag of ours stands for the SHA that the reader is told to put there.
    assert {ident for ident, _ in audited(*files)} <= {"unpinned-uses", "anonymous-definition", "concurrency-limits"}


def test_everything_is_pinned_in_files_and_pages() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    used = []
    for file in (ROOT / "action.yml", *WORKFLOWS, *pages):
        used += re.findall(r"uses: ([\w.-]+/[\w./-]+)@(\S+)", file.read_text(encoding="utf-8"))
    assert {name: pin for name, pin in used if not name.startswith("OWNER/")}.items() <= PINS.items()
    assert all(re.fullmatch(r"[0-9a-f]{40}|v\d+\.\d+\.\d+|SHA", pin) for _, pin in used)


def test_no_input_reaches_a_shell_but_through_the_environment() -> None:
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        if "run" in step:
            assert step["shell"] == "bash"
    read = {name for step in STEPS for name in re.findall(r"inputs\.([\w-]+)", json.dumps(step))}
    assert read == set(ACTION["inputs"])
    documented = (ROOT / "docs" / "github-action.md").read_text(encoding="utf-8")
    for name in (*ACTION["inputs"], *ACTION["outputs"]):
        assert f"| `{name}` |" in documented, name


def test_the_lock_has_what_is_asked_for() -> None:
    command = [sys.executable, "action/lock.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_lock_is_told_when_something_is_missing() -> None:
    program = (
        "import sys; sys.path.insert(0, 'action'); import lock; "
        "print(*lock.missing(['emoji>=2', 'pyyaml>=6'], 'PyYAML==5.0 \\\\\\n  --hash=sha256:1\\nx==1\\n'), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:3] == ["emoji is missing", "pyyaml 5.0 is not >=6", "x==1 has no hash"]


# ------------------------------------------------------------------------------------------------------- the runner


class Done(NamedTuple):
    code: int
    """Of the first step that failed."""
    log: str
    outputs: dict[str, str]
    summary: str


class Runner:
    def __init__(self, repository: Repository, temporary: Path) -> None:
        self.repository = repository
        self.temporary = temporary
        self.event: dict[str, Any] = {}
        self.ref = "refs/heads/main"

    def run(self, inputs: dict[str, str] | None = None, *, install: bool = False) -> Done:
        values = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()} | (inputs or {})
        assert set(values) == set(ACTION["inputs"])
        steps: dict[str, dict[str, str]] = {}
        log = summary = ""
        code = 0
        extra: dict[str, str] = {}
        for step in STEPS:
            if code:
                break
            if "uses" in step:
                steps[step["id"]] = {"python-path": sys.executable}
            elif step["id"] == "install" and not install:
                # The environment of these tests has what the lock names.
                steps["install"] = {"python": sys.executable}
            else:
                env = {name: evaluated(str(value), values, steps) for name, value in step.get("env", {}).items()}
                code, printed, files = self.step(step["run"], {**extra, **env})
                log += printed
                steps[step["id"]] = parsed(files["GITHUB_OUTPUT"])
                extra |= parsed(files["GITHUB_ENV"])
                summary += files["GITHUB_STEP_SUMMARY"]
        outputs = {name: evaluated(one["value"], values, steps) for name, one in ACTION["outputs"].items()}
        return Done(code, log, outputs, summary)

    def step(self, script: str, env: dict[str, str]) -> tuple[int, str, dict[str, str]]:
        files = {
            name: self.temporary / name
            for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")
        }
        for file in files.values():
            file.write_bytes(b"")
        event = self.temporary / "event.json"
        event.write_text(json.dumps(self.event), encoding="utf-8")
        path = self.temporary / "step.sh"
        path.write_text(script, encoding="utf-8")
        whole = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", ""),
            **{name: value for name, value in os.environ.items() if name.startswith("PIP_")},
            "GITHUB_ACTIONS": "true",
            "CI": "true",
            "GITHUB_WORKSPACE": str(self.repository.folder),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REF": self.ref,
            "GITHUB_SHA": self.repository.git("rev-parse", "HEAD"),
            "GITHUB_SERVER_URL": "https://git.example",
            "GITHUB_REPOSITORY": "shop/mail",
            "RUNNER_TEMP": str(self.temporary),
            **{name: str(file) for name, file in files.items()},
            **env,
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(path)]
        done = subprocess.run(
            command,
            cwd=self.repository.folder,
            env=whole,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout.decode(), {name: file.read_bytes().decode() for name, file in files.items()}


def evaluated(text: str, inputs: dict[str, str], steps: dict[str, dict[str, str]]) -> str:
    """A text with its expressions replaced; only the two kinds that the action uses."""

    def value(match: re.Match[str]) -> str:
        name = match[1].split(".")
        if name[0] == "inputs":
            return inputs[name[1]]
        assert (name[0], name[2]) == ("steps", "outputs")
        return steps.get(name[1], {}).get(name[3], "")

    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", value, text)


def parsed(text: str) -> dict[str, str]:
    """A file of outputs, as documented: `name=value`, or `name<<END`, lines, `END`."""
    values: dict[str, str] = {}
    rows = iter(text.split("\n"))
    for row in rows:
        name, heredoc, end = row.partition("<<")
        if heredoc and "=" not in name:
            held: list[str] = []
            for inner in rows:
                if inner == end:
                    break
                held.append(inner)
            else:
                raise AssertionError("the delimiter is missing")
            values[name] = "\n".join(held)
        elif row:
            name, equals, value = row.partition("=")
            assert equals, row
            values[name] = value
    return values


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A repository as it is checked out for a pull request: a merge of the topic into the base."""
    repository = Repository(tmp_path / "shop")
    repository.commit({"old.md": BAD, "clean.md": GOOD})
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit({"new, %.md": BAD})
    repository.git("checkout", "-q", "main")
    base = repository.commit({"later.md": BAD})
    repository.git("checkout", "-q", "--detach")
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "topic")
    (tmp_path / "tmp").mkdir()
    made = Runner(repository, tmp_path / "tmp")
    made.ref = "refs/pull/7/merge"
    made.event = {"pull_request": {"base": {"sha": base}}}
    return made


def files_of(done: Done) -> set[str]:
    commands = done.log.partition("::group::")[0]
    return {one.properties["file"] for one in annotated(commands) if one.name == "error"}


@posix
def test_a_check_of_everything(runner: Runner) -> None:
    done = runner.run({"sarif-file": "report.sarif"})
    assert done.code == 1
    assert files_of(done) == {"old.md", "later.md", "new, %.md"}
    assert done.outputs["exit-code"] == "1"
    assert int(done.outputs["errors"]) >= 3
    assert int(done.outputs["errors"]) + int(done.outputs["warnings"]) == int(done.outputs["findings"])
    assert done.outputs["suppressed"] == "0"
    assert done.outputs["sarif-file"] == "report.sarif"
    sarif = json.loads((runner.repository.folder / "report.sarif").read_bytes())
    assert str(len(sarif["runs"][0]["results"])) == done.outputs["findings"]
    head = runner.repository.git("rev-parse", "HEAD")
    assert f"(https://git.example/shop/mail/blob/{head}/new%2C%20%25.md?plain=1#L1)" in done.summary
    group = done.log.partition("::group::All findings\n")[2].partition("\n::endgroup::")[0]
    assert "old.md:1:10: error[email-address]" in group
    assert "  |          ^" in group


@posix
@pytest.mark.parametrize("only", ["changed-lines", "changed-files"])
def test_the_change_of_a_pull_request(runner: Runner, only: str) -> None:
    done = runner.run({"only": only})
    assert files_of(done) == {"new, %.md"}
    assert "outside the change" in done.summary
    runner.event = {}
    runner.ref = "refs/heads/main"
    done = runner.run({"only": only})
    assert "this is no pull request" in done.log
    assert files_of(done) == {"old.md", "later.md", "new, %.md"}


@posix
def test_the_head_of_a_pull_request_without_the_merge(runner: Runner) -> None:
    runner.repository.git("checkout", "-q", "topic")
    runner.ref = "refs/heads/topic"
    assert files_of(runner.run({"only": "changed-lines"})) == {"new, %.md"}
    runner.event = {"pull_request": {"base": {"sha": "1" * 40}}}
    done = runner.run({"only": "changed-lines"})
    assert (done.code, done.outputs["exit-code"], done.outputs["findings"]) == (2, "2", "")
    assert "fetch-depth: 0" in done.log


@posix
def test_inputs_are_words_and_never_code(runner: Runner) -> None:
    evil = "$(touch owned); `touch owned`\n--fix\n'; touch owned #"
    done = runner.run({"paths": evil})
    assert done.code == 2
    assert "./--fix: no such file" in done.log
    assert not (runner.repository.folder / "owned").exists()
    for name in ("only", "annotations", "summary", "config-from"):
        done = runner.run({name: "nonsense $(touch owned)"})
        assert (done.code, done.outputs["exit-code"]) == (2, "2"), name
    assert runner.run({"format": "nonsense"}).code == 2
    assert not (runner.repository.folder / "owned").exists()


@posix
def test_nothing_of_the_pull_request_is_executed(runner: Runner) -> None:
    trap = "open('owned', 'w').close()\nraise SystemExit(0)\n"
    names = (
        "checker/__init__.py",
        "checker/cli.py",
        "json.py",
        "yaml.py",
        "sitecustomize.py",
        "pip.py",
        "venv.py",
        "re.py",
    )
    runner.repository.commit({"a.md": BAD, **dict.fromkeys(names, trap), ".env": "PYTHONPATH=.\n"})
    done = runner.run()
    assert done.code == 1
    assert not (runner.repository.folder / "owned").exists()


@posix
def test_switches(runner: Runner) -> None:
    done = runner.run(
        {"annotations": "false", "summary": "false", "fail-on": "never", "format": "concise\ngitlab:q.json"}
    )
    assert (done.code, done.summary) == (0, "")
    assert "::error" not in done.log
    assert "old.md:1:10: error[email-address]" in done.log
    assert json.loads((runner.repository.folder / "q.json").read_bytes())
    done = runner.run({"args": "--format 'junit:j u.xml' --show-allowed", "paths": "clean.md"})
    assert (done.code, done.outputs["findings"]) == (0, "0")
    assert (runner.repository.folder / "j u.xml").exists()


@posix
def test_configuration_of_the_base(runner: Runner) -> None:
    off = '[rules]\nemail-address = "off"\n'
    runner.repository.commit({"sellerlint.toml": off, ".gitignore": "new*\n", "pyproject.toml": "x"})
    (runner.repository.folder / "pyproject.toml").unlink()
    (runner.repository.folder / "pyproject.toml").symlink_to("clean.md")
    runner.ref = "refs/pull/7/head"
    assert "email-address" not in runner.run().summary
    done = runner.run({"config-from": "base"})
    assert files_of(done) == {"old.md", "later.md", "new, %.md"}
    folder = runner.repository.folder
    assert (folder / "sellerlint.toml").read_text() == off
    assert (folder / "pyproject.toml").is_symlink()
    assert (folder / "clean.md").read_text() == GOOD
    runner.event = {"pull_request": {"base": {"sha": "1" * 40}}}
    done = runner.run({"config-from": "base"})
    assert done.code == 2
    assert "fetch-depth: 0" in done.log


@posix
def test_the_baseline_of_the_base(runner: Runner) -> None:
    subprocess.run([sys.executable, "-m", "checker", "baseline"], cwd=runner.repository.folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True)  # fmt: skip
    assert (runner.repository.folder / "sellerlint-baseline.txt").exists()
    done = runner.run()
    assert (done.code, done.outputs["findings"]) == (0, "0")
    assert int(done.outputs["suppressed"]) >= 3
    assert runner.run({"config-from": "base"}).code == 1


@posix
def test_the_phrases_of_the_base(runner: Runner) -> None:
    """A pull request that adds a look-alike of its own to the phrases, and takes one of the base's away."""
    repository, folder = runner.repository, runner.repository.folder
    phrases = {"our/en/marketing.yml": "ours:\n  why: No.\n  phrases:\n    - lilac lamp\n"}
    base = repository.commit({"sellerlint.toml": 'phrases = "our"\n', **phrases})
    own = {"our/en/marketing.yml": "unless:\n  - lilac\n", "our/en/words.yml": "broken: [\n"}
    repository.commit({"lilac.md": "Hello, a lilac lamp.\n", **own})
    runner.event = {"pull_request": {"base": {"sha": base}}}
    runner.ref = "refs/pull/7/head"
    done = runner.run({"config-from": "base", "paths": "lilac.md"})
    assert (done.code, done.outputs["findings"]) == (1, "1")
    assert (folder / "our/en/words.yml").read_text() == "broken: [\n"
    assert (folder / "our/en/marketing.yml").read_text() == "unless:\n  - lilac\n"
    assert runner.run({"paths": "lilac.md"}).code == 2
    # A link of its own in the folder is not followed, and comes back as it was.
    (folder / "our" / "en-gb").symlink_to("../evil")
    (folder / "evil").mkdir()
    (folder / "evil" / "marketing.yml").write_text("unless:\n  - lilac\n")
    (folder / "lilac.md").write_text("---\nlanguage: en-gb\n---\nHello, a lilac lamp.\n")
    done = runner.run({"config-from": "base", "paths": "lilac.md"})
    assert (done.code, done.outputs["findings"]) == (1, "1")
    assert (folder / "our" / "en-gb").is_symlink()


@posix
def test_what_stands_where_the_base_has_its_files(runner: Runner, tmp_path: Path) -> None:
    """Folders, files and links in the place of files, links and folders of the base."""
    repository, folder = runner.repository, runner.repository.folder
    phrases = {"a/our/en/marketing.yml": "ours:\n  why: No.\n  phrases:\n    - lilac lamp\n"}
    base = repository.commit({"sellerlint.toml": 'phrases = "a/our"\n', "lilac.md": "A lilac lamp.\n", **phrases})
    runner.event = {"pull_request": {"base": {"sha": base}}}
    runner.ref = "refs/pull/7/head"
    asked = {"config-from": "base", "paths": "lilac.md", "only": "all"}
    (folder / "sellerlint.toml").unlink()
    (folder / "sellerlint.toml").mkdir()
    (folder / "sellerlint.toml" / "x").write_text("x")
    shutil.rmtree(folder / "a" / "our")
    (folder / "a" / "our").write_text("a file")
    done = runner.run(asked)
    assert (done.code, done.outputs["findings"]) == (1, "1")
    assert (folder / "sellerlint.toml" / "x").read_text() == "x"
    assert (folder / "a" / "our").read_text() == "a file"
    (folder / "a" / "our").unlink()
    (folder / "a").rmdir()
    outside = tmp_path / "outside"
    (outside / "our" / "en").mkdir(parents=True)
    (outside / "our" / "en" / "marketing.yml").write_text("mine")
    (folder / "a").symlink_to(outside)
    done = runner.run(asked)
    assert done.code == 2
    assert "a is no folder in this pull request" in done.log
    assert (outside / "our" / "en" / "marketing.yml").read_text() == "mine"


@posix
def test_the_install_step_installs_what_the_lock_names(runner: Runner) -> None:
    """Slow: it makes an environment. Skipped where the index has not all that the lock names."""
    probe = [sys.executable, "-I", "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "-d"]
    probe += [str(runner.temporary / "wheels"), "-r", str(ROOT / "action" / "requirements.txt")]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("the index can't be reached")
    done = runner.run({"paths": "old.md"}, install=True)
    assert done.code == 1, done.log
    assert files_of(done) == {"old.md"}


# --------------------------------------------------------------------------------------------------- the toolkit


def test_commands_are_those_of_the_toolkit(tmp_path: Path) -> None:
    """The same values through npm's `@actions/core` give the same lines."""
    from checker.reporters.github import command

    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        pytest.skip("Node is not here")
    done = subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", "@actions/core@1.11.1"], cwd=tmp_path, capture_output=True, check=False)  # fmt: skip
    if done.returncode:
        pytest.skip("npm can't install @actions/core")
    values = [
        "a",
        "a,b",
        "100%",
        "%25",
        "%0A",
        "x\ny\r\n",
        ":: ::error::x",
        "日本 😀",
        "::warning file=a::b",
        "a:b,c=d",
        "##[x]",
    ]
    cases = [(path, title, text) for path in values for title, text in zip(values, values[::-1], strict=True)]
    program = (
        "const {issueCommand} = require('@actions/core/lib/command');"
        "for (const [file, title, text] of JSON.parse(process.argv[1]))"
        " issueCommand('error', {file, line: 3, title}, text);"
    )
    done = subprocess.run([node, "-e", program, json.dumps(cases)], cwd=tmp_path, capture_output=True, check=True)
    ours = [command("error", {"file": path, "line": 3, "title": title}, text) for path, title, text in cases]
    assert done.stdout.decode().split(os.linesep)[:-1] == ours
