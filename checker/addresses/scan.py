"""The web and mail addresses in a string of words."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from checker import hosts
from checker.addresses.disguises import undisguised
from checker.addresses.names import Around, is_name, known_end
from checker.addresses.words import DOT, LABEL, LETTER, OTHER, SPACED, Pattern, Words, is_spaced, local_start, plain
from checker.hosts import HOLE
from checker.patterns import lazy
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_W = SPACED + "_"
_HOST_LABEL = rf"(?:[{_W}][{_W}-]*+|{OTHER}++)"
_SEP = r"(?:[ \t]?:[ \t]?[/\\](?:[ \t]?[/\\])*+[ \t]?|;?//+)"
_PORT_PATH = rf"(?::\d{{1,5}}+)?(?:[/?#\\][{_W}!$&'()*+,./:;=?@\[\]\\^`{{}}~%#-]*+)?"
_URL = Pattern(
    rf"(?:(?:[Hh](?:[Tt]{{2}}|[Xx]{{2}})|[Ff][Tt])[Pp][Ss]?(?P<sep>{_SEP}))+(?:[{_W}.%+:!$&'*~-]{{1,200}}+@)?"
    rf"(?P<host>\[[0-9A-Fa-f:.]{{2,45}}\]|{_HOST_LABEL}(?:\.{_HOST_LABEL})*+)(?P<rest>{_PORT_PATH})"
)
_WWW = Pattern(
    rf"(?<![{_W}])(?<![{_W}]\.)[Ww]{{3}}\.(?P<host>{_HOST_LABEL}(?:\.{_HOST_LABEL})*+)(?P<rest>{_PORT_PATH})"
)
_BARE = Pattern(
    rf"(?<![/\\$#%-])(?<!\w@)(?:(?<![{_W}]){LETTER}[{SPACED}-]*+|(?<!{OTHER}){OTHER}++)(?:\.{LABEL})++(?![(=@_])"
)
_REST = Pattern(_PORT_PATH)
_MAIL_DOMAIN = Pattern(rf"{LABEL}(?:\.{LABEL})*+")
_SIGN = lazy("@")
_SCALE = Pattern(r"\dx\Z")
_APART = Pattern(r"\w\w[ \t]|[ \t]\w\w")
_BRACKET = Pattern(r"[(\[{<（［｛]")
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def _trimmed(value: str, start: int, end: int) -> int:
    """The end without what belongs to the sentence: full stops, commas, quotes, brackets that nobody opened."""
    unopened = {
        close: value.count(close, start, end) - value.count(opening, start, end) for close, opening in _BRACKETS.items()
    }
    while end > start:
        last = value[end - 1]
        if last in _BRACKETS:
            if unopened[last] <= 0:
                break
            unopened[last] -= 1
        elif last not in ".,;:!?'*_~|\\":
            break
        end -= 1
    return end


def _urls(value: str) -> Iterator[tuple[int, int]]:
    """Addresses with a scheme or `www.`."""
    for match in _URL().finditer(value) if "/" in value or "\\" in value else ():
        host = match["host"]
        if match["sep"] != "://" and ("." not in host or not known_end(host)):
            continue
        if host.lower() in ("http", "https", "ftp") and not match["rest"]:
            continue
        yield match.start(), _cut(value, match)
    for match in _WWW().finditer(value) if "www." in value.lower() else ():
        host = match["host"]
        if "." in host or match["rest"] or (is_spaced(host) and len(host) > 1):
            yield match.start(), _cut(value, match)


def _cut(value: str, match: re.Match[str]) -> int:
    """Where an address ends: after its path, or after its host if a word was glued to that."""
    host, end = match["host"], match.end()
    last = host.rpartition(".")[2]
    named = match.re is _WWW()
    if not match["rest"] and "." in host and (named or "-" in last or last.istitle()):
        known = known_end(host)
        end = match.start("host") + known if known else end
    return _trimmed(value, match.end("host") if match["rest"] else match.start("host"), end)


def _mails(value: str) -> Iterator[tuple[int, int]]:
    for sign in _SIGN.finditer(value):
        at = sign.start()
        start = local_start(value, at)
        domain = _MAIL_DOMAIN().match(value, at + 1)
        if start == at or domain is None or value[at - 1] == ".":
            continue
        end = known_end(domain[0]) if "." in domain[0] else 0
        owner = (hosts.registrable(domain[0][:end]) or HOLE) if end else HOLE
        if HOLE not in owner and not _SCALE().match(owner.partition(".")[0]):
            yield start, domain.start() + end
        elif value[max(0, start - 7) : start].lower() == "mailto:" and HOLE not in domain[0]:
            yield start, domain.end()


def _bare(words: Words, written: str, language: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Hosts without scheme and `www.`, with their path."""
    value = words.value
    if not DOT.search(value):
        return
    for match in _BARE().finditer(value):
        known = 0 if _overlaps(match.span(), taken) else known_end(match[0])
        if not known:
            continue
        start, end = match.start(), match.start() + known
        rest = _REST().match(value, end)
        last = _trimmed(value, end, rest.end()) if rest and known == len(match[0]) else end
        here, there = words.place(start, end)
        around = Around(
            before=value[max(0, start - 40) : start],
            after=value[last : last + 3],
            language=language,
            path=last > end + 1 and any(mark in value[end : last - 1] for mark in "/?#"),
            apart=_APART().search(written, here, there) is not None and not _BRACKET().search(written, here, there),
        )
        if is_name(value[start:end], around):
            yield start, last


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether a span meets one of those, which are in order and apart."""
    index = bisect_left(taken, (span[1],)) - 1
    return index >= 0 and taken[index][1] > span[0]


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, without those that begin inside an earlier one."""
    kept: list[tuple[int, int]] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


class Found(NamedTuple):
    """An address in words; the offsets are those of the words as written."""

    start: int
    end: int
    value: str
    """Without disguise."""
    disguised: bool


@lru_cache(maxsize=8)
def scan(written: str, language: str) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """The web and the mail addresses in words."""
    words = undisguised(plain(written))
    urls = _apart(_urls(words.value))
    mails = _apart(mail for mail in _mails(words.value) if not _overlaps(mail, urls))
    names = _bare(words, written, language, sorted([*urls, *mails]))

    def found(spans: Iterable[tuple[int, int]]) -> Iterator[Found]:
        for start, end in sorted(spans):
            here, there = words.place(start, end)
            value = words.value[start:end]
            yield Found(here, there, value, written[here:there] != value or value[:3].lower() == "hxx")

    return tuple(found([*urls, *names])), tuple(found(mails))
