"""YAML files: which mappings are messages, what belongs to them, and where every character of them stands.

The loader of the YAML library tells the structure and the values; nothing is constructed from them, so `no`, `5` and
dates stay the text that they are. Where each character of a value stands is worked out when somebody asks
(`scalars`); where the loader refuses a template that an engine would make readable, a mended text is read (`mending`).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from checker.message import Fault, Reading
from checker.patterns import lazy
from checker.readers import mappings, scalars
from checker.records import NamedTuple
from checker.text import Run, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.message import MetaValue
    from checker.readers.mending import Mended
    from checker.text import Source

    Node = Any
    """A node of the YAML library: a scalar, a sequence or a mapping."""


class Layout(NamedTuple):
    """Which keys make a mapping a message, the likeliest first. Case does not matter, `-` and `_` are the same."""

    body: tuple[str, ...] = ("body", "text", "message", "content", "template")
    subject: tuple[str, ...] = ("subject", "title")


USUAL = Layout()


class Front(NamedTuple):
    """What the front matter of a file holds."""

    meta: dict[str, MetaValue]
    comments: tuple[Text, ...]
    faults: tuple[Fault, ...]
    empty: bool
    """True if there is nothing but comments in it."""
    mapping: bool
    """False if there is something in it that is no mapping."""


def read(source: Source, layout: Layout = USUAL) -> Reading:
    """The messages of a YAML file.

    A mapping with a body key that holds text is a message. Its name is made of the keys that lead to it, `[1]` for the
    first in a list, and the body key: `messages[2].body`; where a file has several documents, it begins with the
    number of the document in brackets. The mapping's other entries are its metadata; what it lacks comes from the
    mappings that it merges (`<<`) and from those around it, the nearest first. A second body key that holds prose is a
    further message. Below a body key that holds a table or a list, every string of prose is a body.

    In a file without a body key, every string of prose is a message and the other scalars are their metadata. Where
    all keys of a table are languages, each is the language of what stands below it.

    The messages of a list are a sequence, named by the file and the keys that lead to the list.
    """
    page = Page(source, 0, source.text)
    return Reading(tuple(mappings.messages(page, layout)), tuple(page.comments()), tuple(page.faults))


def front(text: Text) -> Front:
    """The YAML between the `---` lines of a Markdown file; `text` must be one cut of its source."""
    page = Page(text.source, text.span.start, text.value)
    root = page.roots[0] if page.roots else None
    mapping = root is not None and root.id == "mapping"
    meta = mappings.table(page, root) if mapping else {}
    return Front(meta, tuple(page.comments()), tuple(page.faults), not page.roots and not page.faults, mapping)


def metadata(text: Text) -> tuple[dict[str, MetaValue], tuple[Fault, ...]]:
    """The keys and values of YAML within a source, with their places there, and what could not be read of it.

    `text` must be one cut of its source. What is no mapping holds no metadata.
    """
    found = front(text)
    return found.meta, found.faults


# Which files --------------------------------------------------------------------------------------------------------

_OTHER_FOLDERS = frozenset(("node_modules", "venv", "__pycache__", "site-packages", "charts", "helm", "k8s", "ansible"))
_OTHER_NAMES = frozenset((
    "_config", "action", "antora", "appspec", "appveyor", "azure-pipelines", "bitbucket-pipelines", "buildspec",
    "chart", "cloudbuild", "cloudformation", "codecov", "compose", "crowdin", "cspell", "dependabot", "docfx",
    "docker-compose", "environment", "galaxy", "kustomization", "lefthook", "mkdocs", "netlify", "openapi",
    "pnpm-lock", "pnpm-workspace", "pre-commit-config", "pre-commit-hooks", "publiccode", "pubspec", "readthedocs",
    "release-please-config", "renovate", "samconfig", "serverless", "skaffold", "snapcraft", "swagger", "taskfile",
    "values", "wercker",
))  # fmt: skip
_OTHER_BEGINNINGS = ("docker-compose", "compose.", "mkdocs", "azure-pipelines-", "values-")


def is_message_file(path: str) -> bool:
    """False for YAML files that configure some program, as far as their names or folders tell: no buyer gets them.

    `path` is relative to the folder that is checked; a name or folder that begins with a dot holds no messages.
    """
    *folders, name = path.replace("\\", "/").lower().split("/")
    if name.startswith(".") or name.rpartition(".")[0] in _OTHER_NAMES or name.startswith(_OTHER_BEGINNINGS):
        return False
    return not any(
        folder in _OTHER_FOLDERS or (folder.startswith(".") and folder not in (".", "..")) for folder in folders
    )


# The loader ---------------------------------------------------------------------------------------------------------

_DEEPEST = 1000
"""How many levels deep collections may be nested. The loader of older versions of libyaml calls itself once a level."""
_BYTE_ORDER_MARK = "\ufeff"
_SHOWN = 20
"""How many characters that are not allowed are reported one by one."""


_HALF = lazy("[\ud800-\udfff]")
_HALF_ESCAPED = "found invalid Unicode character escape code"


class _Problem(NamedTuple):
    at: int
    message: str


class _Library(NamedTuple):
    loader: Any
    errors: tuple[type[Exception], ...]


@cache
def _library() -> _Library:
    """The loader in C, or the one in Python where there is none: without tags resolved and nothing constructed."""
    from yaml import YAMLError

    errors = (YAMLError, ValueError, OverflowError, RecursionError)
    try:
        from yaml._yaml import CParser
    except ImportError:
        return _Library(_pure_loader(), errors)

    class Loader(_Untagged, CParser):
        pass

    return _Library(Loader, errors)


class _Untagged:
    """Answers in place of the resolver: no value gets a tag."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def _pure_loader() -> Any:
    from yaml.composer import Composer, ComposerError
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class Loader(_Untagged, Reader, Scanner, Parser, Composer):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)

        def compose_scalar_node(self, anchor: Any) -> Any:
            node = Composer.compose_scalar_node(self, anchor)
            if not node.value.isascii() and _HALF.search(node.value):
                try:
                    node.value = node.value.encode("utf-16", "surrogatepass").decode("utf-16")
                except UnicodeDecodeError:
                    raise ComposerError(None, None, _HALF_ESCAPED, node.start_mark) from None
            return node

    return Loader


def _composed(text: str) -> tuple[list[Node], _Problem | None]:
    """The root nodes of the documents up to the first problem, and that problem."""
    library = _library()
    roots: list[Node] = []
    try:
        deep = _too_deep(text)
        if deep is not None:
            return roots, deep
        loader = library.loader(text)
        while loader.check_node():
            roots.append(loader.get_node())
    except library.errors as error:
        return roots, _problem(error, text)
    return roots, None


def _too_deep(text: str) -> _Problem | None:
    """Where collections are nested too deeply. A level takes a character, or an indentation of its own."""
    if len(text) < 2 * _DEEPEST:
        return None
    if text.count("[") + text.count("{") + text.count("-") + text.count("?") < _DEEPEST and len(text) < _DEEPEST**2 / 4:
        return None
    loader = _library().loader(text)
    # The stream and the document are no levels.
    depth = -2
    while event := loader.get_event():
        name = type(event).__name__
        if name.endswith("EndEvent"):
            depth -= 1
        elif name.endswith("StartEvent"):
            depth += 1
            if depth > _DEEPEST:
                return _Problem(event.start_mark.index, _TOO_DEEP)
    return None


_TOO_DEEP = f"nested more than {_DEEPEST} levels deep"
_SAYINGS = (
    (
        "mapping values are not allowed",
        "a second `: ` in one value, or a line that is too much: put the value in quotes",
    ),
    ("could not find expected ':'", "neither a key with a value nor part of the value above: indent it, or quote it"),
    ("cannot start any token", "a value can't begin with {character}: put it in quotes"),
    ("found undefined alias", "`*` at the beginning of a value names an anchor, and there is none: put it in quotes"),
    ("alphabetic or numeric", "{character} at the beginning of a value has a meaning in YAML: put it in quotes"),
    ("unexpected end of stream", "the quotation mark is never closed"),
    ("unexpected document indicator", "the quotation mark is not closed before the document ends"),
    ("unknown escape character", "{escape} is no escape in double quotes: double the backslash"),
    ("hexdecimal number", "the escape lacks digits"),
    ("Unicode character escape", "the escape is no character"),
    ("second occurrence", "the anchor is defined twice"),
    ("incompatible YAML", "a version of YAML that is not known"),
    ("did not find expected key", "no key where one is expected: the indentation or the quotation marks are not right"),
    ("did not find expected '-' indicator", "no `- ` where the list's next item is expected: mind the indentation"),
    ("did not find expected ',' or ']'", "the list that `[` begins is not closed"),
    ("did not find expected ',' or '}'", "the mapping that `{{` begins is not closed"),
)
_WHERE_IT_BEGAN = ("could not find expected ':'", "unexpected end of stream", "alphabetic or numeric")
"""Problems that are noticed late: the place where it began says more."""


def _problem(error: Exception, text: str) -> _Problem:
    """What the loader found, in a sentence, and where."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or "")
    if context is not None and (mark is None or any(words in problem for words in _WHERE_IT_BEGAN)):
        mark = context
    if mark is None:
        return _Problem(0, "nested too deeply" if isinstance(error, RecursionError) else "not valid YAML")
    at = min(mark.index, len(text))
    if text.startswith("\t", at):
        return _Problem(at, "not valid YAML: a tab where only spaces may indent")
    if "nesting depth" in problem:
        return _Problem(at, _TOO_DEEP)
    for words, saying in _SAYINGS:
        if words in problem:
            said = saying.format(character=f"`{text[at : at + 1]}`", escape=f"`{text[at : at + 2]}`")
            return _Problem(at, f"not valid YAML: {said}")
    return _Problem(at, f"not valid YAML: {problem}")


class Page:
    """One YAML text within a source, composed, and what its nodes are in the source."""

    __slots__ = ("_broken", "_mended", "_offset", "_text", "faults", "roots", "source")

    def __init__(self, source: Source, offset: int, text: str) -> None:
        marks = len(text) - len(text.lstrip(_BYTE_ORDER_MARK))
        text = text[marks:]
        offset += marks
        self.source = source
        self.faults: list[Fault] = []
        self._offset = offset
        self._text = text
        self._mended: Mended | None = None
        self.roots, problem = _composed(text)
        if problem is not None:
            problem = self._mend(problem)
        self._broken = problem is not None
        if problem is not None:
            self.faults.append(Fault(self._point(problem.at), problem.message))

    def _mend(self, problem: _Problem) -> _Problem | None:
        """Read the text again, mended; the problem that is left. Characters that are not allowed are faults."""
        from checker.readers.mending import REFUSED, mended

        refused = list(REFUSED.finditer(self._text))
        for found in refused[:_SHOWN]:
            place = self.source.cut(self._offset + found.start(), self._offset + found.end())
            self.faults.append(Fault(place, _refusal(found[0])))
        better = mended(self._text)
        if better is None:
            return None if refused else problem
        roots, other = _composed(better.readable)
        if other is None or refused or better.place(other.at) > problem.at:
            self._mended, self._text, self.roots = better, better.text, roots
            return other
        return problem

    def place(self, at: int) -> int:
        """The offset in the source of an offset in the text that was composed."""
        return self._offset + (self._mended.place(at) if self._mended else at)

    def cut(self, start: int, end: int) -> Text:
        """A piece of the text, as the author wrote it."""
        return self.source.cut(self.place(start), self.place(end))

    def _point(self, at: int) -> Text:
        """The character at that place, without it if it ends a line."""
        at = self.place(at)
        written = self.source.text[at : at + 1]
        return self.source.cut(at, at + (written not in ("", "\r", "\n")))

    def written(self, node: Node) -> str:
        """A node as it is written, private characters included."""
        return self._text[node.start_mark.index : node.end_mark.index]

    def value(self, node: Node) -> str:
        """The value of a scalar, in the author's characters."""
        value: str = node.value
        if self._mended is None:
            return value
        return self._mended.shown(self._mended.joined(value, node.style or ""))

    def name(self, key: Node) -> str:
        """A key as written; logic that stands before it on its line is not part of it."""
        if key.id != "scalar":
            return self.cut(key.start_mark.index, key.end_mark.index).value
        value: str = key.value
        if self._mended is not None:
            value = self._mended.shown(self._mended.without_logic(self._mended.joined(value, key.style or "")))
        return value.strip()

    def scalar(self, node: Node) -> Text:
        """The value of a scalar, with its map."""
        if self._mended is None:
            return Text(self.source, node.value, lambda: self._runs(node, node.value))
        value = self._mended.joined(node.value, node.style or "")
        shown = self._mended.shown(value)
        return Text(self.source, shown, lambda: self._held(node, self._runs(node, value), shown))

    def _runs(self, node: Node, value: str) -> tuple[Run, ...]:
        runs = scalars.runs(self._text, node.start_mark.index, node.end_mark.index, node.style or "", value)
        if self._mended is None and not self._offset:
            return runs
        moved = []
        for at, length, origin, width, exact in runs:
            place = self.place(origin)
            moved.append(Run(at, length, place, self.place(origin + width) - place, exact))
        return tuple(moved)

    def _held(self, node: Node, runs: tuple[Run, ...], shown: str) -> tuple[Run, ...]:
        """Runs of a mended text, held against the source: one coarse run if they are not right there."""
        for run in runs:
            if (
                run.exact
                and self.source.text[run.origin : run.origin + run.width] != shown[run.at : run.at + run.length]
            ):
                start, end = self.place(node.start_mark.index), self.place(node.end_mark.index)
                return (Run(0, len(shown), start, end - start, False),)
        return runs

    def extent(self, node: Node) -> Text:
        """All of a mapping, from its first key to the end of its last value."""
        start = node.value[0][0].start_mark.index
        return self.cut(start, start + len(self._text[start : self._end(node)].rstrip()))

    def _end(self, node: Node) -> int:
        """Where the last value in a collection ends."""
        at = node
        while at.id != "scalar" and at.value and (at is node or not at.flow_style):
            if at.id == "mapping":
                key, last = at.value[-1]
                expected = key.start_mark.index
            else:
                last = at.value[-1]
                expected = max(item.start_mark.index for item in at.value)
            if not expected <= last.start_mark.index <= node.end_mark.index:
                # An alias: its node stands elsewhere. All up to the next key is ours, save comments.
                return _before_comments(self._text, node.start_mark.index, node.end_mark.index)
            at = last
        end: int = at.end_mark.index
        return end

    def slot(self, node: Node) -> Text | None:
        """A collection that is a placeholder: to YAML, `{{ name }}` is a mapping and `[[name]]` a list of lists."""
        if not node.flow_style or not _SLOT.fullmatch(self.written(node)):
            return None
        return self.cut(node.start_mark.index, node.end_mark.index)

    def comments(self) -> Iterator[Text]:
        """The comments, from `#` to the end of the line."""
        if "#" not in self._text:
            return
        spans, end_of_known = self._scanned() if self._broken else (sorted(_scalars(self.roots)), len(self._text))
        starts = [start for start, _, _ in spans]
        at = 0
        while (at := self._text.find("#", at, end_of_known)) >= 0:
            number = bisect_right(starts, at) - 1
            start, end, style = spans[number] if number >= 0 else (0, 0, "")
            if at < end and not self._begins_comment_within(at, start, style):
                at += 1
                continue
            if at >= end and not _before_comment(self._text, at):
                at += 1
                continue
            stop = scalars.end_of_line(self._text, at, len(self._text))
            comment = self.cut(at, stop)
            if comment.value.startswith("#"):
                yield comment
            at = stop

    def _begins_comment_within(self, at: int, start: int, style: str) -> bool:
        """Whether the `#` within a scalar's span is of a comment: after its anchor or tag, or on its first line."""
        content = scalars.content_start(self._text, start)
        if at < content:
            return _before_comment(self._text, at)
        return style in ("|", ">") and scalars.header_comment(self._text, content) == at

    def _scanned(self) -> tuple[list[tuple[int, int, str]], int]:
        """The spans and styles of the scalars of a broken text, and the offset up to which they are known."""
        library = _library()
        text = self._mended.readable if self._mended else self._text
        found: list[tuple[int, int, str]] = []
        try:
            loader = library.loader(text)
            while token := loader.get_token():
                if token.id == "<scalar>":
                    found.append((token.start_mark.index, token.end_mark.index, token.style or ""))
        except library.errors as error:
            context = getattr(error, "context_mark", None)
            problem = _problem(error, text)
            return found, min(problem.at, context.index) if context else problem.at
        return found, len(text)


_SLOT = lazy(r"\{\{[^{}]*\}\}|\{\{\{[^{}]*\}\}\}|\[\[[^\[\],\"']+\]\]|\{[$A-Za-z_][\w.$]*\}")


def _before_comments(text: str, start: int, end: int) -> int:
    """The end of a piece of text without the comments and blank lines at its end."""
    while True:
        end = start + len(text[start:end].rstrip())
        line = max(text.rfind("\n", start, end), text.rfind("\r", start, end), start - 1) + 1
        if not text[line:end].lstrip(" \t").startswith("#"):
            return end
        end = line


def _before_comment(text: str, at: int) -> bool:
    """Whether a `#` at that place outside of scalars begins a comment: in a tag or an address it does not."""
    return not at or text[at - 1] in " \t\"'[]{}," + scalars.BREAKS


def _scalars(roots: list[Node]) -> Iterator[tuple[int, int, str]]:
    """The spans and styles of all scalars, keys included."""
    nodes = list(roots)
    seen: set[int] = set()
    while nodes:
        node = nodes.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.id == "scalar":
            yield node.start_mark.index, node.end_mark.index, node.style or ""
        elif node.id == "sequence":
            nodes += node.value
        else:
            for pair in node.value:
                nodes += pair


def _refusal(character: str) -> str:
    code = ord(character)
    if code < 0xA0:
        return f"the control character U+{code:04X} can't stand in YAML: remove it"
    if code < 0xE000:
        return f"half of a surrogate pair, U+{code:04X}, can't stand in YAML: remove it"
    return f"U+{code:04X} is no character: remove it"
