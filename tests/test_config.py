"""Configuration: what is read, what is refused and where, and which file is found."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.cli import main
from checker.config import Config, rooted
from checker.config.globs import matches, names
from checker.config.read import ConfigError, is_ours, read
from checker.config.show import show
from checker.config.toml import spots
from checker.engine import check
from checker.rules import index, rule
from checker.text import Source
from tests.cases import ROOT

GOLDEN = Path(__file__).parent / "golden" / "config"
BAD = "Write to help@lamp-store.example.\n"


def config(text: str, path: str = "sellerlint.toml") -> Config:
    return read(Source(path, text), ("auto", "text", "json"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout to work in: nothing above it is looked at."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.toml")), ids=lambda path: path.stem)
def test_mistakes_are_shown_at_their_places(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(path.parent)
    assert main(["check", "--config", path.name]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "\x1b" not in err
    expected = path.with_suffix(".txt")
    if os.environ.get("WRITE_GOLDEN"):
        expected.write_bytes(err.encode())
    assert err.encode() == expected.read_bytes()


def test_all_that_can_be_said() -> None:
    made = config(
        """
        include = ["messages/**"]
        exclude = ["drafts/"]
        fail-on = "warning"
        format = "json"
        baseline = "known.txt"
        [rules]
        emoji = "off"
        unused-allowance = "off"
        blank-lines = { severity = "error" }
        [rules.external-link]
        order_hosts = ["track.parcel.example"]
        [rules.low-contrast]
        contrast = 7
        [paths."proactive/**"]
        kind = "proactive"
        send_after_days = 5
        marketplaces = ["DE", 'FR']
        [layout]
        body = ["copy"]
        """
    )
    assert made.severities == {"emoji": "off", "unused-allowance": "off", "blank-lines": "error"}
    assert made.options == {"external-link": {"order_hosts": ["track.parcel.example"]}, "low-contrast": {"contrast": 7}}
    assert made.layout is not None
    assert (made.layout.body, made.layout.subject) == (("copy",), ("subject", "title"))
    assert (made.include, made.exclude, made.fail_on, made.format, made.baseline) == (
        ("messages/**",), ("drafts/",), "warning", "json", "known.txt",
    )  # fmt: skip
    [said] = made.declared
    assert said.pattern == "proactive/**"
    texts: list[Any] = [said.meta["kind"], said.meta["send_after_days"], *said.meta["marketplaces"]]  # type: ignore[misc]
    assert [text.value for text in texts] == ["proactive", "5", "DE", "FR"]
    for text in texts:
        text.verify()
        assert text.exact


def test_a_shown_configuration_reads_the_same() -> None:
    made = config(
        'exclude = ["a\\"b\\n"]\n[rules]\nemoji = "off"\n[rules.external-link]\norder_hosts = ["x"]\n[paths."a b"]\nkind = "reply"\n'
    )
    again = config(show(made))
    assert (again.severities, again.options, again.exclude) == (made.severities, made.options, made.exclude)
    assert show(again) == show(made)
    assert tomllib.loads(show(Config()))["fail-on"] == "error"


def test_what_is_declared_by_path_holds_unless_the_message_says_otherwise() -> None:
    made = config('[paths."sent/**"]\nkind = "proactive"\nlanguage = "de"\n[paths."sent/en/*"]\nlanguage = "en"\n')
    rule = ("late-message", "missing-order-id")

    def gaps(path: str, text: str = "Hello\n") -> tuple[bool, bool]:
        report = check([Source(path, text)], made)
        return any("no kind" in gap.what for gap in report.gaps), any(each.rule in rule for each in report.findings)

    assert gaps("other/a.md") == (True, False)
    assert gaps("sent/a.md") == (False, True)
    assert gaps("sent/a.md", "---\nkind: reply\n---\nHello\n") == (False, False)
    languages = [
        message
        for path, text in (("sent/x.md", "Hi"), ("sent/en/x.md", "Hi"), ("sent/x.md", "---\nlocale: fr\n---\nHi"))
        for message in _languages(made, path, text)
    ]
    assert languages == ["de", "en", "fr"]


def _languages(made: Config, path: str, text: str) -> list[str | None]:
    from checker.engine import read_messages

    return [message.language for message in read_messages(Source(path, text), made).messages]


def test_severity_and_options_reach_the_rules() -> None:
    def rules(text: str) -> dict[str, str]:
        report = check([Source("x.md", BAD)], config(text))
        return {each.rule: each.severity.value for each in report.findings}

    assert rules("")["email-address"] == "error"
    assert rules('[rules]\nemail-address = "warning"')["email-address"] == "warning"
    assert "email-address" not in rules('[rules]\nemail-address = "off"')


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("*.md", "a/b.md", True), ("a/", "a/b.md", True), ("a/**", "a/b/c.md", True), ("a", "x/a/b.md", True),
        ("/a", "x/a/b.md", False), ("**/a/*.md", "x/a/b.md", True), ("a/*.md", "a/c/b.md", False),
        ("a/**/b.md", "a/b.md", True), ("a/**/b.md", "a/c/d/b.md", True), ("a?.md", "ab.md", True),
        ("[!b]b.md", "ab.md", True), ("[!b]b.md", "bb.md", False), ("a/b", "a/b/c.md", True), ("ab", "abc/b.md", False),
        ("./a/b.md", "a/b.md", True), ("a.md", "aXmd", False), ("[", "[", True), ("[z-a].md", "b.md", False), ("[?-.].md", "a.md", False),
        ("a[.-0]b", "a/b", False), ("a[.-0]b", "a.b", True), ("[]]x", "]x", True), ("[!]]x", "]x", False),
        (r"[\]x", "\\x", True), ("[a-]x", "-x", True),
    ],
)  # fmt: skip
def test_globs(pattern: str, path: str, fits: bool) -> None:
    assert matches(path, [pattern]) is fits


def test_a_glob_may_say_a_name() -> None:
    assert names("a/README.md", ["a/README.md"])
    assert names("a/README.md", ["README.md"])
    assert not names("a/README.md", ["a/*.md", "b/README.md"])


@given(st.text(alphabet="*?[]!/ab.\\-^", max_size=12), st.text(alphabet="ab./-^", max_size=12))
def test_any_glob_is_one(pattern: str, path: str) -> None:
    assert matches(path, [pattern]) in (True, False)


def naive(pattern: str, path: str) -> bool:
    """What a pattern means, tried out one way after the other."""

    def fits(pieces: str, rest: str) -> bool:
        if pieces == "":
            return rest == "" or rest.startswith("/")
        if pieces.startswith("**/"):
            after = [rest] + [rest[at + 1 :] for at, letter in enumerate(rest) if letter == "/"]
            return any(fits(pieces[3:], each) for each in after)
        if pieces[0] == "*":
            end = rest.find("/") if "/" in rest else len(rest)
            return any(fits(pieces.lstrip("*"), rest[at:]) for at in range(end + 1))
        if pieces[0] == "?":
            return rest[:1] not in ("", "/") and fits(pieces[1:], rest[1:])
        return rest[:1] == pieces[0] and fits(pieces[1:], rest[1:])

    starts = [path]
    if "/" not in pattern.rstrip("/"):
        starts += [path[at + 1 :] for at, letter in enumerate(path) if letter == "/"]
    return any(fits(pattern.strip("/"), start) for start in starts)


@settings(max_examples=1500)
@given(
    st.lists(st.sampled_from(["a", "b", "*", "?", "/", "**/", "/**/"]), min_size=1, max_size=8).map("".join),
    st.lists(st.sampled_from(["a", "b", "ab", "/"]), min_size=1, max_size=8).map("".join),
)
def test_globs_mean_what_they_say(pattern: str, path: str) -> None:
    for _ in range(8):
        pattern, path = pattern.replace("//", "/").replace("***", "**"), path.replace("//", "/")
    path = path.strip("/")
    # Stars that touch, and a last `**`, have meanings of their own.
    if (
        path
        and pattern.strip("/*")
        and not pattern.rstrip("/").endswith("**")
        and not re.search(r"[^/]\*\*|\*\*[^/]", pattern)
    ):
        assert matches(path, [pattern]) is naive(pattern, path)


@pytest.mark.parametrize(
    "pattern", ["a*a*a*a*a*a*a*a*a*a*a*a*b", "**/a/**/a/**/a/**/a/**/a/**/a/**/b", "*?*?*?*?*?*?*?b"]
)
def test_no_glob_takes_long(pattern: str) -> None:
    started = time.process_time()
    assert not matches("a" * 250 + "/a" * 500, [pattern])
    assert time.process_time() - started < 2


# Places in TOML -----------------------------------------------------------------------------------------------------

KEYS = st.sampled_from(["a", "b-c", '"x y"', "'q'", "1", '"\\u00e9"', '""'])
VALUES = st.recursive(
    st.sampled_from(
        [
            "1",
            "-2.5e3",
            "true",
            "inf",
            '"a b"',
            "'c#]'",
            '"""x\n"y"\nz\\""""',
            "'''p\nq'''",
            "1979-05-27 07:32:00",
            "07:32:00",
            '"\\"]"',
            "0x1F",
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + " , # x ]\n".join(items) + "\n]")
        | st.dictionaries(KEYS, inner, max_size=3).map(
            lambda pairs: "{ " + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + " }"
        )
    ),
    max_leaves=6,
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = []
    for header in ["", *draw(st.lists(st.sampled_from(["[t]", "[t.u]", "[[l]]", "[ 'v' . w ]", "[l.m]"]), max_size=4))]:
        lines.append(header + draw(st.sampled_from(["", " # c [x]"])))
        for key, value in draw(st.dictionaries(KEYS, VALUES, max_size=3)).items():
            before, after = draw(st.sampled_from(["", "  ", "\t"])), draw(st.sampled_from(["", " # = "]))
            lines.append(f"{before}{key} = {value}{after}")
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


@settings(max_examples=150, deadline=None)
@given(documents())
def test_places_of_keys_and_values_are_right(text: str) -> None:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = spots(text)
    for path, value in _leaves(table, ()):
        key, place = found[path]
        written = text[place.start : place.end]
        assert tomllib.loads(f"x = {written}")["x"] == value or str(value) == "nan", (path, written)
        if isinstance(path[-1], str):
            assert tomllib.loads(f"{text[key.start : key.end]} = 1") == {path[-1]: 1}


def _leaves(value: Any, path: tuple[str | int, ...]) -> Any:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*path, number))
    else:
        yield path, value


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab=[]{}.,#\"'\\\n\r \t1-_\ufeff\U0001f389", max_size=60))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str) -> None:
    spots(text)
    try:
        config(text)
    except ConfigError as error:
        for span, message in error.mistakes:
            assert 0 <= span.start <= span.end <= len(text)
            assert message


# Which file, and which files ----------------------------------------------------------------------------------------


def test_found_upward_as_far_as_the_checkout(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "x.md").write_text(BAD, encoding="utf-8")
    (folder / "pyproject.toml").write_text('[tool.sellerlint.rules]\nemail-address = "off"\noff-platform = "off"\n')
    (folder / "a" / "pyproject.toml").write_text('[project]\nname = "sellerlint-messages"\n')
    os.chdir(inner)
    assert main(["--format", "json"]) == 0
    assert main(["--format", "json", "--isolated"]) == 1
    (folder / "a" / "sellerlint.toml").write_text("")
    assert main(["--format", "json"]) == 1
    (folder / "a" / "sellerlint.toml").unlink()
    (folder / "a" / ".git").write_text("gitdir: elsewhere\n")
    assert main(["--format", "json"]) == 1
    assert main(["--format", "json", "--config", "../../pyproject.toml"]) == 0
    assert main(["--format", "json", "--config", "none.toml"]) == 2
    assert "none.toml: No such file" in capsys.readouterr().err


def test_a_shared_file_that_is_none_of_our_business() -> None:
    assert is_ours("sellerlint.toml", "")
    assert is_ours("pyproject.toml", "[tool]\nsellerlint = {}")
    assert not is_ours("pyproject.toml", "[project]\nname = 'sellerlint'")
    assert not is_ours("pyproject.toml", "sellerlint = [broken")


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    main(["show-files", *arguments])
    return capsys.readouterr().out.split()


def test_which_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.md", "drafts/b.md", "drafts/keep.md", "README.md", "x/c.yml", "x/values.yml", "x/drafts.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Hello", encoding="utf-8")
    assert listed(capsys) == ["a.md", "drafts/b.md", "drafts/keep.md", "x/c.yml", "x/drafts.md"]
    (folder / "sellerlint.toml").write_text('exclude = ["drafts/"]\n')
    assert listed(capsys) == ["a.md", "x/c.yml", "x/drafts.md"]
    assert listed(capsys, "drafts/b.md", "a.md") == ["drafts/b.md", "a.md"]
    assert listed(capsys, "--force-exclude", "drafts/b.md", "a.md") == ["a.md"]
    assert listed(capsys, "drafts") == []
    (folder / "sellerlint.toml").write_text(
        'include = ["x/**", "x/values.yml", "README.md"]\nexclude = ["drafts.md"]\n'
    )
    assert listed(capsys) == ["README.md", "x/c.yml", "x/values.yml"]
    os.chdir(folder / "x")
    assert listed(capsys, "..") == ["../README.md", "../x/c.yml", "../x/values.yml"]
    assert listed(capsys) == ["c.yml", "values.yml"]


def test_files_that_git_ignores(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    (folder / "inner").mkdir()
    subprocess.run(["git", "init", "-q"], cwd=folder / "inner", check=True)
    for name in ("a.md", "out/b.md", "tracked.md", "inner/c.md", "inner/d.md", "ü b.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Hello", encoding="utf-8")
    (folder / ".gitignore").write_text("out/\ntracked.md\n")
    (folder / "inner" / ".gitignore").write_text("d.md\n")
    subprocess.run(["git", "add", "-f", "tracked.md"], cwd=folder, check=True)
    assert listed(capsys) == ["a.md", "tracked.md", "ü", "b.md", "inner/c.md"]
    assert "out/b.md" in listed(capsys, "--no-ignore")
    assert listed(capsys, "out/b.md") == ["out/b.md"]
    os.chdir(folder / "inner")
    assert listed(capsys) == ["c.md"]


def test_without_git_nothing_is_ignored(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text("Hello", encoding="utf-8")
    monkeypatch.setenv("PATH", str(folder))
    assert listed(capsys) == ["a.md"]


def test_nothing_to_check_is_3_and_the_threshold_is_configured(folder: Path) -> None:
    assert main(["show-files"]) == 3
    assert main([]) == 3
    (folder / "x.md").write_text(BAD, encoding="utf-8")
    assert main(["--format", "json"]) == 1
    (folder / "sellerlint.toml").write_text('fail-on = "never"\n')
    assert main(["--format", "json"]) == 0
    assert main(["--format", "json", "--fail-on", "error"]) == 1


def test_the_format_is_configured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "x.md").write_text(BAD, encoding="utf-8")
    (folder / "sellerlint.toml").write_text('format = "json"\n')
    main([])
    assert json.loads(capsys.readouterr().out)["findings"]


def test_paths_as_globs_have_them() -> None:
    inner = Config(root="/r", here="/r/a")
    assert rooted("b.md", inner) == "a/b.md"
    assert rooted("../b.md", inner) == "b.md"
    assert rooted("/r/c/d.md", inner) == "c/d.md"
    assert rooted("/x/d.md", inner) == "../x/d.md"
    assert rooted("./b.md", Config(root="/r", here="/r")) == "b.md"


# Schemas ------------------------------------------------------------------------------------------------------------


def test_all_metadata_that_rules_read_is_known() -> None:
    from checker.config.keys import METADATA

    read_by = set()
    for path in (Path(__file__).parent.parent / "checker").rglob("*.py"):
        for call in re.findall(r"\.(?:meta_(?:text|value|items)|_word)\(([^()*]*)\)", path.read_text(encoding="utf-8")):
            read_by |= set(re.findall(r'"(\w+)"', call))
    assert read_by - {"lang", "locale", "marketplace"} <= METADATA.keys()


def test_the_schema_says_what_the_reader_takes() -> None:
    from checker.config.schema import configuration, metadata

    schema = configuration(("text",))
    assert schema["additionalProperties"] is False
    rules = schema["properties"]["rules"]["properties"]
    assert {"emoji", "external-link", "unused-allowance"} <= rules.keys()
    assert rules["external-link"]["anyOf"][1]["properties"]["order_hosts"]["type"] == "array"
    for name, row in rules.items():
        options = {key: said["default"] for key, said in row["anyOf"][1]["properties"].items() if "default" in said}
        table = "\n".join(f"{key} = {json.dumps(value)}" for key, value in options.items())
        config(f"[rules.{name}]\nseverity = 'warning'\n{table}")
    assert metadata()["properties"]["kind"]["enum"] == ["proactive", "reply"]


def test_the_page_about_metadata_has_every_key() -> None:
    from checker.config.keys import METADATA

    page = (ROOT / "docs" / "metadata.md").read_text(encoding="utf-8")
    table = "".join(line.split("|")[1] for line in page.splitlines() if line.startswith("| `"))
    assert {name for name in METADATA if f"`{name}`" not in table} == set()


def _schema(name: str) -> jsonschema.Draft7Validator:
    schema = json.loads((ROOT / "docs" / "schema" / name).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    schema = _schema("sellerlint.json")
    refused = 0
    for path in sorted(GOLDEN.rglob("*.toml")):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError:
            continue
        table = table["tool"]["sellerlint"] if path.name == "pyproject.toml" else table
        assert list(schema.iter_errors(table)), path.name
        refused += 1
    assert refused >= 6


def test_the_schema_takes_what_the_reader_takes() -> None:
    schema = _schema("sellerlint.json")
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    shown = page.partition("```toml\n")[2].partition("```")[0]
    every = "\n".join(
        f"[rules.{entry.id}]\nseverity = 'error'\n"
        + "\n".join(f"{key} = {json.dumps(value)}" for key, value in rule(entry).options.items())
        for entry in index()
    )
    for text in (shown, every, ""):
        config(text)
        schema.validate(tomllib.loads(text))


def test_the_schema_of_messages_takes_the_examples() -> None:
    schema = _schema("message.json")
    heads = [
        yaml.safe_load(text.split("---\n")[1])
        for path in sorted((ROOT / "examples").rglob("*.md"))
        if (text := path.read_text(encoding="utf-8")).startswith("---\n") and "{%" not in text
    ]
    assert len(heads) >= 10
    for head in heads:
        schema.validate(head)
    for wrong in ({"kind": "answer"}, {"amazon": {"kind": 1}}, {"marketplaces": {"a": 1}}):
        assert list(schema.iter_errors(wrong)), wrong
