"""The sections of a page: every file of `pages/sections/` that exports `SECTION`; this is the only list of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any

from generator.pages.sections.kind import SectionKind

_FOLDER = "generator.pages.sections"


@cache
def sections() -> Mapping[str, SectionKind[Any]]:
    """All sections by role, in the order of a page."""
    names = [one.name for one in iter_modules(import_module(_FOLDER).__path__)]
    modules = [import_module(f"{_FOLDER}.{name}") for name in names]
    found = [one.SECTION for one in modules if hasattr(one, "SECTION")]
    return MappingProxyType({one.role: one for one in sorted(found, key=lambda one: one.rank)})


@cache
def below_the_head() -> tuple[str, ...]:
    """The roles of the sections that have a heading, in the order of a page."""
    return tuple(sections())[1:]


@cache
def further() -> tuple[SectionKind[Any], ...]:
    """The sections that stand only on pages that had them, or were made with them."""
    return tuple(kind for kind in sections().values() if kind.written)
