"""Pages that share data structures: small ones stay whole, large ones link to where a structure is whole."""

from __future__ import annotations

import posixpath
import re

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.model import Api, Json
from generator.model.profiles import profiles
from generator.openapi import load
from generator.pages.read import read_page
from generator.pages.shared import MOST_ROWS
from generator.places import Wishes
from generator.render import render_tree
from generator.roundtrip import roundtrip_page

_LINK = re.compile(r"^\[[^\]]+\]\(([^)#]+)#([^)]+)\)$", re.MULTILINE)


def _api(schemas: int, rows: int) -> Api:
    """A chain of structures, each with some rows, and an operation for every third."""

    def schema(number: int) -> Json:
        fields: dict[str, Json] = {f"field_{n}": {"type": "string"} for n in range(rows - 1)}
        following: Json = {"$ref": f"#/components/schemas/Part {(number + 1) % schemas}"}
        return {"type": "object", "properties": {**fields, "next": following}}

    def operation(number: int) -> Json:
        ref: Json = {"$ref": f"#/components/schemas/Part {number}"}
        answer: Json = {"description": "", "content": {"application/json": {"schema": ref}}}
        return {
            "get": {
                "operationId": f"get{number}",
                "tags": [f"t {number % 2}"],
                "responses": {"200": answer},
            }
        }

    document: dict[str, Json] = {
        "openapi": "3.1.0",
        "info": {"title": "Parts", "version": "1"},
        "paths": {f"/parts/{n}": operation(n) for n in range(0, schemas, 3)},
        "components": {"schemas": {f"Part {n}": schema(n) for n in range(schemas)}},
    }
    return load(document, client="parts", file="parts.yaml")[0]


def _pages(api: Api, profile: str = "neutral") -> dict[str, bytes]:
    made = render_tree(api, Wishes(profile=profiles()[profile]), samples=False)
    assert made.found == []
    return made.tree


def test_a_small_api_looks_as_if_nothing_were_shared() -> None:
    api = _api(3, 4)
    assert all(not _LINK.search(page.decode()) for page in _pages(api).values())


def test_every_structure_is_whole_somewhere_and_every_link_leads_there() -> None:
    api = _api(30, 10)
    pages = _pages(api)
    facts = {path: read_page(data, path) for path, data in pages.items()}
    assert all(page.diagnostics == [] for page in facts.values())
    whole = {path: {s.name for s in page.schemas if s.rows} for path, page in facts.items()}
    assert set().union(*whole.values()) == set(api.schemas)
    links = 0
    for path, data in pages.items():
        told = {schema.name for schema in facts[path].schemas}
        asked = set(re.findall(r'<a href="#([^"]+)">', data.decode()))
        assert asked <= told, "each link on a page leads to a heading on it"
        for home, anchor in _LINK.findall(data.decode()):
            links += 1
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), home))
            assert anchor.replace("%20", " ") in whole[target.replace("%20", " ")]
    assert links > 5
    rows = [sum(len(s.rows) for s in page.schemas) for page in facts.values()]
    assert sum(rows) <= len(rows) * MOST_ROWS + 10 * len(api.schemas)


def test_they_come_back_byte_for_byte() -> None:
    for path, data in _pages(_api(30, 10)).items():
        assert roundtrip_page(read_page(data, path), data).difference is None


def test_pages_of_the_old_form_share_nothing() -> None:
    assert all(not _LINK.search(page.decode()) for page in _pages(_api(30, 10), "authing").values())


def test_fields_of_one_name_keep_their_places() -> None:
    """`PUT /users/{name}` with a `name` in its body: two rows, and two fields after reading."""
    text: Json = {"type": "string"}
    body: Json = {
        "application/json": {
            "schema": {"type": "object", "properties": {"name": text, "age": text}}
        }
    }
    document: dict[str, Json] = {
        "openapi": "3.1.0",
        "info": {"title": "Users", "version": "1"},
        "paths": {
            "/users/{name}": {
                "put": {
                    "operationId": "rename",
                    "parameters": [
                        {"name": "name", "in": "path", "required": True, "schema": text}
                    ],
                    "requestBody": {"content": body},
                    "responses": {"204": {"description": ""}},
                }
            }
        },
    }
    api, _ = load(document, client="users", file="users.yaml")
    ((path, data),) = _pages(api).items()
    page = read_page(data, path)
    names = [row.view.field.name for row in page.parameters.rows]
    assert names == ["name (path)", "name (body)", "age"]
    assert [one.code for one in page.diagnostics if one.code == "P024"] == []
    assert roundtrip_page(page, data).difference is None


def test_with_an_http_section_both_fields_come_back() -> None:
    text: Json = {"type": "string"}
    body: Json = {"application/json": {"schema": {"type": "object", "properties": {"id": text}}}}

    def parameter(name: str, place: str) -> Json:
        return {"name": name, "in": place, "required": place == "path", "schema": text}

    places = [("id", "path"), ("zeta", "query"), ("id", "query"), ("alpha", "query")]
    operation: dict[str, Json] = {
        "operationId": "change",
        "parameters": [parameter(*one) for one in places],
        "requestBody": {"content": body},
        "responses": {"204": {"description": ""}},
    }
    document: dict[str, Json] = {
        "openapi": "3.1.0",
        "info": {"title": "Users", "version": "1"},
        "paths": {"/users/{id}": {"put": operation}},
    }
    api, _ = load(document, client="users", file="users.yaml")
    made = render_tree(api, Wishes(profile=profiles()["neutral"], http=True), samples=False)
    ((path, data),) = made.tree.items()
    page = read_page(data, path)
    assert roundtrip_page(page, data).difference is None
    (read,) = assemble([page], Settings())[0]
    (call,) = read.api.operations
    assert (call.method, call.path) == ("PUT", "/users/{id}")
    assert [(one.field.name, one.location) for one in call.parameters] == places
    assert call.body is not None
    assert [one.name for one in call.body.fields] == ["id"]


def test_a_field_without_a_name_has_no_row_and_is_told() -> None:
    text: Json = {"type": "string"}
    inner: Json = {"type": "object", "properties": {"": text, "a": text}}
    outer: Json = {"type": "object", "properties": {"inner": {"$ref": "#/components/schemas/In"}}}
    ref: Json = {"$ref": "#/components/schemas/Out"}
    answer: Json = {"description": "", "content": {"application/json": {"schema": ref}}}
    document: dict[str, Json] = {
        "openapi": "3.1.0",
        "info": {"title": "Parts", "version": "1"},
        "paths": {"/part": {"get": {"operationId": "get", "responses": {"200": answer}}}},
        "components": {"schemas": {"In": inner, "Out": outer}},
    }
    api, _ = load(document, client="parts", file="parts.yaml")
    made = render_tree(api, Wishes(), samples=False)
    assert [one.code for one in made.found] == ["B026"]
    ((path, data),) = made.tree.items()
    page = read_page(data, path)
    assert [one.code for one in page.diagnostics] == []
    assert roundtrip_page(page, data).difference is None
