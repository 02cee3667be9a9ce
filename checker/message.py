"""What rules see: a message and the things in it. Readers make these, nobody changes them."""

from __future__ import annotations

from checker.records import NamedTuple
from checker.text import Source, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

PLACEHOLDER = "\ufffc"
"""Stands in prose for one placeholder, so that a gap between words counts it as a word."""

MetaValue: TypeAlias = "Text | list[MetaValue] | dict[str, MetaValue]"
"""Metadata as written: a scalar keeps its place, so that a rule can point at it."""


class Block(NamedTuple):
    """A piece of prose that stands by itself; `text` is the slice of `Content.prose` from `start` to `end`."""

    kind: str
    """subject, paragraph, heading, item, cell, code or html."""
    text: Text
    start: int
    end: int
    level: int = 0
    """Of a heading 1 to 6, else 0."""


class Link(NamedTuple):
    """Something that leads away from the message."""

    form: str
    """inline, reference, autolink, html (an `<a href>`), or bare (only words that look like an address)."""
    place: Text
    """All of it, markup included."""
    label: Text
    """The words a buyer clicks; for an autolink or a bare one the same as `target`."""
    target: Text
    """The destination as written, entities and escapes decoded, placeholders kept as written."""
    start: int = -1
    """Where the label begins in prose, -1 if it has no words there."""
    images: int = 0
    """How many images stand inside the label."""

    @property
    def url(self) -> str:
        return self.target.value


class Attribute(NamedTuple):
    """An attribute of an HTML tag, its name in lower case, its value with entities decoded."""

    name: str
    value: Text
    """Empty, at the name's end, if the attribute has no value."""
    place: Text


class Tag(NamedTuple):
    """An HTML tag as written: opening, closing or standing alone."""

    name: str
    """In lower case."""
    place: Text
    attributes: tuple[Attribute, ...] = ()
    closing: bool = False
    at: int = 0
    """Where in prose it stands, between two characters."""

    def attribute(self, name: str) -> Attribute | None:
        """The first attribute of that name."""
        return next((found for found in self.attributes if found.name == name), None)


class Image(NamedTuple):
    """An image, written in Markdown or as a tag."""

    place: Text
    alt: Text | None
    """None where nobody wrote an alternative text; empty where it is meant to be empty."""
    target: Text
    tag: Tag | None = None
    linked: Text | None = None
    """The target of the link around it."""

    @property
    def url(self) -> str:
        return self.target.value


class Placeholder(NamedTuple):
    """A name that a template engine replaces; `logic` is true for what it only obeys (`{% if %}`, comments)."""

    name: str
    """What stands between the delimiters, trimmed: `order.id`, `buyer_first_name`, `ticket.customer.email | upper`."""
    place: Text
    logic: bool = False
    at: int = 0
    """Where it stands in prose; -1 if it stands in none (in a link's target, an attribute)."""


class Content(NamedTuple):
    """A message's subject and body after parsing."""

    prose: Text
    """Every word a buyer reads, in order: subject first, blocks apart by a blank line; markup gone."""
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    tags: tuple[Tag, ...]
    placeholders: tuple[Placeholder, ...]
    comments: tuple[Text, ...]
    """HTML comments, delimiters included: nobody reads them but their author and us."""


class Attachment(NamedTuple):
    """A file that the metadata declares to go with the message."""

    path: Text
    purpose: Text | None = None


class Message:
    """One thing a buyer would receive.

    `body` and `subject` are as written. What stands in them (`prose`, `links`, ...) is parsed the first time that it is
    asked for: a message about which no rule has a question is never parsed.
    """

    __slots__ = ("_content", "_parse", "body", "meta", "name", "sequence", "source", "step", "subject", "where")

    def __init__(
        self,
        name: str,
        where: Text,
        body: Text,
        parse: Callable[[Text | None, Text], Content],
        *,
        subject: Text | None = None,
        meta: dict[str, MetaValue] | None = None,
        sequence: str | None = None,
        step: int | None = None,
    ) -> None:
        self.name = name
        """Where in its file it stands, for people: `post-purchase[2].body`; empty for a Markdown file."""
        self.where = where
        """All of the message in its file, metadata included."""
        self.body = body
        self.subject = subject
        self.meta = meta or {}
        self.sequence = sequence
        """The name of the sequence it belongs to, the same for all its steps."""
        self.step = step
        """Its place in the sequence, from 1."""
        self.source: Source = where.source
        self._parse = parse
        self._content: Content | None = None

    def __repr__(self) -> str:
        return f"Message({self.source.path}{':' if self.name else ''}{self.name})"

    def declared(self, meta: dict[str, MetaValue]) -> Message:
        """The same message with metadata that others declare for it; its own stays."""
        return Message(
            self.name,
            self.where,
            self.body,
            self._parse,
            subject=self.subject,
            meta={**meta, **self.meta},
            sequence=self.sequence,
            step=self.step,
        )

    @property
    def content(self) -> Content:
        if self._content is None:
            self._content = self._parse(self.subject, self.body)
        return self._content

    @property
    def prose(self) -> Text:
        return self.content.prose

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.content.blocks

    @property
    def links(self) -> tuple[Link, ...]:
        return self.content.links

    @property
    def images(self) -> tuple[Image, ...]:
        return self.content.images

    @property
    def tags(self) -> tuple[Tag, ...]:
        return self.content.tags

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        return self.content.placeholders

    def meta_value(self, *names: str) -> MetaValue | None:
        """What the metadata holds under the first of the names that is there: at top level or under `amazon:`."""
        amazon = self.meta.get("amazon")
        for name in names:
            for table in (amazon, self.meta):
                if isinstance(table, dict) and name in table:
                    return table[name]
        return None

    def meta_text(self, *names: str) -> Text | None:
        """A scalar of the metadata, with its place."""
        value = self.meta_value(*names)
        return value if isinstance(value, Text) else None

    def meta_items(self, *names: str) -> list[MetaValue]:
        """A list of the metadata; a single value counts as a list of one."""
        value = self.meta_value(*names)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def _word(self, *names: str) -> str | None:
        text = self.meta_text(*names)
        return (text.value.strip().lower() or None) if text else None

    @property
    def kind(self) -> str | None:
        """proactive or reply; None where it is not declared."""
        word = self._word("kind")
        return word if word in ("proactive", "reply") else None

    @property
    def language(self) -> str | None:
        """A language tag in lower case, as declared: `en`, `pt-br`."""
        return self._word("language", "lang", "locale")

    @property
    def channel(self) -> str | None:
        return self._word("channel")

    @property
    def api_type(self) -> str | None:
        """The type of a message sent through the API, as written: its names are case-sensitive."""
        text = self.meta_text("api_type")
        return text.value.strip() if text else None

    @property
    def reason(self) -> str | None:
        return self._word("reason")

    @property
    def trigger(self) -> str | None:
        return self._word("trigger")

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return tuple(_attachments(self.meta_items("attachments")))


def _attachments(items: list[MetaValue]) -> Iterator[Attachment]:
    for item in items:
        if isinstance(item, Text):
            yield Attachment(item)
        elif isinstance(item, dict):
            path = item.get("path") or item.get("file") or item.get("name")
            purpose = item.get("purpose")
            if isinstance(path, Text):
                yield Attachment(path, purpose if isinstance(purpose, Text) else None)


class Fault(NamedTuple):
    """A place that could not be read, and why: a template that can't be read isn't compliant."""

    place: Text
    message: str


class Reading(NamedTuple):
    """What a reader makes of one source."""

    messages: tuple[Message, ...] = ()
    comments: tuple[Text, ...] = ()
    """Comments outside the messages (YAML's `#`), delimiters included."""
    faults: tuple[Fault, ...] = ()
