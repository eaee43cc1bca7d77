"""Editions: the programming languages of pages, each a row of `templates/reference/editions.yaml` and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Final

import yaml

from generator.files import template
from generator.naming import snake


def _pascal(name: str) -> str:
    return name[:1].upper() + name[1:]


_CASES: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {"camel": str, "snake": snake, "pascal": _pascal}
)


@dataclass(frozen=True, slots=True)
class Edition:
    """One row; see the comments in the file. An edition that a document alone knows is its own language."""

    name: str
    language: str
    fence: str
    also: tuple[str, ...] = ()
    fences: tuple[str, ...] = ()
    functions: str = "camel"
    between: str = "."
    grammar: tuple[str, ...] = ()
    reader: str = ""
    calls: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    makes: tuple[str, ...] = ()

    def spell(self, operation: str) -> str:
        """The name of an operation's function; the operation is in camelCase."""
        return _CASES[self.functions](operation)


@cache
def editions() -> Mapping[str, Edition]:
    """All editions by name, in order."""
    rows = yaml.safe_load(template("reference/editions.yaml"))
    return MappingProxyType({name: _edition(name, row) for name, row in rows.items()})


def _edition(name: str, row: Mapping[str, object]) -> Edition:
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Edition(name, **plain)  # type: ignore[arg-type]


def edition(name: str) -> Edition:
    """The edition of a name; one that has no row spells and calls as most do."""
    return editions().get(name) or Edition(name, name, name)


@cache
def usual() -> str:
    """The edition of new pages, and of pages that say nothing."""
    return next(iter(editions()))


def of_language(name: str) -> str:
    """The edition of a language's name; an unknown language is its own edition."""
    return _by_language().get(name.lower(), name.lower())


@cache
def _by_language() -> Mapping[str, str]:
    return {
        name.lower(): one.name for one in editions().values() for name in (one.language, *one.also)
    }


def of_fence(word: str) -> str:
    """The edition of a fence's info word; empty for an unknown one."""
    return _by_fence().get(word.lower(), "")


@cache
def _by_fence() -> Mapping[str, str]:
    return {word: one.name for one in editions().values() for word in (one.fence, *one.fences)}


def of_function(function: str, operation: str) -> str:
    """The first edition that spells an operation's function so; else the usual one."""
    fitting = (one.name for one in editions().values() if one.spell(operation) == function)
    return next(fitting, usual())
