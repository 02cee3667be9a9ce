"""The phrases of a repository of its own: what they add, what they take away, and what is said of faulty ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker import check_text
from checker.api import check_paths, load_config
from checker.config import Config
from checker.config.read import ConfigError
from checker.engine import check
from checker.finding import Report
from checker.rules import index
from checker.text import Source
from tests.cases import ROOT, unmark

MARKETING = """
unless:
  - golden ticket office
house:
  why: Legal asked for other words.
  phrases:
    - golden ticket
    - "{coupon} of joy"
loud:
  why: This is shouting.
  negation: keep
  phrases:
    - buy buy buy
"""


def repository(folder: Path, files: dict[str, str], settings: str = 'phrases = "our"\n') -> Path:
    for name, text in {"sellerlint.toml": settings, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def config(folder: Path, files: dict[str, str], settings: str = 'phrases = "our"\n') -> Config:
    return load_config(repository(folder, files, settings) / "sellerlint.toml")


def report(text: str, settings: Config, *, thorough: bool = False) -> Report:
    return check([Source("a.md", text)], settings._replace(thorough=thorough))


CASES = [
    "A ⟦golden ticket⟧ awaits. A ⟦voucher of joy⟧, too.",
    "No golden ticket, no voucher of joy.",
    "Don't ⟦buy buy buy⟧.",
    "The golden ticket office is open, the ⟦golden ticket⟧ is not lost.",
    "A **⟦golden** ticket⟧ and a g&#111;lden ⟦golden&nbsp;ticket⟧ <b>x</b>",
    "---\nlanguage: en-gb\nsubject: Your ⟦golden ticket⟧\n---\nHello",
    "---\nlanguage: fr\n---\nA golden ticket",
    "Get ⟦20% off your next order⟧ with a golden ticket office.",
    "Nothing to see.",
]


@pytest.mark.parametrize("marked", CASES)
def test_own_phrases_are_findings_of_their_rule(tmp_path: Path, marked: str) -> None:
    settings = config(tmp_path, {"our/en/marketing.yml": MARKETING})
    text, spans = unmark(marked)
    for thorough in (False, True):
        found = [each for each in report(text, settings, thorough=thorough).findings if each.rule == "marketing"]
        assert [(*each.place.span,) for each in found] == spans, marked


def test_a_finding_tells_the_reason_of_its_group(tmp_path: Path) -> None:
    settings = config(tmp_path, {"our/en/marketing.yml": MARKETING})
    (found,) = check_text("A golden ticket", config=settings)
    assert (found.message, found.clause) == ('"golden ticket": Legal asked for other words.', "K04")
    assert not check_text("A golden ticket", config=settings._replace(severities={"marketing": "off"}))


def test_unless_takes_away_what_the_rule_itself_finds(tmp_path: Path) -> None:
    text = "Join our newsletter. Join our newsletter of recalls.\n"
    settings = config(tmp_path, {"our/en/marketing.yml": "unless:\n  - newsletter of recalls\n"})

    def spans(settings: Config) -> list[tuple[int, int]]:
        return [(*each.place.span,) for each in check_text(text, config=settings) if each.rule == "marketing"]

    assert spans(Config()) == [(0, 19), (21, 40)]
    assert spans(settings) == [(0, 19)]


def test_other_languages_may_have_phrases_of_their_own(tmp_path: Path) -> None:
    files = {
        "our/de/words.yml": "karte:\n  - karte\n  - eintrittskarte\n",
        "our/de/negation.yml": "before:\n  why: Verneinung.\n  phrases:\n    - kein*\n",
        "our/de/marketing.yml": "haus:\n  why: So nicht.\n  phrases:\n    - goldene {karte}\n",
        "our/ja/marketing.yml": "家:\n  why: だめ。\n  phrases:\n    - 金の切符\n".replace("家", "ie"),
    }
    settings = config(tmp_path, files)
    declared = "---\nlanguage: de\n---\n"
    for text, quotes in (
        (f"{declared}Ihre goldene Eintrittskarte", ["goldene Eintrittskarte"]),
        (f"{declared}Keine goldene Karte", []),
        ("Ihre goldene Karte", ["goldene Karte"]),
        ("---\nlanguage: ja\n---\n金の切符をどうぞ", ["金の切符"]),
        ("---\nlanguage: ja\n---\nIhre goldene Karte", []),
    ):
        assert [each.quote for each in report(text, settings).findings if each.rule == "marketing"] == quotes, text


def test_a_rule_without_words_takes_phrases_too(tmp_path: Path) -> None:
    house = "house:\n  why: It has no symbols, but reads so.\n  phrases:\n    - smiley face\n"
    settings = config(tmp_path, {"our/en/emoji.yml": house})
    assert [each.rule for each in check_text("A smiley face.", config=settings)] == ["emoji"]


def test_sequences_take_phrases_too(tmp_path: Path) -> None:
    house = "house:\n  why: Ask once.\n  phrases:\n    - one more time\n"
    settings = config(tmp_path, {"our/en/repeat-review-request.yml": house})
    assert [each.rule for each in report("Hello, one more time.", settings).findings] == ["repeat-review-request"]


FAULTY = [
    (
        {"our/en/marketing.yml": "house:\n  phrases:\n    - a lamp\n"},
        "our/en/marketing.yml:2:3: group 'house': no `why`; add it",
        "  phrases:",
    ),
    (
        {"our/en/marketing.yml": "house:\n  why: x\n  phrases:\n    - golden {tickets}\n"},
        (
            "our/en/marketing.yml:4:7: group 'house', 'golden {tickets}': the class {tickets} is not in en/words.yml; "
            "write it there"
        ),
        "^^^^^^^^^^^^^^^^",
    ),
    (
        {"our/en/marketing.yml": "house: [\r\n  x\r\n"},
        (
            "our/en/marketing.yml:3:1: not YAML (did not find expected ',' or ']'); a phrase that begins with one of "
            "{ [ # * & ! % @ | > ' \" or holds ': ' needs quotes"
        ),
        "",
    ),
    (
        {"our/en/words.yml": "coupon:\n  - x\n", "our/en/marketing.yml": "unless:\n  - x y\n"},
        "our/en/words.yml:1:1: the class 'coupon' comes with sellerlint; choose another name",
        "^^^^^^",
    ),
    (
        {"our/en/marketting.yml": "unless:\n  - lamp\n"},
        "sellerlint.toml:1:11: our/en/marketting.yml: there is no rule 'marketting'; did you mean 'marketing'?",
        "^^^^^",
    ),
    (
        {"our/marketing.yml": "unless:\n  - lamp\n"},
        "sellerlint.toml:1:11: our/marketing.yml: a file of phrases stands in the folder of its language: en/marketing.yml",
        "^^^^^",
    ),
    (
        {"our/EN/marketing.yml": "unless:\n  - lamp\n"},
        "sellerlint.toml:1:11: our/EN: a folder of phrases is named like its language, in small letters: en, pt-br",
        "^^^^^",
    ),
    (
        {"our/en/marketing.yaml": "unless:\n  - lamp\n"},
        "sellerlint.toml:1:11: our/en/marketing.yaml: a phrase file is named like its rule, in small letters, with .yml",
        "^^^^^",
    ),
    (
        {"our/en/readme.txt": ""},
        "sellerlint.toml:1:11: our/en/readme.txt: a phrase file is named like its rule, in small letters, with .yml",
        "^^^^^",
    ),
    (
        {"our/README.md": ""},
        "sellerlint.toml:1:11: our: no phrases are in it: write them to en/marketing.yml, say, in the folder",
        "^^^^^",
    ),
    ({}, "sellerlint.toml:1:11: 'our': No such file or directory; name a folder beside this file", "^^^^^"),
    ({"our": ""}, "sellerlint.toml:1:11: 'our': Not a directory; name a folder beside this file", "^^^^^"),
]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(("files", "line", "under"), FAULTY, ids=lambda value: str(value)[:40])
def test_a_faulty_file_ends_the_run_at_its_place(tmp_path: Path, files: dict[str, str], line: str, under: str) -> None:
    done = run(repository(tmp_path, {"a.md": "Hello", **files}))
    assert (done.returncode, done.stdout) == (2, "")
    said = done.stderr.splitlines()
    assert said[0] == "sellerlint: the configuration can't be used"
    assert said[1] == line
    assert under in done.stderr
    with pytest.raises(ConfigError):
        load_config(tmp_path / "sellerlint.toml")


def test_bytes_that_are_no_text_end_the_run(tmp_path: Path) -> None:
    repository(tmp_path, {"a.md": "Hello", "our/en/words.yml": "x:\n  - y\n"})
    (tmp_path / "our/en/marketing.yml").write_bytes(b"\xff\xfe")
    done = run(tmp_path)
    assert done.returncode == 2
    assert "our/en/marketing.yml: not UTF-8" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="links are a privilege elsewhere")
def test_a_link_out_of_the_repository_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text("password: hunter2\n")
    home = repository(tmp_path / "home", {"a.md": "Hello", "our/en/words.yml": "x:\n  - y\n"})
    (home / "our/en/marketing.yml").symlink_to(secret)
    done = run(home)
    assert done.returncode == 2
    assert "our/en/marketing.yml leads out of here and is not followed" in done.stderr
    assert "hunter2" not in done.stderr
    (home / "sellerlint.toml").write_text('phrases = ".."\n')
    assert "leads out of here" in run(home).stderr


def test_what_is_hidden_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    repository(tmp_path, {"a.md": "A golden ticket", "our/en/marketing.yml": MARKETING})
    for name in ("our/.DS_Store", "our/en/.gitkeep"):
        (tmp_path / name).touch()
    assert run(tmp_path, "--fail-on", "never").stdout.count("marketing") == 1
    (tmp_path / "our").rename(tmp_path / ".our")
    (tmp_path / "sellerlint.toml").write_text('phrases = ".our"\n')
    assert run(tmp_path, "--fail-on", "never").stdout.count("marketing") == 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_mistakes_have_their_places_whatever_ends_lines(tmp_path: Path, line_end: str) -> None:
    text = "house:\n  why: x\n  phrases:\n    - golden Ticket\n".replace("\n", line_end)
    with pytest.raises(ConfigError) as raised:
        config(tmp_path, {"our/en/marketing.yml": text})
    (mistake,) = raised.value.mistakes
    start, end = mistake.span
    assert raised.value.source.text[start:end] == "golden Ticket"


CLASSES = "zz0:\n  - lamp\n  - torch\n" + "".join(
    f'zz{at}:\n  - "{{zz{at - 1}}} {{zz{at - 1}}}"\n' for at in range(1, 25)
)
CHAIN = "c0:\n  - y\n" + "".join(f'c{at}:\n  - "{{c{at - 1}}} x"\n' for at in range(1, 1500))
GROUP = 'house:\n  why: x\n  phrases:\n    - "{} golden ticket"\n'


@pytest.mark.parametrize(
    ("words", "phrases", "said"),
    [
        (CLASSES, GROUP.format("{zz24}"), "more than 10000 words"),
        (
            "\n".join(reversed(CHAIN.replace("\n  - ", "\t").splitlines())).replace("\t", "\n  - "),
            GROUP.format("{c9}"),
            "use one another",
        ),
        ("", GROUP.format("[a] " * 26), "begin alike"),
        ("", GROUP.format("(a|a a) " * 26), "begin alike"),
        ("", GROUP.format("[*a*] " * 26), "begin alike"),
        ("aa:\n  - a\n  - a a\n", GROUP.format("[{aa}] " * 26), "begin alike"),
    ],
)
def test_phrases_that_would_take_for_ever_are_refused(tmp_path: Path, words: str, phrases: str, said: str) -> None:
    files = {"our/en/marketing.yml": phrases} | ({"our/en/words.yml": words} if words else {})
    with pytest.raises(ConfigError, match=said):
        config(tmp_path, files)


def test_a_word_of_many_apostrophes(tmp_path: Path) -> None:
    files = {"our/en/marketing.yml": f"house:\n  why: x\n  phrases:\n    - don{chr(39) + 'a'}{(chr(39) + 'a') * 40}\n"}
    assert config(tmp_path, files).phrasebook


def test_the_folder_may_be_named_from_anywhere(tmp_path: Path) -> None:
    home = tmp_path / "home"
    repository(home, {"a.md": "Hello", "our/en/marketing.yml": MARKETING, ".git/x": ""}, f'phrases = "{home}/our"\n')
    assert run(home, "show-files").stdout == "a.md\n"


def test_the_folder_of_phrases_holds_no_messages(tmp_path: Path) -> None:
    text = "house:\n  why: x\n  phrases:\n    - golden ticket\n"
    repository(tmp_path, {"a.md": "Hello", "our/en/marketing.yml": text, "our/a.md": "A golden ticket"})
    assert run(tmp_path, "show-files").stdout == "a.md\n"
    assert run(tmp_path, "--force-exclude", "our/a.md", "a.md").returncode == 0
    made = check_paths(tmp_path, tmp_path / "sellerlint.toml")
    assert (made.files, made.findings) == (1, ())
    assert 'phrases = "our"' in run(tmp_path, "show-config").stdout


def test_every_rule_can_take_phrases(tmp_path: Path) -> None:
    """Whatever a rule does with its own groups, it reports what is in somebody's file for it."""
    house = "house:\n  why: No.\n  phrases:\n    - zarbulon frobnicator\n"
    names = [entry.id for entry in index()]
    settings = config(tmp_path, {f"our/en/{name}.yml": house for name in names})
    settings = settings._replace(severities={entry.id: "error" for entry in index() if not entry.default})
    found: set[str] = set()
    for kind in ("reply", "proactive"):
        found |= {
            each.rule
            for each in report(f"---\nkind: {kind}\n---\nA zarbulon frobnicator.\n", settings).findings
            if "frobnicator" in each.quote
        }
    assert found == set(names)
