"""Names of documents never hide what the generated TypeScript modules and their runtime use.

What is used is read from the printed modules and the runtime's sources (tree-sitter), so a template that uses one more
name fails here until `target.yaml` reserves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from generator.model import Api, Field, Operation, Parameter, Ref, Response, Schema
from generator.model.types import STRING
from generator.targets.typescript.data import reserved, runtime_files
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import TypeScriptSettings
from tests.typescript_client import shape
from tests.typescript_client.support import Node

Folder = Callable[[Mapping[str, str]], Path]
_KINDS: Final = ("words", "types", "members", "module")


def _api(names: list[str], client: str = "api") -> Api:
    """Each name as an operation, a schema, a field and an argument."""
    fields = tuple(Field(name, STRING) for name in names)
    few = min(6, len(names))
    turned = [(fields * 2)[number : number + few] for number in range(len(names))]
    operations = (
        Operation(
            name,
            "GET",
            "/x",
            parameters=tuple(Parameter(item, "query") for item in some),
            responses=(Response("200", Ref(name), media="application/json"),),
        )
        for name, some in zip(names, turned, strict=True)
    )
    schemas = {name: Schema(name, some) for name, some in zip(names, turned, strict=True)}
    return Api(
        client,
        operations=tuple(sorted(operations, key=lambda one: one.id)),
        schemas=dict(sorted(schemas.items())),
    )


def _identifiers(text: str) -> Iterator[str]:
    return iter(re.findall(r"[A-Za-z_$][\w$]*", shape.code_of(text)))


def test_methods_hide_nothing_of_a_client() -> None:
    found = set()
    for name in ("client.ts", "clients.ts"):
        for node in shape.walk(shape.parsed(runtime_files()[name])):
            own = node.child_by_field_name("name")
            if node.type in {"method_definition", "public_field_definition"} and own is not None:
                found.add((own.text or b"").decode())
    assert {"call", "callPages", "setAccessToken"} <= found
    assert {name for name in found if name[0] != "#"} <= reserved("members")


def test_constants_and_types_hide_nothing_that_modules_import() -> None:
    tree, _ = emit([_api(["alpha", "beta"])], TypeScriptSettings())
    imported = set()
    for name, text in tree.items():
        if name.startswith("src/api/"):
            for node in shape.walk(shape.parsed(text)):
                if node.type in {"import_specifier", "namespace_import"}:
                    imported |= set(_identifiers((node.text or b"").decode())) - {"as", "type"}
    assert {"Models", "PROFILE", "RequestOptions", "methods"} <= imported
    own = {"ApiOptions"}  # named by the client itself
    assert imported - own <= {name for kind in _KINDS for name in reserved(kind)}


@pytest.mark.node
def test_every_name_in_every_slot(node: Node, folder: Folder) -> None:
    tree, _ = emit([_api(["alpha", "beta"])], TypeScriptSettings())
    names = {
        one for name, text in tree.items() if name.endswith(".ts") for one in _identifiers(text)
    }
    script = "process.stdout.write(Object.getOwnPropertyNames(globalThis).join())"
    names |= set(node.run("node", "-e", script, cwd=Path.cwd()).split(","))
    apis = [_api(sorted(names))]
    apis += [_api(["a"], client) for client in sorted(names)[::5]]
    assert len(names) > 500
    tree, _ = emit(apis, TypeScriptSettings())
    shape.check(tree, apis, TypeScriptSettings())
    node.tool("tsc", "-p", ".", cwd=folder(tree))
