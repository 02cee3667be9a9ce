"""Characters that nobody sees: zero-width spaces and joiners, marks of direction."""

from __future__ import annotations

from checker.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from checker.text import Text

INVISIBLE = "\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""The inside of a character class. Soft hyphens and variation selectors, which have work to do, are not among them."""

TRACE = f"[{INVISIBLE}]"
find = lazy(TRACE)


def without(text: Text, kept: Collection[int] = ()) -> tuple[tuple[Text, str], ...]:
    """The edits that take them out of a text; none if one of them does not stand in the source as it is.

    `kept` are the offsets in the text of those that stay.
    """
    places = [text[match.start() : match.end()] for match in find.finditer(text.value) if match.start() not in kept]
    return tuple((place, "") for place in places) if all(place.exact for place in places) else ()
