"""Names of documents and keys of the tool never meet: fields and data structures are named like the tool's own keys."""

from __future__ import annotations

import ast
import re

import pytest

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.inputs import read_pages
from generator.model import (
    STRING,
    Api,
    Body,
    Field,
    Operation,
    PageRecord,
    Ref,
    Response,
    Schema,
)
from generator.pages.ids import named
from generator.pages.read import read_page
from generator.pages.same import differences
from generator.pages.vocabulary import styles
from generator.pages.write import print_page
from generator.roundtrip import canonical, roundtrip_page
from tests.pages.support import PROJECT, sources

PATH = "en/node/management/things/create-thing.md"


def own_keys() -> list[str]:
    """Every word and key that the code of the pages' records has, and every step of the keys on the project's pages."""
    words: set[str] = set()
    for file in [
        *(PROJECT / "generator/pages").rglob("*.py"),
        *(PROJECT / "generator/assembly").glob("*.py"),
    ]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words |= {node.value, *node.value.split(".")}
    pages = read_pages(sources(PROJECT / "specs/pages"))
    made, _ = assemble(pages.facts, Settings())
    for one in made:
        for operation in one.api.operations:
            for record in operation.pages:
                for key in record.exceptions:
                    words |= {key, *key.split(".")}
    names = {word for word in words if re.fullmatch(r"[\w.#~-]{1,40}", word)}
    assert {
        "order",
        "include",
        "header",
        "delimiter",
        "columns",
        "table",
        "gap",
        "name",
        "omit",
    } <= names
    return sorted(names)


def api_of(names: list[str]) -> Api:
    fields = tuple(Field(name, STRING, description="What it is", example="x") for name in names)
    links = tuple(Field(f"to{i}", Ref(name)) for i, name in enumerate(names))
    operation = Operation(
        "createThing", "POST", "/api/v3/create-thing", "Create a thing",
        body=Body((*fields, *links)), responses=(Response(type=Ref("ThingRespDto"), example={"a": 1}),),
    )  # fmt: skip
    schemas = {name: Schema(name, fields[i : i + 3] or fields[:1]) for i, name in enumerate(names)}
    schemas["ThingRespDto"] = Schema(
        "ThingRespDto", tuple(Field(f.name, f.type, description=f.description) for f in fields)
    )
    return Api("management", operations=(operation,), schemas=schemas)


def uneven(text: str) -> str:
    """The page with a small difference in every row, so that every row and heading is recorded."""
    text = text.replace("What it is", "What it is<br>")
    return re.sub(r'(### <a id="[^"]*"></a>) ', r"\1  ", text)


@pytest.mark.parametrize("style", sorted(styles()))
@pytest.mark.parametrize("odd", [False, True])
def test_names_like_our_keys(style: str, odd: bool) -> None:
    names = own_keys()
    api = api_of(names)
    record = PageRecord(PATH, "en", "node", style)
    text = print_page(api, api.operations[0], record).decode()
    data = (uneven(text) if odd else text).encode()
    page = read_page(data, PATH)
    assert [row.view.field.name for row in page.parameters.rows][: len(names)] == names
    assert [row.view.field.name for row in page.response.rows] == names
    assert {schema.name for schema in page.schemas} == set(names)
    assert roundtrip_page(page, data).difference is None
    formatted = canonical(page, data)
    again = read_page(formatted, PATH)
    assert differences(page, again) == []
    assert canonical(again, formatted) == formatted


def test_each_name_has_one_step() -> None:
    names = [*own_keys(), "", ".", "~1", "~", "#", "a.b", "a~1b", "a~.b"]
    steps = [named(name) for name in names]
    assert len(set(steps)) == len(set(names))
    assert not any("." in step for step in steps)
    assert not set(steps) & {name for name in own_keys() if not name.startswith("#")}
