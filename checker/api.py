"""For programs: the same checks without the command line, plain findings out. `docs/api.md` is its manual.

What `checker` itself exports from here is stable: a minor release may add arguments and fields, each with a default,
and takes none away.
"""

from __future__ import annotations

from checker.config import Config
from checker.config.keys import METADATA
from checker.config.read import ConfigError
from checker.engine import check, check_message, ordered
from checker.finding import Edit, Finding, Fix, Place, Related, Report, Severity
from checker.meant import listed, meant
from checker.message import Message
from checker.text import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Literal

    from checker.message import Content, MetaValue
    from checker.text import Text

    Value = str | int | list[str] | list[dict[str, str]]

__all__ = ["ConfigError", "Finding", "Report", "Severity", "check_paths", "check_text", "load_config"]

BODY, SUBJECT = "<text>", "<subject>"
"""The paths of findings in what was passed as an argument; other arguments are called `<language>` and so on."""

_FORMS = ("markdown", "plain")
_KINDS = ("proactive", "reply")


def check_text(
    text: str,
    *,
    language: str | None = None,
    kind: Literal["proactive", "reply"] | None = None,
    subject: str | None = None,
    channel: str | None = None,
    form: Literal["markdown", "plain"] = "markdown",
    metadata: Mapping[str, Value] | None = None,
    config: Config | str | os.PathLike[str] | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with one message, subject first, then in the order of the text; empty if nothing is.

    `text` is the body as it will be sent, or with placeholders; `form` says whether a buyer's program renders it as
    Markdown and HTML or shows its characters. Front matter is not looked for, and a comment in it that allows
    something is not obeyed: what is about to be sent is judged by who sends it, not by itself. `metadata` is any other
    that a template could declare (`reason`, `api_type`, `order_links`, `phones` ...).

    Offsets are code points from 0, lines and columns count from 1, in `text` where the finding's `place.path` is
    `<text>`, in `subject` where it is `<subject>`.

    Raises ValueError for a kind, form or name of metadata that there is not, OSError and `ConfigError` for a
    configuration that can't be read. May be called from several threads.
    """
    _one_of("form", form, _FORMS)
    named = {"language": language, "kind": kind, "channel": channel}
    meta = _metadata({**(metadata or {}), **{name: value for name, value in named.items() if value is not None}})
    # Subject and body are one source to the reader: the subject stands behind the body, whose offsets so are its own.
    source = Source(BODY, text if subject is None else f"{text}\n{subject}")
    message = Message(
        "",
        source.whole(),
        source.cut(0, len(text)),
        _parser(form),
        subject=None if subject is None else source.cut(len(text) + 1, len(source.text)),
        meta=meta,
    )
    settings = _configured(config)
    # What tells quickly whether a rule is needed is made for Markdown.
    settings = settings._replace(size=lambda path, name: None, thorough=settings.thorough or form == "plain")  # noqa: ARG005
    found = check_message(message, settings).findings
    if subject is None:
        return found
    parts = Source(BODY, text), Source(SUBJECT, subject)
    apart = [_moved(each, *parts) for each in found]
    return tuple(sorted(ordered(apart), key=lambda each: each.place.path != SUBJECT))


def check_paths(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    config: Config | str | os.PathLike[str] | None = None,
) -> Report:
    """The report about files and folders, as the command makes it: excludes, git's ignored files and allowances count.

    No configuration is looked for and no baseline is read: `config` is a file, what `load_config` made of one, or
    None. The paths in the report are relative to the current folder. `report.files` is 0 where nothing was there to
    check.

    Raises OSError if one of the paths is not there or can't be read, and `ConfigError` for a configuration with
    mistakes.
    """
    import os

    from checker import files

    settings = _configured(config)
    settings = settings._replace(
        root=settings.root or os.getcwd(), here=os.getcwd(), size=files.size, siblings=files.siblings
    )
    troubles: list[files.Trouble] = []
    unreadable: list[Finding] = []
    listed = [os.fspath(path) for path in ([paths] if isinstance(paths, (str, os.PathLike)) else paths)]

    def sources() -> Iterator[Source]:
        for path in files.find(listed, troubles, files.Choice(settings)):
            loaded = files.load(path)
            if isinstance(loaded, files.Trouble):
                troubles.append(loaded)
            elif isinstance(loaded, Finding):
                unreadable.append(loaded)
            else:
                yield loaded

    report = check(sources(), settings)
    if troubles:
        raise OSError("\n".join(map(str, troubles)))
    if unreadable:
        found = ordered((*report.findings, *unreadable))
        report = report._replace(findings=tuple(found), files=report.files + len(unreadable))
    return report


def load_config(path: str | os.PathLike[str]) -> Config:
    """The configuration of a `sellerlint.toml` or `pyproject.toml`, to be read once and passed as `config` often.

    Raises OSError if there is no such file, and `ConfigError`, whose `mistakes` have their places, for one with
    mistakes.
    """
    import os

    from checker import files
    from checker.config.read import Mistake, read
    from checker.reporters import FORMATS

    path = os.fspath(path)
    source = files.load(path)
    if isinstance(source, files.Trouble):
        raise OSError(str(source))
    if isinstance(source, Finding):
        raise ConfigError(Source(source.place.path, ""), [Mistake(Span(0, 0), source.message)])
    config = read(source, ("auto", *FORMATS))
    config = config._replace(root=os.path.dirname(os.path.abspath(path)), here=os.getcwd())
    return files.with_phrases(config, source)


def _configured(config: Config | str | os.PathLike[str] | None) -> Config:
    if config is None:
        return Config()
    return config if isinstance(config, Config) else load_config(config)


def _parser(form: str) -> Callable[[Text | None, Text], Content]:
    if form == "plain":
        from checker.readers.markdown import parse_plain

        return parse_plain
    from checker.readers import parse

    return parse


def _metadata(said: Mapping[str, Value | None]) -> dict[str, MetaValue]:
    """Arguments as a template's metadata, each value in a source of its own name."""
    meta: dict[str, MetaValue] = {}
    for name, value in said.items():
        if value is None:
            continue
        if name not in METADATA:
            raise ValueError(f"there is no metadata {name!r}{meant(str(name), METADATA, listed(METADATA))}")
        if name == "kind":
            _one_of("kind", value, _KINDS)
        meta[name] = _placed(f"<{name}>", value)
    return meta


def _placed(path: str, value: object) -> MetaValue:
    if isinstance(value, dict):
        return {str(name): _placed(path, inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_placed(path, item) for item in value]
    return Source(path, str(value)).whole()


def _one_of(name: str, value: object, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise ValueError(f"{name} must be {' or '.join(map(repr, choices))}, not {value!r}")


# Apart again: what the reader saw as one source -----------------------------------------------------------------------


def _moved(found: Finding, body: Source, subject: Source) -> Finding:
    """A finding of the source that held body and subject, with the places that it has in the one or the other."""
    at = len(body.text) + 1

    def place(old: Place) -> Place:
        if old.path != BODY:
            return old
        if old.span.start >= at:
            return Place.of(subject, _shifted(old.span, at))
        return Place.of(body, Span(old.span.start, min(old.span.end, at - 1)))

    moved = found.place.path == BODY and found.place.span.start >= at
    return found._replace(
        place=place(found.place),
        quote=found.quote if moved or found.place.path != BODY else found.quote[: at - 1 - found.place.span.start],
        related=tuple(Related(place(each.place), each.message) for each in found.related),
        fix=_fix(found.fix, at, moved=moved) if found.fix else None,
        scope=_scope(found.scope, body, subject, moved=moved),
    )


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start - by, span.end - by)


def _fix(fix: Fix, at: int, *, moved: bool) -> Fix | None:
    """The fix with its edits in the finding's own text; None if some are elsewhere."""
    if any((edit.span.start >= at) is not moved for edit in fix.edits):
        return None
    return fix._replace(edits=tuple(Edit(_shifted(each.span, at), each.text) if moved else each for each in fix.edits))


def _scope(scope: Span | None, body: Source, subject: Source, *, moved: bool) -> Span | None:
    """What a finding is about that is about more than its place: all of the text that it stands in."""
    return None if scope is None else Span(0, len((subject if moved else body).text))
