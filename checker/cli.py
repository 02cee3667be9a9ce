"""The command line: arguments in, exit code out."""

from __future__ import annotations

import errno
import gc
import os
import sys

from checker.commands import FAILED, RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def run() -> None:
    """The entry point of the installed command."""
    # Loading the tables makes thousands of objects that live to the end; looking for garbage among them is felt.
    gc.set_threshold(50_000, 20, 50)
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for and return the exit code."""
    try:
        return _main(list(arguments))
    except BrokenPipeError:
        # Whoever read our output has had enough of it (`| head`); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except RefusedError as error:
        print(f"sellerlint: {error}", file=sys.stderr)
        return FAILED
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EBADF, errno.EIO, errno.EDQUOT):
            raise
        # Standard output is gone or full, which is nobody's mistake in here.
        print(f"sellerlint: what was found can't be written: {error.strerror}", file=sys.stderr)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  lives to the end
        return FAILED
    except KeyboardInterrupt:
        print("sellerlint: stopped", file=sys.stderr)
        return 130


def _main(arguments: list[str]) -> int:
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever began us
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115  lives to the end
    for stream in (sys.stdout, sys.stderr):
        # Templates hold any character there is; a terminal of another encoding must not stop the report.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    from checker.commands import check

    options = check.plain(arguments)
    if options is not None:
        return check.run(options)
    from checker.commands.arguments import module, parsed

    options = parsed(arguments)
    done: int = module(options.command).run(options)
    return done
