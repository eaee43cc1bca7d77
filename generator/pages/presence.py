"""Which blocks a page has that its print would not have, and the other way round; the sections' order."""

from __future__ import annotations

from collections.abc import Sequence

from generator.pages.facts import PageFacts
from generator.pages.registry import below_the_head, further, sections
from generator.pages.sections.head import ORDER
from generator.pages.vocabulary import Dialect, printed
from generator.source import diagnostic


def record_presence(
    page: PageFacts, blocks: Sequence[str], roles: Sequence[str], frame: Dialect
) -> None:
    """Record omitted and additional blocks and an unusual order; report sections that are missing."""
    expected = _expected(page, frame)
    have = set(blocks)
    absent = [name for name in expected if name not in have]
    known = set(expected)
    more = {kind.role for kind in further()}
    extra = [name for name in blocks if name not in known or name in more]
    if absent:
        page.exceptions["omit"] = absent
    if extra:
        page.exceptions["with"] = extra
    _order(page, blocks, roles)
    for name, kind in sections().items():
        if kind.needed and name not in have:
            seen = f"no `{printed(frame.words.headings[name])}` section"
            page.diagnostics.append(diagnostic("P016", page.span("head"), seen))


def _expected(page: PageFacts, frame: Dialect) -> list[str]:
    there = [kind for kind in sections().values() if not kind.written or kind.role in page.sections]
    names = [name for kind in there for name in kind.blocks(kind.of(page))]
    return [name for name in names if name.split(".")[0] not in frame.style.omit]


def _order(page: PageFacts, blocks: Sequence[str], roles: Sequence[str]) -> None:
    top = [name for name in blocks if name in ORDER]
    if top != sorted(top, key=ORDER.index):
        page.exceptions["order"] = top
    found = [role for role in roles if role != "head"]
    if found != sorted(found, key=below_the_head().index):
        page.exceptions["sections"] = found
