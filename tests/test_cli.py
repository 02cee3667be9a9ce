"""The command itself, as a process: what it prints, and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BAD = "Our lamp help@lamp-store.example.\n"
CLEAN = "---\nkind: reply\n---\n\nWhich colour shall the lamp have?\n"


def sellerlint(*arguments: str, cwd: Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder; the bytes it prints are read as UTF-8."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-m", "checker", *arguments], cwd=cwd, input=stdin, capture_output=True, env=env, check=False
    )
    out, err = done.stdout.decode("utf-8").replace("\r\n", "\n"), done.stderr.decode("utf-8").replace("\r\n", "\n")
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "clean.md").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "README.md").write_text(BAD, encoding="utf-8")
    return tmp_path


def test_paths_alone_mean_check(folder: Path) -> None:
    done = sellerlint(".", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.startswith("bad.md:1:10: error[email-address] ")
    assert " | " not in done.stdout, "a pipe gets one line a finding"
    assert "1 error in 1 of 2 files (2 messages)" in done.stdout
    assert sellerlint("check", ".", cwd=folder).stdout == done.stdout
    assert sellerlint(cwd=folder).stdout == done.stdout


def test_clean_is_0(folder: Path) -> None:
    done = sellerlint("clean.md", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "No findings in 1 file (1 message).\n"


def test_nothing_to_check_is_3_and_loud(tmp_path: Path) -> None:
    done = sellerlint(cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "nothing to check" in done.stderr


def test_standard_input(tmp_path: Path) -> None:
    done = sellerlint("-", "--format", "json", cwd=tmp_path, stdin=BAD.encode())
    assert done.returncode == 1
    assert json.loads(done.stdout)["findings"][0]["path"] == "<stdin>"
    done = sellerlint(
        "-", "--stdin-filename", "x.yml", "--format", "json", cwd=tmp_path, stdin=b"body: a@lamp.example\n"
    )
    assert json.loads(done.stdout)["findings"][0]["start"] == {"line": 1, "column": 7, "offset": 6}


def test_json_and_github_say_the_same(folder: Path) -> None:
    data = json.loads(sellerlint("--format", "json", cwd=folder).stdout)
    assert data["version"] == 1
    assert data["summary"]["errors"] == 1
    [found] = data["findings"]
    assert (found["rule"], found["quote"], found["clause"]) == ("email-address", "help@lamp-store.example", "C01")
    line = sellerlint("--format", "github", cwd=folder).stdout.partition("\n")[0]
    assert line.startswith("::error ")
    assert "file=bad.md" in line
    assert "line=1" in line
    assert "col=10" in line


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"abc\n\xffdef\n", "x.md:2:1"),
        ("Füße \n".encode() + b"ab\xe9", "x.md:2:3"),
        ("body: x".encode("utf-16"), "x.md:1:1"),
        (b"\xef\xbb\xbfab\xff", "x.md:1:3"),
        (b"ab\n\x00cd", "x.md:2:1"),
        (b"---\nkind: [\n---\nHello\n", "x.md:3:1"),
    ],
)
def test_bytes_that_are_no_text_are_a_finding_at_their_place(tmp_path: Path, data: bytes, place: str) -> None:
    (tmp_path / "x.md").write_bytes(data)
    (tmp_path / "y.md").write_text(BAD, encoding="utf-8")
    done = sellerlint(cwd=tmp_path)
    assert done.returncode == 1
    assert f"{place}: error[unreadable]" in done.stdout
    assert "y.md:1:10: error[email-address]" in done.stdout


@pytest.mark.parametrize("text", ["a: [\n", "a: b: c\n", "\tx: y\n", "a: 'x\n", "- &a [*b]\n", "[" * 100_000])
def test_broken_yaml_is_a_finding_and_the_rest_is_checked(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.yml").write_text(text, encoding="utf-8")
    (tmp_path / "y.md").write_text(BAD, encoding="utf-8")
    done = sellerlint("--format", "json", cwd=tmp_path)
    found = [(each["path"], each["rule"]) for each in json.loads(done.stdout)["findings"]]
    assert ("x.yml", "unreadable") in found
    assert ("y.md", "email-address") in found
    assert done.returncode == 1


@pytest.mark.parametrize(
    "text", [">" * 100_000, "[" * 100_000, "- " * 50_000, "<a " * 50_000, "{{" * 50_000, "`" * 100_000]
)
def test_endless_nesting_ends(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.md").write_text(text + "\nhelp@lamp-store.example\n", encoding="utf-8")
    assert sellerlint(cwd=tmp_path).returncode in (0, 1)


def test_an_empty_file_is_clean(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"")
    (tmp_path / "y.yml").write_bytes(b"")
    assert sellerlint(cwd=tmp_path).returncode == 0


def test_what_cannot_be_opened_is_one_line_and_2(folder: Path) -> None:
    done = sellerlint("bad.md", "missing.md", cwd=folder)
    assert done.returncode == 2
    assert done.stderr == "sellerlint: missing.md: no such file or folder\n"
    assert "bad.md:1:10" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_links_to_nowhere_and_in_circles(folder: Path) -> None:
    (folder / "dangling.md").symlink_to("nowhere.md")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "circle").symlink_to(folder)
    (folder / "folder.md").mkdir()
    (folder / "folder.md" / "inner.md").write_text(BAD, encoding="utf-8")
    done = sellerlint(cwd=folder)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2
    assert "dangling.md: " in done.stderr
    assert "loop.md: " in done.stderr
    assert "bad.md:1:10" in done.stdout
    assert "folder.md/inner.md:1:10" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text("Write to secret@lamp-store.example.\n", encoding="utf-8")
    (folder / "link.md").symlink_to(secret)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.md").write_text("secret@lamp-store.example\n", encoding="utf-8")
    (folder / "inner.md").symlink_to(folder / ".hidden" / "x.md")
    done = sellerlint(cwd=folder)
    assert done.returncode == 2
    assert "secret" not in done.stdout
    assert done.stderr.count("leads out of here") == 2


def test_names_forge_nothing(tmp_path: Path) -> None:
    name = "::error::x\n::warning::y.md"
    try:
        (tmp_path / name).write_text(BAD, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    for form in ("text", "github"):
        lines = sellerlint("--format", form, cwd=tmp_path).stdout.split("\n")
        assert not [line for line in lines if line.startswith(("::warning::y", "::error::x"))], form
    assert sellerlint(name + "z", cwd=tmp_path).stderr.count("\n") == 1


def test_usage_errors_are_2(folder: Path) -> None:
    for arguments in (
        ("--format", "xml"),
        ("--format", "text", "--format", "json"),
        ("--format", "sarif:"),
        ("--nonsense",),
        ("show",),
        ("explain", "emojis"),
    ):
        assert sellerlint(*arguments, cwd=folder).returncode == 2, arguments
    assert "did you mean 'emoji'?" in sellerlint("explain", "emojis", cwd=folder).stderr


def test_fail_on(folder: Path) -> None:
    assert sellerlint("--fail-on", "never", cwd=folder).returncode == 0
    assert sellerlint("--fail-on", "warning", cwd=folder).returncode == 1


def test_show(folder: Path) -> None:
    done = sellerlint("show", "bad.md", cwd=folder)
    assert done.returncode == 0
    assert f"1:1 paragraph {BAD.strip()!r}" in done.stdout


def test_show_reads_as_check_does(folder: Path) -> None:
    (folder / "sellerlint.toml").write_text('[layout]\nbody = ["copy"]\n[paths."x.yml"]\nkind = "reply"\n')
    (folder / "x.yml").write_text("a:\n  copy: Hello there\nb:\n  body: Not one here\n")
    shown = sellerlint("show", "x.yml", cwd=folder).stdout
    assert "'Hello there'" in shown
    assert "reply" in shown
    assert "1 message in x.yml" in shown
    assert "'Not one here'" in sellerlint("show", "--isolated", "x.yml", cwd=folder).stdout


def test_explain_a_clause(folder: Path) -> None:
    said = sellerlint("explain", "k04", cwd=folder).stdout
    assert said.startswith("# K04\n")
    assert "* `marketing`: " in said
    assert "No rule checks it." in sellerlint("explain", "Q07", cwd=folder).stdout


@pytest.mark.skipif(os.name != "posix", reason="links are a privilege elsewhere")
def test_what_a_repository_names_is_its_own(folder: Path) -> None:
    """A configuration or baseline that leads elsewhere is not read: a mistake in it would be quoted."""
    secret = folder.parent / f"{folder.name}-secret"
    secret.write_text("TOKEN=hunter2\n")
    (folder / ".git").mkdir(exist_ok=True)
    (folder / ".git" / "config").write_text("token = hunter2 hunter2\n")
    for name, text, link in (
        ("sellerlint.toml", "", secret),
        ("sellerlint.toml", "", ".git/config"),
        ("sellerlint-baseline.txt", "", secret),
        ("sellerlint.toml", f'baseline = "../{secret.name}"\n', None),
        ("sellerlint.toml", 'baseline = ".git/config"\n', None),
    ):
        path = folder / name
        path.symlink_to(link) if link else path.write_text(text)
        for words in ((), ("baseline",)):
            done = sellerlint(*words, cwd=folder)
            assert done.returncode == 2, (name, link)
            assert "leads out of here" in done.stderr
            assert "hunter2" not in done.stdout + done.stderr
        path.unlink()
    # Who runs it may name any file; a baseline is still not quoted.
    done = sellerlint("--baseline", str(secret), cwd=folder)
    assert (done.returncode, "hunter2" in done.stderr) == (2, False)


def test_the_surroundings_are_nobodys_traceback(folder: Path) -> None:
    assert sellerlint("--fail-on", "never", "--color", "never", cwd=folder, COLUMNS="abc").returncode == 0
    here = folder / "gone"
    here.mkdir()
    command = f"cd gone && rmdir ../gone && {sys.executable} -m checker"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if os.name == "posix":
        done = subprocess.run(
            command, shell=True, cwd=folder, capture_output=True, text=True, check=False, env=environment
        )
        assert (done.returncode, done.stderr) == (
            2,
            "sellerlint: the current folder is gone; go to one that is there\n",
        )
        closed = f"{sys.executable} -m checker >&-"
        assert (
            subprocess.run(closed, shell=True, cwd=folder, capture_output=True, check=False, env=environment).returncode
            == 1
        )
    if os.path.exists("/dev/full"):
        full = f"{sys.executable} -m checker >/dev/full"
        done = subprocess.run(
            full, shell=True, cwd=folder, capture_output=True, text=True, check=False, env=environment
        )
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_diff_is_no_command(folder: Path) -> None:
    (folder / "x.md").write_text("::error::forged\nHello \U0001f600\n::warning::too\n")
    done = sellerlint("--diff", "x.md", cwd=folder, GITHUB_ACTIONS="true")
    first, *_, last = done.stdout.splitlines()
    token = first.removeprefix("::stop-commands::")
    assert len(token) >= 32
    assert last == f"::{token}::"
    assert "::stop" not in sellerlint("--diff", "x.md", cwd=folder, GITHUB_ACTIONS="").stdout


def test_a_diff_of_nothing_is_3_and_of_what_is_no_text_1(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert sellerlint("--diff", "empty", cwd=folder).returncode == 3
    (folder / "empty" / "x.md").write_bytes("Hello".encode("utf-16"))
    assert sellerlint("--diff", "empty", cwd=folder).returncode == 1


def test_what_is_shown_forges_nothing(folder: Path) -> None:
    (folder / "x.yml").write_text('"k\\e[31m\\n::error::key": Hello there, and many thanks\n')
    shown = sellerlint("show", "x.yml", cwd=folder).stdout
    assert "\x1b" not in shown
    assert not any(line.startswith("::") for line in shown.splitlines())


def test_nothing_to_check_tells_of_the_configuration(folder: Path) -> None:
    (folder / "sellerlint.toml").write_text('exclude = ["*.md"]\n')
    done = sellerlint(cwd=folder)
    assert done.returncode == 3
    assert "that `include` and `exclude` of sellerlint.toml let through" in done.stderr


def test_colour_by_wish_and_variable(folder: Path) -> None:
    assert "\x1b[" not in sellerlint(cwd=folder).stdout
    text = ("--format", "text")
    assert "\x1b[" not in sellerlint(*text, cwd=folder).stdout
    assert "\x1b[" in sellerlint(*text, "--color", "always", cwd=folder).stdout
    assert "\x1b[" in sellerlint(*text, cwd=folder, FORCE_COLOR="1").stdout
    assert "\x1b[" not in sellerlint(*text, cwd=folder, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_the_reader_of_the_output_may_leave(folder: Path) -> None:
    (folder / "bad.md").write_text(BAD * 20_000, encoding="utf-8")
    command = f"{sys.executable} -m checker . | head -n 1"
    done = subprocess.run(
        command,
        check=False,
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == ""


def test_options_without_the_parser_are_the_same() -> None:
    from checker.commands import arguments, check

    def known(options: object) -> dict[str, object]:
        names = [name for name in dir(options) if not name.startswith("_")]
        return {name: getattr(options, name) for name in names}

    for words in (["check"], ["check", "a.md", "b"], ["check", "--force-exclude", "a.md"], ["check", "-"]):
        parser = arguments.new_parser("sellerlint check", "")
        check.add(parser)
        parser.set_defaults(command="check")
        assert known(check.plain(words)) == known(parser.parse_args(words[1:])), words
