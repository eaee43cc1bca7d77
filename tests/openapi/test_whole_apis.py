"""Properties over every Api that the model can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.model import (
    Api,
    Json,
    Operation,
    Parameter,
    Server,
)
from generator.openapi import (
    actions,
    apply_overlay,
    export,
    load,
    overlay_document,
    parse_yaml,
    to_yaml,
    validate,
)
from tests.openapi.strategies import APIS, JSON, NAME, TEXT

PATIENT = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@PATIENT
@given(APIS)
def test_load_of_export_is_the_api(api: Api) -> None:
    text = to_yaml(export(api))
    document, findings = parse_yaml(text, "x.yaml")
    assert not findings
    assert isinstance(document, dict)
    loaded, _ = load(document, client="management", file="x.yaml")
    assert loaded == api
    assert to_yaml(export(loaded)) == text


@PATIENT
@given(st.dictionaries(NAME, JSON, max_size=4))
def test_every_yaml_reader_reads_the_text(value: dict[str, object]) -> None:
    text = to_yaml(value)
    assert parse_yaml(text, "x") == (value, [])
    assert yaml.load(text, yaml.CSafeLoader) == value
    assert yaml.load(text, yaml.SafeLoader) == value


def _is_common(operation: Operation) -> bool:
    names = [(one.field.name, one.location) for one in operation.parameters]
    return len(set(names)) == len(names) and all(
        one.location != "path" for one in operation.parameters
    )


@st.composite
def translated(draw: st.DrawFn) -> tuple[Json, Json]:
    """A document, and the same with other texts and keys here and there, or the document of another Api."""
    document = export(draw(APIS))
    if draw(st.booleans()):
        return document, export(draw(APIS))
    return document, _otherwise(draw, document)


def _otherwise(draw: st.DrawFn, value: Json) -> Json:
    if draw(st.integers(0, 20)) == 0:
        return draw(TEXT) if isinstance(value, str) else draw(JSON)
    if isinstance(value, Mapping):
        return {key: _otherwise(draw, inner) for key, inner in value.items()}
    return [_otherwise(draw, inner) for inner in value] if isinstance(value, list) else value


def _of_parameter(example: Json) -> Json:
    """A document with a parameter that is selected by its name; below it are keys with control characters."""
    operation = {"parameters": [{"name": "a", "in": "query", "example": example}]}
    return {"paths": {"/a": {"get": operation}}}


@PATIENT
@given(translated())
@example((_of_parameter({"\x1f": None, "\\u001f": 1}), _of_parameter({"\n": None})))
def test_the_actions_of_a_difference_give_the_other_document(pair: tuple[Json, Json]) -> None:
    old, new = pair
    if not isinstance(old, Mapping) or not isinstance(new, Mapping) or old == new:
        return
    made = actions(old, new)
    text = to_yaml(overlay_document("management", "title", "1", made))
    overlay, findings = parse_yaml(text, "o.yaml")
    assert not findings
    document, findings = apply_overlay(old, overlay, "o.yaml")
    assert (document, findings) == (new, [])


def _sane(operation: Operation, index: int) -> Operation:
    """The operation with what only some places and versions allow left out."""
    body = operation.body
    return replace(
        operation,
        path=f"/{index}",
        servers=(),
        parameters=tuple(_plain(one) for one in operation.parameters if _is_named(one)),
        body=body and replace(body, item=None, encoding={}, others=()),
        responses=tuple(
            replace(
                one,
                item=None,
                headers=tuple(map(_plain, filter(_is_named, one.headers))),
                others=(),
            )
            for one in operation.responses
        ),
    )


def _is_named(one: Parameter) -> bool:
    """Has a header a name that HTTP allows (RFC 9110, section 5.1)?"""
    return one.location != "header" or bool(re.fullmatch("[A-Za-z0-9~%$-]+", one.field.name))


def _plain(one: Parameter) -> Parameter:
    return replace(one, style="", explode=None, allow_reserved=False)


SANE = APIS.map(
    lambda api: replace(
        api,
        servers=(Server("https://api.example"),),
        operations=tuple(
            _sane(one, index) for index, one in enumerate(api.operations) if _is_common(one)
        ),
    )
)


@settings(PATIENT, max_examples=40)
@given(SANE)
def test_the_document_is_valid(api: Api) -> None:
    assert validate(export(api), "x.yaml") == []
