"""What a rule is, and what it is given. Rules live in `checker/rules/`, one a module, each with a `RULE`."""

from __future__ import annotations

from checker.finding import Severity
from checker.message import Message
from checker.records import NamedTuple
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from checker.lexicon import Found, Lexicon

    Check = Callable[[Any, "Given"], Iterator["Hit"]]


class Hit(NamedTuple):
    """What a rule yields: the words at fault and a sentence about them."""

    text: Text
    """A slice of the message's text; the engine turns it into a place."""
    message: str
    related: tuple[tuple[Text, str], ...] = ()
    """Other places that belong to the offence, each with a few words."""
    edits: tuple[tuple[Text, str], ...] = ()
    """What would mend it: slices that may be edited (`Text.exact`) and their replacements."""
    fix: str = ""
    """What the edits do, in a few words; empty if there are none."""
    safe: bool = True
    """Whether the edits may be made without a person reading them."""
    help: str = ""
    """What to write instead, where the rule's own `help` does not fit this hit."""
    mild: bool = False
    """True where the signal is weaker than the rule's others: a warning, unless the configuration says otherwise."""


class Rule(NamedTuple):
    """Checks one clause of the policy, or a part of it."""

    id: str
    """Names the offence and reads well after "allow"."""
    title: str
    """The offence in a few words, as a noun phrase."""
    clause: str
    help: str
    """What to write instead, in one or two sentences."""
    check: Check
    """`check(message, given)`, or `check(messages, given)` for a rule over sequences."""
    over: str = "message"
    """message or sequence."""
    severity: Severity = Severity.ERROR
    default: bool = True
    """False for a rule that is off until the configuration switches it on."""
    kinds: tuple[str, ...] = ("proactive", "reply")
    """The kinds of message that it judges; one that judges only some leaves a Gap where no kind is declared."""
    needs: tuple[str, ...] = ()
    """What must be present in a message for the rule to have anything to say, one of them enough; empty: it always
    runs. See `checker/needs.py` for the names. It is a superset test: it may be true in vain, never false in vain."""
    options: Mapping[str, Any] = {}
    """Its options and their default values."""
    fixes: str = ""
    """safe if it makes edits that are safe, unsafe if all of its edits need a reader, empty if it makes none."""


class Given(NamedTuple):
    """What a rule is given beside the message."""

    options: Mapping[str, Any]
    lexicon: Callable[[str, str], Lexicon]
    """`lexicon(name, language)`: phrases of a rule or intent; an empty one where the language has none."""
    languages: tuple[str, ...]
    """The languages in which the message at hand is to be read."""
    size: Callable[[str, str], int | None] = lambda path, name: None  # noqa: ARG005
    """`size(path, name)`: the bytes of a file named in the message at `path`; None where it is not known."""

    def found(self, name: str, prose: Text) -> Iterator[Found]:
        """The phrases of that name in the prose, in the order of their places."""
        hits = [hit for language in self.languages for hit in self.lexicon(name, language).search(prose.value)]
        return iter(sorted(hits))


def each_phrase(name: str, sentence: str) -> Check:
    """A check that yields every phrase of that name; `sentence` may say `{quote}`, and `{why}` of the group."""

    def check(message: Message, given: Given) -> Iterator[Hit]:
        for found in given.found(name, message.prose):
            text = message.prose[found.start : found.end]
            yield Hit(text, sentence.format(quote=text.value, why=found.why))

    return check


class NotInstalledError(Exception):
    """A rule was switched on that needs a library which is not there; the user can mend that."""

    def __init__(self, rule: str, library: str, remedy: str) -> None:
        super().__init__(f"the rule {rule} needs {library}: {remedy}")
