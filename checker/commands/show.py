"""`sellerlint show FILE`: what the reader saw. It answers half of all questions about a finding, or a missing one."""

from __future__ import annotations

import sys

from checker.commands import CLEAN, RefusedError, configuration, one_line, said
from checker.commands.arguments import configured
from checker.config import Config
from checker.engine import read_messages
from checker.message import PLACEHOLDER
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from checker.message import Message, MetaValue
    from checker.text import Source

SAYS = "show what is read in a file: messages, words, links, placeholders"


def show(source: Source, config: Config | None = None) -> str:
    """The messages of a source for people to read: metadata, prose by block, links, images, tags, placeholders."""
    reading = read_messages(source, config or Config())
    lines: list[str] = []
    for fault in reading.faults:
        lines.append(f"{_place(fault.place)} unreadable: {fault.message}")
    for message in reading.messages:
        lines += _message(message)
    for comment in reading.comments:
        lines.append(f"{_place(comment)} comment {_quoted(comment.value)}")
    count = len(reading.messages)
    lines.append(f"{count} message{'s' * (count != 1)} in {source.path}")
    # Names and keys are a stranger's; what they hold must not look like a line of ours, or speak to a terminal.
    return "".join(f"{one_line(line)}\n" for line in lines)


def _message(message: Message) -> Iterator[str]:
    step = f", step {message.step} of {message.sequence}" if message.sequence else ""
    yield f"{_place(message.where)} message {message.name or message.source.path}{step}"
    for key, value in message.meta.items():
        yield from _meta(key, value, "  ")
    for block in message.blocks:
        kind = f"{block.kind} {block.level}" if block.level else block.kind
        yield f"  {_place(block.text)} {kind} {_quoted(block.text.value)}"
    for link in message.links:
        yield f"  {_place(link.place)} link ({link.form}) {_quoted(link.label.value)} to {_quoted(link.url)}"
    for image in message.images:
        alt = "no alternative text" if image.alt is None else _quoted(image.alt.value)
        yield f"  {_place(image.place)} image {alt} from {_quoted(image.url)}"
    for tag in message.tags:
        attributes = "".join(f" {found.name}={_quoted(found.value.value)}" for found in tag.attributes)
        yield f"  {_place(tag.place)} tag {'/' * tag.closing}{tag.name}{attributes}"
    for slot in message.placeholders:
        yield f"  {_place(slot.place)} {'logic' if slot.logic else 'placeholder'} {_quoted(slot.name)}"
    for comment in message.content.comments:
        yield f"  {_place(comment)} comment {_quoted(comment.value)}"
    yield ""


def _meta(key: str, value: MetaValue, indent: str) -> Iterator[str]:
    if isinstance(value, Text):
        yield f"{indent}{_place(value)} {key}: {_quoted(value.value)}"
    elif isinstance(value, dict):
        yield f"{indent}{key}:"
        for name, inner in value.items():
            yield from _meta(name, inner, indent + "  ")
    else:
        yield f"{indent}{key}:"
        for number, inner in enumerate(value, 1):
            yield from _meta(str(number), inner, indent + "  ")


def _place(text: Text) -> str:
    if not text.runs:
        return "-"
    line, column = text.source.position(text.span.start)
    return f"{line}:{column}"


def _quoted(value: str) -> str:
    """The characters in quotes, what can't be seen as escapes, a placeholder as the mark that stands for it."""
    return repr(value).replace(PLACEHOLDER, "\u25a2")


def add(parser: argparse.ArgumentParser) -> None:
    configured(parser)
    parser.add_argument("path", metavar="FILE")


def run(options: argparse.Namespace) -> int:
    from checker import files
    from checker.finding import Finding

    read = files.load(options.path)
    if isinstance(read, (files.Trouble, Finding)):
        raise RefusedError(said(read))
    sys.stdout.write(show(read, configuration(options)))
    return CLEAN
