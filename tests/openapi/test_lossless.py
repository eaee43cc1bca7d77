"""What a document says is carried through the model: export(load(d)) is d in normal form, and says what d says."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.model import Json
from generator.openapi import export, load, parse_yaml
from generator.openapi.normal import normal
from generator.openapi.reading import Reading

CASES = Path(__file__).parent / "cases"


def document_of(path: Path) -> dict[str, Json]:
    document, _ = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    assert isinstance(document, dict)
    return document


def check(document: dict[str, Json]) -> None:
    """The export is the normal form, and reading that gives the same Api and the same normal form again."""
    api, _ = load(document, client="x", file="x.yaml")
    whole = export(api)
    assert whole == normal(Reading(document, "x.yaml"))
    assert load(whole, client="x", file="x.yaml")[0] == api
    assert normal(Reading(whole, "x.yaml")) == whole


@pytest.mark.parametrize("folder", ["real", "hard"])
def test_foreign_documents_come_back(
    shared: Path, folder: str, figure: Callable[[str], None]
) -> None:
    paths = sorted((shared / "openapi" / folder).iterdir())
    for path in paths:
        check(document_of(path))
    figure(f"openapi/{folder}: export(load(d)) is d in normal form: {len(paths)} of {len(paths)}")


def resolved(root: Json, value: Json, seen: tuple[str, ...] = ()) -> Json:
    """The value with each reference replaced by what it leads to, down to where it comes back: our own reading."""
    if isinstance(value, list):
        return [resolved(root, one, seen) for one in value]
    if not isinstance(value, dict):
        return value
    said = value.get("$ref")
    if not isinstance(said, str):
        return {key: resolved(root, one, seen) for key, one in value.items() if key != "x-name"}
    if said in seen or len(seen) > 2:
        return "..."
    target = root
    for part in said.removeprefix("#/").split("/"):
        assert isinstance(target, dict | list)
        key = part.replace("~1", "/").replace("~0", "~").replace("%20", " ")
        target = target[int(key)] if isinstance(target, list) else target[key]
    beside = {key: one for key, one in value.items() if key in ("summary", "description")}
    found = resolved(root, target, (*seen, said))
    return {**found, **beside} if isinstance(found, dict) else found


def operations(document: dict[str, Json]) -> Iterator[tuple[str, str, Json]]:
    paths = document.get("paths", {})
    assert isinstance(paths, dict)
    for path, item in paths.items():
        for method, operation in item.items():
            if method in ("get", "post", "put", "patch", "delete"):
                yield path, method, operation


REFERENCES = """
openapi: 3.1.0
info: {title: References, version: '1'}
paths:
  /things/{id}:
    get:
      parameters: [{$ref: '#/components/parameters/Id'}]
      responses:
        '200': {$ref: '#/components/responses/Thing'}
        '404': {description: none, content: {application/json: {schema: {$ref: '#problem'}}}}
    put:
      parameters: [{$ref: '#/components/parameters/Id'}]
      requestBody: {$ref: '#/components/requestBodies/Thing'}
      responses:
        '200':
          description: ok
          headers: {Rate: {$ref: '#/components/headers/Rate'}}
          content:
            application/json: {schema: {$ref: '#/components/schemas/Thing/properties/part'}}
  /again: {$ref: '#/components/pathItems/Again'}
components:
  parameters:
    Id: {name: id, in: path, required: true, schema: {$ref: '#/components/schemas/Thing/$defs/id'}}
  headers: {Rate: {schema: {type: integer}, x-unit: s}}
  requestBodies:
    Thing: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  responses:
    Thing:
      description: one
      content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}
  pathItems:
    Again: {get: {responses: {'204': {description: nothing}}}}
  schemas:
    Problem: {$anchor: problem, type: object, properties: {title: {type: string}}}
    Thing:
      type: object
      $defs: {id: {type: string, format: uuid}}
      properties:
        id: {$ref: '#/components/schemas/Thing/$defs/id'}
        part: {type: object, properties: {size: {type: integer}}}
"""


def test_the_normal_form_says_the_same() -> None:
    document, _ = parse_yaml(REFERENCES, "x")
    assert isinstance(document, dict)
    made = normal(Reading(document, "x"))
    plain = str(REFERENCES).replace("#problem", "#/components/schemas/Problem")
    original, _ = parse_yaml(plain, "x")
    assert isinstance(original, dict)
    paths = original["paths"]
    assert isinstance(paths, dict)
    paths["/again"] = resolved(original, paths["/again"])
    assert [resolved(made, list(one)) for one in operations(made)] == sorted(
        (resolved(original, list(one)) for one in operations(original)), key=str
    )
    check(document)


JUNK: list[Json] = [
    *(None, True, 0, 1.5, "", "x", [], {}, [1], {"a": 1}, {"nullable": True}, {"type": "object"}),
    *({"$ref": to} for to in ("#", "#/", "#a", "#/paths", "#/components", "x.yaml#/a", 5)),
    {"allOf": [{}]},
]
KEYS = (
    *("$ref", "allOf", "type", "properties", "nullable", "x-name", "oneOf", "items", "x-docs"),
    *("prefixItems", "discriminator", "parameters", "content", "$anchor", "get", "schema"),
)


def places(value: Json) -> Iterator[tuple[dict[str, Json] | list[Json], str | int]]:
    """Every place of a document that holds a value."""
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else ())
    )
    for key, inner in list(pairs):
        assert isinstance(value, dict | list)
        yield value, key
        yield from places(inner)


def damage(document: dict[str, Json], chance: random.Random) -> None:
    """Put junk, or another part of the document, somewhere into it."""
    found = list(places(document))
    owner, key = chance.choice(found)
    other, there = chance.choice(found)
    part = chance.choice([*JUNK, other[there]])  # type: ignore[index]
    if isinstance(owner, dict) and chance.random() < 0.3:
        owner[chance.choice(KEYS)] = copy.deepcopy(part)
    else:
        owner[key] = copy.deepcopy(part)  # type: ignore[index]


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_damaged_documents_are_carried_too(case: Path) -> None:
    """What is wrong is given back as it stands; nothing raises, and a second reading is the first."""
    chance = random.Random(case.name)  # noqa: S311 - no secret
    given = document_of(case / "in.yaml")
    for _ in range(40):
        document = copy.deepcopy(given)
        for _ in range(chance.choice((1, 2, 5))):
            damage(document, chance)
        api, found = load(document, client="x", file="x.yaml")
        if not any(one.code == "O011" for one in found):
            assert load(export(api), client="x", file="x.yaml")[0] == api
            if not isinstance(document.get("x-docs"), dict):
                check(document)
