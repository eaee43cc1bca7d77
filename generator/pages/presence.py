"""Which blocks a page has that its print would not have, and the other way round; the sections' order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.model import UNSET
from generator.pages.facts import PageFacts
from generator.pages.ids import named
from generator.pages.sections.head import ORDER
from generator.pages.vocabulary import SECTIONS, Dialect, printed
from generator.source import diagnostic

_NEEDED: Final = ("parameters", "response", "schemas")


def record_presence(
    page: PageFacts, blocks: Sequence[str], roles: Sequence[str], frame: Dialect
) -> None:
    """Record omitted and additional blocks and an unusual order; report sections that are missing."""
    expected = _expected(page, frame)
    have = set(blocks)
    absent = [name for name in expected if name not in have]
    known = set(expected)
    extra = [name for name in blocks if name not in known]
    if absent:
        page.exceptions["omit"] = absent
    if extra:
        page.exceptions["with"] = extra
    _order(page, blocks, roles)
    for name in _NEEDED:
        if name not in have:
            seen = f"no `{printed(frame.words.headings[name])}` section"
            page.diagnostics.append(diagnostic("P016", page.span("head"), seen))


def _expected(page: PageFacts, frame: Dialect) -> list[str]:
    names = ["title", "comment", "updated", "quote", "method", "method.name"]
    names += ["description"] if page.head.description else []
    names += ["parameters", "parameters.table"]
    names += ["samples", "samples.code"] if page.samples.source is not None else []
    names += ["response", "response.type", "response.table"]
    if page.response.example is not UNSET or page.response.include:
        names += ["response.example-line", "response.example"]
    names.append("schemas")
    for schema in page.schemas:
        own = named(schema.name)
        names += [own, f"{own}.{'include' if schema.include else 'table'}"]
    return [name for name in names if name.split(".")[0] not in frame.style.omit]


def _order(page: PageFacts, blocks: Sequence[str], roles: Sequence[str]) -> None:
    top = [name for name in blocks if name in ORDER]
    if top != sorted(top, key=ORDER.index):
        page.exceptions["order"] = top
    found = [role for role in roles if role != "head"]
    if found != sorted(found, key=SECTIONS.index):
        page.exceptions["sections"] = found
