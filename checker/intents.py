"""What a message is for: which of its sentences greet, thank, offer help, ask for a review, answer a question.

Each intent is a lexicon of its name in `checker/phrases/<language>/`. Rules ask here what a sentence does; the engine
asks which kind a message is whose author did not say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate

from checker.lexicon import triggered
from checker.patterns import lazy
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.lexicon import Found
    from checker.message import Message
    from checker.rule import Given
    from checker.text import Text

# "Order no. 5" and "Mr. Lamp" go on.
_NO_END = r"(?<!\b[Nn][OoRr](?=\. ?\d))(?<!\bMr)(?<!\bMrs)(?<!\b[MD][sr])"
_END = lazy(rf"{_NO_END}[.!?\u2026]{{1,8}}[\"'\u201d\u2019)\]]{{0,3}}(?=\s|$)|[\u3002\uff01\uff1f]{{1,8}}|\n\n+")

ANSWERING = "answering"
"""The buyer wrote first: "thank you for your message", "you asked"."""
REVIEW_REQUEST = "review-request"
"""Asks for a review, a rating or feedback, in whatever tone."""
PRAISE = "praise"
"""Reacts to a buyer who wrote that he is pleased: "so glad to hear you love it"."""
NEEDED_REASONS = ("order_issue", "heavy_delivery", "home_service", "info_needed", "custom_design", "return")
"""Declared reasons to write without which the order cannot go on; who declares one of them is believed."""
ASKING = "asking"
"""Asks for something that the order, its delivery or its return needs: a choice, an address, an approval."""
TROUBLE = "trouble"
"""Tells of something that went wrong with the order, or apologises for it."""
REMEDY = "remedy"
"""Tells what a problem comes with: money back, another product, a new date."""
MATTER = "matter"
"""Does more than be polite: hands something over, explains, offers, asks for an opinion."""
RETURN_STEP = "return-step"
"""Says how to return, or that something about a return needs attention."""
CANCELLATION_WISH = "cancellation-wish"
"""The buyer himself wants to cancel."""
GREETING = "greeting"
THANKS = "thanks"
OFFER_OF_HELP = "offer-of-help"
PLEASANTRY = "pleasantry"
"""Wishes, joy and pride, and that the parcel will come."""
IDLE = "idle"
"""Shows that nothing is pressing."""
CONTACT = "contact"
"""The group of offers of help that only say how to get in touch."""
SIGN_OFF = "sign-off"
COURTESIES = frozenset((GREETING, THANKS, OFFER_OF_HELP, PLEASANTRY, SIGN_OFF))

FEW_WORDS = 6
"""So many words without an end mark say nothing by themselves: a name, a shop, an order number."""
FEWER_WORDS = 3
"""So many that do not ask say nothing even with one: "Hooray!"."""
_OPENING_END = lazy(r"[,!:\n\uff0c\u3001]| [-\u2013\u2014] ")
# Two characters count as a word where nobody puts spaces between words.
_WORD = lazy(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+")


MOST_CUT = 1000
"""How many characters a sentence may have that is taken out; what has more is no sentence."""
_BARE = ("item", "heading", "cell")
"""Kinds of blocks of which something is left that says nothing."""


class Sentence(NamedTuple):
    """A sentence of the prose, from its first visible character to its end mark; offsets in prose."""

    start: int
    end: int


def sentences(prose: str) -> list[Sentence]:
    """The sentences of a prose, in order. A blank line ends one, a single line break does not."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(prose):
        _add(found, prose, start, match.end())
        start = match.end()
    _add(found, prose, start, len(prose))
    return found


def _add(found: list[Sentence], prose: str, start: int, end: int) -> None:
    while start < end and prose[start].isspace():
        start += 1
    while end > start and prose[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Sentence(start, end))


@lru_cache(maxsize=4)
def _sentences(prose: str) -> tuple[tuple[Sentence, ...], list[int]]:
    """The sentences and where they start: asked for again and again where a text has many hits."""
    found = tuple(sentences(prose))
    return found, [sentence.start for sentence in found]


def sentence_at(prose: str, offset: int) -> Sentence:
    """The sentence in which the offset lies, or the one that it follows."""
    found, starts = _sentences(prose)
    number = bisect_right(starts, offset)
    return found[number - 1] if number else Sentence(offset, offset)


class numbering:  # noqa: N801  called like a function: `number = numbering(prose)`, `number(offset)`
    """The number of the sentence, from 0, in which an offset of the prose lies, or of the one that it follows."""

    def __init__(self, prose: str) -> None:
        self.prose = prose
        self.all = sentences(prose)
        self._starts = [sentence.start for sentence in self.all]

    def __call__(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence(self, at: int) -> str:
        """The words of the sentence of that number."""
        start, end = self.all[at]
        return self.prose[start:end]


def around(finds: list[Found], offset: int) -> list[Found]:
    """Of finds in their order, the last that begins at or before the offset and the first after it, if there are."""
    at = bisect_right(finds, offset, key=_start)
    return finds[max(0, at - 1) : at + 1]


def overlaps(finds: list[Found], one: Found) -> bool:
    """Whether one of some finds, which are in their order and apart, shares a character with another."""
    at = bisect_left(finds, one.end, key=_start)
    return at > 0 and finds[at - 1].end > one.start


def _start(found: Found) -> int:
    return found.start


def without_sentence(message: Message, at: int) -> tuple[tuple[Text, str], ...]:
    """The edit that takes the sentence at an offset out of a message's prose; none where that can't be done exactly.

    None either where nothing but a bullet, an empty heading or cell, or an empty message would be left.
    """
    if at < 0:
        return ()
    prose = message.prose
    start, end = _all_of_sentence(prose.value, at)
    if end - start > MOST_CUT:
        return ()
    left = prose.value[body_start(message) : start] + prose.value[end:]
    block = next((block for block in message.blocks if block.start <= at < block.end), None)
    if not _WORD.search(left) or (
        block is not None and block.kind in _BARE and start <= block.start and block.end <= end
    ):
        return ()
    # A space goes with it, so that its neighbours stand apart as before: the one before it, or else the one behind.
    if prose.value[start - 1 : start] == " ":
        start -= 1
    else:
        end += prose.value[end : end + 1] == " "
    sentence = prose[start:end]
    return ((sentence, ""),) if sentence.exact else ()


def _all_of_sentence(prose: str, at: int) -> tuple[int, int]:
    """A sentence with what an abbreviation cut off it: nobody begins one with a small letter, few do with a digit."""
    start, end = sentence_at(prose, at)
    while prose[start - 2 : start] == ". " and (prose[start].islower() or prose[start].isdigit()):
        start = sentence_at(prose, start - 2).start
    while prose[end - 1 : end + 1] == ". " and (
        prose[end + 1 : end + 2].islower() or prose[end + 1 : end + 2].isdigit()
    ):
        end = sentence_at(prose, end + 1).end
    return start, end


def has(intent: str, message: Message, given: Given) -> bool:
    """Whether any words of the message carry the intent."""
    return next(given.found(intent, message.prose), None) is not None


def has_any(intents: Iterable[str], message: Message, given: Given) -> bool:
    """Whether any words of the message carry one of the intents."""
    return any(has(intent, message, given) for intent in intents)


def body_start(message: Message) -> int:
    """Where in prose the body begins, after the subject."""
    first = message.blocks[0] if message.blocks else None
    return first.end if first is not None and first.kind == "subject" else 0


def courtesy(message: Message, given: Given) -> Sentence | None:
    """The sentence of a body that offers help, or else gives thanks, if the body holds only courtesies.

    Courtesies are greetings, thanks, offers of help, pleasantries, closing words, and pieces of a few words that ask
    nothing: names, placeholders, the words of a link. To say how to get in touch is no offer by itself.
    """
    prose, start = message.prose, body_start(message)
    if not _may_be_courtesy(prose.value, start, given):
        return None
    thanks, help_, kind = (_in_body(given.found(name, prose), start) for name in (THANKS, OFFER_OF_HELP, PLEASANTRY))
    offers = [found for found in help_ if found.group != CONTACT]
    if not thanks and not offers:
        return None
    openings = {found.start: found.end for found in given.found(GREETING, prose)}
    closings = {found.start for found in given.found(SIGN_OFF, prose)}
    polite = sorted((found.start, found.end) for found in thanks + help_ + kind)
    starts, ends = [at for at, _ in polite], list(accumulate((end for _, end in polite), max))
    for sentence in sentences(prose.value):
        if sentence.start < start:
            continue
        rest = _without_opening(prose.value, sentence, openings)
        before = bisect_left(starts, rest.end)
        covered = before > 0 and ends[before - 1] > rest.start
        if not covered and sentence.start not in closings and not _says_little(prose.value[rest.start : rest.end]):
            return None
    first = sentence_at(prose.value, (offers or thanks)[0].start)
    return _without_opening(prose.value, first, openings)


def _may_be_courtesy(prose: str, start: int, given: Given) -> bool:
    """False if some sentence of the body has not even the words for a courtesy: cheaper than looking for them."""
    for sentence in sentences(prose):
        text = prose[sentence.start : sentence.end]
        if sentence.start < start or _says_little(text):
            continue
        if all(COURTESIES.isdisjoint(triggered(text, language)) for language in given.languages):
            return False
    return True


def _in_body(hits: Iterable[Found], start: int) -> list[Found]:
    return [found for found in hits if found.start >= start]


def _without_opening(prose: str, sentence: Sentence, openings: dict[int, int]) -> Sentence:
    """The sentence after its "Dear customer,"."""
    end = openings.get(sentence.start)
    if end is None:
        return sentence
    stop = _OPENING_END.search(prose, end, sentence.end)
    start = stop.end() if stop else end
    while start < sentence.end and prose[start].isspace():
        start += 1
    return Sentence(start, sentence.end)


def _says_little(words: str) -> bool:
    if "?" in words or "\uff1f" in words:
        return False
    ended = words[-1:] in (".", "!", "\u3002", "\uff01")
    return len(_WORD.findall(words)) <= (FEWER_WORDS if ended else FEW_WORDS)


def settled_kind(message: Message, given: Given) -> str | None:
    """The kind that the words of a message leave no doubt about, where its author declared none.

    Who answers, or is glad of what the buyer wrote, writes a reply. Who asks for a review without answering anybody
    writes on his own account.
    """
    if has(ANSWERING, message, given) or has(PRAISE, message, given):
        return "reply"
    if has(REVIEW_REQUEST, message, given):
        return "proactive"
    return None
