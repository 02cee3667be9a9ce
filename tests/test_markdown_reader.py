"""The Markdown reader: the same words as the stock parser has, and every word at its place."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checker.message import PLACEHOLDER, Content, Link
from checker.readers import commonmark, placeholders
from checker.readers.markdown import parse
from checker.text import Run, Source, Text

SPECIFICATION = Path(__file__).parent.parent.parent / "shared" / "fixtures" / "commonmark-spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)


def read(body: str, subject: str | None = None) -> Content:
    """The content of a body, and of a subject that stands before it in the same file."""
    lead = f"{subject}\n\n" if subject is not None else ""
    source = Source("sample.md", lead + body)
    head = source.cut(0, len(subject)) if subject is not None else None
    return parse(head, source.cut(len(lead), len(source.text)))


def texts(content: Content) -> list[Text]:
    """Every text in a content."""
    found = [content.prose, *content.comments, *(block.text for block in content.blocks)]
    for link in content.links:
        found += [link.place, link.label, link.target]
    for image in content.images:
        found += [image.place, image.target, *([] if image.alt is None else [image.alt])]
        found += [] if image.linked is None else [image.linked]
    for tag in content.tags:
        found += [tag.place, *(text for each in tag.attributes for text in (each.value, each.place))]
    return found + [each.place for each in content.placeholders]


def check(content: Content, source_length: int) -> None:
    """What is true of every content: places are right, and parts agree with the whole."""
    for text in texts(content):
        text.verify()
        if text:
            start, end = text.span
            assert 0 <= start <= end <= source_length
    last = 0
    for block in content.blocks:
        assert block.text.value == content.prose.value[block.start : block.end]
        assert block.text.value == block.text.value.strip(" \t\n")
        assert block.start == (last + 2 if last else 0)
        last = block.end
    assert last == len(content.prose)
    for link in content.links:
        if link.start >= 0 and link.form != "autolink":
            assert link.label.value == content.prose.value[link.start : link.start + len(link.label)]
    for tag in content.tags:
        assert 0 <= tag.at <= len(content.prose)
    for each in content.placeholders:
        assert -1 <= each.at <= len(content.prose)
        assert each.logic or each.at == -1 or content.prose.value[each.at] == PLACEHOLDER


# The stock parser and an independent flattening of what it makes


@cache
def stock() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    commonmark.as_written(markdown)
    return markdown


def rendered(body: str) -> str:
    """The HTML of our parser; escapes and entities are text to a renderer."""
    parser = commonmark.parser()
    tokens = parser.parse(body, {"definitions": {}})
    todo = [child for token in tokens for child in token.children or []]
    while todo:
        token = todo.pop()
        token.type = "text" if token.type == "text_special" else token.type
        todo += token.children or []
    return str(parser.renderer.render(tokens, parser.options, {}))


SEPARATE = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip


class Words(HTMLParser):
    """What the standard library's parser finds to read in HTML; a form feed stands between blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.quiet = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.words += "\n" if tag == "br" else "\f" * (tag in SEPARATE)
        self.quiet = self.quiet or tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:
        self.words += "\f" * (tag in SEPARATE)
        self.quiet = self.quiet and tag not in ("script", "style", "title")

    def handle_data(self, data: str) -> None:
        self.words += "" if self.quiet else data


def words_of(html: str) -> str:
    parser = Words()
    parser.feed(html)
    parser.close()
    return parser.words


def flattened(body: str) -> list[str]:
    """The blocks of a body, made of the stock parser's tokens."""
    blocks: list[str] = []
    for token in stock().parse(body):
        if token.type == "inline":
            blocks += "".join(map(inline_words, token.children or [])).split("\f")
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content)
        elif token.type == "html_block":
            blocks += [re.sub(r"[ \t]*\n[ \t\n]*", "\n", part) for part in words_of(token.content).split("\f")]
    return [stripped for block in blocks if (stripped := block.strip(" \t\n"))]


def inline_words(token: Any) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline":
        return words_of(token.content)
    return "" if token.type == "image" else str(token.content)


# The specification


def quoted(body: str) -> str:
    return "".join(f"> {line}\n" for line in body.split("\n")[:-1])


def item(body: str, marker: str = "- ", indent: str = "  ") -> str:
    first, *rest = body.split("\n")[:-1]
    return f"{marker}{first}\n" + "".join(f"{indent}{line}\n" for line in rest)


VARIANTS: dict[str, Callable[[str], str]] = {
    "as is": str,
    "CRLF": lambda body: body.replace("\n", "\r\n"),
    "CR": lambda body: body.replace("\n", "\r"),
    "quote": quoted,
    "item": item,
    "quote in item": lambda body: item(quoted(body)),
    "item in quote": lambda body: quoted(item(body)),
    "cut off": lambda body: body.rstrip("\n"),
    "cut off in quote": lambda body: quoted(body) + "> ",
    "cut off in item": lambda body: item(body) + "  ",
    "tab item": lambda body: item(body, "-\t", "\t"),
    "quote in tab item": lambda body: item(quoted(body), "1.\t", "\t"),
}


@cache
def examples() -> list[str]:
    if not SPECIFICATION.exists():
        pytest.skip("the CommonMark specification is not beside the repository")
    text = SPECIFICATION.read_text(encoding="utf-8")
    found = [match.group(1).replace("→", "\t") for match in EXAMPLE.finditer(text)]
    assert len(found) > 600
    return found


def normal(body: str) -> str:
    return re.sub(r"\r\n?", "\n", body).replace("\0", "\ufffd")


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_parser_is_the_stock_parser(variant: str) -> None:
    for example in examples():
        body = VARIANTS[variant](example)
        assert rendered(normal(body)) == stock().render(body), body


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_place_in_the_specification(variant: str) -> None:
    mapped = exact = 0
    for example in examples():
        body = VARIANTS[variant](example)
        for token in commonmark.parse(normal(body)).tokens:
            runs = token.meta.get("runs", ())
            # The only characters of a block that have no place of their own are the spaces of a tab that was cut.
            assert all(run.exact or (run.length < 4 and run.width == 1) for run in runs), body
        content = read(body)
        check(content, len(body))
        mapped += sum(run.length for run in content.prose.runs)
        exact += sum(run.length for run in content.prose.runs if run.exact)
    assert exact > 0.95 * mapped, f"{exact} of {mapped} characters are exact"


# Where a browser reads HTML as we do, and the standard library's parser does not.
OTHERWISE = ("<!-->", "<!--->", "<![CDATA[", '<style\n  type="text/css">\n\nfoo')


@pytest.mark.parametrize("variant", ["as is", "CRLF", "quote", "item", "quote in item", "tab item"])
def test_prose_is_what_the_stock_parser_has_to_read(variant: str) -> None:
    compared = 0
    for example in examples():
        if placeholders.find(example) or any(words in example for words in OTHERWISE):
            continue
        body = VARIANTS[variant](example)
        assert [block.text.value for block in read(body).blocks] == flattened(body), body
        compared += 1
    assert compared > 630


def structure(body: str) -> list[str]:
    """What the syntax is: the types of all tokens, the tags and the placeholders."""
    found = [slot.name for slot in placeholders.find(body)]
    for token in stock().parse(body):
        found.append(token.type)
        found += [child.type for child in token.children or []]
        found += re.findall(r"<[^>]*>", token.content) if token.type == "html_block" else []
    return found


def letters(text: Text) -> list[tuple[int, int]]:
    """Every letter with an exact place: index in the value, offset in the source."""
    return [
        (run.at + step, run.origin + step)
        for run in text.runs
        if run.exact
        for step in range(run.length)
        if text.value[run.at + step].isalpha()
    ]


def test_a_changed_letter_changes_the_same_letter_of_the_prose() -> None:
    chance = random.Random(7)
    followed = 0
    for example in examples():
        prose = read(example).prose
        known = letters(prose)
        for index, offset in chance.sample(known, min(3, len(known))):
            letter = "q" if example[offset] != "q" else "z"
            changed = example[:offset] + letter + example[offset + 1 :]
            expected = prose.value[:index] + letter + prose.value[index + 1 :]
            if read(changed).prose.value == expected:
                followed += 1
            else:
                assert structure(changed) != structure(example), (example, changed)
    assert followed > 1200


# Adversarial Markdown

FRAGMENTS = st.sampled_from([
    "*", "**", "_", "__", "~~", "`", "``", "[", "]", "](", ")", "(", "![", "<", ">", "\n", "\n\n", "  \n", "\\\n", "\\",
    "> ", "- ", "1. ", "# ", "    ", "\t", "|", "\\|", "|-|-|\n", "| a | b |\n", "---\n", "===\n", "```\n", "~~~\n", ": ",
    "&amp;", "&nbsp;", "&#65;", "&bogus;", "&", "\\*", "\u00a0", "\u200b", "\r\n", "\r", "\0", "é", "gift", "card ", " a", "b",
    "<https://a.example/b>", "<a@b.example>", "[x]: /u 't'\n", "[x]", "[x][]", "[y][x]", "(u \"t\")", "<u>", "</u>",
    "<b>", "</b>", "<br>", "<!--", "-->", "<a href='x'>", "</a>", "<div>", "</div>", "<img src=i alt=''>", "<style>",
    "</style>", "<p>\n", "<td>", "<h1>", "<li>", "<pre>", "<?", "?>", "<!A", "<![CDATA[", "]]>", '<a b="', "'>",
])  # fmt: skip
SLOTS = st.sampled_from([
    "{{name}}", "{{ a | b }}", "[[order-id]]", "[[my-link: go *on*]]", "%%x%%", "#order_id#", "*|X|*", "{% if a %}", "i;",
    "{% else %}", "{% endif %}\n", "{# c\nd #}", "<% x %>", "<?= $x ?>", "__ORDER_ID__", "{{", "}}", "{%", "%}", "&#",
])  # fmt: skip
BODIES = st.lists(FRAGMENTS, max_size=14).map("".join)
TEMPLATES = st.lists(st.one_of(FRAGMENTS, SLOTS), max_size=14).map("".join)


@settings(max_examples=600, deadline=None)
@given(BODIES)
def test_any_markdown_is_parsed_as_by_the_stock_parser(body: str) -> None:
    assert rendered(normal(body)) == stock().render(body)
    check(read(body), len(body))


@settings(max_examples=600, deadline=None)
@given(st.lists(FRAGMENTS.filter(lambda text: "<" not in text), max_size=14).map("".join))
def test_any_markdown_without_html_has_the_words_of_the_stock_parser(body: str) -> None:
    if not placeholders.find(body) and "<" not in body:
        assert [block.text.value for block in read(body).blocks] == flattened(body)


@settings(max_examples=600, deadline=None)
@given(TEMPLATES)
def test_any_template_has_right_places(body: str) -> None:
    content = read(body, subject="Order {{id}} {% if x %}now")
    check(content, len(body) + 30)
    slots = placeholders.find(body)
    assert [each.name for each in content.placeholders[2:]] == [slot.name for slot in slots]
    printed = [each.at for each in content.placeholders if each.at >= 0 and not each.logic]
    assert len(printed) == len(set(printed)) == content.prose.value.count(PLACEHOLDER)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(FRAGMENTS, max_size=3).map("".join).map(lambda text: re.sub(r"[\r\n]", "", text)), max_size=9))
def test_any_table_has_right_places(cells: list[str]) -> None:
    rows = ["|".join(cells[at : at + 3]) for at in range(0, len(cells), 3)]
    for lead in ("", "> ", "- "):
        body = "\n".join(
            lead.replace("-", " " * bool(at) or "-") + row for at, row in enumerate(["a|b|c", "-|-|-", *rows])
        )
        check(read(body), len(body))
        assert rendered(normal(body)) == stock().render(body)


# A body that is itself a value of YAML


def folded(source: Source, pieces: list[tuple[str, str]]) -> Text:
    """A text by hand: each piece as written and what it stands for; they make up the whole source."""
    value, runs, origin = "", [], 0
    for written, meant in pieces:
        if meant:
            runs.append(Run(len(value), len(meant), origin, len(written), written == meant))
        value += meant
        origin += len(written)
    return Text(source, value, tuple(runs))


@settings(max_examples=300, deadline=None)
@given(TEMPLATES, st.integers(0, 99))
def test_a_body_inside_another_syntax(body: str, seed: int) -> None:
    chance = random.Random(seed)
    pieces = [
        (f"\\x{ord(each):02X}" if chance.random() < 0.2 else f"{each}\\\n    " * (chance.random() < 0.2) or each, each)
        for each in body
    ]
    source = Source("messages.yml", '"' + "".join(written for written, _ in pieces) + '"')
    content = parse(None, folded(source, [('"', ""), *pieces, ('"', "")]))
    plain = read(body)
    assert content.prose.value == plain.prose.value
    assert [link.url for link in content.links] == [link.url for link in plain.links]
    for text, same in zip(texts(content), texts(plain), strict=True):
        text.verify()
        assert text.value == same.value


def test_words_inside_a_quoted_scalar_underline_what_the_author_wrote() -> None:
    written = [("Leave ", "Leave "), ("\\n", "\n"), ("> a *g", "> a *g"), ("\\x69", "i"), ("ft", "ft"), ("\n   ", " ")]
    written += [("card* for {{na", "card* for {{na"), ("\\\n  ", ""), ("me}}", "me}}")]
    source = Source("messages.yml", "".join(each for each, _ in written))
    prose = parse(None, folded(source, written)).prose
    assert prose.value == f"Leave\n\na gift card for {PLACEHOLDER}"
    at = prose.value.index("gift card")
    assert prose[at : at + 9].written == "g\\x69ft\n   card"
    assert prose[len(prose) - 1 :].written == "{{na\\\n  me}}"


# What a slice of prose underlines

MARKED = [
    ("⟦gift *card⟧*", "gift card"),
    ("a ⟦gift** card⟧ b", "gift** card"),
    ("**free** ⟦gift⟧", "gift"),
    ("⟦gift<!-- no -->card⟧", "giftcard"),
    ("> leave ⟦a\n> review⟧ now", "a\nreview"),
    ("- leave ⟦a  \n  review⟧", "a\nreview"),
    ("leave ⟦a\\\nreview⟧", "a\nreview"),
    ("leave ⟦a<br>review⟧", "a\nreview"),
    ("⟦Tom &amp; Tim⟧", "Tom & Tim"),
    ("Tom ⟦&amp;⟧ Tim", "&"),
    ("five ⟦\\*⟧", "*"),
    ("`the ⟦gift card⟧ code`", "gift card"),
    ("`` ⟦a\n`b⟧ ``", "a `b"),
    ("    indented ⟦gift⟧", "gift"),
    ("```\nthe ⟦gift⟧\n```", "gift"),
    ("> ```\n> x\n> the ⟦gift\n> card⟧\n> ```", "gift\ncard"),
    ("[a ⟦gift](/u) card⟧", "gift card"),
    ("[a ⟦gift⟧](/u)", "gift"),
    ("<u>⟦gift</u> card⟧", "gift card"),
    ("<p>a ⟦gift&nbsp;card⟧</p>", "gift\u00a0card"),
    ("<div>\na ⟦gift\n   card⟧\n</div>", "gift\ncard"),
    ("| a ⟦gift \\| card⟧ |\n|---|", "gift | card"),
    ("| x |\n|---|\n| ⟦gift⟧ |", "gift"),
    ("## the ⟦gift⟧ ##", "gift"),
    ("the ⟦gift\ncard⟧\n===", "gift\ncard"),
    ("~~the ⟦gift⟧~~", "gift"),
    ("dear ⟦{{name}}⟧,", PLACEHOLDER),
    ("pay ⟦{{ a | b }} now⟧", f"{PLACEHOLDER} now"),
    ("⟦free {% if x %}gift⟧{% endif %}", "free gift"),
    ("a {% if x %}⟦gift{% else %}card⟧{% endif %}", "gift card"),
    ("⟦free\n{% if x %}\ngift⟧\n{% endif %}", "free\ngift"),
    ("please [[contact-us-link: ⟦drop *us⟧* a line]]", "drop us"),
    ("<⟦https://a.example/x⟧>", "https://a.example/x"),
    ("g\u200bi", "g\u200bi"),
    ("a\r\n> ⟦b\r\n> c⟧", "b\nc"),
    ("-\t⟦a\n\n\tb⟧", "a\n\nb"),
]


@pytest.mark.parametrize(("sample", "words"), MARKED)
def test_what_words_underline(sample: str, words: str) -> None:
    body = sample.replace("⟦", "").replace("⟧", "")
    start = sample.find("⟦") if "⟦" in sample else 0
    end = sample.find("⟧") - 1 if "⟧" in sample else len(body)
    prose = read(body).prose
    at = prose.value.find(words)
    assert at >= 0, prose.value
    assert tuple(prose[at : at + len(words)].span) == (start, end)


# Blocks

BLOCKS = [
    ("One\ntwo\n\nthree", [("paragraph", 0, "One\ntwo"), ("paragraph", 0, "three")]),
    ("# A\n\nB\n-\n\n###### C", [("heading", 1, "A"), ("heading", 2, "B"), ("heading", 6, "C")]),
    ("- a\n- b\n\n  > c\n\n1. d", [("item", 0, "a"), ("item", 0, "b"), ("paragraph", 0, "c"), ("item", 0, "d")]),
    ("> a\n> - b\n>\n>   c", [("paragraph", 0, "a"), ("item", 0, "b"), ("item", 0, "c")]),
    ("|a|b|\n|-|-|\n|c||", [("cell", 0, "a"), ("cell", 0, "b"), ("cell", 0, "c")]),
    ("```sh\na\n\nb\n```\n\n    c", [("code", 0, "a\n\nb"), ("code", 0, "c")]),
    ("<div>a</div>", [("html", 0, "a")]),
    ("<h2>T</h2><p>a<p>b", [("heading", 2, "T"), ("html", 0, "a"), ("html", 0, "b")]),
    ("<ul><li>a<li>b<ul><li>c</ul>d</ul>e",
        [("item", 0, "a"), ("item", 0, "b"), ("item", 0, "c"), ("item", 0, "d"), ("html", 0, "e")]),
    ("<table><tr><td>a<th>b<tr><td><p>c</table>d", [("cell", 0, "a"), ("cell", 0, "b"), ("cell", 0, "c"), ("html", 0, "d")]),
    ("<center>\n\nThanks\n\n</center>", [("paragraph", 0, "Thanks")]),
    ("a<div>b</div>c", [("paragraph", 0, "a"), ("paragraph", 0, "b"), ("paragraph", 0, "c")]),
    ("a <br><br>\n\n<br>b", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
    ("[x]: /u\n\n![alt](/i)\n\n***\n\n<!-- c -->", []),
    ("<style>\np {}\n\nq {}\n</style>a", [("html", 0, "a")]),
    ("a <style>*b* {}</style> c", [("paragraph", 0, "a  c")]),
    ("<head><title>T</title></head>\n<script>\nx\n</script>", []),
    ("<title>never closed", [("html", 0, "never closed")]),
    ("&nbsp;", [("paragraph", 0, "\u00a0")]),
    ("{% if a %}\n# A\n{% endif %}\n> {% for x in y %}\n> b\n> {% endfor %}", [("heading", 1, "A"), ("paragraph", 0, "b")]),
    ("- " * 14 + "deep\n\nand after", [("paragraph", 0, "- - - - deep"), ("paragraph", 0, "and after")]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "blocks"), BLOCKS)
def test_blocks(body: str, blocks: list[tuple[str, int, str]]) -> None:
    content = read(body)
    assert [(block.kind, block.level, block.text.value) for block in content.blocks] == blocks
    check(content, len(body))


def test_the_subject_comes_first_and_is_no_markdown() -> None:
    content = read("Hello *you*", subject="# Your *order* {{id}} &amp; {% if x %}more")
    assert content.prose.value == f"# Your *order* {PLACEHOLDER} &amp; more\n\nHello you"
    assert [block.kind for block in content.blocks] == ["subject", "paragraph"]
    assert [(each.name, each.at) for each in content.placeholders] == [("id", 15), ("if x", 23)]


@pytest.mark.parametrize("body", ["", "\n", " \r\n\t", "![](/i)", "<!-- c -->"])
def test_a_body_without_words(body: str) -> None:
    source = Source("m.yml", f"body: {body}.")
    content = parse(None, source.cut(6, 6 + len(body)))
    assert content.prose.value == ""
    assert content.prose.span == (6, 6)
    assert content.blocks == ()


def test_a_body_without_a_place() -> None:
    source = Source("m.yml", "body:")
    assert parse(None, Text(source, "", ())).prose.value == ""
    assert parse(source.cut(0, 4), Text(source, "", ())).prose.value == "body"


# Links, images, tags, comments, placeholders


def linked(link: Link) -> tuple[str, str, str, int]:
    return link.form, link.label.value, link.url, link.images


LINKS = [
    ("[a *b*](/u)", [("inline", "a b", "/u", 0)]),
    ("[a](/u 'title (x)')", [("inline", "a", "/u", 0)]),
    ("[a](\n  /u\n  'title'\n)", [("inline", "a", "/u", 0)]),
    ("[a](<b c>)", [("inline", "a", "b c", 0)]),
    ("[a]()", [("inline", "a", "", 0)]),
    ("[](/u)", [("inline", "", "/u", 0)]),
    ("[a](javascript:b) [c](file:///d)", [("inline", "a", "javascript:b", 0), ("inline", "c", "file:///d", 0)]),
    ("[a](/u\\)?b=1&amp;c=ü%20)", [("inline", "a", "/u)?b=1&c=ü%20", 0)]),
    ("[a](https://x.example/{{id}}?q={{ b | c: 'd)' }})", [("inline", "a", "https://x.example/{{id}}?q={{ b | c: 'd)' }}", 0)]),
    ("[a]({% if x %}/u{% else %}/v{% endif %})", [("inline", "a", "{% if x %}/u{% else %}/v{% endif %}", 0)]),
    ("[a]({{ x | y: '&amp;' }}&amp;b)", [("inline", "a", "{{ x | y: '&amp;' }}&b", 0)]),
    ("[[item]](/u)", [("inline", "[item]", "/u", 0)]),
    ("[a][x] [x][] [X]\n\n[x]: </b c>\n  'T'", [("reference", words, "/b c", 0) for words in "axX"]),
    ("> [a]\n>\n> [a]:\n>   /u{{id}}", [("reference", "a", "/u{{id}}", 0)]),
    ("[a] [b]\n\n[a]: /u\n[a]: /v\n", [("reference", "a", "/u", 0)]),
    ("<https://a.example/b?c=%20> <x@y.example>", [("autolink", each, each, 0) for each in
        ("https://a.example/b?c=%20", "x@y.example")]),
    ("<https://{{host}}/a>", [("autolink", "https://{{host}}/a", "https://{{host}}/a", 0)]),
    ("[![a](/i) ![b](/j)](/u)", [("inline", "", "/u", 2)]),
    ("<a href='/u'>x <b>y</b></a> z", [("html", "x y", "/u", 0)]),
    ('<A class=c HREF="/u?a=1&amp;b=2&copy=3"><img src=/i></A>', [("html", "", "/u?a=1&b=2&copy=3", 1)]),
    ("<div><a href=/u>x</div>\n\ny <img src=/i>", [("html", "x", "/u", 0)]),
    ("<a href='/u'>\n\nx *y*\n\n</a> z", [("html", "x y", "/u", 0)]),
    ("<a href=/u>x <a href=/v>y</a>", [("html", "x", "/u", 0), ("html", "y", "/v", 0)]),
    ("<a name=n>x</a>", []),
    ("> <a href='/u\n> v'>x</a>", [("html", "x", "/u\nv", 0)]),
    ("<a href={{url}}>x</a>", [("html", "x", "{{url}}", 0)]),
    ("<a {{attributes}} href=/u>x</a>", [("html", "x", "/u", 0)]),
    ("`[a](/u)` \\[b](/v) ![c](/w)", []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "links"), LINKS)
def test_links(body: str, links: list[tuple[str, str, str, int]]) -> None:
    content = read(body)
    assert [linked(link) for link in content.links] == links
    check(content, len(body))


@pytest.mark.parametrize(
    ("sample", "exact"),
    [
        ("[a](⟦https://x.example/{{id}}⟧ 't')", True),
        ("[a](<⟦b c⟧>)", True),
        ("[a](⟦/u?a&amp;b⟧)", False),
        ("<⟦https://x.example⟧>", True),
        ("<a href=⟦/u⟧>x</a>", True),
        ("<a href = '⟦/u &lt; v⟧'>x</a>", False),
        ("x [a][b] y\n\n> [b]: ⟦/u⟧ 't'", True),
        ("[a](⟦{{x}}⟧)", True),
    ],
)
def test_the_place_of_a_target(sample: str, exact: bool) -> None:
    target = read(sample.replace("⟦", "").replace("⟧", "")).links[0].target
    assert tuple(target.span) == (sample.find("⟦"), sample.find("⟧") - 1)
    assert target.exact == exact


@pytest.mark.parametrize(
    "sample",
    [
        "x ⟦[a *b*](/u 't')⟧ y",
        "x ⟦[a][b]⟧ y\n\n[b]: /u",
        "x ⟦[a]⟧ y\n\n[a]: /u",
        "x ⟦<https://x.example>⟧ y",
        "x ⟦<a href=/u>a <b>b</b></a>⟧ y",
        "x ⟦<a href=/u>⟧y",
        "> ⟦[a\n> b](/u)⟧",
        "⟦<a href=/u>\n\nx\n\n</a>⟧",
    ],
)
def test_the_place_of_a_link(sample: str) -> None:
    link = read(sample.replace("⟦", "").replace("⟧", "")).links[0]
    assert tuple(link.place.span) == (sample.find("⟦"), sample.find("⟧") - 1)


IMAGES = [
    ("![a *b* `c` &amp;](/i 't')", [("a b c &", "/i", None)]),
    ("![](/i)", [("", "/i", None)]),
    ("![{{title}}]({{image}})", [("{{title}}", "{{image}}", None)]),
    ("![a ![b](/j)][x]\n\n[x]: /i", [("a b", "/i", None)]),
    ("[![a\nb](/i)](/u)", [("a\nb", "/i", "/u")]),
    ("<img src=/i>", [(None, "/i", None)]),
    ('<img alt="" src="/i&amp;j">', [("", "/i&j", None)]),
    ("<img alt>", [("", "", None)]),
    ("<a href=/u><img src=/i alt=x></a> ![y](/j)", [("x", "/i", "/u"), ("y", "/j", None)]),
    ("[<img src=/i>](/u)", [(None, "/i", "/u")]),
    ("<a href=/u>![y](/j)</a>", [("y", "/j", "/u")]),
    ("<div><a href=/u>x</div>\n\n<img src=/i>", [(None, "/i", None)]),
]


@pytest.mark.parametrize(("body", "images"), IMAGES)
def test_images(body: str, images: list[tuple[str | None, str, str | None]]) -> None:
    content = read(body)
    assert [
        (
            None if image.alt is None else image.alt.value,
            image.url,
            None if image.linked is None else image.linked.value,
        )
        for image in content.images
    ] == images
    check(content, len(body))


def test_tags_stand_in_prose() -> None:
    content = read("Hi <b>you</b>\n\n<center>Thank\nyou<br>all</center>\n\n<p style='color:red'>\n\nBye")
    prose = content.prose.value
    assert prose == "Hi you\n\nThank\nyou\nall\n\nBye"
    at = {("/" if tag.closing else "") + tag.name: tag.at for tag in content.tags}
    assert prose[at["b"] : at["/b"]] == "you"
    assert prose[at["center"] : at["/center"]] == "Thank\nyou\nall"
    assert prose[at["br"] :].startswith("\nall")
    assert prose[at["p"] :] == "Bye"
    style = content.tags[-1].attribute("style")
    assert style is not None
    assert style.value.written == "color:red"
    assert style.place.written == "style='color:red'"


@pytest.mark.parametrize(
    "body",
    [
        "<style>⟦p {color: red}⟧</style>",
        "x <style>⟦p *a* {}⟧</style> y",
        "<div><style>⟦\n.a {}\n\n.b {}\n⟧</style></div>",
    ],
)
def test_the_content_of_a_style(body: str) -> None:
    content = read(body.replace("⟦", "").replace("⟧", ""))
    style = next(tag for tag in content.tags if tag.name == "style" and not tag.closing)
    text = style.attribute("#text")
    assert text is not None
    assert text.value.value == body[body.find("⟦") + 1 : body.find("⟧")]
    assert tuple(text.value.span) == (body.find("⟦"), body.find("⟧") - 1)
    assert "{" not in content.prose.value


def test_comments() -> None:
    content = read("a <!-- b -->\n\n<!-- c\n\nd {{e}} -->\n\n> <!-- f\n> g -->\n\n<!DOCTYPE html>")
    assert [comment.value for comment in content.comments] == [
        "<!-- b -->",
        "<!-- c\n\nd {{e}} -->",
        "<!-- f\ng -->",
        "<!DOCTYPE html>",
    ]
    assert content.comments[2].written == "<!-- f\n> g -->"
    assert [(each.name, each.at) for each in content.placeholders] == [("e", -1)]


SEEN = [
    ("Hi {{ name }}!", [("name", 3)]),
    ("a {% if x %}b{% endif %}", [("if x", 2), ("endif", 3)]),
    ("a\n\n{% if x %}\nb\n{% endif %}\n\nc", [("if x", 3), ("endif", 6)]),
    ("{# c #}a", [("c", 0)]),
    ("[a](/{{b}}) {{c}}", [("b", -1), ("c", 2)]),
    ("[a](/{% if x %}b{% endif %})", [("if x", -1), ("endif", -1)]),
    ("{% if x %}[a](/b){% endif %}", [("if x", 0), ("endif", 1)]),
    ("<b title='{{a}}' {% if x %}c{% endif %}>{{b}}</b>", [("a", -1), ("if x", -1), ("endif", -1), ("b", 0)]),
    ("`{{a}}`\n\n    {{b}}\n\n```{{c}}\n{{d}}\n```", [("a", 0), ("b", 3), ("c", -1), ("d", 6)]),
    ("![{{a}}](/i) [b]\n\n[b]: /{{c}} {{d}}", [("a", -1), ("c", 11), ("d", 13)]),
    ("[b]\n\n[b]: /{{c}}", [("c", -1)]),
    ("<!-- {{a}} {% b %} --> c", [("a", -1), ("b", -1)]),
    ("#order_id#\n*|FNAME|* [[order-id]][[x]]", [("order_id", 0), ("FNAME", 2), ("order-id", 4), ("x", 5)]),
    ("| {{ a | b }} | c |\n|---|---|", [("a | b", 0)]),
    ("[[review-link: tell us]]", [("review-link", 0)]),
    ("Write to <{{email}}>", [("email", 10)]),
]


@pytest.mark.parametrize(("body", "seen"), SEEN)
def test_placeholders(body: str, seen: list[tuple[str, int]]) -> None:
    content = read(body)
    assert [(each.name, each.at) for each in content.placeholders] == seen
    for each in content.placeholders:
        assert each.place.exact
    check(content, len(body))


@pytest.mark.parametrize(
    ("body", "prose"),
    [
        ("*{{name}}*s **{{a}}** _{{b}}_", f"{PLACEHOLDER}s {PLACEHOLDER} {PLACEHOLDER}"),
        ("[[contact-us-link:tell us]] or [[x]]", f"{PLACEHOLDER}tell us or {PLACEHOLDER}"),
        ("[[contact-us-link: tell us]]", f"{PLACEHOLDER} tell us"),
        ("{{#if a}}\nx\n{{else}}\ny\n{{/if}}", "x\ny"),
        ("- a\n{% for b in c %}\n- {{ b }}\n{% endfor %}\n- d", f"a\n\n{PLACEHOLDER}\n\nd"),
        ("<table>\n  {% for b in c %}\n    <tr><td>{{ b }}</td></tr>\n  {% endfor %}\n</table>", PLACEHOLDER),
        ("a\ufffcb {{c}}", f"a\ufffcb {PLACEHOLDER}"),
        ("x{% comment %}y", "xy"),
    ],
)
def test_the_prose_of_templates(body: str, prose: str) -> None:
    assert read(body).prose.value == prose


# Hostile bodies

HOSTILE = [
    *(
        ">",
        "> ",
        "[",
        "![",
        "]",
        "[a](",
        "*a ",
        "*",
        "_a_*",
        "~~a",
        "`",
        "&",
        "<",
        "<a ",
        "<!--",
        "<![CDATA[",
        "<?",
        "<!A",
    ),
    *(
        "- ",
        "1. ",
        "|",
        "\\",
        "\t",
        " ",
        "\0",
        "\r",
        "[a]: b\n",
        "[a\n",
        "# a\n",
        "> - ",
        "|a|\n|-|\n",
        "<div>",
        "</td>",
    ),
    *(
        "<ul><li>",
        "<a href=x>",
        "<style>",
        "<style>\n\n",
        "<title>",
        '<div x="',
        "<div a='b\"",
        "&amp;",
        "&#9",
        "<br>\n",
        "{{a}}",
    ),
    *(
        "{{",
        "{%",
        "{% a %}",
        "{% a %}\n",
        "x{% else %}",
        "[[a-link: b c]]",
        "[[",
        "%%a",
        "<%",
        "<?php ",
        "${a",
        "\ud800",
        "a\u2028",
    ),
    *(
        "<div>&ampx",
        "<b ",
        "</",
        "[![a](b)](c)",
        "<http://a",
        "![a](b)",
        "``` \n",
        "~~~",
        "a\n-\n",
        "\\\n",
        "  \n",
        "{# ",
    ),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_bodies(piece: str) -> None:
    body = piece * (8_000 // len(piece))
    content = read(body, subject=body[:2000])
    check(content, 2 * len(body))


@pytest.mark.parametrize("piece", [">", "[", "- ", "{{", "&"])
def test_a_very_long_line(piece: str) -> None:
    assert len(read(piece * (100_000 // len(piece))).prose) <= 100_000


def test_nothing_is_lost_below_the_deepest_level() -> None:
    for lead in (">" * 30, "- " * 30, "> - " * 15):
        assert "leave five stars" in read(f"{lead}leave five stars\n\nafter").prose.value
        assert "after" in read(f"{lead}leave five stars\n\nafter").prose.value
