"""`docs2sdk completion SHELL`: a script for bash, zsh or fish, made of the parser itself, so it never lags behind."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from generator.cli.output import data
from generator.cli.parser import parser
from generator.cli.usage import Offer, Parser

Commands = Mapping[str, tuple[str, list[Offer]]]
"""What is offered after each command's name, and what the command does."""
Script = Callable[[Commands, Parser], str]

_BASH: Final = """\
# docs2sdk for bash: source <(docs2sdk completion bash)
_docs2sdk() {
    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="" words="" one
    for one in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $one == -* ]] || { command="$one"; break; }
    done
    COMPREPLY=()
    case "$command $before" in
VALUES
    esac
    case "$command" in
WORDS
    esac
    if [[ $word == -* || $words != -* ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$word"))
    fi
}
complete -o default -F _docs2sdk docs2sdk
"""
_ZSH: Final = """\
#compdef docs2sdk
# docs2sdk for zsh: docs2sdk completion zsh > a folder of $fpath/_docs2sdk
_docs2sdk() {
    local -a commands=(
COMMANDS
    )
    if (( CURRENT == 2 )); then
        _describe command commands
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
OPTIONS
    esac
}
if [[ $funcstack[1] == _docs2sdk ]]; then _docs2sdk "$@"; else compdef _docs2sdk docs2sdk; fi
"""


def completion(chosen: Namespace) -> int:
    """Print the script of a shell."""
    top = parser()
    commands = {name: (about, one.offers()) for name, (about, one) in top.commands().items()}
    data(SCRIPTS[chosen.shell](commands, top))
    return 0


def _bash(commands: Commands, top: Parser) -> str:
    values = [
        f'        "{name} {flag}") COMPREPLY=($(compgen -W "{" ".join(one.values)}" -- "$word")); return ;;'
        for name, (_, offers) in commands.items()
        for one in offers
        for flag in one.flags
        if one.values
    ]
    values += [
        f'        "{name} {flag}") return ;;'
        for name, (_, offers) in commands.items()
        for one in offers
        for flag in one.flags
        if one.takes and not one.values
    ]
    words = [f'        "") words="{" ".join([*commands, *_flags(top.offers())])}" ;;']
    words += [
        f'        {name}) words="{" ".join([*_positional(offers), *_flags(offers)])}" ;;'
        for name, (_, offers) in commands.items()
    ]
    return _BASH.replace("VALUES", "\n".join(values)).replace("WORDS\n", "\n".join(words) + "\n", 1)


def _flags(offers: Iterable[Offer]) -> list[str]:
    return [flag for one in offers for flag in one.flags if flag.startswith("--")]


def _positional(offers: Iterable[Offer]) -> list[str]:
    """The words that an argument without an option may be."""
    return [word for one in offers if not one.flags for word in one.values]


def _zsh(commands: Commands, _: Parser) -> str:
    named = [
        f"        {_quoted(f'{name}:{_plain(about)}')}" for name, (about, _) in commands.items()
    ]
    options = [
        f"        {name}) _arguments {' '.join(_zsh_specs(offers))} ;;"
        for name, (_, offers) in commands.items()
    ]
    return _ZSH.replace("COMMANDS", "\n".join(named)).replace("OPTIONS", "\n".join(options))


def _zsh_specs(offers: Iterable[Offer]) -> list[str]:
    specs = []
    for one in offers:
        values = f"({' '.join(one.values)})" if one.values else "_files"
        specs += [
            _quoted(f"*{flag}[{_plain(one.about)}]" + (f":value:{values}" if one.takes else ""))
            for flag in one.flags
        ]
        specs += [] if one.flags else [_quoted(f"*:argument:{values}")]
    return list(dict.fromkeys(specs))


def _plain(text: str) -> str:
    """A text without what has a meaning in zsh's specs."""
    return text.translate(str.maketrans("[]:", "();"))


def _fish(commands: Commands, top: Parser) -> str:
    lines = [
        "# docs2sdk for fish: docs2sdk completion fish > ~/.config/fish/completions/docs2sdk.fish"
    ]
    first = "complete -c docs2sdk -n __fish_use_subcommand"
    lines += [f"{first} -f -a {name} -d {_quoted(about)}" for name, (about, _) in commands.items()]
    lines += [
        f"{first} -f{_fish_flags(one)} -d {_quoted(one.about)}" for one in top.offers() if one.flags
    ]
    for name, (_, offers) in commands.items():
        after = f"complete -c docs2sdk -n '__fish_seen_subcommand_from {name}'"
        lines += [f"{after}{_fish_option(one)}" for one in offers if one.flags or one.values]
    return "\n".join(lines) + "\n"


def _fish_option(one: Offer) -> str:
    words = f" -a {_quoted(' '.join(one.values))}"
    if not one.flags:
        return f" -f{words}"
    takes = f" -x{words}" if one.values else " -r -F" if one.takes else ""
    return f"{_fish_flags(one)}{takes} -d {_quoted(one.about)}"


def _fish_flags(one: Offer) -> str:
    return "".join(
        f" -l {flag[2:]}" if flag.startswith("--") else f" -s {flag[1:]}" for flag in one.flags
    )


def _quoted(text: str) -> str:
    """A text as one word of every shell."""
    return "'" + text.replace("'", "’") + "'"


_MADE: Final[dict[str, Script]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
SCRIPTS: Final[Mapping[str, Script]] = MappingProxyType(_MADE)
"""How each shell's script is made."""
