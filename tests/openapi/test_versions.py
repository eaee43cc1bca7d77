"""OpenAPI 3.2, documents in several files, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from generator.cli.apis import given
from generator.cli.report import ToolError
from generator.model import Json, Parameter, Ref
from generator.openapi import export, load, parse_yaml, validate
from generator.openapi.normal import normal
from generator.openapi.reading import Reading

NEW = """
openapi: 3.2.0
$self: https://api.example/openapi.yaml
info: {title: New, version: '1'}
tags: [{name: all, summary: All}, {name: part, parent: all, kind: nav}]
paths:
  /things:
    query:
      operationId: searchThings
      requestBody: {content: {application/json: {schema: {$ref: 'https://api.example/openapi.yaml#/components/schemas/Thing'}}}}
      responses: {'200': {summary: Found, content: {application/jsonl: {itemSchema: {$ref: '#/components/schemas/Thing'}}}}}
    additionalOperations:
      LINK: {operationId: linkThings, responses: {'204': {description: done}}}
  /raw:
    get:
      operationId: raw
      parameters: [{in: querystring, name: q, content: {application/x-www-form-urlencoded: {schema: {type: object}}}}]
      responses: {'200': {description: ok}}
components:
  schemas: {Thing: {type: object, properties: {id: {type: string}}}}
  securitySchemes:
    oauth:
      type: oauth2
      oauth2MetadataUrl: https://api.example/meta
      flows: {deviceAuthorization: {deviceAuthorizationUrl: https://a.example/d, tokenUrl: https://a.example/t, scopes: {}}}
"""  # noqa: E501


def read(text: str) -> dict[str, Json]:
    document, found = parse_yaml(text, "x.yaml")
    assert isinstance(document, dict)
    assert found == []
    return document


def test_version_3_2_is_read_and_given_back() -> None:
    document = read(NEW)
    api, found = load(document, client="x", file="x.yaml")
    assert [one for one in found if one.severity.value != "note"] == []
    assert {(one.id, one.method) for one in api.operations} == {
        ("searchThings", "QUERY"),
        ("linkThings", "LINK"),
        ("raw", "GET"),
    }
    search = next(one for one in api.operations if one.id == "searchThings")
    assert search.responses[0].item == Ref("Thing")
    assert search.body is not None
    assert search.body.type == Ref("Thing")
    whole = export(api)
    assert whole == normal(Reading(document, "x"))
    assert validate(whole, "x.yaml") == []
    assert load(whole, client="x", file="x.yaml")[0] == api


STYLES = """
openapi: 3.1.0
info: {title: Styles, version: '1'}
paths:
  /a/{p}:
    get:
      operationId: a
      parameters:
        - {name: p, in: path, required: true, style: label, explode: true, schema: {type: array, items: {type: string}}}
        - {name: q, in: query, schema: {type: array, items: {type: string}}}
        - {name: d, in: query, style: deepObject, allowReserved: true, schema: {type: object}}
        - {name: j, in: query, content: {application/json: {schema: {type: object}}}}
        - {name: c, in: cookie, schema: {type: string}}
        - {name: x-h, in: header, schema: {type: string}}
      responses: {'200': {description: ok}}
"""


def test_styles_and_their_defaults() -> None:
    """The defaults of OpenAPI 3.1, section 4.8.12.2: form for query and cookie, simple for path and header."""
    api, _ = load(read(STYLES), client="x", file="x.yaml")
    told: dict[str, Parameter] = {one.field.name: one for one in api.operations[0].parameters}
    assert {name: one.form for name, one in told.items() if not one.media} == {
        "p": ("label", True),
        "q": ("form", True),
        "d": ("deepObject", False),
        "c": ("form", True),
        "x-h": ("simple", False),
    }
    assert told["j"].media == "application/json"
    assert told["d"].allow_reserved


MAIN = """
openapi: 3.1.0
info: {title: Files, version: '1'}
paths:
  /users: {$ref: paths/users.yaml}
  /pets: {get: {$ref: 'paths/pets.yaml#/list'}}
components:
  schemas: {Own: {type: object, properties: {pet: {$ref: 'models.yaml#/Pet'}}}}
"""
USERS = """
get:
  operationId: listUsers
  responses:
    '200': {description: ok, content: {application/json: {schema: {$ref: '../models.yaml#/User'}}}}
    '404': {description: none, content: {application/json: {schema: {$ref: '../models.yaml#/Gone'}}}}
"""
PETS = "list: {operationId: listPets, responses: {'200': {$ref: '../models.yaml#/answer'}}}"
MODELS = """
User: {type: object, properties: {friends: {type: array, items: {$ref: '#/User'}}, pet: {$ref: '#/Pet'}}}
Pet: {type: object, properties: {name: {type: string}}}
answer: {description: ok, content: {application/json: {schema: {$ref: '#/Pet'}}}}
"""


def tree(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder / "main.yaml"


def test_a_document_in_several_files(tmp_path: Path) -> None:
    files = {"main.yaml": MAIN, "paths/users.yaml": USERS, "paths/pets.yaml": PETS}
    path = tree(tmp_path, {**files, "models.yaml": MODELS})
    read = given([str(path)])
    (api,), found = read.apis, read.found
    users, pets = sorted(api.operations, key=lambda one: one.path, reverse=True)
    assert (users.id, users.responses[0].type) == ("listUsers", Ref("User"))
    assert (pets.id, pets.responses[0].type) == ("listPets", Ref("Pet"))
    assert set(api.schemas) == {"Own", "User", "Pet"}
    assert [(one.code, Path(one.span.file).name, one.span.line) for one in found] == [
        ("O014", "users.yaml", 6)
    ]


def test_it_is_linted_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    users = USERS.replace("#/Gone", "#/User")
    files = {"main.yaml": MAIN, "paths/users.yaml": users, "paths/pets.yaml": PETS}
    path = tree(tmp_path, {**files, "models.yaml": MODELS})
    assert main(["lint", str(path)]) == 0, capsys.readouterr()
    tree(tmp_path, {"models.yaml": MODELS.replace("description: ok, ", "")})
    assert main(["lint", str(path)]) == 1
    assert "'description' is a required property" in capsys.readouterr().out


@pytest.mark.parametrize(
    "address", ["../out.yaml", "/etc/hosts", "https://a.example/x", "link.yaml"]
)
def test_nothing_else_is_read(tmp_path: Path, address: str) -> None:
    (tmp_path / "out.yaml").write_text("type: string")
    text = MAIN.replace("models.yaml#/Pet", address)
    path = tree(tmp_path / "in", {"main.yaml": text, "paths/users.yaml": USERS})
    (tmp_path / "in" / "link.yaml").symlink_to(tmp_path / "out.yaml")
    found = given([str(path)]).found
    assert any(one.code == "O014" and address in one.message for one in found)


def test_swagger_is_refused_with_a_converter(tmp_path: Path) -> None:
    path = tree(
        tmp_path, {"main.yaml": "swagger: '2.0'\ninfo: {title: x, version: '1'}\npaths: {}\n"}
    )
    with pytest.raises(ToolError) as caught:
        given([str(path)])
    assert "npx swagger2openapi" in str(caught.value)
