"""The response section: the type's name, its fields, an example."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from generator.markdown.blocks import Block, blocks
from generator.markdown.tables import read_table
from generator.model import UNSET, Json
from generator.pages import escape
from generator.pages.facts import ResponseFacts, Section
from generator.pages.frame import Frame, Piece
from generator.pages.json_text import print_json, read_json
from generator.pages.sections.headings import heading
from generator.pages.sections.kind import SectionKind, Stated
from generator.pages.sections.rows import read_rows, roles
from generator.pages.sections.samples import fence, fence_body
from generator.pages.tables import (
    Memory,
    RowView,
    TableSpec,
    print_table,
    recorded_spec,
    shared,
)
from generator.pages.vocabulary import Dialect, printed

_TYPE: Final = re.compile(r"\s*[^`|\n]{1,24}?[:：]\s*`([^`\n]*)`\s*")
_EXAMPLE: Final = re.compile(r"\s*[^`|\n]{1,30}[:：]\s*")
INCLUDE: Final = re.compile(r"\s*!!!\s*include\(([^()\s]+)\)!!!\s*")


def type_piece(name: str, dialect: Dialect) -> Piece:
    """The line that names the response's type."""
    shown = escape.code_text(name)
    labels = {key: f"{text}`{shown}`" for key, text in dialect.words.lines["type_line"].items()}
    return Piece("response.type", printed(labels), labels=labels)


def line_piece(dialect: Dialect) -> Piece:
    """The line above the example."""
    labels = dialect.words.lines["example_line"]
    return Piece("response.example-line", printed(labels), labels=labels)


def include_line(path: str) -> str:
    """A shared fragment, included by its path."""
    return f"!!!include({escape.path_text(path)})!!!"


def usual_form(dialect: Dialect) -> str:
    """How a style prints JSON."""
    return "fitted" if dialect.style.aligned else "expanded"


def example_piece(facts: ResponseFacts, form: str) -> Piece:
    """The example's block: a fence, or an include."""
    if facts.include:
        return Piece("response.example", include_line(facts.include))
    return fence("response.example", "json", print_json(facts.example, form))


def write(
    facts: ResponseFacts,
    views: Sequence[RowView],
    dialect: Dialect,
    exceptions: Mapping[str, Json],
    memory: Memory | None = None,
) -> list[Piece]:
    """The section's blocks; `facts` gives name, example and include, `views` the fields."""
    spec = recorded_spec("response", "response", dialect, exceptions, memory)
    pieces = [heading("response", dialect), type_piece(facts.name, dialect)]
    pieces.append(Piece("response.table", print_table(views, spec), final=True))
    if facts.include or facts.example is not UNSET:
        form = str(exceptions.get("json", usual_form(dialect)))
        key = ("example", id(facts.example), facts.include, form)
        example = shared(memory, key, facts.example, lambda: example_piece(facts, form))
        pieces += [line_piece(dialect), example]
    return pieces


def read(lines: Sequence[str], dialect: Dialect) -> Section:
    """Read the section; what is neither type, table nor example is a note."""
    frame = Frame("response", lines, dialect)
    facts = ResponseFacts()
    for block in blocks(lines):
        facts = _block(block, lines, facts, frame)
    if not facts.typed:
        frame.find("P014", 0, "no response type", "a line such as Type: `IsSuccessRespDto`")
    if not facts.present:
        frame.find("P015", 0, "no response table", "a table of three columns")
    return frame.done(facts)


def _block(block: Block, lines: Sequence[str], facts: ResponseFacts, frame: Frame) -> ResponseFacts:
    dialect, text = frame.dialect, "\n".join(lines[block.start : block.end])
    if block.kind == "heading" and not frame.ids:
        frame.put(heading("response", dialect), block.start, block.end)
    elif not facts.typed and not facts.present and (match := _TYPE.fullmatch(text)):
        name = escape.decode(match[1])
        frame.put(type_piece(name, dialect), block.start, block.end)
        return replace(facts, name=name, typed=True)
    elif block.kind == "docs_table" and not facts.present:
        return _table(block, lines, facts, frame)
    elif _is_example_line(text, frame) and block.kind == "paragraph":
        frame.put(line_piece(dialect), block.start, block.end)
    elif block.kind == "fence" and facts.example is UNSET:
        return _example(block, lines, facts, frame)
    elif (match := INCLUDE.fullmatch(text)) and not facts.include:
        found = replace(facts, include=escape.decode(match[1]), example_line=block.start)
        frame.put(example_piece(found, ""), block.start, block.end)
        return found
    else:
        frame.stray(block)
    return facts


def _is_example_line(text: str, frame: Frame) -> bool:
    return bool(_EXAMPLE.fullmatch(text)) and "response.example-line" not in frame.ids


def _table(block: Block, lines: Sequence[str], facts: ResponseFacts, frame: Frame) -> ResponseFacts:
    table = read_table(lines, block.start)
    found = roles(table.header, "response", frame.dialect)
    rows = facts.rows
    if found is None:
        frame.find(
            "P020", block.start, f"a header of {len(table.header.cells)} columns", "three columns"
        )
    else:
        rows = read_rows(table, TableSpec("response", "response", frame.dialect, found), frame)
    frame.put(Piece("response.table", "", final=True), block.start, block.end)
    return replace(facts, rows=rows, present=True)


def _example(
    block: Block, lines: Sequence[str], facts: ResponseFacts, frame: Frame
) -> ResponseFacts:
    text = fence_body(block, lines)
    usual = usual_form(frame.dialect)
    value, form = read_json(text) or (text, usual)
    if isinstance(value, str) or not form:
        frame.find("P040", block.start + 1, _why(text), "JSON")
    elif form != usual and print_json(value, usual) != text:
        frame.exceptions["json"] = form
    if not form:
        frame.lost("response.example", block.start)
    found = replace(facts, example=value, example_line=block.start + 1)
    frame.put(fence("response.example", "json", text), block.start, block.end)
    return found


def _why(text: str) -> str:
    try:
        json.loads(text)
    except ValueError as error:
        return f"no JSON: {error}"
    except RecursionError:
        return "JSON nested too deep"
    return "JSON that is not laid out as usual"


def _blocks(facts: ResponseFacts) -> list[str]:
    names = ["response", "response.type", "response.table"]
    shown = facts.example is not UNSET or facts.include
    return names + (["response.example-line", "response.example"] if shown else [])


def _stated(facts: ResponseFacts) -> Iterator[Stated]:
    yield Stated("the response type", "response.type", facts.name)
    yield Stated("the example", "response.example", facts.example, facts.example_line)
    yield Stated("the include", "response.example", facts.include, facts.example_line)


SECTION: Final = SectionKind("response", 40, ResponseFacts(), read, _blocks, _stated, needed=True)
