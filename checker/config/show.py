"""The configuration that holds, as one would write it in a file."""

from __future__ import annotations

from checker.readers.yaml import USUAL
from checker.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.config import Config


def show(config: Config) -> str:
    """The configuration as TOML: what holds for all of a run, and what is said about rules and paths."""
    return "\n".join(_lines(config)) + "\n"


def _lines(config: Config) -> Iterator[str]:
    yield (
        f"# From {_printable(config.path)}." if config.path else "# There is no configuration file: all is as it comes."
    )
    yield f"include = {_value(config.include)}"
    yield f"exclude = {_value(config.exclude)}"
    yield f"fail-on = {_value(config.fail_on or 'error')}"
    yield f"format = {_value(config.format or 'auto')}"
    if config.baseline:
        yield f"baseline = {_value(config.baseline)}"
    if config.phrases:
        yield f"phrases = {_value(config.phrases)}"
    layout = config.layout or USUAL
    yield from ("", "[layout]", f"body = {_value(layout.body)}", f"subject = {_value(layout.subject)}")
    simple = {name: word for name, word in config.severities.items() if name not in config.options}
    if simple:
        yield from ("", "[rules]")
        yield from (f"{name} = {_value(word)}" for name, word in sorted(simple.items()))
    for name, options in sorted(config.options.items()):
        yield from ("", f"[rules.{name}]")
        if name in config.severities:
            yield f"severity = {_value(config.severities[name])}"
        yield from (f"{key} = {_value(value)}" for key, value in options.items())
    for said in config.declared:
        yield from ("", f"[paths.{_value(said.pattern)}]")
        yield from (f"{key} = {_value(value)}" for key, value in said.meta.items())


def _value(value: Any) -> str:
    """A value in TOML."""
    if isinstance(value, Text):
        value = value.value
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(map(_character, value)) + '"'
    return str(value)


def _character(one: str) -> str:
    if one in '"\\':
        return f"\\{one}"
    return one if one.isprintable() else f"\\U{ord(one):08X}"


def _printable(text: str) -> str:
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)
