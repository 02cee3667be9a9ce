"""`sellerlint init`: looks at a repository and writes a configuration that says what was seen.

Only what files and folders say themselves is set; what is merely likely is written as a comment.
"""

from __future__ import annotations

import os
import re

from checker import __version__
from checker.commands import CLEAN, RefusedError, one_line, tell
from checker.message import Message
from checker.readers import MARKDOWN, read
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from checker.files import Trouble
    from checker.text import Source

SAYS = "look at this folder, write a configuration, and show the hook for pre-commit"

_TELLING = (
    "kind",
    "language",
    "lang",
    "locale",
    "channel",
    "reason",
    "trigger",
    "api_type",
    "send_after_days",
    "amazon",
)
"""Metadata that tells a message from any other page; a subject does, too."""
_TELLING_NAMES = frozenset((
    "messages", "message", "templates", "template", "replies", "reply", "emails", "email", "mails", "mail", "snippets",
    "macros", "canned", "responses", "proactive", "sequences", "campaigns", "buyer-messages", "notifications",
))  # fmt: skip
_KINDS = {
    "replies": "reply", "reply": "reply", "answers": "reply", "responses": "reply", "canned": "reply",
    "proactive": "proactive", "outreach": "proactive", "campaigns": "proactive", "sequences": "proactive",
}  # fmt: skip
_TONGUES = frozenset(
    ("ar", "cs", "da", "de", "en", "es", "fi", "fr", "hi", "it", "ja", "ko", "nl", "no", "pl", "pt", "sv", "tr", "zh")
)
_TAG = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2})?\Z")
_ORDER = re.compile(r"(?i)order[\W_]{0,3}(?:id|number|num|no|nr)|bestell|pedido|commande|ordine")
_MOST = 12
"""Placeholders and folders that are listed."""


class Folder(NamedTuple):
    """What was seen in one folder, its own files only."""

    path: str
    """Relative to where the configuration goes, with slashes; empty for that folder itself."""
    messages: int
    """How many messages are surely some."""
    pages: int
    """Markdown files that may be messages, or any other page."""
    kinds: int
    """How many of them declare a kind."""
    languages: tuple[str, ...]
    """The languages that they declare, sorted."""


class Seen(NamedTuple):
    """What was seen in a repository."""

    folders: tuple[Folder, ...]
    placeholders: tuple[tuple[str, int], ...]
    """Placeholders as written, the most frequent first, and how often."""

    @property
    def messages(self) -> int:
        return sum(folder.messages for folder in self.folders)

    @property
    def held(self) -> list[str]:
        """The folders that hold messages, each as high up as nothing but messages is in it; `` for all.

        A folder that is added beside others is then checked, too.
        """
        found: list[str] = []
        pages = [folder.path for folder in self.folders if folder.pages and not folder.messages]
        for folder in self.folders:
            if not folder.messages or any(_inside(folder.path, each) for each in found):
                continue
            path = folder.path
            while path and not any(_inside(page, path.rpartition("/")[0]) for page in pages):
                path = path.rpartition("/")[0]
            found = [each for each in found if not _inside(each, path)] + [path]
        return found

    @property
    def others(self) -> list[Folder]:
        """The folders with pages that are in none of those."""
        held = self.held
        return [each for each in self.folders if each.pages and not any(_inside(each.path, top) for top in held)]


def _inside(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")


def look(sources: Iterable[Source]) -> Seen:
    """What the messages of these files say; their paths are relative to where the configuration goes."""
    folders: dict[str, list[Message]] = {}
    placeholders: dict[str, int] = {}
    for source in sources:
        messages = read(source).messages
        folders.setdefault(source.path.rpartition("/")[0], []).extend(messages)
        for message in messages:
            for slot in message.placeholders:
                if not slot.logic:
                    placeholders[slot.place.written] = placeholders.get(slot.place.written, 0) + 1
    frequent = sorted(placeholders.items(), key=lambda pair: (-pair[1], pair[0]))
    return Seen(tuple(_folder(path, found) for path, found in sorted(folders.items())), tuple(frequent))


def _folder(path: str, messages: list[Message]) -> Folder:
    named = any(part.lower() in _TELLING_NAMES for part in path.split("/"))
    sure = sum(named or _is_sure(message) for message in messages)
    return Folder(
        path,
        sure,
        len(messages) - sure,
        sum(message.kind is not None for message in messages),
        tuple(sorted({message.language for message in messages if message.language})),
    )


def _is_sure(message: Message) -> bool:
    """Whether it can be nothing but a message: YAML with a body, or a page that says so of itself."""
    if not message.source.path.lower().endswith(MARKDOWN):
        return True
    return message.subject is not None or any(message.meta_value(name) is not None for name in _TELLING)


def written(seen: Seen) -> str:
    """The configuration as TOML, a comment on each key."""
    return "\n".join(_config(seen)) + "\n"


def _config(seen: Seen) -> Iterator[str]:
    yield "# sellerlint checks messages to Amazon buyers; `sellerlint show-config` prints what holds."
    yield ""
    held, others = seen.held, seen.others
    if held and "" not in held and others:
        left = ", ".join(_printable(each.path or ".") for each in others[:_MOST])
        yield f"# Messages are here. Left out, since nothing there says that it is one: {left}."
        yield f"include = [{', '.join(_string(f'{each}/**') for each in held)}]"
    else:
        yield "# Globs of the files to check; all Markdown and YAML files with messages if it is missing."
        yield '# include = ["messages/**"]'
    yield ""
    yield '# What makes the exit code 1: "error", "warning" or "never".'
    yield 'fail-on = "error"'
    yield ""
    yield "# Severity by rule: error, warning or off. `sellerlint rules` lists them."
    yield "[rules]"
    yield '# emoji = "warning"'
    yield "# Pages without which an order can't be completed:"
    yield '# external-link = { order_hosts = ["track.parcel.example"] }'
    yield from _paths(seen)
    if seen.placeholders:
        yield ""
        yield "# Placeholders that were seen, and how often:"
        yield from (f"#   {_printable(name)}  {count}" for name, count in seen.placeholders[:_MOST])
        if not any(_ORDER.search(name) for name, _ in seen.placeholders):
            yield "# None of them looks like the order number, which a message of your own has to name."


def _paths(seen: Seen) -> Iterator[str]:
    """Metadata by path: what the names of folders say and the messages there do not."""
    said: list[list[str]] = []
    for folder in seen.folders:
        if not folder.messages or not folder.path:
            continue
        name = folder.path.rpartition("/")[2].lower()
        tag = _TAG.match(name)
        lines = []
        if name in _KINDS and not folder.kinds:
            lines.append(f"kind = {_string(_KINDS[name])}")
        if tag and tag[1] in _TONGUES and not folder.languages:
            lines.append(f"language = {_string(name.replace('_', '-'))}")
        if lines:
            said.append([f"[paths.{_string(f'{folder.path}/**')}]", *lines])
    yield ""
    yield "# Metadata by path, for messages that do not say it themselves: kind, language, channel, reason ..."
    if not said:
        yield '# [paths."messages/replies/**"]'
        yield '# kind = "reply"'
    for number, lines in enumerate(said):
        yield from ([""] if number else [])
        yield from lines


def hook(version: str, home: str = "") -> str:
    """What to write into `.pre-commit-config.yaml`."""
    return (
        "repos:\n"
        f"  - repo: {home or 'https://github.com/OWNER/sellerlint'}\n"
        f"    rev: v{version}\n"
        "    hooks:\n"
        "      - id: sellerlint\n"
    )


def told(seen: Seen) -> str:
    """What was seen, for people."""
    lines = []
    for folder in seen.folders:
        if folder.messages:
            tongues = f", declared as {', '.join(map(_printable, folder.languages))}" if folder.languages else ""
            count = f"{folder.messages} message{'s' * (folder.messages != 1)}"
            lines.append(f"  {_printable(folder.path or '.')}: {count}{tongues}")
    if not lines:
        if seen.folders:
            return "No file here says of itself that it is a message, so all Markdown and YAML files are checked.\n"
        return "No messages were seen here.\n"
    return "Messages were seen in\n" + "\n".join(lines) + "\n"


def _string(text: str) -> str:
    """A string in TOML."""
    return (
        '"'
        + "".join(f"\\{one}" if one in '"\\' else one if one.isprintable() else f"\\U{ord(one):08X}" for one in text)
        + '"'
    )


def _printable(text: str) -> str:
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)


def add(parser: argparse.ArgumentParser) -> None:
    """It takes nothing."""


def run(_: argparse.Namespace) -> int:
    """Write a configuration for the current folder. Raises `RefusedError` if one holds here already."""
    from checker import files
    from checker.config import Config
    from checker.outputs import home
    from checker.text import Source

    if (there := files.find_config()[0]) or os.path.lexists(files.NAME):
        raise RefusedError(f"{one_line(files.shown(os.path.relpath(there or files.NAME)))} is there already")
    troubles: list[Trouble] = []
    found = (files.load(path) for path in files.find(["."], troubles, files.Choice(Config(here=os.getcwd()))))
    seen = look(each for each in found if isinstance(each, Source))
    tell(troubles)
    trouble = files.replace(files.NAME, b"", written(seen).encode())
    if trouble is not None:
        raise RefusedError(one_line(str(trouble)))
    hooks = ".pre-commit-config.yaml"
    where = f"Add this to {hooks}" if os.path.lexists(hooks) else f"For pre-commit, write this to {hooks}"
    print(f"{told(seen)}\n{files.NAME} is written; read it, then run `sellerlint`.\n\n{where}:\n")
    print(hook(__version__, home()), end="")
    return CLEAN
