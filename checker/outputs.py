"""Where a report goes: which formats, to which files, and what the surroundings say about how it is shown."""

from __future__ import annotations

import os

from checker import __version__
from checker.records import NamedTuple
from checker.reporters import FORMATS, Settings, reporter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.finding import Report

UNSETTLED = "/OWNER/"
"""Stands in an address that the project does not have yet."""
ADDRESSED = ("markdown", "rdjson", "sarif")
"""The formats that tell addresses of the project."""

AUTO = "auto"
CHOICES = (AUTO, *FORMATS)
TALKING = ("text", "concise", "github")
"""Formats that people read as they come by; the others are whole also where there is nothing to say."""


class Output(NamedTuple):
    """One format, and the file to write it to."""

    format: str
    file: str = ""
    """Empty for standard output."""


def asked(words: Iterable[str], output_file: str = "") -> tuple[Output, ...]:
    """What options such as `github` and `sarif:report.sarif` ask for; `output_file` is for the one without a file.

    Raises `ValueError`, with a line for people, for a format that is not there and for two that go to one place.
    """
    words = tuple(words)
    outputs = []
    for word in words:
        name, colon, file = word.partition(":")
        if name not in CHOICES:
            from checker.meant import listed, meant

            raise ValueError(f"there is no format {name!r}{meant(name, CHOICES, listed(CHOICES))}")
        if colon and not file:
            raise ValueError(f"the file is missing after {word!r}")
        outputs.append(Output(name, file or output_file))
    if output_file and outputs and all(":" in word for word in words):
        raise ValueError(f"--output-file {output_file} is for a format without a file; say one with --format")
    places = [os.path.normcase(os.path.abspath(output.file)) if output.file else "" for output in outputs]
    for number, place in enumerate(places):
        if place in places[:number]:
            where = outputs[number].file or "standard output"
            raise ValueError(f"only one format can go to {where}; give the others a file: --format sarif:report.sarif")
    return tuple(outputs)


def settled(outputs: Iterable[Output], environment: Mapping[str, str], *, terminal: bool) -> tuple[Output, ...]:
    """The outputs with `auto` replaced: annotations inside GitHub Actions, text on a terminal, else concise lines."""
    auto = "concise"
    if environment.get("GITHUB_ACTIONS") == "true":
        auto = "github"
    elif terminal:
        auto = "text"
    return tuple(one._replace(format=auto) if one.format == AUTO else one for one in outputs)


def surroundings(
    here: str, environment: Mapping[str, str], *, color: bool, width: int, links: bool = False
) -> Settings:
    """What the formats have to know about the place where they are written.

    `here` is the current folder; `links` is true on a terminal, which may or may not be able to make words clickable.
    """
    root = _root(here) or environment.get("GITHUB_WORKSPACE") or environment.get("CI_PROJECT_DIR") or ""
    prefix = ""
    if root:
        try:
            prefix = os.path.relpath(here, root).replace(os.sep, "/")
        except ValueError:  # another drive
            root = ""
    return Settings(
        color=color,
        links=links and can_link(environment),
        width=width,
        prefix="" if prefix in (".", "..") or prefix.startswith("../") else prefix,
        root=root.replace(os.sep, "/"),
        blob=_blob(environment),
    )


def render(output: Output, report: Report, settings: Settings) -> str:
    """The report in the output's format."""
    if output.file:
        settings = settings._replace(color=False, links=False)
    if output.format in ADDRESSED or (settings.links and report.findings):
        known = home()
        settings = settings._replace(home=known, pages=pages(known))
    return reporter(output.format)(report, settings)


def home() -> str:
    """The project's own address, as the installed package tells it; empty if it is not settled or not installed."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        named = metadata("sellerlint").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    addresses = {name.strip(): address.strip() for name, _, address in (each.partition(",") for each in named)}
    address = addresses.get("Homepage", "").rstrip("/")
    return "" if UNSETTLED in f"{address}/" or not address.startswith("https://") else address


def pages(home: str) -> str:
    """Address of a rule's page, `{rule}` standing for its name; empty without a home."""
    return f"{home}/blob/v{__version__}/docs/rules/{{rule}}.md" if home else ""


def can_link(environment: Mapping[str, str]) -> bool:
    """Whether a terminal is known to make words clickable; `FORCE_HYPERLINK` says so, or not, for any."""
    wish = environment.get("FORCE_HYPERLINK")
    if wish:
        return wish != "0"
    if environment.get("CI") or environment.get("TERM") == "dumb":
        return False
    vte = environment.get("VTE_VERSION", "")
    return (
        any(environment.get(name) for name in ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM"))
        or environment.get("TERM_PROGRAM") in ("iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "Tabby")
        or environment.get("TERM") in ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour")
        or (vte.isascii() and vte.isdigit() and int(vte) >= 5000)
    )


def write(file: str, text: str) -> None:
    """Write a file as UTF-8, at once or not at all; a pipe or a device is written as it is. Raises `OSError`."""
    import stat
    import tempfile

    data = text.encode("utf-8", "backslashreplace")
    file = os.path.realpath(file)
    try:
        mode = os.stat(file).st_mode
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        mode = stat.S_IFREG | 0o666 & ~mask
    if not stat.S_ISREG(mode):
        with open(file, "wb") as opened:
            opened.write(data)
        return
    handle, fresh = tempfile.mkstemp(prefix=".sellerlint-", dir=os.path.dirname(file))
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
        os.chmod(fresh, stat.S_IMODE(mode))
        os.replace(fresh, file)
    except BaseException:
        os.unlink(fresh)
        raise


def _root(folder: str) -> str:
    """The nearest folder upwards that is a working copy of git; empty if there is none."""
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


def _blob(environment: Mapping[str, str]) -> str:
    """Where a server shows the files of the commit that is checked."""
    said = environment.get
    if said("GITHUB_SERVER_URL") and said("GITHUB_REPOSITORY") and said("GITHUB_SHA"):
        commit = said("SELLERLINT_COMMIT") or said("GITHUB_SHA")
        return f"{said('GITHUB_SERVER_URL')}/{said('GITHUB_REPOSITORY')}/blob/{commit}"
    if said("CI_PROJECT_URL") and said("CI_COMMIT_SHA"):
        return f"{said('CI_PROJECT_URL')}/-/blob/{said('CI_COMMIT_SHA')}"
    return ""
