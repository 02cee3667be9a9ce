"""`sellerlint show-config`."""

from __future__ import annotations

import sys

from checker.commands import CLEAN, configuration
from checker.commands.arguments import configured as add

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["SAYS", "add", "run"]

SAYS = "show the configuration that holds here"


def run(options: argparse.Namespace) -> int:
    from checker.config.show import show

    sys.stdout.write(show(configuration(options)))
    return CLEAN
