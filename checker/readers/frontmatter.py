"""Markdown files: one message each, with its metadata between two `---` lines at the very beginning."""

from __future__ import annotations

from checker.message import Fault, Message, Reading
from checker.patterns import lazy
from checker.readers import parse
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.message import MetaValue
    from checker.text import Source

_LINE_END = r"(?:\r\n|[\r\n]|\Z)"
_OPENING = lazy(rf"(---|\+\+\+)[ \t]*{_LINE_END}")
_CLOSING = {
    "---": lazy(rf"(?:(?<=[\r\n])|\A)(?:---|\.\.\.)[ \t]*{_LINE_END}"),
    "+++": lazy(rf"(?:(?<=[\r\n])|\A)\+\+\+[ \t]*{_LINE_END}"),
}
_KEY = lazy(r"(?:\A|(?<=[\r\n]))[A-Za-z_][\w.-]{0,60}[ \t]{0,9}:(?=[ \t\r\n]|\Z)")
_TOML = "front matter in TOML can't be read: write it in YAML, between `---` lines"
_SUBJECT = "subject"

_OTHER_NAMES = frozenset((
    "authors", "changelog", "changes", "code_of_conduct", "codeowners", "contributing", "contributors", "copying",
    "credits", "funding", "governance", "issue_template", "licence", "license", "maintainers", "pull_request_template",
    "readme", "release_notes", "security",
))  # fmt: skip
_OTHER_IN_CAPITALS = frozenset((
    "AGENTS", "CLAUDE", "GEMINI", "HISTORY", "NEWS", "NOTICE", "RELEASES", "RELEASING", "ROADMAP", "SUPPORT", "TODO",
    "UPGRADING",
))  # fmt: skip
"""Names that a message may have, too: only in capitals are they what they are in every repository."""
_TONGUE = lazy(r"[ _-][A-Za-z]{2}(?:[_-][A-Za-z]{2,4})?$")


def read(source: Source) -> Reading:
    """The one message of a Markdown file; a file without words is a message, too.

    `subject` of the front matter is the message's subject, everything else in it metadata. What stands between `---`
    lines and is no mapping is text, as is what follows a `---` line that is never followed by another.
    """
    meta: dict[str, MetaValue] = {}
    comments: tuple[Text, ...] = ()
    faults: tuple[Fault, ...] = ()
    start = 0
    opening = _OPENING.match(source.text)
    closing = _CLOSING[opening[1]].search(source.text, opening.end()) if opening else None
    if opening and closing and opening[1] == "+++":
        faults = (Fault(source.cut(0, 3), _TOML),)
        start = closing.end()
    elif opening and closing:
        text = source.cut(opening.end(), closing.start())
        table = entries(text)
        if table is not None:
            meta, start = table, closing.end()
        else:
            from checker.readers import yaml

            found = yaml.front(text)
            if found.mapping or found.empty or (found.faults and _KEY.search(text.value)):
                meta, comments, faults = found.meta, found.comments, found.faults
                start = closing.end()
    subject = meta.get(_SUBJECT)
    if isinstance(subject, Text):
        del meta[_SUBJECT]
    nul = source.text.find("\0")
    if nul >= 0:
        faults += (Fault(source.cut(nul, nul + 1), "NUL character: this is no text, or not in UTF-8"),)
    body = source.cut(start, len(source.text))
    message = Message(
        "", source.whole(), body, parse, subject=subject if isinstance(subject, Text) else None, meta=meta
    )
    return Reading((message,), comments, faults)


def entries(text: Text) -> dict[str, MetaValue] | None:
    """The keys and values of front matter whose every line is `key: words`, read without the YAML library.

    The same that the library would make of it; None where there is any doubt.
    """
    made: dict[str, MetaValue] = {}
    at = 0
    for line in text.value.split("\n"):
        entry = line.removesuffix("\r")
        key, colon, value = entry.partition(": ")
        name = key.lower().replace("-", "_")
        if not line and at == len(text):
            break
        if not colon or not key[:1].isalpha() or not key.isascii() or not name.isidentifier() or name in made:
            return None
        # A value without anything that YAML could take for more than its characters.
        if not value[:1].isalnum() or not value.isprintable() or value[-1] in ": " or ": " in value or " #" in value:
            return None
        start = at + len(key) + 2
        made[name] = text[start : start + len(value)]
        at += len(line) + 1
    return made or None


def is_message_file(path: str) -> bool:
    """False for a README, CHANGELOG, LICENSE and their like, in any language (`README.de.md`), and for `.github`.

    `path` is relative to the folder that is checked; a name or folder that begins with a dot holds no messages.
    """
    *folders, name = path.replace("\\", "/").split("/")
    if name.startswith(".") or any(folder.startswith(".") and folder not in (".", "..") for folder in folders):
        return False
    stem = name.partition(".")[0]
    names = {each.replace("-", "_").replace(" ", "_") for each in (stem, _TONGUE.sub("", stem))}
    if not _OTHER_NAMES.isdisjoint(map(str.lower, names)) or not _OTHER_IN_CAPITALS.isdisjoint(names):
        return False
    return "node_modules" not in folders
