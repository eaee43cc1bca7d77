"""Overlays: what actions do, what is said of those that do nothing, and bounds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.openapi import apply_overlay, extends, parse_yaml
from generator.openapi.jsonpath import Finder
from generator.openapi.overlays import copy_of

DOCUMENT: dict[str, object] = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "tags": [{"name": "a"}, {"name": "b"}],
    "paths": {
        "/users": {"get": {"summary": "List", "parameters": [{"name": "page"}, {"name": "limit"}]}},
        "/groups": {"get": {"summary": "Groups"}, "post": {"summary": "Make"}},
    },
}
HEAD = "overlay: 1.1.0\ninfo: {title: O, version: 1.0.0}\nactions:\n"


def run(actions: str, head: str = HEAD) -> tuple[dict[str, object], list[tuple[str, int, int]]]:
    text = head + actions
    overlay, findings = parse_yaml(text, "o.yaml")
    assert not findings
    before = copy_of(DOCUMENT)
    result, found = apply_overlay(DOCUMENT, overlay, "o.yaml", text)
    assert before == DOCUMENT
    return result, [(one.code, one.span.line, one.span.column) for one in found]


def at(document: object, *steps: str | int) -> object:
    for step in steps:
        document = document[step]  # type: ignore[index]
    return document


def test_update_merges_objects_appends_to_lists_and_replaces_texts() -> None:
    result, found = run(
        "  - {target: $.info, update: {title: New, contact: {name: x}}}\n"
        "  - {target: $.tags, update: {name: c}}\n"
        "  - {target: $.tags, update: [{name: d}]}\n"
        "  - {target: '$.paths.*.get', update: {deprecated: true}}\n"
        "  - {target: \"$.paths['/users'].get.parameters[?@.name=='limit']\", update: {description: Most}}\n"
        "  - {target: \"$.paths['/users'].get.summary\", update: All users}\n"
    )
    assert found == []
    assert result["info"] == {"title": "New", "version": "1", "contact": {"name": "x"}}
    assert [at(tag, "name") for tag in result["tags"]] == ["a", "b", "c", "d"]  # type: ignore[attr-defined]
    assert at(result, "paths", "/groups", "get", "deprecated") is True
    assert at(result, "paths", "/users", "get", "parameters", 1) == {
        "name": "limit",
        "description": "Most",
    }
    assert at(result, "paths", "/users", "get", "summary") == "All users"


def test_remove_and_copy() -> None:
    result, found = run(
        "  - {target: '$.tags[*]', remove: true}\n"
        "  - {target: \"$.paths['/groups'].post\", copy: \"$.paths['/users'].get\"}\n"
        "  - {target: \"$.paths['/users']\", remove: true, update: {ignored: true}}\n"
    )
    assert found == []
    assert result["tags"] == []
    assert at(result, "paths", "/groups", "post", "summary") == "List"
    assert list(result["paths"]) == ["/groups"]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("action", "code", "column"),
    [
        ("{target: $.nowhere, update: {a: 1}}", "C011", 6),
        ("{target: '$.paths[?@.x]', remove: true}", "C011", 6),
        ("{target: '$.paths[', update: {a: 1}}", "C012", 6),
        ("{target: paths, update: {a: 1}}", "C012", 6),
        ("{target: $.info, update: 1}", "C013", 22),
        ("{target: $.info.title, update: {a: 1}}", "C013", 28),
        ("{target: $, remove: true}", "C013", 17),
        ("{target: $.info, copy: '$.tags[*]'}", "C013", 22),
        ("{target: $.info, copy: $.no}", "C013", 22),
        ("{target: $.info}", "C010", 5),
        ("{target: $.info, upadte: {}, remove: true}", "C010", 22),
        ("{update: {a: 1}}", "C010", 5),
        ("7", "C010", 5),
    ],
)
def test_an_action_that_does_nothing_is_a_finding(action: str, code: str, column: int) -> None:
    _, found = run(f"  - {action}\n")
    assert found == [(code, 4, column)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[]", 1),
        ("overlay: 2.0.0\ninfo: {title: a, version: b}\nactions: [{target: $, update: {}}]", 1),
        ("overlay: 1.0.0\ninfo: {title: a}\nactions: [{target: $.info, update: {}}]", 2),
        ("overlay: 1.0.0\ninfo: {title: a, version: b}\nactions: {}", 3),
        ("overlay: 1.0.0\ninfo: {title: a, version: b}\n", 1),
    ],
)
def test_an_invalid_overlay_is_a_finding(text: str, line: int) -> None:
    overlay, _ = parse_yaml(text, "o.yaml")
    _, found = apply_overlay(DOCUMENT, overlay, "o.yaml", text)
    assert [(one.code, one.span.line) for one in found] == [("C010", line)]


def test_version_1_0_updates_no_texts() -> None:
    head = HEAD.replace("1.1.0", "1.0.0")
    _, found = run("  - {target: $.info.title, update: x}\n", head)
    assert found == [("C013", 4, 28)]


def test_copies_can_not_grow_without_end() -> None:
    actions = "".join(f"  - {{target: $.info, update: {{a{n}: {{}}}}}}\n" for n in range(40))
    actions += "".join(f"  - {{target: $.info.a{n}, copy: $.info}}\n" for n in range(40))
    _, found = run(actions)
    assert found
    assert {code for code, *_ in found} == {"C013"}


LARGE: dict[str, object] = {
    **DOCUMENT,
    "deep": json.loads('{"b": 1, "a": ' * 60 + "1" + "}" * 60),
    "x": {f"k{n}": {"description": "a" * 400, "y": [{"z": [n] * 5}] * 4} for n in range(300)},
}


@pytest.mark.parametrize(
    "expression",
    ["(a|a|e|.)*#", "(a+)+b", "(a|aa|.a|a.|..|.)*b", "^(.*)(.*)(.*)(.*)(.*)(.*)(.*)#$"],
)
@pytest.mark.parametrize("function", ["search", "match"])
def test_a_costly_expression_ends(expression: str, function: str) -> None:
    with pytest.raises(StopIteration):
        next(iter(Finder().find(LARGE, f"$..[?{function}(@.description, '{expression}')]")))


@pytest.mark.parametrize(
    "path",
    [
        "$..*..*..*..*..*..*..*",
        "$..[?count($..[?count(@..*) > 1]) > 1]",
        "$..[?count(@..[?count(@..[?count(@..*) > 1]) > 1]) > 1]",
        "$" + "..*" * 600,
        "$.x[" + ",".join(["*"] * 500) + "][" + ",".join(["*"] * 400) + "]",
    ],
)
def test_a_costly_path_is_a_finding(path: str) -> None:
    overlay = {
        "overlay": "1.1.0",
        "info": {"title": "O", "version": "1"},
        "actions": [{"target": path, "remove": True}],
    }
    result, found = apply_overlay(LARGE, overlay, "o.yaml")
    assert [one.code for one in found] == ["C012"]
    assert result == LARGE


def test_extends_names_the_client() -> None:
    assert extends({"extends": "../generated/management.yaml"}) == "management"
    assert (
        extends({"extends": "https://api.example/authentication.openapi.json"}) == "authentication"
    )
    assert extends({}) == ""


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["$", "$..*", "$.info", "$.tags[*]", "1.1.0", "x"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["overlay", "info", "actions", "target", "update", "copy", "remove"]), inner
    ),
)


@given(
    JSON,
    st.lists(st.fixed_dictionaries({"target": JSON, "update": JSON, "copy": JSON, "remove": JSON})),
)
def test_applying_never_raises(overlay: object, actions: list[object]) -> None:
    apply_overlay(DOCUMENT, overlay, "o.yaml")
    whole = {"overlay": "1.1.0", "info": {"title": "t", "version": "v"}, "actions": actions}
    result, _ = apply_overlay(DOCUMENT, whole, "o.yaml")
    assert isinstance(result, dict)
