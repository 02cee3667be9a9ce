"""Finds words that lead the displeased away from the reviews.

"Contact us before you leave a negative review", "any issue? write to us first", "not happy? fill in our form
instead": they keep complaints out of sight, so that the reviews that remain look better than the product. Amazon
forbids it, however sincere the help. So does a message that sends the pleased to the reviews and the displeased to
you.

Offer help without a word about reviews, and ask for the review without a word about trouble: "Questions? Just reply
to this message." in one place, "Please rate your purchase." in another.
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
    from checker.text import Text

NAME = "unhappy-buyer-diversion"
HINT = "review-hint"
"""Words that ask for a review only where the sentence is addressed to the pleased."""
CONDITION = "conditional-review-request"
"""What makes a request hang on the buyer being pleased; the other half of the choice is ours."""

_BUTTON = 12
"""How many characters a button has at most between "Great" and "rate us"."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    found = list(given.found(NAME, prose))
    for one in found:
        if one.group in ("instead", "before"):
            text = prose[one.start : one.end]
            yield Hit(text, f'"{text.value}" leads the displeased away from the reviews')
    yield from _scaled(prose, found)
    halves = [one for one in found if one.group in ("first", "trouble")]
    requests = list(given.found(REVIEW_REQUEST, prose)) if halves else []
    hints = list(given.found(HINT, prose)) if halves else []
    if not requests and not hints:
        return
    number = numbering(prose.value)
    trouble = [one for one in halves if one.group == "trouble"]
    troubled = {number(one.start) for one in trouble}
    for one in halves:
        if requests and one.group == "first" and troubled & {number(one.start) - 1, number(one.start)}:
            text = prose[one.start : one.end]
            yield Hit(text, f'"{text.value}" asks the displeased to come to you first, beside a request for a review')
    yield from _contrasts(prose, trouble, _asked(prose, [*requests, *hints], given, number), number)


def _scaled(prose: Text, found: list[Found]) -> Iterator[Hit]:
    """What is to become of few stars, behind a question for their number: "How many stars? If 5, ...; if less, ..."."""
    scales = [one for one in found if one.group == "scale"]
    if not scales:
        return
    number = numbering(prose.value)
    asked = {number(one.start) for one in scales}
    for one in found:
        at = number(one.start)
        if one.group == "low" and asked & {at - 2, at - 1, at}:
            text = prose[one.start : one.end]
            yield Hit(text, f'"{text.value}" sends those who would give few stars another way than the others')


def _asked(prose: Text, requests: list[Found], given: Given, number: numbering) -> set[int]:
    """The numbers of the sentences that ask the pleased for a review."""
    told = list(given.found(CONDITION, prose))
    asking = {number(one.start) for one in requests}
    hanging = {number(one.start) for one in told if one.group == "if"}
    button = {number(one.start) for one in told if one.group == "lead" and _leads(one, requests)}
    question = {number(one.start) for one in told if one.group in ("question", "lead")}
    question = {at for at in question if "?" in number.sentence(at)[-4:]}
    return ((hanging | question) & asking) | {at for at in asking if at - 1 in question} | button


def _leads(lead: Found, requests: list[Found]) -> bool:
    """Whether a request stands right behind a word, as on a button: "Great - rate us"."""
    return any(0 <= one.start - lead.end <= _BUTTON for one in requests)


def _contrasts(prose: Text, trouble: list[Found], asked: set[int], number: Callable[[int], int]) -> Iterator[Hit]:
    """Trouble that is named right beside a request to the pleased: the two are sent two ways."""
    for one in trouble:
        at = number(one.start)
        if asked & {at - 1, at, at + 1}:
            text = prose[one.start : one.end]
            yield Hit(text, f'"{text.value}" sends the displeased another way than those who are asked for a review')


RULE = Rule(
    id=NAME,
    title="Unhappy buyers led away from the reviews",
    clause="R04",
    help="Offer help without a word about reviews, and ask for a review without a word about trouble.",
    check=check,
    needs=("phrases",),
)
