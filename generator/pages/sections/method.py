"""The method section: which class and function a page calls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from generator.markdown.blocks import blocks
from generator.model.editions import Edition, editions
from generator.naming import camel, pascal, words
from generator.pages import edits
from generator.pages.escape import code_text
from generator.pages.facts import MethodFacts, Section
from generator.pages.frame import Frame, Piece
from generator.pages.sections.headings import heading
from generator.pages.sections.kind import SectionKind, Stated
from generator.pages.vocabulary import Dialect

_BETWEEN: Final = (".", "->", "::")
"""What languages write between an object or class and its function; pages have any of them."""


@cache
def _name() -> re.Pattern[str]:
    marks = {*_BETWEEN, *(one.between for one in editions().values())}
    between = "|".join(map(re.escape, sorted(marks)))
    return re.compile(rf"`?\s*(\w+)\s*({between})\s*(\w+)\s*`?")


def model_names(own: Sequence[str], model: Iterable[str], edition: Edition) -> list[str]:
    """The names of a page's cells as the model has them: an edition may spell fields as it spells functions."""
    known = set(model)
    spelled = {edition.spell(name): name for name in known}
    return [name if name in known else spelled.get(name, name) for name in own]


def operation_id(function: str) -> str:
    """The camelCase operation of a function's name in any edition."""
    name = camel(function) if "_" in function else function
    return name[:1].lower() + name[1:]


def client_name(class_name: str) -> str:
    """`UserPoolClient` -> `user-pool`, `MFAClient` -> `MFA`: `client_class` leads back."""
    found = words(class_name.removesuffix("Client"))
    return "-".join(word.lower() if word == word.capitalize() else word for word in found)


def client_class(client: str) -> str:
    """`management` -> `ManagementClient`."""
    return f"{pascal(client)}Client"


def name_piece(client: str, operation: str, edition: Edition) -> Piece:
    """The block that names the function."""
    called = f"{client_class(client)}{edition.between}{edition.spell(operation)}"
    return Piece("method.name", f"`{code_text(called)}`")


def name_edits(canonical: str, actual: str) -> list[str]:
    """How the page spells the function's name otherwise."""
    try:
        return edits.diff(canonical, actual)
    except edits.UnrecordableError:
        return []


def write(client: str, operation: str, edition: Edition, dialect: Dialect) -> list[Piece]:
    """The section's blocks."""
    return [heading("method", dialect), name_piece(client, operation, edition)]


def read(lines: Sequence[str], dialect: Dialect) -> Section:
    """Read the section; its name block is compared with print where the edition is known."""
    frame = Frame("method", lines, dialect)
    facts = MethodFacts()
    for block in blocks(lines):
        text = "\n".join(lines[block.start : block.end])
        if block.kind == "heading" and not frame.ids:
            frame.put(heading("method", dialect), block.start, block.end)
        elif not facts.function and (match := _name().fullmatch(text.strip())):
            facts = MethodFacts(match[1], match[3], match[2])
            frame.put(Piece("method.name", text, final=True), block.start, block.end)
        else:
            frame.stray(block)
    if not facts.function:
        frame.find("P011", 0, "no function name", "a line such as `ManagementClient.getUser`")
    return frame.done(facts)


def _blocks(_: MethodFacts) -> tuple[str, ...]:
    return "method", "method.name"


def _stated(facts: MethodFacts) -> Iterator[Stated]:
    yield Stated("the function", "method.name", facts)


SECTION: Final = SectionKind("method", 10, MethodFacts(), read, _blocks, _stated)
