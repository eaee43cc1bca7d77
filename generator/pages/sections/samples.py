"""The sample-code section: one fence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.markdown.blocks import Block, blocks
from generator.pages.facts import SampleFacts, Section
from generator.pages.frame import Frame, Piece
from generator.pages.sections.headings import heading
from generator.pages.sections.kind import SectionKind, Stated
from generator.pages.vocabulary import Dialect

_RUN: Final = re.compile(r"^ {0,3}(`{3,})", re.MULTILINE)
_INFO: Final = re.compile(r"[^\s`{}<>]*")


def fence(name: str, info: str, code: str) -> Piece:
    """A fenced block; its fence is longer than any in the code (CommonMark 0.31, 4.5)."""
    mark = "`" * max([3, *(len(run) + 1 for run in _RUN.findall(code))]) if "```" in code else "```"
    return Piece(name, f"{mark}{_INFO.match(info)[0]}\n{code}\n{mark}")  # type: ignore[index]


def write(lang: str, source: str, dialect: Dialect) -> list[Piece]:
    """The section's blocks."""
    return [heading("samples", dialect), fence("samples.code", lang, source)]


def fence_body(block: Block, lines: Sequence[str]) -> str:
    """The code between the fence's lines; all that follows when the fence is never closed."""
    closed = block.end - 1 > block.start and lines[block.end - 1].strip().startswith(("```", "~~~"))
    return "\n".join(lines[block.start + 1 : block.end - 1 if closed else block.end])


def read(lines: Sequence[str], dialect: Dialect) -> Section:
    """Read the section; the first fence is the sample, all else notes."""
    frame = Frame("samples", lines, dialect)
    facts = SampleFacts()
    for block in blocks(lines):
        if block.kind == "heading" and not frame.ids:
            frame.put(heading("samples", dialect), block.start, block.end)
        elif block.kind == "fence" and facts.source is None:
            facts = SampleFacts(block.info.strip(), fence_body(block, lines), block.start + 1)
            piece = fence("samples.code", facts.lang, facts.source or "")
            frame.put(piece, block.start, block.end)
        else:
            frame.stray(block)
    if facts.source is None:
        frame.find("P013", 0, "no code", "a fenced block")
    return frame.done(facts)


def _blocks(facts: SampleFacts) -> tuple[str, ...]:
    return ("samples", "samples.code") if facts.source is not None else ()


def _stated(facts: SampleFacts) -> Iterator[Stated]:
    yield Stated("the sample code", "samples.code", (facts.lang, facts.source), facts.line)


SECTION: Final = SectionKind("samples", 30, SampleFacts(), read, _blocks, _stated)
