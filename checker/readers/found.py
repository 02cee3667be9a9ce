"""What stands in a message beside its words: links, images, tags and comments, collected while it is read."""

from __future__ import annotations

from checker.message import Link
from checker.readers import html

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.message import Image, Tag
    from checker.readers.page import Leaf
    from checker.readers.prose import Mark
    from checker.text import Text


class Anchor:
    """A link of which the end is not yet known."""

    __slots__ = ("begin", "end", "form", "images", "leaf", "leaf_end", "place", "target")

    def __init__(self, form: str, place: Text, target: Text, begin: Mark) -> None:
        self.form = form
        self.place = place
        self.target = target
        self.begin = begin
        self.end = -1
        self.images = 0
        self.leaf: Leaf | None = None
        """Of an `<a>` that nobody has closed yet: its block, and in `leaf_end` where that ends in prose."""
        self.leaf_end = -1

    def holds(self, leaf: Leaf) -> bool:
        """Whether what stands in that block can stand in the link: one that is never closed ends with its block."""
        return self.leaf is None or self.leaf is leaf

    def finished(self, prose: Text) -> Link:
        start = self.begin.at if 0 <= self.begin.at < self.end else -1
        label = prose[start : self.end] if start >= 0 else self.place[:0]
        label = self.target if self.form == "autolink" else label
        return Link(self.form, self.place, label, self.target, start, self.images)


class Found:
    """The collection; links, images and tags are finished when all prose is there."""

    def __init__(self) -> None:
        self.comments: list[Text] = []
        self.unread: list[tuple[int, int]] = []
        """Where on the page no prose stands: targets, tags, comments. Pairs of places."""
        self.around: list[Anchor] = []
        """The Markdown links around what is being read."""
        self.anchor: Anchor | None = None
        """The `<a>` around it."""
        self._links: list[Anchor] = []
        self._images: list[tuple[Image, Anchor | None, Leaf]] = []
        self._tags: list[tuple[Tag, Mark]] = []

    def add_link(self, link: Anchor) -> None:
        self._links.append(link)

    def add_image(self, image: Image, leaf: Leaf) -> None:
        self._images.append((image, self.around[-1] if self.around else self.anchor, leaf))

    def add_tag(self, tag: Tag, mark: Mark) -> int:
        """Add a tag and return its number."""
        self._tags.append((tag, mark))
        return len(self._tags) - 1

    def add_content(self, number: int, content: Text) -> None:
        """The content of the raw element that the tag of that number begins."""
        tag, mark = self._tags[number]
        self._tags[number] = (html.with_content(tag, content), mark)

    def links(self, prose: Text) -> tuple[Link, ...]:
        for _, link, leaf in self._images:
            if link and link.holds(leaf):
                link.images += 1
        return tuple(link.finished(prose) for link in self._links)

    def images(self) -> tuple[Image, ...]:
        return tuple(
            image._replace(linked=link.target) if link and link.holds(leaf) else image
            for image, link, leaf in self._images
        )

    def tags(self) -> tuple[Tag, ...]:
        return tuple(tag._replace(at=mark.at) for tag, mark in self._tags)
