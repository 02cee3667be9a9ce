"""Changed lines, asked of git itself on scratch repositories."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.changes import CHANGED_FILES, Lines, NoHistoryError, changes
from tests.test_cli import sellerlint

BAD = "Our lamp help@lamp-store.example\n"
GOOD = "---\nkind: reply\n---\nWhich colour shall the lamp have?\n"
ODD = [
    "a b.md",
    "ü.md",
    "日本.md",
    'q"uote.md',
    "tab\there.md",
    "back\\slash.md",
    "--help.md",
    "new\nline.md",
    "a:b.md",
]


class Repository:
    """A scratch repository. Nothing of the machine's own settings is read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        names = ("-c", "user.name=x", "-c", "user.email=x@shop.example", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *names, *arguments], cwd=self.folder, env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.decode().strip()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))

    def commit(self, files: dict[str, str] | None = None) -> str:
        for name, text in (files or {}).items():
            self.write(name, text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD")

    def lines(self, base: str = "main") -> dict[str, Lines]:
        return dict(changes(base, str(self.folder)).files)

    def found(self, *arguments: str) -> list[tuple[str, int]]:
        """The places of `email-address` in the report."""
        done = sellerlint("--format", "json", *arguments, cwd=self.folder)
        assert done.returncode in (0, 1), done.stderr
        rows = json.loads(done.stdout)["findings"]
        return [(row["path"], row["start"]["line"]) for row in rows if row["rule"] == "email-address"]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "shop")
    made.commit({"old.md": f"one\n\n{BAD}\n\nthree\n\n{BAD}", "clean.md": GOOD})
    made.git("checkout", "-q", "-b", "topic")
    return made


def test_only_changed_lines_are_reported(repository: Repository) -> None:
    repository.commit({"old.md": f"one\n\n{BAD}\n\nthree\n\n{BAD}\n\n{BAD}", "new.md": BAD})
    assert repository.found() == [("new.md", 1), ("old.md", 3), ("old.md", 8), ("old.md", 11)]
    assert repository.found("--diff-base", "main") == [("new.md", 1), ("old.md", 11)]
    assert repository.found("--diff-base", "main", "--only", "changed-files") == repository.found()
    assert repository.found("--diff-base", "main", "--only", "all") == repository.found()
    done = sellerlint("--diff-base", "main", cwd=repository.folder)
    assert done.returncode == 1
    assert " outside the change" in done.stdout.rpartition("files")[2]


def test_what_lies_outside_does_not_fail(repository: Repository) -> None:
    repository.commit({"clean.md": GOOD + "\nOr which size?\n"})
    done = sellerlint("--diff-base", "main", cwd=repository.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip().endswith("findings outside the change.")
    data = json.loads(sellerlint("--diff-base", "main", "--format", "json", cwd=repository.folder).stdout)
    assert data["summary"]["outside"] >= 2


def test_from_the_merge_base_and_to_the_files_as_they_are(repository: Repository) -> None:
    repository.commit({"a.md": "one\n"})
    repository.git("checkout", "-q", "main")
    repository.commit({"clean.md": GOOD + "main went on\n"})
    repository.git("checkout", "-q", "topic")
    repository.write("a.md", "one\ntwo\n")
    repository.write("untracked.md", BAD)
    repository.write("staged.md", BAD)
    repository.git("add", "staged.md")
    assert repository.lines() == {"a.md": Lines(((1, 2),), ()), "staged.md": Lines(((1, 1),), ())}
    assert repository.found("--diff-base", "main") == [("staged.md", 1), ("untracked.md", 1)]


def test_renames_and_deletions(repository: Repository) -> None:
    repository.git("mv", "old.md", "mail.md")
    repository.git("rm", "-q", "clean.md")
    repository.commit()
    assert repository.lines() == {"mail.md": Lines((), ())}
    assert repository.found("--diff-base", "main") == []
    repository.commit({"mail.md": f"one\n\n{BAD}\n\nthree!\n\n{BAD}"})
    assert repository.lines() == {"mail.md": Lines(((6, 6),), (5,))}


def test_what_becomes_a_message_by_its_name_is_new(repository: Repository) -> None:
    repository.git("checkout", "-q", "main")
    repository.commit({"draft.txt": f"one\ntwo\n{BAD}"})
    repository.git("checkout", "-q", "topic")
    repository.git("reset", "-q", "--hard", "main")
    repository.git("mv", "draft.txt", "draft.md")
    repository.commit()
    assert ("draft.md", 3) in repository.found("--diff-base", "main")


def test_what_was_excluded_before_it_was_renamed_is_new(repository: Repository) -> None:
    base = repository.commit({"sellerlint.toml": 'exclude = ["drafts/"]\n', "drafts/a.md": BAD * 3})
    (repository.folder / "msgs").mkdir()
    repository.git("mv", "drafts/a.md", "msgs/a.md")
    repository.commit()
    assert {place[0] for place in repository.found("--diff-base", base)} == {"msgs/a.md"}


@pytest.mark.skipif(os.name != "posix", reason="links are a privilege elsewhere")
def test_a_link_that_is_new_or_turned_brings_what_it_leads_to(repository: Repository) -> None:
    repository.commit({"drafts/a.txt": BAD, "drafts/b.txt": BAD * 2, "msgs/x.md": GOOD})
    (repository.folder / "msgs/turned.md").symlink_to("../drafts/a.txt")
    base = repository.commit()
    assert repository.found("--diff-base", base) == []
    (repository.folder / "msgs/turned.md").unlink()
    (repository.folder / "msgs/turned.md").symlink_to("../drafts/b.txt")
    (repository.folder / "msgs/new.md").symlink_to("../drafts/a.txt")
    repository.commit()
    assert {place[0] for place in repository.found("--diff-base", base)} == {"msgs/turned.md", "msgs/new.md"}


def test_a_message_that_takes_a_body_from_elsewhere_is_new(repository: Repository) -> None:
    text = f"a:\n  body: &s {BAD}\nb:\n  body: {{}}\n"
    base = repository.commit({"x.yml": text.format("Which colour shall it have?")})
    repository.commit({"x.yml": text.format("*s")})
    assert [place[0] for place in repository.found("--diff-base", base)] == ["x.yml"]


def test_nothing_in_the_repository_can_hide_lines(repository: Repository) -> None:
    repository.commit({".gitattributes": "*.md binary -diff diff=nothing\n", "old.md": f"one\n\n{BAD}\nThe {BAD}"})
    repository.git("config", "diff.nothing.textconv", "true")
    repository.git("config", "diff.external", "true")
    repository.git("config", "diff.noprefix", "true")
    repository.git("config", "color.ui", "always")
    assert ("old.md", 5) in repository.found("--diff-base", "main")


@pytest.mark.skipif(sys.platform == "win32", reason="such names do not exist there")
@pytest.mark.parametrize("quoted", ["true", "false"])
def test_odd_names(repository: Repository, quoted: str) -> None:
    repository.git("config", "core.quotePath", quoted)
    repository.commit({f"mail/{name}": "one\n" for name in ODD})
    repository.git("branch", "-f", "main")
    repository.commit({f"mail/{name}": f"one\n\n{BAD}" for name in ODD})
    assert repository.lines() == {f"mail/{name}": Lines(((2, 3),), ()) for name in ODD}
    assert sorted(repository.found("--diff-base", "main", "mail")) == sorted((f"mail/{name}", 3) for name in ODD)


def test_lines_that_look_like_a_diff(repository: Repository) -> None:
    text = "+++ b/old.md\n@@ -1 +1 @@\ndiff --git a/old.md b/old.md\n--- a/x\n"
    repository.commit({"x.md": text})
    assert repository.lines() == {"x.md": Lines(((1, 4),), ())}
    repository.git("branch", "-f", "main")
    repository.commit({"x.md": "", "y.md": "- - a\n++ b/old.md"})
    assert repository.lines() == {"x.md": Lines((), (0,)), "y.md": Lines(((1, 2),), ())}


def test_binary_files_and_files_of_one_line(repository: Repository) -> None:
    repository.commit({"a.bin": "\0\1\n\0", "clean.md": "no line end"})
    assert repository.lines()["a.bin"] == Lines(((1, 2),), ())
    assert repository.lines()["clean.md"].written == ((1, 1),)


def test_a_folder_below_and_a_link_to_it(repository: Repository) -> None:
    repository.commit({"mail/a.md": BAD, "mail/old.md": "one\n"})
    (repository.folder.parent / "link").symlink_to(repository.folder / "mail")
    for folder in (repository.folder / "mail", repository.folder.parent / "link"):
        done = sellerlint("--diff-base", "main", "--format", "json", "a.md", cwd=folder)
        assert json.loads(done.stdout)["summary"]["findings"] >= 1


def test_lone_carriage_returns_are_lines_of_ours_only(repository: Repository) -> None:
    repository.commit({"cr.md": f"one\rtwo\n{BAD}"})
    repository.git("branch", "-f", "main")
    repository.commit({"cr.md": f"one\rtwo\n{BAD}\nthree\n"})
    assert repository.found("--diff-base", "main") == []
    repository.commit({"cr.md": f"one\rtwo\n{BAD.replace('Our', 'The')}\nthree\n"})
    assert repository.found("--diff-base", "main") == [("cr.md", 3)]


def test_what_is_about_the_whole_message_counts_with_any_of_its_lines(repository: Repository) -> None:
    message = "- kind: proactive\n  body: |\n    Your lamp arrives soon.\n\n    It is blue.\n"
    repository.commit({"s.yml": message.replace("blue", "red") + message.replace("lamp", "rug")})
    repository.git("branch", "-f", "main")
    repository.commit({"s.yml": message + message.replace("lamp", "rug")})
    done = sellerlint("--diff-base", "main", "--format", "json", "s.yml", cwd=repository.folder)
    data = json.loads(done.stdout)
    rules = [(row["rule"], row["start"]["line"]) for row in data["findings"]]
    assert ("missing-order-id", 3) in rules
    assert all(line < 6 for _, line in rules)
    assert data["summary"]["outside"] >= 1


def test_a_line_that_was_taken_out_of_a_message_counts_too(repository: Repository) -> None:
    repository.commit({"s.md": "---\nkind: proactive\n---\nYour lamp arrives soon.\n\nOrder {{order_id}}\n"})
    repository.git("branch", "-f", "main")
    repository.commit({"s.md": "---\nkind: proactive\n---\nYour lamp arrives soon.\n"})
    done = sellerlint("--diff-base", "main", "--format", "json", "s.md", cwd=repository.folder)
    assert "missing-order-id" in [row["rule"] for row in json.loads(done.stdout)["findings"]]


def test_a_file_that_cannot_be_read_counts_with_any_line(repository: Repository) -> None:
    repository.commit({"x.yml": "a: b\nc: d\n" + "e: f\n" * 9 + "g: [\n"})
    repository.git("branch", "-f", "main")
    repository.commit({"x.yml": "a: x\nc: d\n" + "e: f\n" * 9 + "g: [\n"})
    assert "unreadable" in sellerlint("--diff-base", "main", "x.yml", cwd=repository.folder).stdout


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("nowhere", "git knows no commit 'nowhere' here: fetch it first"),
        ("--output=x", "git knows no commit '--output=x'"),
    ],
)
def test_a_base_that_is_not_there(repository: Repository, base: str, said: str) -> None:
    done = sellerlint(f"--diff-base={base}", cwd=repository.folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "`fetch-depth: 0`" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (repository.folder / "x").exists()


def test_no_common_history(repository: Repository) -> None:
    repository.git("checkout", "-q", "--orphan", "other")
    repository.commit({"other.md": GOOD})
    done = sellerlint("--diff-base", "main", cwd=repository.folder)
    assert done.returncode == 2
    assert "'main' and the current commit have no history in common" in done.stderr


def test_a_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"a.md": BAD})
    repository.git("checkout", "-q", "main")
    repository.commit({"b.md": BAD})
    clone = Repository(tmp_path / "clone")
    clone.git("fetch", "-q", "--depth=1", f"file://{repository.folder}", "main:main", "topic:topic", "--update-head-ok")
    clone.git("checkout", "-q", "topic")
    done = sellerlint("--diff-base", "main", cwd=clone.folder)
    assert done.returncode == 2
    assert (
        "too shallow to tell where it left 'main': fetch the history (with actions/checkout say `fetch-depth: 0`"
        in (done.stderr)
    )


def test_no_repository_and_no_git(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD)
    done = sellerlint("--diff-base", "main", cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert done.returncode == 2
    assert "not a git repository" in done.stderr
    done = sellerlint("--diff-base", "main", cwd=tmp_path, PATH="/nowhere")
    assert done.returncode == 2
    assert "git can't be run" in done.stderr
    done = sellerlint("--only", "changed-lines", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "sellerlint: --only changed-lines goes with --diff-base\n")


@pytest.mark.parametrize(
    ("lines", "first", "last", "place", "message"),
    [
        (Lines(((3, 5),), ()), 1, 2, False, False),
        (Lines(((3, 5),), ()), 5, 9, True, True),
        (Lines((), (4,)), 4, 4, False, True),
        (Lines((), (4,)), 5, 9, False, True),
        (Lines((), (4,)), 6, 9, False, False),
        (Lines((), (9,)), 6, 9, False, True),
        (Lines((), (10,)), 6, 9, False, False),
    ],
)
def test_touching(lines: Lines, first: int, last: int, place: bool, message: bool) -> None:
    assert (lines.touch(first, last), lines.touch_message(first, last)) == (place, message)


rows = st.lists(st.sampled_from(["a", "b", "+++ b/x", "@@ -1 +1 @@", "-- ", "", "é"]), max_size=12)


@settings(max_examples=15, deadline=None)
@given(rows, rows, st.booleans())
def test_what_is_not_written_was_there_before(tmp_path_factory: pytest.TempPathFactory, old: list[str], new: list[str], end: bool) -> None:  # fmt: skip
    """Lines without the written ones are a part of the old ones, in their order."""
    repository = Repository(tmp_path_factory.mktemp("r") / "shop")
    repository.commit({"x.md": "\n".join(old) + "\n" * end})
    repository.write("x.md", "\n".join(new) + "\n" * end)
    lines = repository.lines().get("x.md", Lines((), ()))
    texts = ("\n".join(new) + "\n" * end).split("\n")
    kept = [text for number, text in enumerate(texts, 1) if not lines.touch(number, number)]
    before = iter(("\n".join(old) + "\n" * end).split("\n"))
    assert all(text in before for text in kept if text)


def test_a_change_is_no_error_of_its_own(repository: Repository) -> None:
    assert repository.lines("HEAD") == {}
    with pytest.raises(NoHistoryError):
        repository.lines("gone")
    assert CHANGED_FILES == "changed-files"
