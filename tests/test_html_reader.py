"""The HTML scanner: it takes anything, loses nothing, and knows where each attribute stands."""

from __future__ import annotations

import html as library
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.message import Tag
from checker.readers import html
from checker.text import Source


def tags(value: str) -> list[Tag]:
    return html.tags(Source("sample.html", value).whole())


def kinds(value: str) -> list[tuple[str, str]]:
    return [(piece.kind, value[piece.start : piece.end]) for piece in html.scan(value)]


PIECES = [
    ("a <b>c</b> d", [("text", "a "), ("tag", "<b>"), ("text", "c"), ("tag", "</b>"), ("text", " d")]),
    ("a < b, c <3, <24 h, <-", [("text", "a < b, c <3, <24 h, <-")]),
    ("a<!-- b > c -->d", [("text", "a"), ("comment", "<!-- b > c -->"), ("text", "d")]),
    ("<!-->a<!--->b<!-- c --!>d", [("comment", "<!-->"), ("text", "a"), ("comment", "<!--->"), ("text", "b"), ("comment", "<!-- c --!>"), ("text", "d")]),
    ("a<!-- never", [("text", "a"), ("comment", "<!-- never")]),
    ("<!DOCTYPE html>a<?x?>b</ c>d</>e", [("comment", "<!DOCTYPE html>"), ("text", "a"), ("comment", "<?x?>"), ("text", "b"), ("comment", "</ c>"), ("text", "d"), ("comment", "</>"), ("text", "e")]),
    ("<![CDATA[a]]>b", [("comment", "<![CDATA[a]]>"), ("text", "b")]),
    ("<!--[if mso]>a<![endif]-->b", [("comment", "<!--[if mso]>a<![endif]-->"), ("text", "b")]),
    ("<style>a <b> c</STYLE >d", [("tag", "<style>"), ("raw", "a <b> c"), ("tag", "</STYLE >"), ("text", "d")]),
    ("<script>'</scripts>'</script>", [("tag", "<script>"), ("raw", "'</scripts>'"), ("tag", "</script>")]),
    ("<title>a", [("tag", "<title>"), ("raw", "a")]),
    ("a <b c d", [("text", "a <b c d")]),
    ('a <b c="d>e <i>f</i>', [("text", 'a <b c="d>e <i>f</i>')]),
    ('<b c="d>e">f', [("tag", '<b c="d>e">'), ("text", "f")]),
    ("<b\n\tc\n>d", [("tag", "<b\n\tc\n>"), ("text", "d")]),
    ("<br/><br / >", [("tag", "<br/>"), ("tag", "<br / >")]),
    ("</", [("text", "</")]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("value", "pieces"), PIECES)
def test_pieces(value: str, pieces: list[tuple[str, str]]) -> None:
    # The end of an empty raw element is no piece to speak of.
    assert [each for each in kinds(value) if each[1]] == pieces


def test_an_element_that_was_open_before() -> None:
    value = "p {} </style>a"
    assert [(each.kind, value[each.start : each.end]) for each in html.scan(value, "style")] == [
        ("raw", "p {} "),
        ("tag", "</style>"),
        ("text", "a"),
    ]
    pieces = html.scan("<title>a <b>", is_raw=lambda name, end: (name, end) != ("title", 7))
    assert [each.kind for each in pieces] == ["tag", "text", "tag"]


ATTRIBUTES = [
    ("<a href=⟦/u⟧>", "href", "/u"),
    ('<a href="⟦/u⟧">', "href", "/u"),
    ("<A\n HREF = '⟦/u⟧' >", "href", "/u"),
    ("<a title='⟦a > b⟧'>", "title", "a > b"),
    ("<a x href=⟦/u?a=1&b=2⟧>", "href", "/u?a=1&b=2"),
    ('<a href="⟦/u?a=1&amp;b=2⟧">', "href", "/u?a=1&b=2"),
    ('<a href="⟦/u?a=1&copy=2&reg;⟧">', "href", "/u?a=1&copy=2®"),
    ('<a title="⟦a&nbsp;b&ampc &lt⟧">', "title", "a\u00a0b&ampc <"),
    ("<img alt⟦⟧>", "alt", ""),
    ('<img alt="⟦⟧">', "alt", ""),
    ("<img alt= ⟦⟧>", "alt", ""),
    ("<a/href=⟦/u/⟧>", "href", "/u/"),
    ("<b style=⟦a'b⟧>", "style", "a'b"),
    ("<p a=1 a=2 b=⟦3⟧>", "b", "3"),
    ("<p @click=⟦x⟧>", "@click", "x"),
    ("<p a='1'b='⟦2⟧'>", "b", "2"),
]


@pytest.mark.parametrize(("sample", "name", "meant"), ATTRIBUTES)
def test_the_place_of_an_attribute(sample: str, name: str, meant: str) -> None:
    found = tags(sample.replace("⟦", "").replace("⟧", ""))[0].attribute(name)
    assert found is not None
    assert found.value.value == meant
    assert tuple(found.value.span) == (sample.find("⟦"), sample.find("⟧") - 1)
    assert found.place.value.lower().startswith(name)


def test_tags() -> None:
    value = "<P class=a>x</p ><IMG src=i/><style>b</style>"
    found = tags(value)
    assert [(tag.name, tag.closing, tag.at, tag.place.value) for tag in found] == [
        ("p", False, 0, "<P class=a>"),
        ("p", True, 12, "</p >"),
        ("img", False, 17, "<IMG src=i/>"),
        ("style", False, 29, "<style>"),
        ("style", True, 37, "</style>"),
    ]
    content = found[3].attribute(html.TEXT)
    assert content is not None
    assert content.value.span == (36, 37)


ENTITIES = [
    ("a &amp; b", "a & b"),
    ("&lt;b&gt;", "<b>"),
    ("&#65;&#x42;&#X43;", "ABC"),
    ("&nbsp;&nbsp", "\u00a0\u00a0"),
    ("&notit; &notin;", "¬it; ∉"),
    ("&#0; &#xD800; &#x110000; &#" + "9" * 5000 + ";", "\ufffd \ufffd \ufffd \ufffd"),
    ("&#" + "0" * 5000 + "65;", "A"),
    ("&#128;&#150;", "€–"),
    ("&fjlig;", "fj"),
    ("&bogus; & &; &# &#x; &", "&bogus; & &; &# &#x; &"),
]


@pytest.mark.parametrize(("written", "meant"), ENTITIES)
def test_entities(written: str, meant: str) -> None:
    text = html.decoded(Source("sample.html", f"x{written}").cut(1, 1 + len(written)))
    assert text.value == meant
    text.verify()
    assert text.span == (1, 1 + len(written))


def test_an_entity_stands_for_all_that_was_written() -> None:
    text = html.decoded(Source("sample.html", "Tom &amp; Tim").whole())
    assert text[4:5].span == (4, 9)
    assert not text[4:5].exact
    assert text[6:9].exact
    assert text[2:7].written == "m &amp; T"


SCRAPS = st.sampled_from([
    "<", ">", "</", "<!--", "-->", "<!", "<?", "<b", "<b ", "<br>", "</b>", " a=", "'", '"', "=", "/", " ", "\n", "x", "é",
    "&amp;", "&am", "&#6", ";", "<style>", "</style>", "<title", "]]>", "--", "\0", "<![CDATA[",
])  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(SCRAPS, max_size=16).map("".join))
def test_the_pieces_of_anything_make_up_the_whole(value: str) -> None:
    last = 0
    for piece in html.scan(value):
        assert piece.start == last
        last = piece.end
        for each in piece.values:
            assert piece.start < each.start <= each.name_end <= each.value_start <= each.value_end <= each.end < last
    assert last == len(value)
    for tag in tags(value):
        for attribute in tag.attributes:
            attribute.value.verify()
            attribute.place.verify()


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.sampled_from(["&", "amp", "lt", "not", "in", "#", "x", "41", "9", ";", " ", "copy", "=", "Aacute", "é"]),
        max_size=10,
    ).map("".join)
)
def test_entities_are_those_of_the_standard_library(value: str) -> None:
    text = html.decoded(Source("sample.html", value).whole())
    assert text.value == library.unescape(value)
    text.verify()


class Library(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, bool, list[tuple[str, str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, False, [(name, value or "") for name, value in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((tag, True, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)


NAMES = st.sampled_from(["a", "b", "td", "x-y", "h1"])
VALUES = st.sampled_from(["", "=c", "='c d'", '="e>f"', "= g", '\n=\n"&lt;h"', "=i/j"])
TAGS = st.one_of(
    st.builds(
        lambda name, values: f"<{name}{''.join(values)}>", NAMES, st.lists(st.builds(" {}{}".format, NAMES, VALUES))
    ),
    st.builds("</{}>".format, NAMES),
    st.sampled_from(["text", " ", "\n", "<!-- <b> -->"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(TAGS, max_size=8).map("".join))
def test_good_tags_are_those_of_the_standard_library(value: str) -> None:
    parser = Library()
    parser.feed(value)
    parser.close()
    assert [
        (tag.name, tag.closing, [(each.name, each.value.value) for each in tag.attributes]) for tag in tags(value)
    ] == parser.found


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "<a b='",
        '<a b="',
        "</",
        "</a",
        "<!--",
        "<!-",
        "<!",
        "<?",
        "<![CDATA[",
        "<style>",
        "<title",
        "&",
        "&#",
        "&a",
        "<b>",
        "<b a=b ",
        "=",
        "<b/",
        "<script></script>",
        "--",
        "<style></style ",
        "&amp",
        "<a\n",
    ],
)
def test_hostile_html(piece: str) -> None:
    value = piece * (200_000 // len(piece))
    assert sum(each.end - each.start for each in html.scan(value)) == len(value)
    assert len(html.decoded(Source("sample.html", value).whole())) <= len(value)
