"""`sellerlint show-files`."""

from __future__ import annotations

from checker.commands import CLEAN, FAILED, NOTHING, choice, configuration, one_line, tell
from checker.commands.arguments import choosing as add

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from checker.files import Trouble

__all__ = ["SAYS", "add", "run"]

SAYS = "list the files that would be checked"


def run(options: argparse.Namespace) -> int:
    from checker import files

    config = configuration(options)
    troubles: list[Trouble] = []
    found = list(files.find([path for path in options.paths if path != "-"], troubles, choice(options, config)))
    for path in found:
        print(one_line(files.shown(path)))
    tell(troubles)
    return FAILED if troubles else CLEAN if found else NOTHING
