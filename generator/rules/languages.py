"""Which reader reads which language, and how each spells methods and arguments."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.model.editions import Edition, editions, of_fence
from generator.pages.facts import PageFacts
from generator.rules import others, python, typescript
from generator.rules.code import Code, Visitor, walk

_WHOLE: Final[Mapping[str, Mapping[str, Visitor]]] = MappingProxyType(
    {"typescript": typescript.VISITORS, "python": python.VISITORS}
)


def _visitors(edition: Edition) -> Mapping[str, Visitor]:
    return _WHOLE[edition.reader] if edition.reader else others.visitors(edition)


READERS: Final[Mapping[str, Mapping[str, Visitor]]] = MappingProxyType(
    {name: visitors for name, one in editions().items() if (visitors := _visitors(one))}
)
WHOLE: Final = tuple(name for name, one in editions().items() if one.reader)
"""The editions whose arguments are judged too; of the others the method's name and the client only."""


def language(page: PageFacts) -> str:
    """The edition whose language the page's sample is in: what the fence says, else the page's own."""
    word = page.samples.lang.split()[0] if page.samples.lang.split() else ""
    return of_fence(word) or page.edition


def read_code(text: str, edition: str) -> Code | None:
    """What a sample does; None where nothing can read its language."""
    visitors = READERS.get(edition)
    return None if visitors is None else walk(text, edition, visitors)
