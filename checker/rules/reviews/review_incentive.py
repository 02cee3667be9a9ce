"""Finds rewards for a review, a rating or feedback, and requests for proof that one was written.

Anything of value counts, however small: a gift card, a discount, a free product, points, a longer warranty, a prize
draw, a donation in the buyer's name. It does not matter whether the review may be honest, nor whether the reward
comes before or after it. Asking for a screenshot of the review is how such bargains are settled, and is found too.

Ask for the review and offer nothing. What you owe the buyer anyway (a refund, a replacement, the ordinary warranty)
has nothing to do with his review: say it in another message, or at least in another paragraph without "then", "in
return" or "as a thank-you".
"""

from __future__ import annotations

from checker.intents import REVIEW_REQUEST, around, numbering, overlaps
from checker.rule import Hit, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.lexicon import Found
    from checker.message import Message
    from checker.rule import Given
    from checker.text import Text

NAME = "review-incentive"
REWARD = "reward"
MENTION = "review-mention"
CHANGES = ("review-change-request", "feedback-pressure")
_NEAR = 2
"""How many sentences may lie between a request and a reward that is tied to it ("to say thanks", "claim your")."""

_WEAK = ("thing", "free", "freebie")
"""Groups of rewards that say what it is, not that the buyer gets it."""


def check(message: Message, given: Given) -> Iterator[Hit]:
    prose = message.prose
    found = list(given.found(NAME, prose))
    told_of = [one for one in found if one.group in ("reported", "report")]
    others = _others(told_of, prose)
    found = [one for one in found if one not in told_of and not others(one)]
    pictures = [one for one in found if one.group == "picture"]
    asks = [one for one in found if one.group in ("asks", "tied")]
    whole = [one for one in found if one.group not in ("picture", "asks", "tied")]
    for one in whole:
        text = prose[one.start : one.end]
        if one.group == "proof":
            yield Hit(text, f'"{text.value}" asks for proof of a review, as if it was to be paid for')
        else:
            yield Hit(text, f'"{text.value}" offers something for a review')
    rewards = [one for one in given.found(REWARD, prose) if not overlaps(whole, one) and not others(one)]
    made = sorted([*whole, *asks, *given.found(REVIEW_REQUEST, prose)]) if rewards else []
    requests = sorted([*made, *_spoken_of(prose, given)]) if rewards else []
    if not requests:
        return
    number = numbering(prose.value)
    told = {number(one.start) for one in whole}
    for reward in sorted(rewards, key=lambda one: one.group in _WEAK):
        at = number(reward.start)
        near = around(made if reward.group == "freebie" else requests, reward.start)
        if not near:
            continue
        apart, request = min((abs(number(one.start) - at), one) for one in near)
        tied = (reward.group in ("linked", "headline") or request.group == "tied") and apart <= _NEAR
        # One finding for one bargain.
        if at not in told and (apart == 0 or tied or (pictures and reward.group not in _WEAK)):
            told.add(at)
            text, asked = prose[reward.start : reward.end], prose[request.start : request.end]
            yield Hit(text, f'"{text.value}" is offered for a review', ((asked, "the review is asked for here"),))


def _others(told_of: list[Found], prose: Text) -> Callable[[Found], bool]:
    """Whether a find is in a sentence that tells of somebody else's offer: "You found a card? It is not from us."."""
    number = numbering(prose.value if told_of else "")
    at = {number(one.start) for one in told_of}
    at |= {before - 1 for before in at}
    return lambda one: bool(at) and number(one.start) in at


def _spoken_of(prose: Text, given: Given) -> Iterator[Found]:
    """Where the message speaks of a review by the buyer, or asks for another one."""
    yield from given.found(MENTION, prose)
    for name in CHANGES:
        yield from (one for one in given.found(name, prose) if one.group == "change")


RULE = Rule(
    id=NAME,
    title="Reward for a review",
    clause="R01",
    help="Ask for the review and offer nothing for it; keep what you owe the buyer anyway apart from the request.",
    check=check,
    needs=("phrases", *(f"phrases:{asked} & phrases:{REWARD}" for asked in (REVIEW_REQUEST, MENTION, *CHANGES))),
)
