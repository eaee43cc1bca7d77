"""New pages of a profile with customs: order of rows, samples, defaults, an example; none with HTTP sections."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from generator.model.profiles import profiles
from generator.openapi import load
from generator.places import Wishes
from generator.render import render_tree


def _text(name: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": name, **more}


_ITEM = {
    "type": "object",
    "required": ["id", "kind"],
    "properties": {
        "id": _text("The id", example="i1"),
        "kind": _text("The kind", enum=["a", "b"], example="b"),
        "off": {"type": "boolean", "description": "Is it off?\n  ", "example": False},
        "tags": {"type": "array", "items": {"type": "string"}, "example": ["x"]},
        "note": _text("Nobody shows one"),
    },
}
_ANSWER = {
    "type": "object",
    "required": ["count"],
    "properties": {
        "count": {"type": "number", "description": "How many"},
        "items": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
    },
}
_BODY = {
    "type": "object",
    "required": ["two", "three"],
    "properties": {
        "one": _text("1"),
        "two": _text("2"),
        "three": _text("3"),
        "four": {"type": "boolean", "description": "4", "default": False},
    },
}


def _operation(extra: dict[str, Any]) -> dict[str, Any]:
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}}
    return {
        "tags": ["Items"],
        "responses": {"200": {"description": "", "content": answer}},
        **extra,
    }


def _parameter(name: str, *, required: bool) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": {"type": "string"}}


_FIND = _operation(
    {
        "operationId": "findItems",
        "parameters": [
            _parameter(name, required=name in {"b", "c"}) for name in ("a", "b", "c", "d")
        ],
        "x-vendor-code-samples": {"node": "client.findItems();\n"},
    }
)
_MAKE = _operation(
    {
        "operationId": "makeItems",
        "requestBody": {"content": {"application/json": {"schema": _BODY}}},
    }
)


def _pages(
    edition: str = "node", *, profile: str = "authing", http: bool = False
) -> dict[str, str]:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Items", "version": "1"},
        "paths": {"/find-items": {"get": _FIND}, "/make-items": {"post": _MAKE}},
        "components": {"schemas": {"Item": _ITEM, "Answer": _ANSWER}},
    }
    api, _ = load(document, client="client", file="x")
    wishes = Wishes("en", edition, "compact", profiles()[profile], http=http)
    made = render_tree(api, wishes, samples=False)
    assert [one.code for one in made.found] == []
    return {name.rpartition("/")[2]: data.decode() for name, data in made.tree.items()}


def _names(page: str, start: str) -> list[str]:
    lines = page[page.index(start) :].split("\n\n")
    table = next(part for part in lines if "----" in part)
    return [row.split("|")[1].strip() for row in table.split("\n")[2:] if "|" in row]


@pytest.mark.parametrize(
    ("edition", "order"), [("node", ["b", "c", "a", "d"]), ("java", ["c", "b", "a", "d"])]
)
def test_required_parameters_stand_first(edition: str, order: list[str]) -> None:
    assert _names(_pages(edition)["find-items.md"], "## Request") == order


def test_required_fields_of_a_body_stand_first_and_turned() -> None:
    page = _pages()["make-items.md"]
    assert _names(page, "## Request") == ["three", "two", "one", "four"]
    assert "| No | - | 4  |  |" in page or "| no | - | 4  |  |" in page


def test_a_data_structure_keeps_its_order_and_shows_the_first_member() -> None:
    page = _pages()["find-items.md"]
    assert _names(page, '<a id="Item">') == ["id", "kind", "off", "tags", "note"]
    assert re.search(r"\| kind \|.*\| a \|", page)
    assert re.search(r"\| off \|.*Is it off\?<br> +\|  \|", page)


def test_the_example_is_of_what_is_documented_and_valid() -> None:
    page = _pages()["find-items.md"]
    example = json.loads(re.search(r"```json\n(.*?)```", page, re.DOTALL)[1])  # type: ignore[index]
    assert example == {"count": 1, "items": [{"id": "i1", "kind": "b", "tags": ["x"]}]}


def test_samples_of_a_mapping_are_read_by_edition() -> None:
    assert "```ts\nclient.findItems();\n\n```" in _pages()["find-items.md"]
    assert "findItems();" not in _pages("java")["find-items.md"]


def test_nobody_else_has_customs() -> None:
    for pages in (_pages(profile="neutral"), _pages(http=True)):
        page = pages["find-items.md"]
        assert _names(page, "## Request") == ["a", "b", "c", "d"]
        assert "```json" not in page
