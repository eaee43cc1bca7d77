"""The specifications that the corpus pages were made from load without errors and lose nothing that pages say."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator.model import input_fields
from generator.openapi import export, load, parse_yaml, to_yaml
from generator.source import Severity

TRUTH = Path(__file__).parents[3] / "shared" / "corpus" / "truth"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not TRUTH.is_dir(), reason="../shared/corpus/truth is not there"),
]
FILES = {"management": 200, "authentication": 40}
METHODS = ("get", "post", "put", "delete", "patch")


def read(client: str) -> dict[str, object]:
    document, findings = parse_yaml((TRUTH / f"{client}-openapi.json").read_text("utf-8"), client)
    assert not findings
    assert isinstance(document, dict)
    return document


def operations(document: object) -> Iterator[tuple[str, str, dict[str, object]]]:
    for path, item in document["paths"].items():  # type: ignore[index]
        for method, node in item.items():
            if method in METHODS and node.get("x-authing-hidden-from-sdk") is not True:
                yield path, method.upper(), node


def fields_of(document: object, node: object) -> set[str]:
    names = {one["name"] for one in node.get("parameters", [])}  # type: ignore[attr-defined]
    contents = node.get("requestBody", {}).get("content", {})  # type: ignore[attr-defined]
    first: dict[str, dict[str, object]] = next(iter(contents.values()), {})
    schema = first.get("schema", {})
    if "$ref" in schema:
        schema = document["components"]["schemas"][str(schema["$ref"]).rsplit("/", 1)[1]]  # type: ignore[index]
    return names | set(schema.get("properties", ()))  # type: ignore[call-overload, no-any-return]


@pytest.fixture(params=FILES)
def client(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_visible_operation_and_field_is_kept(client: str) -> None:
    document = read(client)
    api, findings = load(document, client=client, file=client)
    assert [one for one in findings if one.severity is Severity.ERROR] == []
    known = {(one.path, one.method): one for one in api.operations}
    truth = {(path, method): node for path, method, node in operations(document)}
    assert set(known) == set(truth)
    assert len(known) >= FILES[client]
    for place, node in truth.items():
        want = fields_of(document, node)
        assert {field.name for field in input_fields(api, known[place])} == want, place
        assert (
            known[place].id.lower().startswith(str(node["operationId"]).split("_")[1].lower())
        ), place
    for name, schema in document["components"]["schemas"].items():  # type: ignore[index]
        assert [one.name for one in api.schemas[name].fields] == list(schema.get("properties", ()))


class Plain(yaml.CSafeDumper):
    """PyYAML's fastest writer, without aliases."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def test_round_trip_through_text_beside_pyyaml_alone(client: str) -> None:
    """Export and print, parse and load: no slower than half as much again as PyYAML's C code for the text alone."""
    api, _ = load(read(client), client=client, file=client)
    times = {"out": 9.0, "in": 9.0, "yaml out": 9.0, "yaml in": 9.0}
    for _ in range(3):
        start = time.perf_counter()
        text = to_yaml(export(api))
        _note(times, "out", start)
        start = time.perf_counter()
        document, findings = parse_yaml(text, "x")
        assert isinstance(document, dict)
        again, _ = load(document, client=client, file=client)
        _note(times, "in", start)
        assert (again, findings) == (api, [])
        start = time.perf_counter()
        yaml.dump(document, Dumper=Plain, allow_unicode=True, sort_keys=False, width=10**6)
        _note(times, "yaml out", start)
        start = time.perf_counter()
        assert yaml.load(text, yaml.CSafeLoader) == document
        _note(times, "yaml in", start)
    print(client, len(text), {key: round(value, 3) for key, value in times.items()})
    assert times["out"] < 1.5 * times["yaml out"]
    assert times["in"] < 1.5 * times["yaml in"]


def _note(times: dict[str, float], key: str, start: float) -> None:
    times[key] = min(times[key], time.perf_counter() - start)


def test_hidden_operations_are_counted(client: str) -> None:
    _, findings = load(read(client), client=client, file=client)
    assert [one.code for one in findings if one.code == "O023"] == ["O023"]


def test_types_hold(client: str) -> None:
    """The evaluator's categories by hand: every schema's required names and types survive export."""
    document = read(client)
    api, _ = load(document, client=client, file=client)
    out = export(api)
    for name, schema in document["components"]["schemas"].items():  # type: ignore[index]
        again = out["components"]["schemas"][name]  # type: ignore[index]
        assert set(schema.get("required", ())) == set(again.get("required", ()))
        for key, node in schema.get("properties", {}).items():
            if "type" in node and not node.get("nullable"):
                assert again["properties"][key]["type"] == node["type"], (name, key)
            assert again["properties"][key].get("description", "") == node.get("description", "")
