"""Finds common misspellings.

Amazon asks for correct spelling. The rule knows the misspellings of codespell's dictionary (install it with `pip
install 'sellerlint[spelling]'`) and is off until the configuration switches it on: brand names and foreign words are
no mistakes, and only you know yours. It reads English messages; `words` in its options are never misspelled.

Write the word as the help line says.
"""

from __future__ import annotations

from functools import lru_cache

from checker.finding import Severity
from checker.message import Message
from checker.patterns import lazy
from checker.rule import Given, Hit, NotInstalledError, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = lazy(r"(?<![\w/.@#-])[^\W\d_]{3,40}(?:'[^\W\d_]{1,3})?(?![\w/@-])")


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, str]:
    try:
        import codespell_lib
    except ImportError:
        raise NotInstalledError("spelling", "codespell", "pip install 'sellerlint[spelling]'") from None
    path = f"{codespell_lib.__path__[0]}/data/dictionary.txt"
    with open(path, encoding="utf-8") as file:
        rows = (line.rstrip("\n").partition("->") for line in file)
        return {wrong.lower(): right.partition(",")[0] for wrong, _, right in rows}


def check(message: Message, given: Given) -> Iterator[Hit]:
    if "en" not in given.languages:
        return
    known = _dictionary()
    spared = {word.lower() for word in given.options["words"]}
    for match in _WORD.finditer(message.prose.value):
        word = match[0]
        right = known.get(word.lower())
        # A word with capitals inside is a name.
        if right is None or word.lower() in spared or (word != word.lower() and word != word.capitalize()):
            continue
        right = right.capitalize() if word[0].isupper() else right
        text = message.prose[match.start() : match.end()]
        edits = ((text, right),) if text.exact else ()
        yield Hit(
            text,
            f'"{word}" is a misspelling of "{right}"',
            edits=edits,
            fix=f'write "{right}"' if edits else "",
            safe=False,
        )


RULE = Rule(
    id="spelling",
    title="Misspelled word",
    clause="F10",
    help="Correct the spelling.",
    check=check,
    severity=Severity.WARNING,
    default=False,
    options={"words": []},
    fixes="unsafe",
)
