"""Hostile documents: the text is only ever in literals and comments, and nothing else changes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.model import (
    Api,
    Array,
    Field,
    Operation,
    Ref,
    Response,
    Schema,
    SecurityScheme,
    Server,
    Type,
    Union,
)
from generator.targets.settings import ClientSettings
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import TypeScriptSettings
from tests.typescript_client.hostile import STRING, TEXTS, hostile_api, twin
from tests.typescript_client.support import HERE, Node

Folder = Callable[[Mapping[str, str]], Path]


@pytest.fixture(scope="module")
def hostile(folder: Folder) -> Path:
    return folder(emit([hostile_api()], TypeScriptSettings())[0])


@pytest.mark.node
def test_the_parse_tree_is_that_of_a_harmless_twin(
    node: Node, hostile: Path, folder: Folder
) -> None:
    harmless = folder(emit([twin()], TypeScriptSettings())[0])
    shapes = [json.loads(node.script("shapes.mjs", each, cwd=each)) for each in (hostile, harmless)]
    assert sorted(shapes[0]) == sorted(shapes[1])
    for name, statements in shapes[0].items():
        assert sorted(statements) == sorted(shapes[1][name]), name
    assert len(shapes[0]["src/hostile/operations.ts"[4:]]) > 3 * len(set(TEXTS))


@pytest.mark.node
def test_it_compiles_and_importing_it_does_nothing(node: Node, hostile: Path) -> None:
    node.tool("tsc", "-p", ".", cwd=hostile)
    assert int(node.script("loads.mjs", hostile, cwd=hostile)) > 15


@pytest.mark.node
def test_the_linter_and_prettier_find_nothing(node: Node, hostile: Path) -> None:
    node.tool("eslint", "-c", HERE / "tools" / "eslint.generated.js", "src", cwd=hostile)
    node.tool("prettier", "--check", "src", "package.json", "README.md", cwd=hostile)


def test_no_line_holds_a_character_that_hides_or_ends_it() -> None:
    tree, _ = emit([hostile_api()], TypeScriptSettings())
    bad = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
    for name, text in tree.items():
        assert bad.search(text) is None, name
        text.encode("utf-8")


def test_names_of_clients_stay_inside_the_package() -> None:
    for text in TEXTS:
        tree, _ = emit([Api(client=text)], TypeScriptSettings())
        assert all(re.fullmatch(r"[A-Za-z0-9.-]+(/[A-Za-z0-9.-]+)*", name) for name in tree)
        assert not any(".." in name for name in tree)


_ACCESS = ("x-header-prefix", "x-label", "x-lang", "x-token-path")


@pytest.mark.node
def test_hostile_clients_and_settings_compile(node: Node, folder: Folder) -> None:
    operation = Operation("ping", "GET", "/ping", responses=(Response("200", STRING),))
    apis = [
        Api(
            client=text,
            title=text,
            operations=(operation,),
            servers=(Server(f"https://h/{text}"),),
            schemes=(SecurityScheme(text, {"type": "http"} | dict.fromkeys(_ACCESS, text)),),
        )
        for text in dict.fromkeys(TEXTS)
    ]
    own = {
        text: ClientSettings(text if number % 2 else "", text)
        for number, text in enumerate(dict.fromkeys(TEXTS))
    }
    name = TEXTS[4]
    package = folder(emit(apis, TypeScriptSettings(name, name, own))[0])
    node.tool("tsc", "-p", ".", cwd=package)
    node.script("shapes.mjs", package, cwd=package)
    node.tool("prettier", "--check", "src", "package.json", "tsconfig.json", cwd=package)
    assert json.loads((package / "package.json").read_text("utf-8"))["name"] == name


@pytest.mark.node
def test_circles_and_depth_end(node: Node, folder: Folder) -> None:
    deep: Type = STRING
    for _ in range(10_000):
        deep = Array(deep)
    schemas = {
        "Deep": Schema("Deep", type=deep),
        "One": Schema("One", type=Ref("Two")),
        "Two": Schema("Two", type=Union((Ref("One"), STRING))),
        "Self": Schema("Self", (Field("self", Ref("Self")), Field("all", Array(Ref("Self"))))),
        "List": Schema("List", type=Array(Ref("List"))),
        "User": Schema("User", type=Ref("One")),
    }
    tree, found = emit([Api(client="x", schemas=schemas)], TypeScriptSettings())
    package = folder(tree)
    node.tool("tsc", "-p", ".", cwd=package)
    assert {one.code for one in found} == {"B302"}
    assert "export type One = unknown;" in tree["src/x/models.ts"]
    assert "export type List = List[];" in tree["src/x/models.ts"]


def test_a_large_document_takes_its_time_in_proportion() -> None:
    text = "*/ @x \\ \u2028" * 1_000_000
    schema = Schema("Big", (Field("a", STRING, description=text),))
    many = {
        f"S{number}": Schema(f"S{number}", type=Ref(f"S{number + 1}")) for number in range(20_000)
    }
    tree, _ = emit([Api(client="x", schemas={"Big": schema, **many})], TypeScriptSettings())
    assert len(tree["src/x/models.ts"]) > len(text)
