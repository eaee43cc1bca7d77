"""Two documents compared, without the Api between."""

from __future__ import annotations

from generator.drift.semantic import differences
from generator.drift.sides import Side
from generator.model import Json


def test_a_name_that_pages_mention_only_is_no_new_name() -> None:
    """A schema whose users now name one that nothing describes is removed, not renamed."""

    def document(name: str, schema: dict[str, Json]) -> dict[str, Json]:
        media = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        get = {"operationId": "a", "responses": {"200": {"description": "", "content": media}}}
        return {
            "openapi": "3.1.0",
            "info": {"title": "t", "version": "1"},
            "paths": {"/a": {"get": get}},
            "components": {"schemas": {name: schema}},
        }

    old = Side(document("A", {"type": "object"}))
    new = Side(document("B", {"x-missing": True}))
    assert "schema-removed" in {one.code for one in differences(old, new)}


def test_null_beside_alternatives_of_alternatives_is_told() -> None:
    """Whether a choice lets null in is asked of all that its members are made of."""
    kinds: list[Json] = [{"type": "boolean"}, {"anyOf": [{"type": "string"}]}]
    old = Side(_returning({"anyOf": kinds}))
    new = Side(_returning({"anyOf": [{"anyOf": kinds}, {"type": "null"}]}))
    assert {one.code for one in differences(old, new)} == {"null-allowed"}


def _returning(schema: Json) -> dict[str, Json]:
    media: Json = {"application/json": {"schema": schema}}
    get: Json = {"responses": {"200": {"description": "", "content": media}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": get}},
    }
