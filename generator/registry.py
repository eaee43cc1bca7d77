"""Floor 0: what is found by its place, so that no list is edited when something of its kind is added."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """The names of the folders below a package of this program, sorted."""
    paths = import_module(f"generator.{package}").__path__
    return tuple(sorted(one.name for one in iter_modules(paths) if one.ispkg))


def modules(package: str, name: str) -> Iterator[ModuleType]:
    """The module of this name of every folder below a package that has one."""
    for folder in names(package):
        module = f"generator.{package}.{folder}.{name}"
        if find_spec(module) is not None:
            yield import_module(module)


@cache
def names_of_files(package: str) -> tuple[str, ...]:
    """The names of the modules in a package of this program, sorted."""
    paths = import_module(f"generator.{package}").__path__
    return tuple(sorted(one.name for one in iter_modules(paths) if not one.ispkg))


def files(package: str) -> Iterator[ModuleType]:
    """The modules in a package."""
    for name in names_of_files(package):
        yield import_module(f"generator.{package}.{name}")
