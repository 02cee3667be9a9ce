"""The first ten minutes of somebody new, on a real terminal: findings, an explanation, an exception, the baseline,
green, and red again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checker import __version__

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("needs a terminal of the POSIX kind", allow_module_level=True)

ROOT = Path(__file__).resolve().parent.parent
SEQUENCE = re.compile(r"\x1b\[[0-9;]*[mK]")
QUIET = ("CI", "GITHUB_ACTIONS", "PRE_COMMIT", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS")

REPLY = """---
kind: reply
language: en
---

Thank you for writing about the lamp.

For the delivery call the carrier at +1 415 555 0134.
"""
NEWS = """---
kind: proactive
language: en
subject: Your order {{order_id}}
---

Your lamp has been sent back to us. 😀

Get 20% off your next order!
"""


class Terminal:
    """A shell's place: a folder, and what one command says there on a terminal of 100 columns."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {name: value for name, value in os.environ.items() if name not in QUIET}
        self.env |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "GIT_CEILING_DIRECTORIES": str(folder.parent)}

    def says(self, *arguments: str, code: int) -> str:
        """What the command prints, colours and all; it must end with this exit code."""
        child = pexpect.spawn(
            sys.executable,
            ["-m", "checker", *arguments],
            cwd=str(self.folder),
            env=self.env,
            encoding="utf-8",
            dimensions=(50, 100),
            timeout=60,
        )
        said: str = child.read()
        child.close()
        assert "Traceback" not in said, said
        assert child.exitstatus == code, said
        return said.replace("\r\n", "\n")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository with two messages that are not as Amazon wants them, and no configuration."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "README.md").write_text("# Our messages\n\nAsk team@lamp-store.example.\n", encoding="utf-8")
    folder = tmp_path / "messages"
    folder.mkdir()
    (folder / "carrier.md").write_text(REPLY, encoding="utf-8")
    (folder / "news.md").write_text(NEWS, encoding="utf-8")
    return tmp_path


def plain(said: str) -> str:
    return SEQUENCE.sub("", said)


def test_the_first_ten_minutes(shop: Path) -> None:
    terminal = Terminal(shop)

    said = terminal.says(code=1)
    assert "\x1b[1;31merror\x1b[0m" in said, "a terminal gets colours"
    assert "messages/carrier.md:8:" in plain(said)
    assert "^^^^" in plain(said), "and carets"
    assert "README" not in said
    rules = re.findall(r"^messages/\S+: (?:error|warning)\[([a-z-]+)\]", plain(said), re.MULTILINE)
    assert {"phone-number", "emoji", "marketing"} <= set(rules)

    for rule in sorted(set(rules)):
        page = terminal.says("explain", rule, code=0)
        assert page.startswith(f"\x1b[1;4m{rule}\x1b[0m\n")
        assert f"sellerlint: allow {rule} -- the reason" in plain(page)
        assert max(map(len, plain(page).split("\n"))) <= 200

    path = shop / "messages" / "carrier.md"
    comment = "<!-- sellerlint: allow phone-number, off-platform -- the carrier's hotline -->\n"
    path.write_text(REPLY.replace("For the delivery", f"{comment}For the delivery"), encoding="utf-8")
    said = plain(terminal.says(code=1))
    assert "carrier.md" not in said.replace("unused-allowance", "") or "unused-allowance" in said
    assert "[phone-number]" not in said
    assert "allowed" in said.splitlines()[-1]
    assert "(the carrier's hotline)" in plain(terminal.says("--show-allowed", code=1))

    assert "sellerlint-baseline.txt" in terminal.says("baseline", code=0)
    said = plain(terminal.says(code=0))
    assert re.fullmatch(r"No findings in 2 files \(2 messages\); \d allowed, \d in the baseline\.", said.strip())

    news = shop / "messages" / "news.md"
    news.write_text(f"\n{NEWS}".lstrip() + "\nMail to help@lamp-store.example.\n", encoding="utf-8")
    said = plain(terminal.says(code=1))
    assert "[email-address]" in said
    assert "[marketing]" not in said, "what is known stays aside"


def test_a_mistyped_word_gets_a_hint(shop: Path) -> None:
    terminal = Terminal(shop)
    assert "did you mean the command 'baseline'?" in terminal.says("basline", code=2)
    assert "did you mean 'phone-number'?" in terminal.says("explain", "phone-numbr", code=2)
    assert "did you mean '--statistics'?" in terminal.says("check", "--statistcs", code=2)
    assert "did you mean 'concise'?" in terminal.says("--format", "concize", code=2)
    (shop / "sellerlint.toml").write_text("[rulse]\n", encoding="utf-8")
    assert "did you mean 'rules'?" in terminal.says(code=2)


def test_statistics_and_the_table_of_rules(shop: Path) -> None:
    terminal = Terminal(shop)
    said = plain(terminal.says("--statistics", code=1))
    assert re.search(r"^ *1 in 1 file +emoji +\w+ +1 fixable$", said.rpartition(" files (")[2], re.MULTILINE), said
    table = terminal.says("rules", code=0)
    assert table.startswith("\x1b[1mrule ")
    assert re.search(r"^emoji +F01 +error +on +safe +Emoji", table, re.MULTILINE)


def test_beginning_with_init(shop: Path) -> None:
    terminal = Terminal(shop)
    said = terminal.says("init", code=0)
    assert "messages: 2 messages, declared as en" in said
    assert "- id: sellerlint" in said
    assert "is there already" in terminal.says("init", code=2)
    said = plain(terminal.says("--statistics", code=1))
    assert "phone-number" in said


def test_no_bar_for_what_is_quick(shop: Path) -> None:
    assert "checking [" not in Terminal(shop).says(code=1)


def test_a_bar_on_a_long_run(shop: Path) -> None:
    for number in range(1500):
        (shop / "messages" / f"m{number:04}.md").write_text(f"{REPLY}\n" * 3, encoding="utf-8")
    terminal = Terminal(shop)
    said = terminal.says("--format", "json:report.json", code=1)
    assert re.search(r"\rchecking \[#*\.*\] \d+ of 1502 files\x1b\[K", said), said[-300:]
    assert said.rstrip("\n").endswith("\r\x1b[K"), "it is gone at the end"
    terminal.env["PRE_COMMIT"] = "1"
    assert "checking [" not in terminal.says("--format", "json:report.json", code=1)


@pytest.mark.parametrize(
    ("address", "variables", "clickable"),
    [
        ("https://lamps.example/sellerlint", {"VTE_VERSION": "7200"}, True),
        ("https://lamps.example/sellerlint", {"TERM": "xterm-kitty"}, True),
        ("https://lamps.example/sellerlint", {"VTE_VERSION": "7200", "FORCE_HYPERLINK": "0"}, False),
        ("https://lamps.example/sellerlint", {"VTE_VERSION": "4000"}, False),
        ("https://lamps.example/sellerlint", {}, False),
        ("https://lamps.example/OWNER/sellerlint", {"FORCE_HYPERLINK": "1"}, False),
        ("", {"FORCE_HYPERLINK": "1"}, False),
    ],
)
def test_rule_names_are_clickable_where_there_is_an_address(
    tmp_path: Path, address: str, variables: dict[str, str], clickable: bool
) -> None:
    """As an installed package with that address in its metadata."""
    installed = tmp_path / "site" / "sellerlint-9.dist-info"
    installed.mkdir(parents=True)
    urls = f"Project-URL: Changelog, https://x.example/\nProject-URL: Homepage, {address}\n" if address else ""
    (installed / "METADATA").write_text(f"Metadata-Version: 2.1\nName: sellerlint\nVersion: 9\n{urls}")
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / "a.md").write_text("Hello \U0001f600\n")
    terminal = Terminal(shop)
    terminal.env["PYTHONPATH"] = os.pathsep.join((str(installed.parent), str(ROOT)))
    terminal.env |= variables
    said = terminal.says(code=1)
    page = f"{address}/blob/v{__version__}/docs/rules/emoji.md"
    assert (f"\x1b]8;;{page}\x1b\\" in said) is clickable
    assert ("\x1b]8;;" in said) is clickable
    assert (f"repo: {address}\n" in terminal.says("init", code=0)) is bool(address and "OWNER" not in address)
