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
    from collections.abc import Callable, Iterator

    from checker.lexicon import Found
    from checker.message import Message
    from checker.rule import Given

NAME = "conditional-review-request"
STARS = "positive-review-request"
"""What asks for stars or praise asks for a review too."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    requests = sorted([*given.found(REVIEW_REQUEST, prose), *given.found(STARS, prose)])
    pleased = list(given.found(NAME, prose)) if requests else []
    number = numbering(prose.value) if pleased else None
    end = 0
    for request in requests:
        assert number is not None or not pleased
        hanging = [one for one in pleased if number and _hangs(prose.value, one, request, pleased, number)]
        if not hanging or request.start < end:
            continue
        condition = min(hanging, key=lambda one: abs(one.start - request.start))
        start, end = min(condition.start, request.start), max(condition.end, request.end)
        text = prose[start:end]
        yield Hit(text, f'"{text.value}" asks only the pleased for a review')


def _hangs(prose: str, pleased: Found, request: Found, every: list[Found], number: Callable[[int], int]) -> bool:
    """Whether a request depends on the buyer being pleased."""
    apart = number(request.start) - number(pleased.start)
    if pleased.group == "if":
        return apart == 0
    if pleased.group == "question":
        # Nothing but the question mark stands between: "Happy with it? Rate us".
        return request.start >= pleased.end and apart in (0, 1) and "?" in prose[pleased.end : request.start]
    if pleased.group == "so":
        said = [one for one in every if one.group in ("hope", "question") and one.start < pleased.start]
        return apart == 0 and any(number(pleased.start) - number(one.start) <= 1 for one in said)
    return False


RULE = Rule(
    id=NAME,
    title="Request for a review from the pleased only",
    clause="R03",
    help="Ask every buyer or none: take out the condition, and ask for an opinion whatever it may be.",
    check=check,
    needs=(f"phrases:{REVIEW_REQUEST}", f"phrases:{STARS}"),
)
