"""Finds requests for a review that go to the pleased only: "if you love it, leave a review".

Amazon wants everybody asked or nobody. A condition ("if you are satisfied"), a question right before the request
("Happy with your order? Rate us") and an address to happy customers all choose whom to ask, even where the tone is
kind.

Ask without the condition: "Please rate your purchase". Conditions that do not depend on the buyer's opinion are fine:
"if you have a minute", "if you would like to". So is a wish at another place ("we hope you enjoy it") before a
neutral request.
"""

from __future__ import annotations

from checker.intents import REVIEW_REQUEST, around, numbering, overlaps
from checker.patterns import lazy
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
CHANGE = "review-change-request"
HINT = "review-hint"
"""Words that ask for a review only where the sentence is addressed to the pleased."""
_DASH = lazy(r"[^\w?]{0,3}[-\u2013\u2014:,\n][^\w?]{0,3}(?:\w+ ){0,2}\Z")
"""A dash and at most "then please", that join two words on a button: "Great - rate us"."""
_INTERJECTION = 25
"""How long a sentence may be that only stands in the way: "Great!", "Then share it."."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    requests = sorted([*given.found(REVIEW_REQUEST, prose), *given.found(STARS, prose)])
    requests = sorted([*requests, *(one for one in given.found(HINT, prose) if not overlaps(requests, one))])
    pleased = list(given.found(NAME, prose)) if requests else []
    if not pleased:
        return
    # Asked to change a review, a buyer is asked for none: that is `review-change-request`.
    changes = [one for one in given.found(CHANGE, prose) if one.group == "change"]
    number = numbering(prose.value)
    groups = {name: [one for one in pleased if one.group == name] for name in ("if", "question", "lead", "so")}
    hoped = sorted([*given.found(HOPE, prose), *groups["question"]]) if groups["so"] else []
    end = 0
    for request in requests:
        hanging = [one for group in groups.values() for one in around(group, request.start)]
        hanging = [one for one in hanging if _hangs(one, request, number, hoped)]
        if not hanging or request.start < end:
            continue
        if overlaps(changes, request):
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
    if pleased.group == "lead" and first == last and _DASH.match(number.prose, pleased.end, request.start):
        return True
    if pleased.group in ("question", "lead"):
        # Next to nothing but the question mark stands between: "Happy with it? Rate us", "Love it? Great! Rate us".
        mark = number.prose.find("?", pleased.end, number.all[first].end)
        return _near(first, last, number) and 0 <= mark < request.start
    # "We hope you love it. If so, rate us."
    said = [one for one in around(hoped, pleased.start) if one.start < pleased.start]
    return first == last and any(_near(number(one.start), first, number) for one in said)


def _near(first: int, last: int, number: numbering) -> bool:
    return last - first <= 1 or (last - first == 2 and len(number.sentence(first + 1)) <= _INTERJECTION)


RULE = Rule(
    id=NAME,
    title="Request for a review from the pleased only",
    clause="R03",
    help="Ask every buyer or none: take out the condition, and ask for an opinion whatever it may be.",
    check=check,
    needs=(f"phrases:{REVIEW_REQUEST}", f"phrases:{STARS}", f"phrases:{HINT} & phrases"),
)
