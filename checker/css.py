"""Styles written into a message: declarations in `style` attributes and `<style>` elements, with their places.

A deliberate minimum of CSS: declarations, shorthands where a rule needs them, lengths, colours. No cascade: the style
of a template stands where it is meant.
"""

from __future__ import annotations

import re

from checker.message import Message, Tag
from checker.patterns import lazy
from checker.records import NamedTuple
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

STYLE_CONTENT = "#text"
"""The attribute of a `<style>` tag under which the HTML reader keeps what stands in the element."""

_COMMENT = lazy(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_DECLARATION = lazy(
    r"(?<![\w-])(?P<name>-?[a-zA-Z][a-zA-Z-]{1,40})[ \t\r\n]{0,20}:[ \t\r\n]{0,20}"
    r"(?P<value>(?:[^;{}\"'(]|\"[^\"]*\"|'[^']*'|\([^)]*\)?)*)"
)
_LENGTH = lazy(r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?P<unit>%|[a-zA-Z]{1,4})?\Z")


class Declaration(NamedTuple):
    """`name: value`; the name in lower case, the value as written, without `!important`."""

    name: str
    value: Text
    place: Text
    """From the name to the end of the value."""
    tag: Tag
    """The tag whose attribute it stands in, or the `<style>` tag."""
    whole: Text
    """The declaration with the semicolon behind it: what goes if it is taken out."""

    @property
    def words(self) -> list[str]:
        """The value's parts in lower case, apart at white space outside brackets."""
        return re.findall(r"(?:[^\s(]|\([^)]*\)?)+", self.value.value.lower())


def declarations(message: Message) -> Iterator[Declaration]:
    """All declarations of a message, in the order of its tags."""
    for tag in message.tags:
        name = STYLE_CONTENT if tag.name == "style" else "style"
        found = tag.attribute(name)
        if found is not None:
            yield from _parse(found.value, tag)


def _parse(text: Text, tag: Tag) -> Iterator[Declaration]:
    # Comments become blanks of the same length, so that offsets hold.
    css = _COMMENT.sub(lambda match: " " * len(match[0]), text.value)
    for match in _DECLARATION.finditer(css):
        start, end = match.span("value")
        value = css[start:end].rstrip()
        important = re.search(r"\s*!\s*important\Z", value, re.IGNORECASE)
        written = value[: important.start()] if important else value
        yield Declaration(
            match["name"].lower(),
            text[start : start + len(written)],
            text[match.start() : start + len(value)],
            tag,
            text[match.start() : _with_semicolon(css, end)],
        )


def _with_semicolon(css: str, end: int) -> int:
    match = re.compile(r"[ \t\r\n]{0,20};[ \t]{0,20}").match(css, end)
    return match.end() if match else end


def length(word: str) -> tuple[float, str] | None:
    """A number and its unit in lower case (`%`, `px`, `vw`, empty for none); None if the word is no length."""
    match = _LENGTH.match(word)
    return (float(match["number"]), (match["unit"] or "").lower()) if match else None


def share(word: str) -> float | None:
    """How many percent of the width a length takes, where that can be known: `25%` and `25vw`, but no pixels."""
    found = length(word)
    return found[0] if found and found[1] in ("%", "vw") else None


def rgb(word: str) -> tuple[int, int, int] | None:
    """A colour as red, green and blue from 0 to 255; None if it isn't one that we know, or if it is transparent."""
    word = word.strip().lower()
    if word in _NAMED:
        word = _NAMED[word]
    if re.fullmatch(r"#[0-9a-f]{3}", word):
        word = "#" + "".join(digit * 2 for digit in word[1:])
    if re.fullmatch(r"#[0-9a-f]{6}", word):
        return int(word[1:3], 16), int(word[3:5], 16), int(word[5:7], 16)
    match = re.fullmatch(r"rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)", word)
    if match:
        red, green, blue = (min(int(group), 255) for group in match.groups())
        return red, green, blue
    return None


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast of two colours, from 1 to 21, as the Web Content Accessibility Guidelines define it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in color]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_NAMED = {
    "black": "#000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080", "white": "#fff", "maroon": "#800000",
    "red": "#f00", "purple": "#800080", "fuchsia": "#f0f", "magenta": "#f0f", "green": "#008000", "lime": "#0f0",
    "olive": "#808000", "yellow": "#ff0", "navy": "#000080", "blue": "#00f", "teal": "#008080", "aqua": "#0ff",
    "cyan": "#0ff", "orange": "#ffa500", "gold": "#ffd700", "pink": "#ffc0cb", "brown": "#a52a2a", "beige": "#f5f5dc",
    "ivory": "#fffff0", "khaki": "#f0e68c", "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3", "darkgray": "#a9a9a9",
    "darkgrey": "#a9a9a9", "dimgray": "#696969", "dimgrey": "#696969", "gainsboro": "#dcdcdc", "whitesmoke": "#f5f5f5",
    "lightyellow": "#ffffe0", "lightblue": "#add8e6", "skyblue": "#87ceeb", "steelblue": "#4682b4", "tomato": "#ff6347",
    "crimson": "#dc143c", "darkred": "#8b0000", "darkgreen": "#006400", "darkblue": "#00008b", "indigo": "#4b0082",
    "violet": "#ee82ee", "salmon": "#fa8072", "coral": "#ff7f50", "tan": "#d2b48c", "snow": "#fffafa",
}  # fmt: skip
