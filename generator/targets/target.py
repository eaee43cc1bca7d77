"""What the program asks of a target; each folder of this package has a `target.py` with its `TARGET`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Generic, TypeVar

from generator.model import Api
from generator.registry import names
from generator.source import Diagnostic
from generator.targets.check import Check
from generator.targets.settings import Option, Settings, Wanted

S = TypeVar("S", bound=Settings)
Sampler = Callable[[str, str], str]
"""Gives the source of a sample for the client and the id of an operation; without a line feed at its end."""
Emitted = tuple[Mapping[str, str], list[Diagnostic]]
"""Texts by path below the target's folder, and what there is to tell about them."""
Surface = Mapping[str, Mapping[str, Mapping[str, str]]]
"""What programs may name: by client, class and member; the signature of what is no class stands with an empty name."""


@dataclass(frozen=True, slots=True)
class Target(Generic[S]):
    """An output language; its name is its folder's.

    `about` and `options` are its part of docs2sdk.yaml, of which `settings` are made, each option a field of them;
    `refused` says why a package can not have a name. `samples` writes sample code for pages of an `edition`,
    and `check` says how they are judged against the package in a folder.
    `surface` reads from what is emitted which names programs may use. `operation` matches each operation in it: what is
    counted was written. `imports` matches what loads a client in sample code, its group is the package. `honoured` has
    the codes of what documents may want that its clients can do (`openapi/demands.py`).
    """

    about: str
    options: Mapping[str, Option]
    settings: Callable[[Wanted], S]
    refused: Callable[[str], str]
    emit: Callable[[Sequence[Api], S], Emitted]
    samples: Callable[[Sequence[Api], S], Sampler]
    edition: str
    check: Callable[[S, str], Check]
    operation: re.Pattern[str]
    imports: re.Pattern[str]
    honoured: frozenset[str] = frozenset()
    surface: Callable[[Mapping[str, str]], Surface] = lambda _: {}

    def count(self, texts: Mapping[str, str]) -> int:
        """How many operations the emitted texts hold."""
        return sum(len(self.operation.findall(text)) for text in texts.values())


@cache
def target(name: str) -> Target[Any]:
    """The target of a name."""
    found: Target[Any] = import_module(f"generator.targets.{name}.target").TARGET
    return found


def targets() -> dict[str, Target[Any]]:
    """All targets by name."""
    return {name: target(name) for name in names("targets")}
