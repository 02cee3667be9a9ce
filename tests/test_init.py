"""`init`, the painted pages and the bar: the configuration can be read, the words stay, the bar fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.commands.init import look, written
from checker.config.read import read
from checker.pages import explain
from checker.painted import painted
from checker.progress import bar
from checker.rules import index
from checker.text import Source


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.text("ab\"\\\n'#]é", min_size=1, max_size=8), st.sampled_from(["x.md", "x.yml"])), max_size=4)
)
def test_what_is_written_can_be_read(places: list[tuple[str, str]]) -> None:
    seen = look(Source(f"{folder}/replies/{name}", "body: Hi {{name}}\n") for folder, name in places)
    config = read(Source("sellerlint.toml", written(seen)))
    for said in config.declared:
        assert said.pattern.endswith("/replies/**")
    assert len(config.declared) == len({folder for folder, _ in places})


def test_pages_that_say_nothing_of_being_messages_are_left_out() -> None:
    seen = look([Source("docs/a.md", "# Hi\n"), Source("messages/de/b.md", "Hallo\n"), Source("c/d.yml", "body: Hi\n")])
    config = read(Source("sellerlint.toml", written(seen)))
    assert config.include == ("c/**", "messages/**"), "what is added as messages/fr is to be checked, too"
    assert [(each.pattern, list(each.meta)) for each in config.declared] == [("messages/de/**", ["language"])]


def test_what_is_included_is_no_wider_than_the_messages() -> None:
    seen = look([Source("a/b/c/x.md", "---\nkind: reply\n---\nHi\n"), Source("a/d/y.md", "# Hi\n")])
    assert read(Source("sellerlint.toml", written(seen))).include == ("a/b/**",)


@pytest.mark.parametrize("rule", [entry.id for entry in index()])
def test_a_painted_page_has_all_words_and_fits(rule: str) -> None:
    page, shown = explain(rule), re.sub(r"\x1b\[[0-9;]*m", "", painted(explain(rule), 80))
    words = re.findall(r"\w+", re.sub(r"`{3}\w*", "", page))
    assert re.findall(r"\w+", shown) == words
    assert all(len(line) <= 80 or "  " in line or "http" in line or " " not in line for line in shown.split("\n"))


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(1, 300))
def test_a_bar_fits(done: int, total: int, width: int) -> None:
    assert len(bar(min(done, total), total, width)) < max(width, 2)
