"""The build step that pyproject.toml can't say: a wheel holds the lexicons and the rule index ready-made."""

import os
import sys

from setuptools import setup
from setuptools.command.build_py import build_py

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))


class BuildTables(build_py):
    """Copies the package, then adds the tables that a working copy makes for itself."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        from checker import lexicon, rules

        built = os.path.join(self.build_lib, "checker")
        rules.write(os.path.join(built, "rules", "index.bin"), rules.build(), None)
        lexicon.build_tables(os.path.join(built, "phrases", "tables"))


setup(cmdclass={"build_py": BuildTables})
