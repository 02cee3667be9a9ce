"""Emoji in a message, its subject or the words behind its images.

Finds every emoji: characters, flags, keycaps, sequences, the escapes and short codes that stand for them, and
pictures such as hearts that many mail clients draw as emoji. Amazon permits none in messages to buyers. Write the
word, or leave it out; ™, ©, arrows, check marks and stars of text are no emoji.
"""

from __future__ import annotations

from checker import emojis
from checker.records import NamedTuple
from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.emojis import Emoji
    from checker.message import Message
    from checker.rule import Given
    from checker.text import Text

_READ_ALOUD = ("title", "alt", "aria-label", "placeholder", "value")
_ENDS = frozenset(["", *" \n.,;:!?)"])


def check(message: Message, given: Given) -> Iterator[Hit]:
    for text in _texts(message):
        found = emojis.find(text.value)
        for emoji, cut in zip(found, _cuts(text.value, found), strict=True):
            place = text[emoji.start : emoji.end]
            mended = _mended(text, cut)
            if mended is None:
                yield Hit(place, _sentence(emoji, place.value))
            else:
                cutting, safe = mended
                fix = "write the digit" if _digit(emoji) else "delete the emoji"
                edits = ((cutting, _digit(emoji)),)
                yield Hit(
                    place,
                    _sentence(emoji, place.value),
                    edits=edits,
                    fix=fix,
                    safe=safe and emoji.certain,
                    mild=not emoji.certain,
                )


def _texts(message: Message) -> Iterator[Text]:
    """Everything that a buyer may see or hear."""
    yield message.prose
    for image in message.images:
        if image.alt:
            yield image.alt
    for tag in message.tags:
        for attribute in tag.attributes:
            if attribute.value and attribute.name in _READ_ALOUD and (tag.name, attribute.name) != ("img", "alt"):
                yield attribute.value


def _sentence(emoji: Emoji, written: str) -> str:
    if not emoji.certain:
        return f"{written} ({emoji.name}) is drawn as an emoji by many mail clients; messages to buyers may hold none"
    if written != emoji.character and emoji.character not in written:
        return f"{written} stands for the emoji {emoji.name}; messages to buyers may hold none"
    return f"{written} is an emoji ({emoji.name}); messages to buyers may hold none"


def _digit(emoji: Emoji) -> str:
    """What is left of a keycap, which often numbers a step; empty for other emoji."""
    return emoji.character[0] if "\u20e3" in emoji.character else ""


class _Cut(NamedTuple):
    """What goes with an emoji, one of two spaces that would be left side by side included."""

    start: int
    end: int
    before: str
    """The character that is left before it, empty at the beginning."""
    after: str
    """The next character that stays, spaces aside where the emoji begins a line."""


def _cuts(value: str, found: list[Emoji]) -> list[_Cut]:
    """For each emoji what to delete; no character is deleted twice."""
    afters = _afters(value, found)
    cuts: list[_Cut] = []
    last, before = -1, ""
    for emoji, (close, far) in zip(found, afters, strict=True):
        start, end = emoji.start, emoji.end
        if start > last:
            before = value[start - 1 : start] if start else ""
        if _digit(emoji):
            before = _digit(emoji)
            cut = _Cut(start, end, before, value[close : close + 1])
        elif before in ("", "\n"):
            cut = _Cut(start, end + (value[end : end + 1] == " "), before, value[far : far + 1])
        elif before == " " and start > last and value[close : close + 1] in _ENDS:
            before = value[start - 2 : start - 1] if start - 1 > last else before
            cut = _Cut(start - 1, end, before, value[close : close + 1])
        else:
            cut = _Cut(start, end, before, value[close : close + 1])
        last = cut.end
        cuts.append(cut)
    return cuts


def _afters(value: str, found: list[Emoji]) -> list[tuple[int, int]]:
    """For each emoji where the emoji that touch it end, and where all that follow it across spaces do."""
    afters: list[tuple[int, int]] = []
    close_start = far_start = -1
    close = far = len(value)
    for start, end, *_ in reversed(found):
        spaced = end
        while value[spaced : spaced + 1] == " ":
            spaced += 1
        close = close if end == close_start else end
        far = far if spaced == far_start else spaced
        close_start = far_start = start
        afters.append((close, far))
    return afters[::-1]


def _mended(text: Text, cut: _Cut) -> tuple[Text, bool] | None:
    """What to delete and whether that is safe; None where broken or empty markup would be left."""
    place = text[cut.start : cut.end]
    if not place.exact:
        return None
    start, end = place.span
    source = place.source.text
    held_left = source[start - 1 : start] == text.value[cut.start - 1 : cut.start] if start and cut.start else False
    if not held_left and source[end : end + 1] != (text.value[cut.end : cut.end + 1] or None):
        return None
    if cut.before in ("", "\n"):
        # What follows begins the line: only a letter can't turn into a mark of Markdown or YAML.
        return place, cut.after.isalpha()
    return place, cut.before not in ":\\#*" and cut.after != "#"


RULE = Rule(
    id="emoji",
    title="Emoji in a message",
    clause="F01",
    help="Say it in words, or leave the emoji out.",
    check=check,
    needs=("emoji",),
    fixes="safe",
)
