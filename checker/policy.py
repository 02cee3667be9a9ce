"""The policy as data: what Amazon asks, clause by clause, and the rules that serve each clause.

It is read from `policies/amazon.yml` the first time somebody asks for it, which a check never does: a rule knows the id
of its clause. The file is read strictly, because a policy with a silent gap is worse than none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from checker.meant import meant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

FILE = "amazon.yml"

SCOPES = {
    "all": "all messages",
    "proactive": "messages that you start",
    "reply": "answers to a buyer",
    "api": "messages through the API",
    "email": "messages with formatting",
    "subject": "the subject",
    "attachments": "attachments",
}
"""What a clause may be about, and how to say it."""

GRADES = ("official", "mirror", "vendor", "derived")
"""How well a clause is founded, best first: Amazon's own page; a copy of Amazon's text made by others; what somebody
who serves sellers says; our conclusion from other clauses."""


class PolicyError(ValueError):
    """The file is not a policy. The message names the file and, where there is one, the clause."""


class Citation(NamedTuple):
    """A page on which a clause rests."""

    name: str
    """A short name for it within the policy."""
    title: str
    url: str
    grade: str
    """One of `GRADES`; `derived` where the clause is our conclusion from clauses that rest on this page."""


class Clause(NamedTuple):
    """One thing that Amazon asks, in our words."""

    id: str
    name: str
    says: str
    chapter: str
    """The title of its chapter."""
    scope: tuple[str, ...]
    """Words of `SCOPES`."""
    sources: tuple[Citation, ...]
    checked_on: str
    """The day on which its sources were last read, as YYYY-MM-DD."""
    rules: tuple[str, ...]
    unenforced: str
    """Why it has no rule; empty if it has one."""
    derived_from: tuple[str, ...]
    """Ids of the clauses from which this one follows; empty if it stands on its own."""

    @property
    def grade(self) -> str:
        """The best grade among its sources."""
        return min((source.grade for source in self.sources), key=GRADES.index)

    @property
    def applies_to(self) -> str:
        """Its scope in words."""
        return ", ".join(SCOPES[word] for word in self.scope)


class Policy(NamedTuple):
    """All clauses, in the order of the file."""

    title: str
    url: str
    """Where the original is published."""
    checked_on: str
    clauses: tuple[Clause, ...]

    def clause(self, id: str) -> Clause:  # noqa: A002
        """The clause of that id. Raises KeyError if there is none."""
        for clause in self.clauses:
            if clause.id == id:
                return clause
        raise KeyError(id)

    def clauses_of(self, rule: str) -> tuple[Clause, ...]:
        """The clauses that a rule serves; none for an id that no clause names."""
        return tuple(clause for clause in self.clauses if rule in clause.rules)

    @property
    def chapters(self) -> dict[str, list[Clause]]:
        """The clauses by the title of their chapter."""
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(clause.chapter, []).append(clause)
        return found

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of all rules that a clause names, sorted, whether they are written or not."""
        return tuple(sorted({rule for clause in self.clauses for rule in clause.rules}))

    def unwritten(self, written: Collection[str]) -> tuple[str, ...]:
        """The rules that a clause names and that are not among the written ones, sorted."""
        return tuple(rule for rule in self.rules if rule not in written)


@cache
def load() -> Policy:
    """The policy that the package ships. Raises PolicyError if its file is not sound."""
    from importlib.resources import files

    text = files("checker").joinpath("policies", FILE).read_text(encoding="utf-8")
    return parse(text, written_rules())


def written_rules() -> dict[str, str]:
    """The rules that exist in the package, by id: the name of the module. Nothing is imported."""
    from importlib.resources import files

    found = {}
    for chapter in files("checker").joinpath("rules").iterdir():
        if chapter.is_dir() and not chapter.name.startswith("_"):
            for module in chapter.iterdir():
                stem, _, suffix = module.name.rpartition(".")
                if suffix == "py" and not stem.startswith("_"):
                    found[stem.replace("_", "-")] = f"checker.rules.{chapter.name}.{stem}"
    return dict(sorted(found.items()))


def parse(text: str, written: Collection[str] = (), file: str = FILE) -> Policy:
    """A policy from its YAML. `written` are the rules that exist: each must be under a clause.

    Raises PolicyError for whatever is not understood; `file` is the name that it gives.
    """
    top = _table(_tree(text, file), _TOP, file)
    sources = {
        name: Citation(name, **_table(value, _SOURCE, f"{file}: source {name}"))
        for name, value in top["sources"].items()
    }
    clauses = []
    for number, value in enumerate(top["chapters"], 1):
        chapter = _table(value, _CHAPTER, f"{file}: chapter {number}")
        clauses += [_clause(entry, chapter["title"], sources, top["checked_on"], file) for entry in chapter["clauses"]]
    policy = Policy(top["title"], top["url"], top["checked_on"], tuple(clauses))
    _check(policy, sources, written, file)
    return policy


def _tree(text: str, file: str) -> object:
    """The file as mappings, lists and strings: no word of it is a number, a date or a truth value."""
    import yaml

    class Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            keys = [key.value for key, _ in node.value]
            for key in keys:
                if keys.count(key) > 1:
                    raise PolicyError(f"{file}:{node.start_mark.line + 1}: {key!r} is there twice")
            return super().construct_mapping(node, deep)

    try:
        return yaml.load(text, Loader=Loader)  # noqa: S506  it makes strings, lists and mappings only
    except yaml.YAMLError as error:
        raise PolicyError(f"{file}: {error}") from error


def _clause(value: object, chapter: str, sources: dict[str, Citation], day: str, file: str) -> Clause:
    name = value.get("id") if isinstance(value, dict) else None
    where = f"{file}: clause {name}" if isinstance(name, str) else f"{file}: chapter {chapter}: a clause"
    table = {"checked_on": day, "rules": (), "unenforced": "", "derived_from": (), **_table(value, _CLAUSE, where)}
    if table["rules"] and table["unenforced"]:
        raise PolicyError(f"{where}: it has rules and is unenforced at once")
    if not table["rules"] and not table["unenforced"]:
        raise PolicyError(f"{where}: it has neither rules nor a reason under `unenforced`")
    _known(table["scope"], SCOPES, f"{where}: scope")
    _known(table["sources"], sources, f"{where}: sources")
    table["sources"] = tuple(
        sources[name]._replace(grade="derived") if table["derived_from"] else sources[name] for name in table["sources"]
    )
    return Clause(**table, chapter=chapter)


def _check(policy: Policy, sources: dict[str, Citation], written: Collection[str], file: str) -> None:
    """What only the whole shows."""
    ids = [clause.id for clause in policy.clauses]
    for clause in policy.clauses:
        where = f"{file}: clause {clause.id}"
        if ids.count(clause.id) > 1:
            raise PolicyError(f"{where}: the id is there twice")
        _known(clause.derived_from, [other for other in ids if other != clause.id], f"{where}: derived_from")
    cited = {source.name for clause in policy.clauses for source in clause.sources}
    for name in sources:
        if name not in cited:
            raise PolicyError(f"{file}: source {name}: no clause cites it")
    for rule in sorted(written):
        if rule not in policy.rules:
            raise PolicyError(f"{file}: no clause names the rule {rule}{meant(rule, policy.rules)}")


def _table(value: object, keys: Mapping[str, Callable[[Any], object]], where: str) -> dict[str, Any]:
    """A mapping with all of these keys and no others, each value read by its function; `?` marks those left to choice.

    Raises PolicyError that begins with `where`.
    """
    if not isinstance(value, dict):
        raise PolicyError(f"{where}: a mapping is expected")
    readers = {key.rstrip("?"): reader for key, reader in keys.items()}
    for key in value:
        if key not in readers:
            raise PolicyError(f"{where}: unknown key {key!r}{meant(str(key), readers)}")
    table = {}
    for key, reader in readers.items():
        if key in value:
            try:
                table[key] = reader(value[key])
            except ValueError as error:
                raise PolicyError(f"{where}: {key}: {error}") from error
        elif key in keys:
            raise PolicyError(f"{where}: {key} is missing")
    return table


def _known(words: Collection[str], known: Collection[str], where: str) -> None:
    for word in words:
        if word not in known:
            raise PolicyError(f"{where}: {word!r} is not known{meant(word, known)}")


def _text(value: object) -> str:
    """A text of one line: it must fit a table's cell."""
    if not isinstance(value, str) or not value.strip() or "\n" in value:
        raise ValueError("a text of one line is expected")
    return value


def _form(pattern: str, what: str) -> Callable[[object], str]:
    """A reader of texts that the pattern describes as a whole."""

    def read(value: object) -> str:
        if not re.fullmatch(pattern, _text(value)):
            raise ValueError(f"{what} is expected, not {value!r}")
        return str(value)

    return read


def _date(value: object) -> str:
    from datetime import date

    # On its own `fromisoformat` takes other forms too, such as 20261124.
    text = _form(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date such as 2026-11-24")(value)
    return date.fromisoformat(text).isoformat()


def _grade(value: object) -> str:
    if value not in GRADES[:-1]:
        raise ValueError(f"{value!r} is none of {', '.join(GRADES[:-1])}")
    return str(value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or not value:
        raise ValueError("a list is expected")
    return value


def _mapping(value: object) -> dict[str, object]:
    if not isinstance(value, dict) or not value:
        raise ValueError("a mapping is expected")
    return value


def _words(value: object) -> tuple[str, ...]:
    words = tuple(_text(word) for word in _list(value))
    if len(set(words)) < len(words):
        raise ValueError("a word is there twice")
    return words


def _rule_names(value: object) -> tuple[str, ...]:
    return tuple(map(_form(r"[a-z0-9]+(-[a-z0-9]+)*", "a rule's name"), _words(value)))


_url = _form(r"https://[^\s/<>\"]+\.[^\s<>\"]+", "a full address that begins with https://")

_TOP = {"title": _text, "url": _url, "checked_on": _date, "sources": _mapping, "chapters": _list}
_SOURCE = {"title": _text, "url": _url, "grade": _grade}
_CHAPTER = {"title": _text, "clauses": _list}
_CLAUSE = {
    "id": _form(r"[A-Z][0-9]{2}", "a letter and two digits"),
    "name": _text,
    "says": _text,
    "scope": _words,
    "sources": _words,
    "rules?": _rule_names,
    "unenforced?": _text,
    "derived_from?": _words,
    "checked_on?": _date,
}
"""The keys of the file's mappings and what reads their values; `?` marks those that may be left out."""
