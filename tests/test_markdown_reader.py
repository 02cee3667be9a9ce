"""The Markdown reader: the same words as the stock parser has, and every word at its place."""

from __future__ import annotations

import random
import re
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


SEPARATE = commonmark_blocks = {
    *"address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption".split(),
    *"figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup".split(),
    *"option p pre section summary table tbody td tfoot th thead title tr ul".split(),
}


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
