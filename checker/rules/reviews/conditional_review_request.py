"""Finds requests for a review that go to the pleased only: "if you love it, leave a review".

Amazon wants everybody asked or nobody. A condition ("if you are satisfied"), a question right before the request
("Happy with your order? Rate us") and an address to happy customers all choose whom to ask, even where the tone is
kind.

Ask without the condition: "Please rate your purchase". Conditions that do not depend on the buyer's opinion are fine:
"if you have a minute", "if you would like to". So is a wish at another place ("we hope you enjoy it") before a
neutral request.
"""

from __future__ import annotations

from checker.intents import REVIEW_REQUEST, around, numbering
from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.lexicon import Found
    from checker.message import Message
    from checker.rule import Given

NAME = "conditional-review-request"
STARS = "positive-review-request"
"""What asks for stars or praise asks for a review too."""
HOPE = "buyer-pleased"
_INTERJECTION = 25
"""How long a sentence may be that only stands in the way: "Great!", "Then share it."."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    requests = sorted([*given.found(REVIEW_REQUEST, prose), *given.found(STARS, prose)])
    pleased = list(given.found(NAME, prose)) if requests else []
    if not pleased:
        return
    number = numbering(prose.value)
    groups = {name: [one for one in pleased if one.group == name] for name in ("if", "question", "so")}
    hoped = sorted([*given.found(HOPE, prose), *groups["question"]]) if groups["so"] else []
    end = 0
    for request in requests:
        hanging = [one for group in groups.values() for one in around(group, request.start)]
        hanging = [one for one in hanging if _hangs(one, request, number, hoped)]
        if not hanging or request.start < end:
            continue
        condition = min(hanging, key=lambda one: abs(one.start - request.start))
        start, end = min(condition.start, request.start), max(condition.end, request.end)
        text = prose[start:end]
        yield Hit(text, f'"{text.value}" asks only the pleased for a review')


def _hangs(pleased: Found, request: Found, number: numbering, hoped: list[Found]) -> bool:
    """Whether a request depends on the buyer being pleased."""
    first, last = number(pleased.start), number(request.start)
    if pleased.group == "if":
        return first == last
    if pleased.group == "question":
        # Next to nothing but the question mark stands between: "Happy with it? Rate us", "Love it? Great! Rate us".
        near = last - first <= 1 or (last - first == 2 and len(number.sentence(first + 1)) <= _INTERJECTION)
        return near and number.prose.find("?", pleased.end, request.start) >= 0
    # "We hope you love it. If so, rate us."
    said = [one for one in around(hoped, pleased.start) if one.start < pleased.start]
    return first == last and any(first - number(one.start) <= 1 for one in said)


RULE = Rule(
    id=NAME,
    title="Request for a review from the pleased only",
    clause="R03",
    help="Ask every buyer or none: take out the condition, and ask for an opinion whatever it may be.",
    check=check,
    needs=(f"phrases:{REVIEW_REQUEST}", f"phrases:{STARS}"),
)
