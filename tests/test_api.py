"""The checks for programs: what goes in, what comes out, and that `import checker` costs nothing."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checker
from checker import ConfigError, Finding, check_paths, check_text, load_config
from checker.finding import Place
from checker.fix import edited
from checker.text import Source

ROOT = Path(__file__).resolve().parent.parent
GOOD = "Which colour shall the lamp have?\n"
BAD = "Thank you!\n\nCall 😀 +1 415 555 0134, or see http://lamp-store.example/x for more.\n"


def rules(found: tuple[Finding, ...]) -> list[str]:
    return [each.rule for each in found]


def test_a_clean_text_has_no_findings() -> None:
    assert check_text(GOOD, kind="reply", language="en") == ()
    assert check_text("", kind="reply") == ()


def test_places_are_in_the_text() -> None:
    found = check_text(BAD, kind="reply", language="en")
    assert {"phone-number", "external-link", "insecure-link", "emoji"} <= set(rules(found))
    for each in found:
        assert each.place == Place.of(Source("<text>", BAD), each.place.span)
        assert each.quote == BAD[slice(*each.place.span)]
    assert next(each for each in found if each.rule == "phone-number").place.start == (3, 8)


def test_the_subject_has_places_of_its_own() -> None:
    subject = "Order 111-2223334-5556667 ✨ http://lamp-store.example/y"
    found = check_text(BAD, subject=subject, kind="reply", language="en")
    inside = [each for each in found if each.place.path == "<subject>"]
    assert set(rules(tuple(inside))) >= {"emoji", "external-link"}
    assert list(found[: len(inside)]) == inside, "the subject comes first"
    for each in inside:
        assert each.quote == subject[slice(*each.place.span)]
        assert each.place == Place.of(Source("<subject>", subject), each.place.span)
        for edit in each.fix.edits if each.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(subject)
    assert rules(found[len(inside) :]) == rules(check_text(BAD, kind="reply", language="en"))


def test_the_kind_decides_which_rules_judge() -> None:
    assert "missing-order-id" in rules(check_text(GOOD, kind="proactive"))
    assert "missing-order-id" not in rules(check_text(GOOD, kind="reply"))
    assert "missing-order-id" not in rules(check_text(GOOD, kind="proactive", channel="sp_api"))


def test_metadata_counts_and_has_its_own_place() -> None:
    text = "The number +1 415 555 0134 is the carrier's.\n"
    declared = {"phones": [{"number": "+1 415 555 0134", "purpose": "carrier"}]}
    assert "phone-number" in rules(check_text(text, kind="reply"))
    assert "phone-number" not in rules(check_text(text, kind="reply", metadata=declared))


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ({"kind": "answer"}, "'proactive' or 'reply'"),
        ({"form": "html"}, "'markdown' or 'plain'"),
        ({"metadata": {"langage": "en"}}, "did you mean 'language'"),
        ({"metadata": {"xyzzy": "en"}}, "there are 'kind'"),
    ],
)
def test_what_there_is_not_is_refused(wrong: dict[str, object], hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        check_text(GOOD, **wrong)  # type: ignore[arg-type]


def test_plain_text_has_no_markup() -> None:
    heading = "# 4711\n\nWhich <b>colour</b> shall it have?\n"
    assert rules(check_text("- a\n\n\n    https://lamp-store.example/x\n", form="plain", kind="reply")) == [
        "external-link"
    ]
    shown = "The label says `help@lamp-store.example`\n"
    assert rules(check_text(shown, form="plain", kind="reply")) == ["email-address"]
    image = "![](https://m.media-amazon.com/images/p.gif)"
    assert "animated-image" in rules(check_text(image, kind="reply"))
    assert "animated-image" not in rules(check_text(image, kind="reply", form="plain"))
    assert check_text(heading, kind="reply", form="plain", language="en") == ()


@settings(deadline=None, max_examples=60)
@given(st.text("ab .,@*_`[]()<>&#\n\r\t😀://httpw1234567890+-{}", max_size=120), st.sampled_from(["markdown", "plain"]))
def test_every_finding_is_in_the_text(text: str, form: str) -> None:
    for each in check_text(text, subject=text[::-1], form=form, kind="reply"):  # type: ignore[arg-type]
        whole = {"<text>": text, "<subject>": text[::-1]}[each.place.path]
        assert each.quote == whole[slice(*each.place.span)]
        assert each.place == Place.of(Source(each.place.path, whole), each.place.span)


def test_a_text_can_not_allow_itself_anything() -> None:
    text = "<!-- sellerlint: allow-file phone-number -- trust me -->\n\nCall +1 415 555 0134.\n"
    assert "phone-number" in rules(check_text(text, kind="reply"))
    assert "phone-number" in rules(check_text(f"---\nphones: [+1 415 555 0134]\n---\n{text}", kind="reply"))


def test_fixes_can_be_made() -> None:
    text = "See http://lamp-store.example/x 😀 now.\n"
    for each in check_text(text, kind="reply"):
        if each.fix:
            after = edited(text, each.fix.edits)
            assert each.rule not in rules(check_text(after, kind="reply"))


def test_paths_are_reported_as_by_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "README.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "latin.md").write_bytes(b"Gr\xfc\xdfe")
    monkeypatch.chdir(tmp_path)
    report = check_paths(["."])
    assert (report.files, report.messages) == (2, 1)
    assert {each.place.path for each in report.findings} == {"bad.md", "latin.md"}
    assert check_paths(tmp_path / "bad.md").errors == check_paths("bad.md").errors > 0
    assert check_paths([]).files == 0
    with pytest.raises(OSError, match=r"gone\.md: no such file"):
        check_paths(["bad.md", "gone.md"])


def test_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.md").write_text(BAD, encoding="utf-8")
    config = tmp_path / "sellerlint.toml"
    config.write_text('[rules]\nphone-number = "off"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "phone-number" in rules(check_paths(["."]).findings), "none is looked for"
    for said in (config, str(config), load_config(config)):
        assert "phone-number" not in rules(check_paths(["."], said).findings)
        assert "phone-number" not in rules(check_text(BAD, config=said))
    config.write_text("rulse = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="did you mean 'rules'"):
        load_config(config)
    with pytest.raises(OSError, match="No such file"):
        load_config(tmp_path / "gone.toml")


def test_several_threads_at_once() -> None:
    texts = [BAD, GOOD, f"{BAD}{BAD}", "Leave a 5-star review!\n"] * 8
    alone = [check_text(text, language="en") for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: check_text(text, language="en"), texts)) == alone


def test_importing_the_package_is_cheap() -> None:
    program = "import sys; before = set(sys.modules); import checker; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["checker"]


def test_all_that_is_promised_is_there() -> None:
    for name in checker.__all__:
        assert getattr(checker, name) is not None
        assert name in dir(checker)
    with pytest.raises(AttributeError, match="check_txt"):
        _ = checker.check_txt


def test_metadata_may_say_what_arguments_say() -> None:
    text = "Which colour shall the shade have?"
    by_name = check_text(text, kind="proactive", language="en")
    assert [each.rule for each in by_name] == ["missing-order-id"]
    assert check_text(text, metadata={"kind": "proactive", "language": "en"}) == by_name
    assert check_text("If you love it, leave a review.", metadata={"language": "fr"}) == ()
