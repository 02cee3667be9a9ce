"""Phrase files, read strictly: what is not understood is refused, with its place and what to write instead.

Only the building of a table comes here; a run that finds its tables fresh never imports this module.
"""

from __future__ import annotations

import os
import re
import unicodedata

from checker.lexicon.alphabet import PLACEHOLDER, SPACELESS, STAR
from checker.lexicon.demand import Classes as ClassesInUse
from checker.lexicon.demand import Demands
from checker.lexicon.fold import fold_letters
from checker.lexicon.notation import SYMBOLS, Choice, Gap, parse
from checker.lexicon.pattern import Compiled, Writer
from checker.lexicon.table import UNLESS, PhraseError
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml import Node, ScalarNode

    from checker.lexicon.notation import Items

CLASSES = "words"
"""The file of a language's word classes."""
COMMON = "common"
"""The word class of what nearly every message has, so that no search should start from it."""
NEGATION = "negation"
"""The file of a language's negators."""
MOST_LEVELS = 20
"""How many classes may stand in one another."""
MOST_WORDS = 10_000
"""How many words a class may have, those of the classes that it uses included."""
NEGATION_GROUPS = ("before", "after", "joint", "border")

Phrase = tuple[Compiled, ...]
"""Its sides, one or two."""

_FILE = re.compile(r"([a-z][a-z0-9-]*)\.yml")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML has it
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_GROUP_KEYS = ("why", "phrases", "unless", "negation")
_SCRIPTS = re.compile("[\u0370-\u058f]")
_CJK = re.compile("[\u3005-\u9fff]")


class Group(NamedTuple):
    name: str
    why: str
    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]
    keep: bool
    """True if its phrases are found although a negator stands by."""


class Written(NamedTuple):
    """What the files of a language say."""

    lexicons: dict[str, tuple[Group, ...]]
    """Negation is one of them."""
    demands: Demands


def read_language(folder: str, language: str, beside: str | None = None) -> Written:
    """All phrases in a folder; `beside` as `table.build` has it. Raises `PhraseError` for the first fault."""
    names = _names(folder, language)
    folders = [each for each in (beside, folder) if each]
    classes = WordClasses(_existing(folders, CLASSES), language)
    lexicons = {
        name: _File(os.path.join(folder, f"{name}.yml"), language, classes, told=beside is not None).groups()
        for name in names
        if name not in (CLASSES, NEGATION)
    }
    negation = [_File(path, language, classes).groups() for path in _existing(folders, NEGATION)]
    if negation:
        lexicons[NEGATION] = tuple(group for groups in negation for group in groups)
    return Written(lexicons, classes.writer.demands)


def _names(folder: str, language: str) -> list[str]:
    """The files in a folder, without their ending."""
    names = []
    for entry in sorted(os.listdir(folder)):
        match = _FILE.fullmatch(entry)
        if match:
            names.append(match[1])
        elif not entry.startswith((".", "__")):
            raise PhraseError(
                "a phrase file is named like its rule, in small letters, with .yml", f"{language}/{entry}"
            )
    return names


def _existing(folders: list[str], name: str) -> list[str]:
    paths = [os.path.join(folder, f"{name}.yml") for folder in folders]
    return [path for path in paths if os.path.isfile(path)]


class _Yaml:
    """One YAML file as nodes, which know their lines and keep a key that is written twice."""

    def __init__(self, path: str, language: str) -> None:
        self.label = f"{language}/{os.path.basename(path)}"
        self.language = language
        import yaml

        with open(path, encoding="utf-8-sig", newline="") as file:
            try:
                text = file.read()
            except UnicodeDecodeError as error:
                raise PhraseError(f"not UTF-8 ({error.reason}); save it as such", self.label) from None
        self.lines = _LINE_END.split(text)
        try:
            self.root = yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        except (yaml.YAMLError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            raise PhraseError(
                f"not YAML ({getattr(error, 'problem', None) or getattr(error, 'reason', error)}); a phrase that "
                "begins with one of { [ # * & ! % @ | > ' \" or holds ': ' needs quotes",
                self.label,
                mark.line + 1 if mark else 1,
                mark.column + 1 if mark else 1,
            ) from None

    def fail(self, node: Node | None, problem: str, about: str = "") -> PhraseError:
        problem = f"{about}: {problem}" if about else problem
        if node is None:
            return PhraseError(problem, self.label, 1, 1)
        start, end = node.start_mark, node.end_mark
        width = max(0, end.column - start.column) if end.line == start.line else 0
        return PhraseError(problem, self.label, start.line + 1, start.column + 1, width)

    def entries(self, node: Node | None, about: str) -> Iterator[tuple[ScalarNode, Node]]:
        import yaml

        if not isinstance(node, yaml.MappingNode):
            raise self.fail(node, "expected names with something under each; indent it so", about)
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or not _NAME.fullmatch(key.value):
                raise self.fail(key, "a name is of small letters, digits and hyphens", about)
            if key.value in seen:
                raise self.fail(key, f"{key.value!r} is there twice; join the two", about)
            seen.add(key.value)
            yield key, value

    def texts(self, node: Node, about: str) -> Iterator[ScalarNode]:
        import yaml

        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self.fail(node, "expected a list with at least one phrase, each after a dash", about)
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode):
                raise self.fail(item, "a phrase that begins with { or [ needs quotes", about)
            self.check_comment(item, about)
            yield item

    def check_comment(self, item: ScalarNode, about: str) -> None:
        """` #` begins a comment in YAML, and would cut off half a phrase without a word."""
        mark = item.end_mark
        rest = self.lines[mark.line][mark.column :] if not item.style and mark.line < len(self.lines) else ""
        if rest.lstrip().startswith("#"):
            raise self.fail(item, "' #' begins a comment; put the phrase in quotes, or the comment above it", about)


class WordClasses:
    """The word classes of a language, of one file or more."""

    def __init__(self, paths: list[str], language: str) -> None:
        self.language = language
        self.nodes: dict[str, list[ScalarNode]] = {}
        self.files: dict[str, _Yaml] = {}
        self.made: dict[str, Choice] = {}
        self.sizes: dict[str, int] = {}
        self.open: list[str] = []
        for path in paths:
            self.add(_Yaml(path, language))
        for name in self.nodes:
            self.choice(name)
        common = self.nodes.get(COMMON, [])
        words = frozenset(fold_letters(word) for node in common for word in re.findall(r"\w+", node.value))
        self.writer = Writer(language, ClassesInUse(words))

    def add(self, file: _Yaml) -> None:
        for key, value in file.entries(file.root, ""):
            if key.value in self.files:
                raise file.fail(key, f"the class {key.value!r} comes with sellerlint; choose another name")
            self.files[key.value] = file
            self.nodes[key.value] = list(file.texts(value, f"class {key.value!r}"))

    def choice(self, name: str) -> Choice:
        if name in self.made:
            return self.made[name]
        if name not in self.nodes:
            raise PhraseError(f"the class {{{name}}} is not in {self.language}/{CLASSES}.yml; write it there")
        if len(self.open) == MOST_LEVELS:
            raise PhraseError(f"more than {MOST_LEVELS} classes use one another; write some of the words out")
        if name in self.open:
            circle = " -> ".join([*self.open[self.open.index(name) :], name])
            raise PhraseError(f"the classes {circle} use each other in a circle; write the words out in one of them")
        self.open.append(name)
        seen: set[str] = set()
        alternatives: list[Items] = []
        file = self.files[name]
        for node in self.nodes[name]:
            try:
                alternatives.append(self.alternative(node.value))
            except PhraseError as error:
                raise _placed(file.fail(node, str(error), f"class {name!r}, {node.value!r}"), error) from None
            if _normal(node.value) in seen:
                raise file.fail(node, f"{node.value!r} is there twice; keep one", f"class {name!r}")
            seen.add(_normal(node.value))
        self.open.pop()
        self.made[name] = Choice(tuple(alternatives), name=name)
        self.sizes[name] = sum(map(self.size, alternatives))
        if self.sizes[name] > MOST_WORDS:
            problem = f"with the classes that it uses it has more than {MOST_WORDS} words; use fewer"
            raise file.fail(self.nodes[name][0], problem, f"class {name!r}")
        return self.made[name]

    def size(self, items: Items) -> int:
        """How many words, and signs, are in it, those of classes included."""
        parts = [part for item in items if not isinstance(item, Gap) for part in item]
        return sum(
            1 if not isinstance(part, Choice)
            else self.sizes[part.name] if part.name
            else sum(map(self.size, part.alternatives))
            for part in parts
        )  # fmt: skip

    def alternative(self, written: str) -> Items:
        check_spelling(written, self.language)
        side, *more = parse(written, self.choice)
        if more or side.first or side.last:
            raise PhraseError("a class is of plain words; & and ^ belong to phrases")
        return side.items


class _File(_Yaml):
    """The groups of one lexicon."""

    def __init__(self, path: str, language: str, classes: WordClasses, *, told: bool = False) -> None:
        super().__init__(path, language)
        self.classes = classes
        self.told = told
        """Whether what the file's own `unless` finds is wanted as a group."""
        self.seen: dict[str, str] = {}

    def groups(self) -> tuple[Group, ...]:
        groups = []
        common: tuple[Phrase, ...] = ()
        for key, value in self.entries(self.root, ""):
            if key.value == UNLESS:
                common = tuple(self.phrases(value, UNLESS))
                continue
            if self.label.endswith(f"/{NEGATION}.yml") and key.value not in NEGATION_GROUPS:
                raise self.fail(key, f"{key.value!r} is none of {', '.join(NEGATION_GROUPS)}; use one of these")
            groups.append(self.group(key.value, value))
        if self.told and common:
            return (*_each(groups, common), Group(UNLESS, "", common, (), keep=True))
        if not groups:
            raise self.fail(self.root, "no group in it; add one with `why` and `phrases`")
        return _each(groups, common)

    def group(self, name: str, node: Node) -> Group:
        about = f"group {name!r}"
        parts = dict[str, "Node"]()
        for key, value in self.entries(node, about):
            if key.value not in _GROUP_KEYS:
                raise self.fail(key, f"unknown key {key.value!r}; a group has {', '.join(_GROUP_KEYS)}", about)
            parts[key.value] = value
        for required in ("why", "phrases"):
            if required not in parts:
                raise self.fail(node, f"no `{required}`; add it", about)
        why = str(parts["why"].value).strip() if isinstance(parts["why"].value, str) else ""
        if not why:
            raise self.fail(parts["why"], "`why` is one sentence for the author of a message; write it", about)
        negation = parts.get("negation")
        if negation is not None and negation.value != "keep":
            raise self.fail(negation, "`negation` can only be `keep`; leave it out otherwise", about)
        unless = tuple(self.phrases(parts["unless"], f"{about}, unless")) if "unless" in parts else ()
        return Group(name, why, tuple(self.phrases(parts["phrases"], about)), unless, negation is not None)

    def phrases(self, node: Node, about: str) -> Iterator[Phrase]:
        for item in self.texts(node, about):
            yield self.phrase(item, about)

    def phrase(self, item: ScalarNode, about: str) -> Phrase:
        about = f"{about}, {item.value!r}"
        normal = _normal(item.value)
        if normal in self.seen:
            raise self.fail(item, f"it is in {self.seen[normal]} already; keep one", about)
        self.seen[normal] = about.rpartition(",")[0]
        try:
            return self.compiled(item.value)
        except PhraseError as error:
            raise self.fail(item, str(error), about) from None

    def compiled(self, written: str) -> Phrase:
        check_spelling(written, self.language)
        sides = parse(written, self.classes.choice)
        phrase = tuple(map(self.classes.writer.compiled, sides))
        if not any(side.demand for side in phrase):
            raise PhraseError("no word of it is certain to be there; name one, so that a search knows where to look")
        return phrase


def _each(groups: list[Group], common: tuple[Phrase, ...]) -> tuple[Group, ...]:
    return tuple(group._replace(unless=group.unless + common) for group in groups)


def _placed(new: PhraseError, old: PhraseError) -> PhraseError:
    """The error with its place, unless it has one: that of a class within the class."""
    return old if old.line else new


def _normal(phrase: str) -> str:
    return " ".join(phrase.replace("-", " ").split())


def check_spelling(phrase: str, language: str) -> None:
    """Raise `PhraseError` if folding would change more of the phrase than accents: it could not be found as written."""
    composed = unicodedata.normalize("NFC", phrase)
    if composed != phrase:
        raise PhraseError(f"letters and accents stand apart in it; write {composed!r}")
    for letter in phrase:
        instead = _instead(letter)
        if instead is not None:
            raise PhraseError(f"{letter!r} is never met in a folded text; {instead}")
    if language not in SPACELESS and _CJK.search(phrase):
        raise PhraseError(f"Chinese and Japanese characters belong to {' and '.join(sorted(SPACELESS))}; move it there")
    for word in re.findall(r"\w+", phrase):
        if _SCRIPTS.search(word) and re.search("[a-z]", word):
            raise PhraseError(f"{word!r} mixes scripts; write it in one")


def _instead(letter: str) -> str | None:
    """What to write instead of a character; None if it may stand."""
    folded = fold_letters(letter)
    if letter in SYMBOLS or unicodedata.category(letter) in ("Mn", "Mc"):
        return None
    if letter.isascii() or (letter.isalpha() and unicodedata.normalize("NFKC", letter) == letter):
        return f"write {letter.lower()!r}" if letter != letter.lower() else None if folded else "leave it out"
    written = {STAR: "★", PLACEHOLDER: "{}"}.get(folded, folded)
    return f"write {written!r}" if folded.isalnum() or written in (*SYMBOLS, "{}", "'", "-") else "leave it out"
