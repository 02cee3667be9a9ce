"""`sellerlint completions SHELL`: what a shell has to know to complete our words, made from the parsers themselves."""

from __future__ import annotations

import sys

from checker.commands import CLEAN, COMMANDS
from checker.commands.arguments import module, new_parser
from checker.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

SAYS = "print what a shell needs to complete our words"

SHELLS = ("bash", "zsh", "fish")


class Flag(NamedTuple):
    """An option of a command."""

    names: tuple[str, ...]
    says: str
    takes: bool
    """Whether a word follows it."""
    choices: tuple[str, ...]
    """What that word may be; empty for anything, a file among others."""


class Command(NamedTuple):
    """A command with what may follow it."""

    name: str
    says: str
    flags: tuple[Flag, ...]
    words: tuple[str, ...]
    """What its argument may be; empty for files."""
    files: bool


def commands(
    parsers: Mapping[str, tuple[str, argparse.ArgumentParser]], words: Mapping[str, tuple[str, ...]]
) -> list[Command]:
    """What the parsers take. `words`: by command and option (`check --format`) the words that no parser lists."""
    return [_command(name, says, parser, words) for name, (says, parser) in parsers.items()]


def _command(name: str, says: str, parser: argparse.ArgumentParser, words: Mapping[str, tuple[str, ...]]) -> Command:
    flags: list[Flag] = []
    own = words.get(name, ())
    files = False
    for action in parser._actions:
        choices = tuple(map(str, action.choices or ()))
        if action.option_strings:
            long = next((each for each in action.option_strings if each.startswith("--")), "")
            choices = words.get(f"{name} {long}", choices)
            flags.append(Flag(tuple(action.option_strings), _plain(action.help), action.nargs != 0, choices))
        elif choices:
            own = choices
        elif not own:
            files = True
    return Command(name, says, tuple(flags), own, files)


def _plain(words: str | None) -> str:
    """The first clause of a help text, without what a shell would take for its own."""
    text = (words or "").split(";")[0].split(":")[0].split("(")[0].strip()
    return "".join(each for each in text if each not in "'\"`$\\[]")


def script(shell: str, found: list[Command]) -> str:
    """The script for one of `SHELLS`. Raises KeyError for another."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](found)


def _bash(found: list[Command]) -> str:
    cases, values = [], []
    for command in found:
        flags = " ".join(name for flag in command.flags for name in flag.names)
        cases.append(
            f"    {command.name}) flags='{flags}' words='{' '.join(command.words)}' files={int(command.files)};;"
        )
        for flag in command.flags:
            if flag.takes:
                names = "|".join(f"'{command.name} {name}'" for name in flag.names)
                values.append(
                    f"    {names}) words='{' '.join(flag.choices)}'; files={int(not flag.choices)}; flags='';;"
                )
    names = " ".join(command.name for command in found)
    return "\n".join(
        [
            '# bash completion of sellerlint: eval "$(sellerlint completions bash)"',
            "_sellerlint() {",
            "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} first=${COMP_WORDS[1]}",
            "  local command=check flags= words= files=0 word=",
            f'  case " {names} " in *" $first "*) (( COMP_CWORD > 1 )) && command=$first;; esac',
            "  case $command in",
            *cases,
            "  esac",
            f"  (( COMP_CWORD == 1 )) && words='{names}'",
            '  case "$command $before" in',
            *values,
            "  esac",
            "  [[ $current == -* ]] && words=$flags files=0",
            '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
            '  (( files )) && while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")',
            "  return 0",
            "}",
            "complete -o filenames -F _sellerlint sellerlint",
            "",
        ]
    )


def _zsh(found: list[Command]) -> str:
    lines = [
        "#compdef sellerlint",
        '# zsh completion of sellerlint: eval "$(sellerlint completions zsh)", after compinit',
        "_sellerlint() {",
        "  local command=check",
        "  local -a commands",
        "  commands=(",
        *(f"    '{command.name}:{_plain(command.says)}'" for command in found),
        "  )",
        "  if (( CURRENT > 2 )) && [[ -n ${commands[(r)${words[2]}:*]} ]]; then",
        "    command=${words[2]}; shift words; (( CURRENT-- ))",
        "  fi",
        "  (( CURRENT == 2 )) && [[ $command == check && ${words[1]} == sellerlint ]] && _describe command commands",
        "  case $command in",
    ]
    for command in found:
        lines.append(f"    {command.name}) _arguments \\")
        for flag in command.flags:
            for name in flag.names:
                value = (
                    "" if not flag.takes else f":value:({' '.join(flag.choices)})" if flag.choices else ":value:_files"
                )
                lines.append(f"      '*{name}[{flag.says}]{value}' \\")
        rest = f"'*:word:({' '.join(command.words)})'" if command.words else "'*:file:_files'" if command.files else ""
        lines.append(f"      {rest} ;;")
    return "\n".join(
        [
            *lines,
            "  esac",
            "}",
            'if [[ $funcstack[1] == _sellerlint ]]; then _sellerlint "$@"; else compdef _sellerlint sellerlint; fi',
            "",
        ]
    )


def _fish(found: list[Command]) -> str:
    names = " ".join(command.name for command in found)
    lines = ["# fish completion of sellerlint: sellerlint completions fish | source"]
    alone = f"complete -c sellerlint -n 'not __fish_seen_subcommand_from {names}'"
    lines += [f"{alone} -a {command.name} -d '{_plain(command.says)}'" for command in found]
    for command in found:
        seen = f"__fish_seen_subcommand_from {command.name}"
        if command.name == "check":
            # The command that is meant where none is said.
            seen += f"; or not __fish_seen_subcommand_from {names}"
        for flag in command.flags:
            forms = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in flag.names)
            takes = f" -x -a '{' '.join(flag.choices)}'" if flag.choices else " -r" if flag.takes else ""
            lines.append(f"complete -c sellerlint -n '{seen}' {forms}{takes} -d '{flag.says}'")
        if command.words:
            lines.append(f"complete -c sellerlint -f -n '{seen}' -a '{' '.join(command.words)}'")
        elif not command.files:
            lines.append(f"complete -c sellerlint -f -n '{seen}'")
    return "\n".join(lines) + "\n"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, metavar="|".join(SHELLS))


def run(options: argparse.Namespace) -> int:
    from checker.outputs import CHOICES
    from checker.rules import index

    parsers = {}
    for name in COMMANDS:
        command = module(name)
        parser = new_parser(f"sellerlint {name}", command.SAYS)
        command.add(parser)
        parsers[name] = (command.SAYS, parser)
    words = {"explain": tuple(entry.id for entry in index()), "check --format": CHOICES}
    sys.stdout.write(script(options.shell, commands(parsers, words)))
    return CLEAN
