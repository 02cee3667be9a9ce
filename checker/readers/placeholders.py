"""Placeholders of template engines and message tools: `{{order.id}}`, `[[order-id]]`, `%%name%%`, `{% if %}` ...

They are found by their delimiters, before Markdown is read, since to Markdown `[[order-id]]` is a reference and
`#order_id#` may be a heading. What a name means is for rules to judge.
"""

from __future__ import annotations

import re
from functools import cache

from checker.patterns import lazy
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Slot(NamedTuple):
    """A placeholder in a string: offsets are code points from 0, the end is exclusive."""

    start: int
    end: int
    name: str
    """What stands between the delimiters, trimmed."""
    logic: bool
    """True for what a template engine obeys and does not print: `{% if %}`, `{# comment #}`."""
    label: tuple[int, int] | None = None
    """Where the words stand that a buyer reads in its place: `[[contact-us-link: drop us a line]]`."""


# Bounds: how far apart the delimiters may stand. A body never holds its own opening delimiter, so that a placeholder
# that nobody closed does not swallow the next one, and so that the search is linear.
_NEAR = "{1,120}"
_FAR = "{0,600}"

# Names known to stand alone after `:` or between `__`, where other words are more likely to be just words.
_KNOWN = (
    "amount|article|asin|buyer|city|code|company|count|coupon|currency|customer|date|email|firstname|fname|fullname|"
    "item|lastname|lname|name|order|orderdate|orderid|orderno|ordernumber|phone|price|product|productname|quantity|"
    "seller|shop|sku|store|storename|title|total|tracking|trackingid|trackingnumber|url|username"
)

_WORD = r"[^\W\d][\w.\-]{0,60}"
_CAPITALISED = r"[A-Z][\w\-]{0,30}"

_COMMENT = r"\{{%[-~+]?\s{{0,3}}{}\s{{0,3}}[-~+]?%\}}"
"""Begins and ends what an engine leaves out, in a pair of tags."""

# Every form begins with a literal character, which lets `re` skip what cannot begin one, and ends with an empty group
# that tells which form it was. The order matters where one form begins like another.
_FORMS = (
    ("echo3", r"\{\{\{[^{}]" + _FAR + r"\}\}\}"),
    ("echo2", r"\{\{(?!\{)[^{}]" + _FAR + r"\}\}"),
    ("left_out", _COMMENT.format("comment") + r"(?:[^{]|\{(?!%))" + _FAR + _COMMENT.format("endcomment")),
    ("tag", r"\{%(?:[^%{]|%(?!\})|\{(?![%{]))" + _FAR + r"%\}"),
    ("comment", r"\{#(?:[^#{]|#(?!\})|\{(?!#))" + _FAR + r"#\}"),
    ("blade", r"\{!![^{}]" + _NEAR + r"!!\}"),
    ("brace", r"\{(?<!\{\{)!?\$?" + _WORD + r"\}(?!\})"),
    ("smarty", r"\{\$[^{}\n]" + _NEAR + r"\}"),
    ("format", r"\{(?<!\{\{)\w{0,60}:(?:,|[<>^]?\d{0,3},?\.\d[fd])\}(?!\})"),
    ("spaced", rf"\{{(?<!\{{\{{)(?: {_WORD} |{_CAPITALISED}(?: {_CAPITALISED}){{1,3}})\}}(?!\}})"),
    ("number", r"\{(?<!\{\{)\d{1,2}\}(?!\})"),
    ("dollar", r"\$\{[^{}\n]" + _NEAR + r"\}"),
    ("ruby", r"\#\{[^{}\n]" + _NEAR + r"\}"),
    ("percent_brace", r"%\{[A-Za-z_][\w.]{0,60}\}"),
    ("percent_paren", r"%\([A-Za-z_][\w.]{0,60}\)[-+ 0#]{0,3}\d{0,3}(?:\.\d)?[sdifgr]"),
    ("percents", r"%%[A-Za-z_][\w.\-]{0,60}%%"),
    ("percent", r"%(?<![\w%]%)[A-Za-z][A-Za-z0-9_]{2,40}%(?![\w%])"),
    ("brackets", r"\[\[[ \t]?[^\W\d_][^\[\]\n]{0,300}\]\](?!\(|\[(?!\[))"),
    ("hash", r"\#(?<![\w#&/]\#)[A-Za-z][\w\-]{1,60}\#(?![\w#])"),
    ("jsp", r"<%(?:[^%<]|%(?!>)|<(?!%))" + _FAR + r"%>"),
    ("php", r"<\?(?:php\b|=)(?:[^?<]|\?(?!>)|<(?!\?))" + _FAR + r"\?>"),
    ("freemarker_comment", r"<\#--(?:[^-<]|-(?!->)|<(?!\#))" + _FAR + r"-->"),
    ("freemarker", r"</?\#[a-z][^<>]" + _FAR + ">"),
    ("angles", rf"<<(?!<){_WORD}(?: [\w.\-]{{1,30}}){{0,2}}>>"),
    ("dunder", r"__(?<!\w__)(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|" + _KNOWN.upper() + r")__(?!\w)"),
    ("merge", r"\*(?<!\*\*)\|[A-Za-z][\w:.\-]{0,60}\|\*(?!\*)"),
    ("at", r"@(?<![\w.@+\-]@)[A-Za-z_]\w{0,60}@(?![\w@])"),
    ("colon", rf":(?<![A-Za-z0-9_:/.)\]]:)(?:[a-z][a-z0-9]*(?:_[a-z0-9]+){{1,6}}|(?:{_KNOWN}))(?![\w:/\-])"),
)


def _first(form: str) -> str:
    """The literal character that a form begins with."""
    return form.removeprefix("\\")[0]


_OPENERS = frozenset(_first(pattern) for _, pattern in _FORMS)


@cache
def _pattern(openers: frozenset[str]) -> re.Pattern[str]:
    """All forms that begin with these characters in one: compiling the others would take longer than the search."""
    forms = [(name, pattern) for name, pattern in _FORMS if _first(pattern) in openers]
    return re.compile("|".join(f"(?:{pattern})(?P<{name}>)" for name, pattern in forms))


# How many characters the delimiters take, where a form's name is not simply what is left of punctuation.
_DELIMITERS = {
    "echo3": (3, 3),
    "echo2": (2, 2),
    "tag": (2, 2),
    "comment": (2, 2),
    "blade": (3, 3),
    "smarty": (2, 1),
    "dollar": (2, 1),
    "ruby": (2, 1),
    "percent_brace": (2, 1),
    "percents": (2, 2),
    "brackets": (2, 2),
    "jsp": (2, 2),
    "freemarker_comment": (4, 3),
    "angles": (2, 2),
    "dunder": (2, 2),
    "merge": (2, 2),
    "colon": (1, 0),
}

_PERCENT_NAME = lazy(r"%\(([\w.]+)")
_PHP_ECHO = lazy(r"<\?(?:=|php\s+(?:echo|print)\b)")
_PHP_NAME = lazy(r"<\?(?:=|php\b)\s*(?:(?:echo|print)\b)?(.*?);?\s*\?>", re.DOTALL)
# Mustache, Handlebars and Go templates write their logic between the same braces as their names.
_BRACE_LOGIC = lazy(r"[#/^!]|(?:else|end)\b(?!\s*[.|(\[])|(?:if|range|with|define|template|block)\s")
_MERGE_LOGIC = lazy(r"(?:IF|IFNOT|ELSE|ELSEIF|END|INTERESTED):", re.IGNORECASE)
_JSP_ECHO = lazy(r"<%=|<%-(?!\s*(?:(?:if|for|else|elsif|end|unless)\b|[{}]|[\w.]+\.(?:each|forEach)\b))")


def find(value: str) -> list[Slot]:
    """The placeholders of a string, in order and without overlap."""
    return list(_slots(value))


def _slots(value: str) -> Iterator[Slot]:
    openers = _OPENERS.intersection(value)
    for match in _pattern(openers).finditer(value) if openers else ():
        form = match.lastgroup or ""
        written = match.group()
        name = _name(form, written)
        label = _label(match.start(), written) if form == "brackets" else None
        if label is not None:
            name = name.partition(":")[0].rstrip()
        yield Slot(match.start(), match.end(), name, _is_logic(form, written, name), label)


def _name(form: str, written: str) -> str:
    if form == "left_out":
        return "comment"
    if form == "percent_paren":
        match = _PERCENT_NAME.match(written)
    elif form == "php":
        match = _PHP_NAME.match(written)
    elif form == "freemarker":
        return written.lstrip("</#").rstrip("/> \t\n")
    elif form == "brace":
        return written[1:-1].lstrip("!$")
    else:
        left, right = _DELIMITERS.get(form, (1, 1))
        name = written[left : len(written) - right].strip()
        if form in ("echo2", "tag", "jsp", "comment"):
            name = name.strip("-~=" if form == "jsp" else "-~").strip()
        return name
    return match.group(1).strip() if match else ""


def _is_logic(form: str, written: str, name: str) -> bool:
    if form in ("tag", "comment", "left_out", "freemarker", "freemarker_comment"):
        return True
    if form == "echo2":
        return _BRACE_LOGIC.match(name) is not None
    if form == "merge":
        return _MERGE_LOGIC.match(name) is not None
    if form == "php":
        return _PHP_ECHO.match(written) is None
    return form == "jsp" and _JSP_ECHO.match(written) is None


def _label(start: int, written: str) -> tuple[int, int] | None:
    """The span of the words after the colon in `[[write-review-link: write a review]]`."""
    name, colon, words = written[2:-2].partition(":")
    if not colon or not words.strip() or not ("link" in name.lower() or " " in words.strip()):
        return None
    begin = start + 2 + len(name) + 1 + len(words) - len(words.lstrip())
    return begin, begin + len(words.strip())
