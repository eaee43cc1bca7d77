"""What is said about wrong arguments, and at the end of each help text."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Final, NoReturn

EXIT_CODES: Final = (
    "exit codes: 0 clean, 1 findings or drift, 2 the tool could not do its work (arguments, files)"
)
_CHOICE: Final = re.compile(r"invalid choice: '(.*?)' \(choose from (.*)\)", re.DOTALL)


def epilog(*examples: str) -> str:
    """The end of a help text: examples that run as they stand, and the exit codes."""
    lines = ["examples:", *(f"  docs2sdk {one}" for one in examples), "", EXIT_CODES]
    return "\n".join(lines if examples else lines[-1:])


@dataclass(frozen=True, slots=True)
class Offer:
    """What may stand on a command line: an option by its `flags`, or an argument without one.

    `values` are the words that it may be, none where it may be anything; `takes`: does the option have a value?
    """

    flags: tuple[str, ...]
    about: str
    values: tuple[str, ...]
    takes: bool


class Parser(argparse.ArgumentParser):
    """A parser that tells what there is to choose from, and which command, option or value is probably meant."""

    def commands(self) -> dict[str, tuple[str, Parser]]:
        """The commands with what they do."""
        known = [one.choices for one in self._actions if isinstance(one.choices, dict)]
        return {name: (one.description or "", one) for some in known for name, one in some.items()}

    def offers(self) -> list[Offer]:
        """What there is to choose from, commands apart."""
        return [
            Offer(
                tuple(action.option_strings),
                action.help or "",
                tuple(map(str, action.choices or ())),
                action.nargs != 0,
            )
            for action in self._actions
            if not isinstance(action.choices, dict)
        ]

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        """As in the base class; an option that is not known ends here, where its neighbours are known."""
        chosen, rest = super().parse_known_args(args, namespace)
        if unknown := [one for one in rest if one.startswith("-")]:
            self.error(f"unrecognized arguments: {' '.join(unknown)}{self._near(unknown[0])}")
        if self.commands() and chosen.command is None:  # said last: a wrong option is told first
            self.error("the following arguments are required: COMMAND")
        return chosen, rest

    def _near(self, option: str) -> str:
        return _meant(option.partition("=")[0], list(self._option_string_actions))

    def error(self, message: str) -> NoReturn:
        """Usage, the message and what is probably meant on standard error; exit code 2."""
        if choice := _CHOICE.search(message):
            known = re.findall(r"[\w.-]+", choice[2])
            message += _meant(choice[1], known)
        super().error(message)


def _meant(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - not needed for right arguments

    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean `{near[0]}`?" if near else ""


class Styles(Iterable[str]):
    """The names of styles, read when they are asked for."""

    def __iter__(self) -> Iterator[str]:
        vocabulary = import_module("generator.pages.vocabulary")  # not needed for a clean check
        return iter(vocabulary.styles())
