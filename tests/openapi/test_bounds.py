"""Small documents that once took hours, gigabytes or a traceback, in each command that reads OpenAPI."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.openapi import load, parse_yaml

Node = dict[str, object]
COMMANDS = """
import sys
from pathlib import Path
from generator.cli import main
file, out = sys.argv[1:]
done = [
    main(["generate", file, "--target", "python", "-o", f"{out}/python"]),
    main(["generate", file, "--target", "typescript", "-o", f"{out}/typescript"]),
    main(["render", file, "-o", f"{out}/pages"]),
    main(["init", file, "-o", f"{out}/specs"]),
    main(["diff", file, file]),
]
print("codes", done)
"""
END: Node = {"type": "object", "properties": {"x": {"type": "string"}}}


def ref(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def nested(levels: int, around: Callable[[Node], Node]) -> Node:
    schema: Node = {"type": "string"}
    for _ in range(levels):
        schema = around(schema)
    return schema


def chain(length: int, link: Callable[[Node], Node]) -> Node:
    names = {f"A{n}": link(ref(f"A{n + 1}")) for n in range(length)}
    return {**names, f"A{length}": END}


def boxed(inner: Node) -> Node:
    return {"type": "object", "properties": {"p": inner}}


def listed(inner: Node) -> Node:
    return {"type": "array", "items": inner}


def doubled(inner: Node) -> Node:
    """Two properties that each merge the next schema with something: a tree of merges, if one forgets."""
    return boxed({"allOf": [inner, boxed({"allOf": [inner, {"properties": {"z": {}}}]})]})


def itself(inner: Node) -> Node:
    return {"properties": {"parent": {"allOf": [inner, {"properties": {"primary": {}}}]}}}


EXPLODING = {
    "type": "object",
    "properties": {
        "p": {"type": "string", "pattern": "^(a|aa|.a|a.|..|.)*$(?!.)x", "default": "a" * 20},
        "q": {"type": "string", "pattern": "^(a|aa|.a|a.|..|.)*#", "default": "a" * 40},
    },
}
SCHEMAS: dict[str, Node] = {
    "allof-four-times": chain(40, lambda inner: {"allOf": [inner] * 4}),
    "allof-below-properties": chain(40, doubled),
    "oneof-four-times": chain(40, lambda inner: {"oneOf": [inner] * 4}),
    "allof-chain": chain(300, lambda inner: {"allOf": [inner]}),
    "alias-chain": chain(3000, lambda inner: inner),
    "list-chain": chain(1000, listed),
    "object-chain": chain(1000, boxed),
    "allof-of-itself": {"A0": itself(ref("A0"))},
    "nothing-but-itself": {"A0": {"allOf": [ref("A0")]}},
    "objects-200-deep": {"A0": nested(200, boxed)},
    "lists-300-deep": {"A0": nested(300, listed)},
    "objects-50-deep": {"A0": nested(50, boxed)},
    "lists-100-deep": {"A0": nested(100, listed)},
    "exploding-patterns": {"A0": EXPLODING},
}
TOO_DEEP = {"objects-200-deep", "lists-300-deep"}


def document(schemas: Node) -> Node:
    content = {"application/json": {"schema": ref("A0")}}
    answer = {"200": {"description": "ok", "content": content}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": answer}}},
        "components": {"schemas": schemas},
    }


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_command_hangs_or_crashes(name: str, tmp_path: Path) -> None:
    file = tmp_path / "api.json"
    file.write_text(json.dumps(document(SCHEMAS[name])))
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS, str(file), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert "internal error" not in done.stderr, done.stderr
    codes = json.loads(done.stdout.split("codes ")[-1])
    assert set(codes) <= ({2} if name in TOO_DEEP else {0, 1})


@pytest.mark.parametrize(
    "text",
    ["[" * 129 + "]" * 129, '{"a":' * 129 + "1" + "}" * 129, "a: &a " + "[" * 100 + "1" + "]" * 100
     + "\nb: " + "[" * 100 + "*a" + "]" * 100],
)  # fmt: skip
def test_depth_is_bounded_however_it_is_written(text: str) -> None:
    for spelled in (text, f"# as YAML\n{text}"):
        value, found = parse_yaml(spelled, "f")
        assert value is None
        assert [one.code for one in found] == ["O003"]
    value, found = parse_yaml("[" * 128 + "]" * 128, "f")
    assert value is not None
    assert found == []


def test_a_schema_that_holds_itself_through_all_of_keeps_its_fields() -> None:
    api, _ = load(document({"A0": itself(ref("A0"))}), client="c", file="f")
    (field,) = api.schemas["A0"].fields
    inner = api.schemas[getattr(field.type, "name", "")]
    assert [one.name for one in inner.fields] == ["parent", "primary"]
    assert inner.fields[0].type == field.type


def test_a_long_chain_of_names_is_a_finding() -> None:
    _, found = load(document(chain(300, listed)), client="c", file="f")
    assert "O013" in {one.code for one in found}
