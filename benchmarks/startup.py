"""How long one clean Markdown file takes, beside the time Python needs to import the two parsers we build on.

    python -m benchmarks.startup [RUNS]

Prints both medians and their ratio; exits with 1 if the ratio is over the goal. Everything is byte-compiled first, and
the two commands run in turn, so that a machine that changes its speed changes both.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 0.7

CLEAN = """\
---
subject: Question about your order {{order_id}}
kind: proactive
language: en
reason: info_needed
---

Hello {{first_name}},

before we can engrave the name plate of order {{order_id}} we need one detail from you. The name in the photo has two
spellings, with and without a hyphen. Which of the two shall it be?

Please reply to this message with the spelling. If nothing should be engraved, tell us that instead.

Kind regards,
{{seller_name}}
"""


def once(command: list[str], folder: str) -> float:
    """Seconds that the command takes as a whole process, begun in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"{command} stopped with {done.returncode}")
    return time.perf_counter() - start


def main() -> int:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    package = Path(__file__).resolve().parent.parent / "checker"
    compileall.compile_dir(package, quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clean.md"
        path.write_text(CLEAN, encoding="utf-8")
        ours = [sys.executable, "-m", "checker", "check", str(path)]
        bare = [sys.executable, "-c", "import yaml, markdown_it"]
        once(ours, folder)
        once(bare, folder)
        pairs = [(once(ours, folder), once(bare, folder)) for _ in range(runs)]
    mine = statistics.median(pair[0] for pair in pairs)
    theirs = statistics.median(pair[1] for pair in pairs)
    ratio = mine / theirs
    print(f"sellerlint check, one clean file:      {mine * 1000:6.1f} ms")
    print(f"python -c 'import yaml, markdown_it':  {theirs * 1000:6.1f} ms")
    print(f"ratio of the medians of {runs} runs:       {ratio:6.2f}   (goal: at most {GOAL})")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
