"""Which mappings of a YAML text are messages, and what belongs to them.

Every node is visited once, however often aliases name it, and without recursion. Where the characters of a value
stand is not worked out here, only who is to be asked for it.
"""

from __future__ import annotations

from functools import lru_cache

from checker.message import Message
from checker.patterns import lazy
from checker.readers import parse
from checker.records import NamedTuple
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.message import MetaValue
    from checker.readers.yaml import Layout, Node, Page

    Entries = dict[str, tuple[Node, Node]]
    """A mapping's keys and values by name, those that it merges included."""

_MERGE = "<<"
_OWN = "amazon"
"""The key of a table of metadata; there are no messages in it."""
_MANY = 100
"""A table with more entries than this is no metadata of what stands below it, nor of what merges it."""
_DEEP = 50
"""How many levels of collections metadata keeps, and how many mappings may merge one another in a row."""
_EXPANDED = 100_000
"""How many values metadata may have once its aliases are followed; what is more is left out."""

_LETTER = lazy(r"[^\W\d_]")
_UNSPACED = lazy(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that set no spaces between words, or few."""
_NAME = lazy(r"[\w-]*[./_\d-][\w./-]*")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_LANGUAGE = lazy(
    "(?:ar|bg|cs|da|de|el|en|es|et|fi|fr|ga|he|hi|hr|hu|it|ja|ko|lt|lv|mt|nb|nl|no|pl|pt|ro|ru|sk|sl|sv|th|tr|uk|vi|zh)"
    "(?:_[a-z]{4})?(?:_(?:[a-z]{2}|[0-9]{3}))?"
)


def messages(page: Page, layout: Layout) -> list[Message]:
    """The messages of a page in its order; `read` of the module `yaml` says which they are."""
    return _Walk(page, layout).messages()


def table(page: Page, node: Node) -> dict[str, MetaValue]:
    """The metadata that a mapping holds."""
    values = _Values(page)
    found = {name: values.value(value) for name, (_, value) in values.entries(node).items()}
    return {name: value for name, value in found.items() if value is not None}


def is_prose(value: str) -> bool:
    """Whether a value is words for people: letters and white space, or letters of a script that needs no spaces."""
    if _LETTER.search(value) is None:
        return False
    return len(value.split(None, 1)) > 1 or _UNSPACED.search(value) is not None


@lru_cache(maxsize=1024)
def _normal(name: str) -> str:
    """A key's name: its case does not matter, nor whether it is written with `-` or `_`."""
    return name.strip().lower().replace("-", "_")


LIBRARIES = frozenset((
    "alternatives", "answers", "canned", "canned_replies", "canned_responses", "examples", "faq", "library", "macros",
    "replies", "responses", "saved_replies", "snippets", "templates", "variants", "versions",
))  # fmt: skip
"""Keys of lists whose messages are picked one at a time."""
TIMES = frozenset((
    "after", "day", "days", "delay", "delay_days", "send_after", "send_after_days", "send_at", "sequence", "step",
    "wait",
))  # fmt: skip
"""Keys that say when a message is sent, so that others in its list come before or after it."""


def _timed(items: Node) -> bool:
    """Whether an item of a list says when it is sent."""
    pairs = [pair for item in items.value if item.id == "mapping" for pair in item.value]
    return any(key.id == "scalar" and key.value.lower() in TIMES for key, _ in pairs)


class _Link:
    """A node, and how one gets there."""

    __slots__ = ("_path", "flat", "key", "meta", "node", "up", "used")

    def __init__(self, node: Node, key: Node | int | str, up: _Link | None, flat: bool) -> None:
        self.node = node
        self.key = key
        """In a mapping the key's node, in a list the number of the item from 1, for a document its name."""
        self.up = up
        self.flat = flat
        """Whether strings of prose below are messages."""
        self.used: tuple[str, ...] = ()
        """The keys that hold the body and subject of a message, and are therefore no metadata."""
        self.meta: dict[str, MetaValue] | None = None
        self._path: str | None = None

    def path(self, page: Page) -> str:
        """The keys that lead to the node: `messages[2].greeting`."""
        chain: list[_Link] = []
        at: _Link | None = self
        while at is not None and at._path is None:
            chain.append(at)
            at = at.up
        path = (at._path or "") if at else ""
        for link in reversed(chain):
            key = link.key
            if isinstance(key, str):
                path = key
            elif isinstance(key, int):
                path = f"{path}[{key}]"
            else:
                path = f"{path}.{page.name(key)}" if path else page.name(key)
            link._path = path
        return path


class _Found(NamedTuple):
    """A message: where it is, and the node of its body."""

    link: _Link
    """The mapping, or the string itself in a flat table."""
    key: Node | None
    """The body's key; None in a flat table."""
    body: Node


class _Values:
    """Metadata out of nodes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.holding: set[int] = set()
        """The collections that hold messages, and are therefore no metadata."""
        self._entries: dict[int, Entries] = {}
        self.simple: set[int] = set()
        """The mappings that merge nothing and have no key twice."""
        self._known: dict[int, tuple[MetaValue, int] | None] = {}

    def name(self, key: Node) -> str | None:
        """The name of a key; None if it is no scalar."""
        return _normal(self.page.name(key)) if key.id == "scalar" else None

    def entries(self, node: Node, deep: int = 0) -> Entries:
        """The entries of a mapping by name, the last of each, and those of the mappings that it merges."""
        known = self._entries.get(id(node))
        if known is not None:
            return known
        made: Entries = {}
        self._entries[id(node)] = made
        name_of = self.page.name
        for pair in node.value:
            if pair[0].id == "scalar":
                made[_normal(name_of(pair[0]))] = pair
        if _MERGE not in made:
            if len(made) == len(node.value):
                self.simple.add(id(node))
        else:
            del made[_MERGE]
            self._merge(made, node, deep)
        return made

    def _merge(self, made: Entries, node: Node, deep: int) -> None:
        merged: list[Node] = []
        for key, value in node.value:
            if self.name(key) == _MERGE:
                merged += value.value if value.id == "sequence" else [value]
        for other in merged:
            if other.id != "mapping" or deep >= _DEEP or len(made) >= _MANY:
                continue
            entries = self.entries(other, deep + 1)
            if len(entries) <= _MANY:
                for name, entry in entries.items():
                    made.setdefault(name, entry)

    def value(self, node: Node) -> MetaValue | None:
        """The value of a node; None if there is nothing in it but messages and itself, or it is nested too deeply."""
        if node.id == "scalar":
            return self.page.scalar(node)
        found = self._weighed(node, 0)
        return found[0] if found else None

    def _weighed(self, node: Node, deep: int) -> tuple[MetaValue, int] | None:
        """The value of a node and how many values that is, all aliases followed."""
        if node.id == "scalar":
            return self.page.scalar(node), 1
        if id(node) in self.holding:
            return None
        if id(node) in self._known:
            return self._known[id(node)]
        made: tuple[MetaValue, int] | None = None
        self._known[id(node)] = made
        slot = self.page.slot(node)
        if slot is not None:
            made = slot, 1
        elif deep < _DEEP:
            made = self._sequence(node, deep) if node.id == "sequence" else self._mapping(node, deep)
            if node.value and not made[0]:
                made = None
        self._known[id(node)] = made
        return made

    def _sequence(self, node: Node, deep: int) -> tuple[MetaValue, int]:
        items: list[MetaValue] = []
        weight = 1
        for item in node.value:
            found = self._weighed(item, deep + 1)
            if found and weight + found[1] <= _EXPANDED:
                items.append(found[0])
                weight += found[1]
        return items, weight

    def _mapping(self, node: Node, deep: int) -> tuple[MetaValue, int]:
        values: dict[str, MetaValue] = {}
        weight = 1
        for name, (_, value) in self.entries(node).items():
            found = self._weighed(value, deep + 1)
            if found and weight + found[1] <= _EXPANDED:
                values[name] = found[0]
                weight += found[1]
        return values, weight


class _Walk:
    """The way through the nodes of a page to its messages."""

    def __init__(self, page: Page, layout: Layout) -> None:
        self.page = page
        self.bodies = {_normal(name): rank for rank, name in enumerate(layout.body)}
        """The body keys, and how likely each is, 0 the likeliest."""
        self.subjects = tuple(map(_normal, layout.subject))
        self.values = _Values(page)
        self.flat = False
        """Whether the whole page is a flat table."""
        self.tongues: dict[int, bool] = {}
        """Whether all keys of a mapping are languages."""

    def messages(self) -> list[Message]:
        found = list(self.find())
        if not found:
            self.flat = True
            found = list(self.find())
        return [self.message(each) for each in found]

    def find(self) -> Iterator[_Found]:
        """Every message, and on the way the collections that hold them."""
        roots = self.page.roots
        names = [f"[{number}]" for number in range(1, len(roots) + 1)] if len(roots) > 1 else [""] * len(roots)
        links = [_Link(root, name, None, self.flat) for root, name in zip(roots, names, strict=True)]
        links.reverse()
        seen: set[int] = set()
        while links:
            link = links.pop()
            node = link.node
            if id(node) in seen:
                continue
            seen.add(id(node))
            if node.id == "scalar":
                if link.flat and is_prose(self.page.value(node)):
                    self.hold(link.up)
                    yield _Found(link, None, node)
            elif node.flow_style and self.page.slot(node) is not None:
                continue
            elif node.id == "sequence":
                links += reversed(list(self.below_sequence(link)))
            else:
                for key, body in self.found_in(link):
                    self.hold(link)
                    yield _Found(link, key, body)
                links += reversed(list(self.below_mapping(link)))

    def hold(self, link: _Link | None) -> None:
        while link is not None and id(link.node) not in self.values.holding:
            self.values.holding.add(id(link.node))
            link = link.up

    def below_sequence(self, link: _Link) -> Iterator[_Link]:
        """The items of a list in which messages may be."""
        for number, node in enumerate(link.node.value, 1):
            if link.flat or node.id != "scalar":
                yield _Link(node, number, link, link.flat)

    def below_mapping(self, link: _Link) -> Iterator[_Link]:
        """The values of a mapping in which messages may be: those of a message are its metadata, if they hold none."""
        flat = link.flat and not link.used
        for key, node in link.node.value:
            if node.id == "scalar":
                if flat:
                    yield _Link(node, key, link, flat)
                continue
            name = self.values.name(key)
            if name != _OWN:
                yield _Link(node, key, link, flat or (name in self.bodies and not link.used))

    # Bodies and subjects

    def found_in(self, link: _Link) -> list[tuple[Node, Node]]:
        """The keys and values of a mapping that are bodies of messages, the likeliest first."""
        entries = self.values.entries(link.node)
        if self.bodies.keys().isdisjoint(entries):
            return []
        subject = next((name for name in self.subjects if self.holds_words(entries, name)), None)
        found = list(self.candidates(link.node, bool(subject)))
        if len(found) > 1:
            found.sort(key=lambda each: each[0])
            found[1:] = [each for each in found[1:] if each[2].id == "scalar" and is_prose(each[2].value)]
        bodies = [(key, node) for _, key, node in found]
        if not bodies and subject:
            bodies = self.merged_body(link.node, entries, subject)
        if bodies:
            names = [self.values.name(key) or "" for key, _ in bodies]
            link.used = (*names, subject) if subject else tuple(names)
        return bodies

    def candidates(self, node: Node, subject: bool) -> Iterator[tuple[int, Node, Node]]:
        """What may be a body in a mapping, and how likely it is; a key may be there twice, in branches of logic."""
        entries = self.values.entries(node)
        simple = id(node) in self.values.simple
        for key, value in [entries[name] for name in self.bodies if name in entries] if simple else node.value:
            rank = self.bodies.get(self.values.name(key) or "")
            if rank is not None and self.is_body(value, rank, subject):
                yield rank, key, value

    def is_body(self, node: Node, rank: int, subject: bool) -> bool:
        """Whether what a body key holds is words. A plain value may also be nothing, or the name of a template."""
        if node.id != "scalar":
            return self.page.slot(node) is not None
        if node.tag.startswith("!") and len(node.tag) > 1 and not is_prose(node.value):
            return False
        if node.style:
            return True
        if node.value in _NOTHING:
            return not rank or subject
        return not rank or not _NAME.fullmatch(node.value)

    def holds_words(self, entries: Entries, name: str) -> bool:
        if name not in entries:
            return False
        node = entries[name][1]
        if node.id == "scalar":
            return bool(node.style) or node.value not in _NOTHING
        return self.page.slot(node) is not None

    def merged_body(self, node: Node, entries: Entries, subject: str) -> list[tuple[Node, Node]]:
        """The body that a mapping takes from one that it merges, if it has a subject of its own to go with it."""
        own = {self.values.name(key) for key, _ in node.value}
        if _MERGE in own and subject in own:
            for name in sorted(self.bodies, key=self.bodies.__getitem__):
                if name in entries and name not in own and entries[name][1].id == "scalar":
                    return [entries[name]]
        return []

    def message(self, found: _Found) -> Message:
        link, key, node = found
        path = link.path(self.page)
        body = self.body(node)
        meta = self.meta(link)
        subject: Text | None = None
        if not self.flat:
            subject, meta = self.subject(link, meta)
        step, sequence = self.step(link)
        where = body
        if key is not None:
            name = self.page.name(key)
            path = f"{path}.{name}" if path else name
            where = self.page.extent(link.node)
        return Message(path, where, body, parse, subject=subject, meta=meta, sequence=sequence, step=step)

    def body(self, node: Node) -> Text:
        if node.id == "scalar":
            text = self.page.scalar(node)
            # A value that is not there reads as no text, not as the word `null`.
            return text[:0] if not node.style and node.value in _NOTHING else text
        slot = self.page.slot(node)
        assert slot is not None
        return slot

    def subject(self, link: _Link, meta: dict[str, MetaValue]) -> tuple[Text | None, dict[str, MetaValue]]:
        """The subject of a message and its metadata without it: its own, or else one that stands around it."""
        for name in link.used:
            if name in self.subjects:
                value = self.values.value(self.values.entries(link.node)[name][1])
                return (value if isinstance(value, Text) else None), meta
        first = self.subjects[0] if self.subjects else ""
        if first not in meta:
            return None, meta
        shared: MetaValue | None = meta[first]
        if isinstance(shared, dict) and not isinstance(link.key, (int, str)):
            shared = shared.get(self.values.name(link.key) or "")
        if not isinstance(shared, Text) or not shared.value:
            return None, meta
        return shared, {name: value for name, value in meta.items() if name != first}

    # Metadata

    def meta(self, link: _Link) -> dict[str, MetaValue]:
        """The metadata of what stands at a link: its own over that of what stands around it."""
        chain: list[_Link] = []
        at: _Link | None = link
        while at is not None and at.meta is None:
            chain.append(at)
            at = at.up
        meta: dict[str, MetaValue] = (at.meta or {}) if at else {}
        for each in reversed(chain):
            own = self.own(each)
            meta = {**meta, **own} if own and meta and len(meta) <= _MANY else own or meta
            each.meta = meta
        return meta

    def own(self, link: _Link) -> dict[str, MetaValue]:
        """The metadata that a node itself adds."""
        own: dict[str, MetaValue] = {}
        if link.up is not None and self.is_language(link):
            own["language"] = self.page.scalar(link.key)
        if link.node.id != "mapping":
            return own
        words_are_messages = link.flat and not link.used
        for name, (_, node) in self.values.entries(link.node).items():
            if name in link.used:
                continue
            if words_are_messages and node.id == "scalar" and is_prose(node.value):
                continue
            value = self.values.value(node)
            if value is not None:
                own[name] = value
        return own

    def is_language(self, link: _Link) -> bool:
        """Whether the node stands in a table whose keys are all languages."""
        if link.up is None or isinstance(link.key, (int, str)):
            return False
        node = link.up.node
        known = self.tongues.get(id(node))
        if known is None:
            known = self.tongues[id(node)] = all(map(_LANGUAGE.fullmatch, self.values.entries(node)))
        return known and link.key.id == "scalar"

    def step(self, link: _Link) -> tuple[int | None, str | None]:
        """The place of a message in the nearest list around it, and the name of that list.

        The items of a list below a body key are parts or variants of one message, and no sequence; those of a list that
        is called a library are for different buyers, unless one says when it is sent.
        """
        at: _Link | None = link
        while at is not None and not isinstance(at.key, int):
            at = at.up
        if at is None or at.up is None or (at.flat and not self.flat):
            return None, None
        path = at.up.path(self.page)
        assert isinstance(at.key, int)
        key = at.up.key
        if not isinstance(key, (int, str)) and key.value.lower() in LIBRARIES and not _timed(at.up.node):
            return at.key, None
        return at.key, f"{self.page.source.path}:{path}" if path else self.page.source.path
