"""Finds margins and paddings of more than a fifth of the width.

Amazon asks that messages keep their margins at 20 % or less, so that they stay readable on a phone. The rule looks at
the left and right side of `margin` and `padding`, in percent or in `vw`; pixels can't be judged without knowing the
screen.

Write no margin at all: the buyer's mail program sets a good one.
"""

from __future__ import annotations

from checker import css
from checker.finding import Severity
from checker.message import Message
from checker.rule import Given, Hit, Rule
from checker.styling import hit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SIDES = ("-left", "-right", "-inline", "-inline-start", "-inline-end")


def check(message: Message, given: Given) -> Iterator[Hit]:
    most = given.options["percent"]
    for declaration in css.declarations(message):
        base, _, _ = declaration.name.partition("-")
        if base not in ("margin", "padding"):
            continue
        words = declaration.words
        if declaration.name == base:
            # One value stands for all sides, two for height and width, three and four name the right side second.
            words = words[:1] if len(words) == 1 else words[1:2] + words[3:4]
        elif declaration.name[len(base) :] not in _SIDES:
            continue
        widest = max((css.share(word) or 0 for word in words), default=0)
        if widest > most:
            yield hit(declaration, f"A {base} of {widest:g} % is wider than the {most} % that Amazon allows")


RULE = Rule(
    id="wide-margin",
    title="Margin of more than 20 %",
    clause="F02",
    help="Leave the margin out, or keep it at 20 % or less.",
    check=check,
    severity=Severity.WARNING,
    needs=("tag",),
    options={"percent": 20},
    fixes="unsafe",
)
