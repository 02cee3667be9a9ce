"""Finds requests for a review that go to the pleased only: "if you love it, leave a review".

Amazon wants everybody asked or nobody. A condition ("if you are satisfied"), a question right before the request
("Happy with your order? Rate us") and an address to happy customers all choose whom to ask, even where the tone is
kind.

Ask without the condition: "Please rate your purchase". Conditions that do not depend on the buyer's opinion are fine:
"if you have a minute", "if you would like to". So is a wish at another place ("we hope you enjoy it") before a
neutral request.
"""

from __future__ import annotations

from checker.intents import REVIEW_REQUEST, numbering
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
    hoped: list[Found] = []
    if any(one.group == "so" for one in pleased):
        hoped = [*given.found(HOPE, prose), *(one for one in pleased if one.group == "question")]
    end = 0
    for request in requests:
        hanging = [one for one in pleased if _hangs(one, request, number, hoped)]
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
        between = number.prose[pleased.end : request.start]
        near = last - first <= 1 or (last - first == 2 and len(number.sentence(first + 1)) <= _INTERJECTION)
        return request.start >= pleased.end and near and "?" in between
    if pleased.group == "so":
        # "We hope you love it. If so, rate us."
        return first == last and any(0 <= first - number(one.start) <= 1 and one.start < pleased.start for one in hoped)
    return False


RULE = Rule(
    id=NAME,
    title="Request for a review from the pleased only",
    clause="R03",
    help="Ask every buyer or none: take out the condition, and ask for an opinion whatever it may be.",
    check=check,
    needs=(f"phrases:{REVIEW_REQUEST}", f"phrases:{STARS}"),
)
