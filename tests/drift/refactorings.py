"""What changes the words of a document and nothing that it says: no finding.

`python -m tests.drift.refactorings [FOLDER...]` does it to all documents; the tests do it to our own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from generator.drift.semantic import differences
from generator.drift.sides import Side
from generator.openapi import to_yaml
from generator.yaml import parse_yaml
from tests.drift.mutations import OWN, PROJECT, documents

Refactoring = Callable[[Any], Any]
TEXTS = ("title", "description", "example", "examples", "deprecated", "externalDocs")
PLAIN = {*TEXTS, "type", "properties", "required", "x-docs"}
SCHEMAS = "#/components/schemas/"


def same(document: Any) -> Any:
    return json.loads(json.dumps(document))


def reordered(value: Any) -> Any:
    """Each mapping with its keys the other way round."""
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return [reordered(one) for one in value] if isinstance(value, list) else value


def as_yaml(document: Any) -> Any:
    return parse_yaml(to_yaml(document), "other.yaml")[0]


def as_json(document: Any) -> Any:
    return parse_yaml(json.dumps(document, indent=1), "other.json")[0]


def schemas(value: Any, data: bool = False) -> Iterator[Any]:
    """The mappings of a document that may be schemas; not those that are data."""
    if isinstance(value, dict):
        if not data:
            yield value
        for key, one in value.items():
            hidden = key in ("example", "examples", "default", "enum") or key.startswith("x-")
            yield from schemas(one, data or hidden)
    elif isinstance(value, list):
        for one in value:
            yield from schemas(one, data)


def flattened(document: Any) -> Any:
    """Each `allOf` of objects that only add properties as one object."""
    made = same(document)
    named = made.get("components", {}).get("schemas", {})
    for node in list(schemas(made)):
        members = node.get("allOf")
        if isinstance(members, list) and set(node) <= {*PLAIN, "allOf"}:
            parts = [_named(one, named) for one in members]
            if all(isinstance(one, dict) and set(one) <= PLAIN for one in parts):
                whole = _merged([{k: v for k, v in node.items() if k != "allOf"}, *parts])
                if whole is not None:
                    node.clear()
                    node.update(whole)
    return made


def _named(schema: Any, named: Any) -> Any:
    said = schema.get("$ref") if isinstance(schema, dict) else None
    if isinstance(said, str) and len(schema) == 1:
        return named.get(said.removeprefix(SCHEMAS)) if said.startswith(SCHEMAS) else None
    return schema


def _merged(parts: list[Any]) -> Any:
    whole: dict[str, Any] = {}
    for part in parts:
        for key, value in same(part).items():
            if key == "properties" and isinstance(value, dict):
                if whole.get("properties", {}).keys() & value.keys():
                    return None
                whole["properties"] = {**whole.get("properties", {}), **value}
            elif key == "required" and isinstance(value, list):
                whole[key] = list(dict.fromkeys([*whole.get(key, ()), *value]))
            elif key == "type" and whole.get(key, value) != value:
                return None
            else:
                whole.setdefault(key, value)
    return whole


def hoisted(document: Any) -> Any:
    """The inline objects of bodies and answers as named schemas."""
    made = same(document)
    named = made.setdefault("components", {}).setdefault("schemas", {})
    for node in list(schemas(made.get("paths", {}))):
        for media in node["content"].values() if isinstance(node.get("content"), dict) else ():
            inline = media.get("schema") if isinstance(media, dict) else None
            if isinstance(inline, dict) and "properties" in inline and "$ref" not in inline:
                name = f"HoistedByATest{len(named)}"
                named[name] = inline
                media["schema"] = {"$ref": f"{SCHEMAS}{name}"}
    return made


def inlined(document: Any) -> Any:
    """References of bodies and answers to named schemas as what they lead to."""
    made = same(document)
    named = made.get("components", {}).get("schemas", {})
    for node in list(schemas(made.get("paths", {}))):
        for media in node["content"].values() if isinstance(node.get("content"), dict) else ():
            target = _named(media.get("schema"), named) if isinstance(media, dict) else None
            if isinstance(target, dict) and target is not media.get("schema"):
                media["schema"] = same(target)
    return made


def renamed_variables(document: Any) -> Any:
    """Each variable of a path under another name, where the path gives its parameters in its operations."""
    made = same(document)
    paths = {}
    for path, item in made.get("paths", {}).items():
        own = [
            one
            for each in (item, *item.values())
            for one in (each.get("parameters") or () if isinstance(each, dict) else ())
        ]
        other = path
        if "{" in path and all("$ref" not in one for one in own):
            for one in own:
                if one.get("in") == "path":
                    other = other.replace(f"{{{one['name']}}}", f"{{{one['name']}ByATest}}")
            for one in own:
                if one.get("in") == "path":
                    one["name"] += "ByATest"
        paths[other] = item
    return {**made, "paths": paths} if len(paths) == len(made.get("paths", {})) else made


REFACTORINGS: tuple[Refactoring, ...] = (
    same, reordered, as_yaml, as_json, flattened, hoisted, inlined, renamed_variables,
)  # fmt: skip


def found(document: Any, refactoring: Refactoring) -> list[str]:
    changes = differences(Side(document, "one.yaml"), Side(refactoring(document), "other.json"))
    return [
        f"{one.kind} {one.code} {one.where} {(one.new_place or one.old_place)}" for one in changes
    ]


def main(folders: list[str]) -> int:
    files = [one for folder in folders for one in sorted(Path(folder).iterdir())]
    count = bad = 0
    for name, document in documents([*files, *OWN]).items():
        for refactoring in REFACTORINGS:
            count += 1
            if told := found(document, refactoring):
                bad += 1
                print(f"{name} {refactoring.__name__}: {len(told)} findings", *told[:3], sep="\n  ")
    print(f"{count} refactorings, {bad} with findings")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [str(PROJECT.parent / "shared" / "openapi" / "real")]))
