"""Every layout is Prettier's own: many types and names of many lengths, in one run of Prettier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from generator.model import (
    Api,
    Array,
    Body,
    EnumMember,
    Field,
    Map,
    Nullable,
    OpenEnum,
    Operation,
    Parameter,
    Ref,
    Response,
    Scalar,
    Schema,
    SecurityScheme,
    Type,
    Union,
)
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import TypeScriptSettings
from tests.typescript_client.support import Node

_LETTERS = ("a", "b", "\u540d", "\u00fc", "-", '"', "'", "\\", "<", " ")


def _name(random: Random, most: int) -> str:
    return "Name" + "x" * random.randint(0, most)


def _text(random: Random, most: int) -> str:
    return "".join(random.choice(_LETTERS) for _ in range(random.randint(0, most)))


def _type(random: Random, names: list[str], depth: int = 0) -> Type:
    kind = random.randint(0, 4 if depth > 4 else 10)
    if kind < 2:
        return Ref(random.choice(names))
    if kind < 4:
        return Scalar(random.choice(("string", "number", "boolean", "object", "string")))
    if kind == 4:
        members = [EnumMember(_text(random, 30)) for _ in range(random.randint(1, 8))]
        return OpenEnum(Scalar("string"), tuple(members), random.random() < 0.5)
    inner = _type(random, names, depth + 1)
    if kind == 10:
        more = [_type(random, names, depth + 1) for _ in range(random.randint(1, 4))]
        return Union((inner, *more))
    return (Array, Array, Map, Nullable, Nullable)[kind - 5](inner)


def _operation(random: Random, number: int, names: list[str]) -> Operation:
    places = ("query", "path", "header", "query", "cookie")
    parameters = tuple(
        Parameter(Field(_name(random, 70) + str(n), Scalar("string")), random.choice(places))
        for n in range(random.choice((0, 0, 1, 2, 3)))
    )
    name = f"op{number}" + "y" * random.randint(0, 60)
    answer = random.choice((Ref(random.choice(names)), _type(random, names)))
    method = random.choice(("GET", "POST", "DELETE"))
    body = Body(type=Ref(random.choice(names))) if method == "POST" else None
    path = "/" + "p" * random.randint(1, 120)
    return Operation(
        name, method, path, parameters=parameters, body=body, responses=(Response("200", answer),)
    )


def _api(seed: int) -> Api:
    random = Random(seed)  # noqa: S311 - not for secrets
    names = list(dict.fromkeys(_name(random, 70) for _ in range(30)))
    schemas = {}
    for name in names:
        keys = dict.fromkeys(_text(random, 60) or "k" for _ in range(6))
        fields = tuple(
            Field(key, _type(random, names), required=random.random() < 0.5) for key in keys
        )
        schemas[name] = Schema(name, fields)
    for number in range(40):
        alias = f"Alias{number}" + "z" * random.randint(0, 60)
        schemas[alias] = Schema(alias, type=_type(random, names))
    operations = tuple(_operation(random, number, names) for number in range(40))
    return Api(client="random", operations=operations, schemas=schemas)


@pytest.mark.node
@pytest.mark.parametrize("seed", range(3))
def test_prettier_would_change_nothing(
    node: Node, folder: Callable[[Mapping[str, str]], Path], seed: int
) -> None:
    prefix = {"type": "http", "x-header-prefix": "x-" + "p" * 30 * seed}
    api = replace(_api(seed), schemes=(SecurityScheme("app", prefix),))
    target = folder(emit([api], TypeScriptSettings())[0])
    node.tool("prettier", "--check", "src", "package.json", "README.md", cwd=target)
    node.tool("tsc", "--noEmit", cwd=target)
