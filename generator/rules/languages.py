"""Which reader reads which language, and how each spells methods and arguments."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.pages.facts import PageFacts
from generator.pages.sections.samples import EDITION_OF_WORD
from generator.rules import python, typescript
from generator.rules.code import Code, Visitor, walk
from generator.rules.others import OTHERS

READERS: Final[Mapping[str, Mapping[str, Visitor]]] = MappingProxyType(
    {"node": typescript.VISITORS, "python": python.VISITORS, **OTHERS}
)
WHOLE: Final = ("node", "python")
"""The editions whose arguments are judged too; of the others the method's name and the client only."""


def language(page: PageFacts) -> str:
    """The edition whose language the page's sample is in: what the fence says, else the page's own."""
    word = page.samples.lang.split()[0].lower() if page.samples.lang.split() else ""
    return EDITION_OF_WORD.get(word, page.edition)


def read_code(text: str, edition: str) -> Code | None:
    """What a sample does; None where nothing can read its language."""
    visitors = READERS.get(edition)
    return None if visitors is None else walk(text, edition, visitors)
