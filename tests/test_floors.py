"""The house has floors: a module imports only from floors below its own, and the heavy libraries live in one room each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FLOORS = {
    "checker": 0,
    "checker.text": 0,
    "checker.message": 1,
    "checker.finding": 1,
    "checker.lexicon": 2,
    "checker.policy": 2,
    "checker.hosts": 2,
    "checker.invisible": 2,
    "checker.css": 2,
    "checker.traces": 2,
    "checker.glances": 3,
    "checker.orders": 0,
    "checker.patterns": -1,
    "checker.records": -1,
    "checker.meant": -1,
    "checker.modules": -1,
    "checker.tongues": 2,
    "checker.emojis": 2,
    "checker.phones": 2,
    "checker.postal": 2,
    "checker.readers": 2,
    "checker.rule": 3,
    "checker.addresses": 4,
    "checker.intents": 4,
    "checker.styling": 4,
    "checker.phrasebook": 4,
    "checker.rules": 5,
    "checker.config": 6,
    "checker.needs": 6,
    "checker.allow": 6,
    "checker.baseline": 6,
    "checker.fix": 6,
    "checker.engine": 7,
    "checker.reporters": 7,
    "checker.files": 7,
    "checker.api": 8,
    "checker.painted": 8,
    "checker.statistics": 8,
    "checker.progress": 8,
    "checker.pages": 8,
    "checker.changes": 8,
    "checker.outputs": 8,
    "checker.commands": 9,
    "checker.cli": 10,
    "checker.__main__": 11,
}
"""A package stands for all its modules; within one floor imports may go to other modules of the same package, and
from a module to the data beside it."""

ROOMS = {
    "markdown_it": "checker.readers.commonmark",
    "yaml": "checker.readers.yaml",
    "tldextract": "checker.hosts",
    "emoji": "checker.emojis",
    "phonenumbers": "checker.phones",
}
ALSO = {("yaml", "checker.policy"), ("yaml", "checker.pages"), ("yaml", "checker.lexicon")}
"""Our own data files are read with the YAML library, too."""

FROM_BELOW = ("checker", "checker.finding", "checker.text", "checker.records", "checker.patterns", "checker.modules")
"""What reporters may import beside one another."""

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "checker").rglob("*.py"))
}


def _floor(module: str) -> tuple[str, int]:
    while module not in FLOORS:
        module = module.rpartition(".")[0]
    return module, FLOORS[module]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            names = [f"{node.module}.{name.name}" for name in node.names]
            yield from (name if name in MODULES else node.module for name in names)


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module: str) -> None:
    if module == "checker":
        return  # the door to `checker.api`, which it opens when somebody asks; `test_startup.py` holds it to that
    room, floor = _floor(module)
    assert room != "checker", f"{module} has no floor yet: add it to FLOORS"
    for name in _imports(MODULES[module]):
        if name.split(".")[0] != "checker":
            home = ROOMS.get(name.split(".")[0])
            assert home is None or _floor(module)[0] in home or module == home or (name.split(".")[0], room) in ALSO, (
                f"{module} imports {name}, which belongs to {home}"
            )
            continue
        other, below = _floor(name)
        assert below < floor or other == room or name == "checker", f"{module} (floor {floor}) imports {name} ({below})"


@pytest.mark.parametrize(
    "module", [name for name in MODULES if name.count(".") == 3 and name.startswith("checker.rules")]
)
def test_rules_are_strangers_to_one_another(module: str) -> None:
    for name in _imports(MODULES[module]):
        assert not name.startswith(("checker.rules", "checker.readers", "checker.config", "checker.engine")), name


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("checker.reporters")])
def test_reporters_stand_beside_the_stair(module: str) -> None:
    for name in _imports(MODULES[module]):
        if name.split(".")[0] == "checker":
            assert name in FROM_BELOW or name.startswith("checker.reporters"), name


@pytest.mark.parametrize(
    "module",
    [
        name
        for name in MODULES
        if name not in ("checker.cli", "checker.pages", "checker.__main__") and not name.startswith("checker.commands")
    ],
)
def test_nothing_below_the_command_line_prints_or_exits(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "exit", "quit", "input"), f"{module}:{node.lineno}"
        if isinstance(node, ast.Attribute):
            name = ast.unparse(node)
            assert name not in ("sys.exit", "os.environ", "sys.argv", "sys.stdout"), f"{module}:{node.lineno}"
