"""The baseline: what is known is set aside, wherever it moves, and what is new is not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import baseline
from checker.baseline import NAME, BaselineError, Entry, Key, apply, entries, pruned, read, written
from checker.cli import main
from checker.engine import check
from checker.finding import Report
from checker.text import Source

BLOCKS = st.lists(
    st.sampled_from([
        "Write to a@lamp.example.", "Write to a@lamp.example today.", "So \U0001f389 nice", "\U0001f389 \U0001f389",
        "See http://www.amazon.com/x?utm_source=a", "Hello there.", "Call +49 30 901820 now",
    ]),
    min_size=1,
    max_size=5,
)  # fmt: skip


def report(*texts: str) -> Report:
    return check([Source(f"m/{number}.md", text) for number, text in enumerate(texts)])


def new(found: Report, known: list[Entry]) -> list[str]:
    kept, aside, _ = apply(found.findings, found.sources, known, str)
    assert len(kept) + len(aside) == len(found.findings)
    return [each.rule for each in kept]


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=3), st.data())
def test_it_makes_a_report_green_and_moving_lines_keeps_it_so(files: list[list[str]], data: st.DataObject) -> None:
    texts = ["\n\n".join(blocks) for blocks in files]
    found = report(*texts)
    known = read(written(entries(found.findings, found.sources, str)))
    kept, aside, left_over = apply(found.findings, found.sources, known, str)
    assert (kept, len(aside), left_over) == ([], len(found.findings), [])
    # Front matter above, another order, other line ends and indentation: the same findings.
    moved = ["\n\n".join(data.draw(st.permutations(blocks))) for blocks in files]
    moved = [
        f"---\nowner: shop\n---\n\n{text}\n".replace("\n", data.draw(st.sampled_from(["\n", "\r\n"]))) for text in moved
    ]
    again = report(*moved)
    # Rules about a message as a whole quote its beginning, which may be another one now.
    words = [rule for rule in new(again, known) if rule in ("email-address", "emoji", "phone-number", "insecure-link")]
    assert words == []
    one_more = report(*(f"{text}\n\nOr ask other@shop.example\n" for text in texts))
    assert new(one_more, known).count("email-address") == len(texts)


def test_more_than_are_known_are_new() -> None:
    one = report("\U0001f389")
    known = entries(one.findings, one.sources, str)
    two = report("\U0001f389\n\n\U0001f389")
    kept, aside, left_over = apply(two.findings, two.sources, known, str)
    assert [each.rule for each in kept if each.rule == "emoji"] == ["emoji"]
    assert [each.place.start.line for each in aside if each.rule == "emoji"] == [1]
    assert left_over == []


def test_what_is_mended_is_left_over_and_pruned() -> None:
    found = report("\U0001f389\n\n\U0001f389\n\na@lamp.example")
    known = entries(found.findings, found.sources, str)
    less = report("\U0001f389\n")
    left_over = apply(less.findings, less.sources, known, str)[2]
    rest = pruned(known, left_over)
    assert {entry.key.rule: entry.times for entry in left_over}["emoji"] == 1
    assert {entry.key.rule: entry.times for entry in rest}["emoji"] == 1
    assert "email-address" not in {entry.key.rule for entry in rest}
    assert new(less, rest) == []


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12) | st.sampled_from(
    ["a b.md", "100%.md", "%{20}", "# x", "a\nb", "\u2028"]
)


@given(st.lists(st.tuples(NAMES, st.integers(1, 9), st.text(max_size=90)), max_size=5))
def test_written_and_read_it_is_the_same(rows: list[tuple[str, int, str]]) -> None:
    known = {Key("emoji", path, f"{number:012x}"): times for number, (path, times, _) in enumerate(rows)}
    text = written(Entry(key, times, rows[number][2]) for number, (key, times) in enumerate(known.items()))
    assert {entry.key: entry.times for entry in read(text)} == known
    assert {entry.key: entry.times for entry in read(text.replace("\n", "\r\n"))} == known
    lines = text.split("\n")
    assert len(lines) == len(known) + 3
    assert lines[2:-1] == sorted(lines[2:-1])
    assert written(read(text)) == written(read(written(read(text))))


@pytest.mark.parametrize("line", ["nonsense", "<<<<<<< HEAD", "emoji a.md xyz 1", "emoji a.md 0123456789ab 0"])
def test_a_line_that_is_no_entry_is_refused(line: str) -> None:
    with pytest.raises(BaselineError) as caught:
        read(f"# x\n\n{line}\n")
    assert caught.value.line == 3


def test_of_two_entries_for_the_same_the_larger_counts() -> None:
    text = "emoji a.md 0123456789ab 2 \nemoji a.md 0123456789ab 3 \nemoji a.md 0123456789ab 1 \n"
    assert [entry.times for entry in read(text)] == [3]


def git(*arguments: str, cwd: Path) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@shop.example", "-c", "commit.gpgsign=false", *arguments],
        cwd=cwd, check=True, capture_output=True,
    )  # fmt: skip


def known(*words: str) -> list[Entry]:
    return [Entry(Key("emoji", f"m/{word}.md", f"{sum(map(ord, word)):012x}"), len(word), word) for word in words]


@settings(max_examples=5, deadline=None)
@given(*[st.sets(st.sampled_from(["a", "b", "bb", "c", "d", "dd", "e"])) for _ in range(3)])
def test_two_of_them_merge_without_conflict(
    tmp_path_factory: pytest.TempPathFactory, base: set[str], ours: set[str], theirs: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    path = folder / NAME
    git("init", "-q", "-b", "main", cwd=folder)
    (folder / ".gitattributes").write_text(f"{NAME} merge=union\n")
    for branch, words in (("main", base), ("theirs", theirs), ("ours", ours)):
        if branch != "main":
            git("checkout", "-q", "-b", branch, "main", cwd=folder)
        path.write_text(written(known(*words)), encoding="utf-8")
        git("add", "-A", cwd=folder)
        git("commit", "-q", "--allow-empty", "-m", branch, cwd=folder)
    git("merge", "-q", "-m", "merged", "theirs", cwd=folder)
    merged = {entry.key for entry in read(path.read_text(encoding="utf-8"))}
    assert merged >= {entry.key for entry in known(*(ours | theirs) - base)}
    assert merged <= {entry.key for entry in known(*ours | theirs | base)}


def test_from_red_to_green_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m").mkdir()
    bad, other = tmp_path / "m" / "bad file.md", tmp_path / "m" / "other.md"
    bad.write_text("a@lamp.example \U0001f389\n", encoding="utf-8")
    other.write_text("b@lamp.example\n", encoding="utf-8")
    assert main([]) == 1
    assert main(["baseline", "m/bad file.md"]) == 0
    assert main([]) == 1
    assert main(["m/bad file.md"]) == 0
    assert main(["baseline"]) == 0
    text = (tmp_path / NAME).read_bytes()
    assert b"\r" not in text
    assert b"bad%{20}file.md" in text
    assert main([]) == 0
    assert main(["--no-baseline"]) == 1
    assert main(["--isolated"]) == 1
    assert main(["baseline"]) == 0
    assert (tmp_path / NAME).read_bytes() == text
    monkeypatch.chdir(tmp_path / "m")
    assert main([]) == 0
    other.write_text("new@lamp.example\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["bad file.md"]) == 0
    assert "no longer there" not in capsys.readouterr().err
    assert main([]) == 1
    assert "no longer there" in capsys.readouterr().err
    bad.unlink()
    assert main(["--prune"]) == 1
    assert [entry.key.path for entry in read((tmp_path / NAME).read_text(encoding="utf-8"))].count("m/bad file.md") == 0
    (tmp_path / NAME).write_text("nonsense\n")
    assert main([]) == 2
    assert f"{NAME}:1:1: not an entry" in capsys.readouterr().err
    assert main(["--baseline", "none.txt"]) == 2


def test_the_words_beside_it_are_of_its_line() -> None:
    found = report("one two three four a@lamp.example five\nsix")
    [one] = [each for each in found.findings if each.rule == "email-address"]
    told = baseline.key(one, found.sources["m/0.md"], "p")
    same = report("zero two three four a@lamp.example five\nseven")
    [other] = [each for each in same.findings if each.rule == "email-address"]
    assert baseline.key(other, same.sources["m/0.md"], "p") == told


def test_what_can_not_be_read_is_never_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yml").write_text('body: "x" y\n')
    (tmp_path / "y.md").write_bytes(b"Hi \xff there")
    assert main(["baseline"]) == 0
    assert "unreadable" not in (tmp_path / NAME).read_text()
    assert main(["check"]) == 1
