"""The floor: text that knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text import Position, Run, Source, Span, Text, join


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("ab", 2, (1, 3)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 1, (1, 2)),
        ("a\r\nb", 2, (1, 3)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\n", 2, (2, 1)),
        # What Python's splitlines takes for line ends, editors and git do not.
        ("a\u2028b\x0bc\x0cd\x85e", 8, (1, 9)),
        ("\U0001f600b", 1, (1, 2)),
    ],
)
def test_position(text: str, offset: int, position: tuple[int, int]) -> None:
    assert Source("x", text).position(offset) == Position(*position)


def test_lines_come_without_their_ends() -> None:
    source = Source("x", "one\r\ntwo\rthree\n")
    assert [source.line(number) for number in (1, 2, 3, 4)] == ["one", "two", "three", ""]


def test_slices_of_slices_keep_their_place() -> None:
    text = Source("x", "abcdefgh").cut(1, 7)[1:5][1:3]
    assert (text.value, text.span, text.exact) == ("de", Span(3, 5), True)


def test_a_slice_of_a_coarse_run_covers_all_that_it_stands_for() -> None:
    source = Source("x", "Tom &amp; Jerry")
    parts = [source.cut(0, 4), source.cut(4, 9).standing_for("&"), source.cut(9, 15)]
    text = join(parts)
    assert text.value == "Tom & Jerry"
    assert text[4:5].span == Span(4, 9)
    assert text[2:7].span == Span(2, 11)
    assert text[2:7].written == "m &amp; J"
    assert not text[2:7].exact
    assert text[6:].exact


def test_a_hull_with_markup_inside_is_not_exact() -> None:
    source = Source("x", "gift *card*")
    text = join([source.cut(0, 5), source.cut(6, 10)])
    assert (text.value, text.span, text.exact) == ("gift card", Span(0, 10), False)
    assert text[5:].exact


def test_what_stands_between_parts_stands_for_nothing() -> None:
    source = Source("x", "a-b")
    text = join([source.cut(0, 1), source.cut(2, 3)], "\n\n")
    assert text.value == "a\n\nb"
    assert text[1:3].span == Span(1, 1)
    assert text.span == Span(0, 3)


def test_an_empty_slice_has_a_place() -> None:
    text = Source("x", "abc").cut(1, 3)
    assert [text[at:at].span for at in range(3)] == [(1, 1), (2, 2), (3, 3)]


def test_join_refuses_nothing_and_strangers() -> None:
    with pytest.raises(ValueError, match="nothing to join"):
        join([])
    mixed = join([Source("x", "a").whole(), Source("y", "b").whole()])
    with pytest.raises(ValueError, match="is not of x"):
        _ = mixed.runs


def test_runs_are_worked_out_only_when_asked_for() -> None:
    asked: list[int] = []

    def runs() -> tuple[Run, ...]:
        asked.append(1)
        return (Run(0, 3, 0, 3, True),)

    text = Text(Source("x", "abc"), "abc", runs)
    piece = join([text[0:1], text[2:3]])
    assert (piece.value, asked) == ("ac", [])
    assert piece.span == Span(0, 3)
    assert piece.span == Span(0, 3)
    assert asked == [1]


def test_verify_finds_a_lie() -> None:
    with pytest.raises(AssertionError, match="the source has"):
        Text(Source("x", "abc"), "abd", (Run(0, 3, 0, 3, True),)).verify()


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """A text made of random pieces of a random source."""
    source = Source("x", draw(st.text(min_size=1, max_size=30)))
    parts = []
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(source.text)))
        part = source.cut(start, draw(st.integers(start, len(source.text))))
        parts.append(part.standing_for(draw(st.text(max_size=3))) if draw(st.booleans()) else part)
    return join(parts, draw(st.sampled_from(["", "\n\n"])))


@given(texts(), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_slicing_keeps_the_law(text: Text, a: int, b: int, c: int, d: int) -> None:
    text.verify()
    once = text[a:b]
    once.verify()
    assert once.value == text.value[a:b]
    twice = once[c:d]
    twice.verify()
    assert twice.value == text.value[a:b][c:d]
    assert [run for run in twice.runs if run.length] == [
        run for run in text[min(a + c, max(a, b)) : min(a + d, max(a, b))].runs if run.length
    ]


@given(texts(), st.integers(0, 40))
def test_cutting_in_two_and_joining_gives_the_same_text(text: Text, at: int) -> None:
    again = join([text[:at], text[at:]])
    assert again.value == text.value
    # Pieces without characters stand at the cut on one side or the other.
    assert again.span == text.span or not all(run.length for run in text.runs)
