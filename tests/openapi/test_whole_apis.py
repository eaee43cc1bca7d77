"""Properties over every Api that the model can hold."""

from __future__ import annotations

import re
from dataclasses import replace

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model import (
    Api,
    Array,
    EnumMember,
    Field,
    Map,
    Nullable,
    OpenEnum,
    Operation,
    Parameter,
    Server,
)
from generator.openapi import (
    Places,
    apply_overlay,
    export,
    load,
    locale_overlay,
    localized,
    parse_yaml,
    to_yaml,
    translate,
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
def translated(draw: st.DrawFn) -> Api:
    """An Api with other texts at pointers that `Places` gives."""
    api = draw(APIS)
    places = Places(api)
    pointers = [places.schema(name) for name in api.schemas]
    for name, schema in api.schemas.items():
        pointers += [
            places.schema_field(name, field, part)
            for field in schema.fields
            for part in ("description", "example", *_members(field))
        ]
    for operation in api.operations:
        pointers += _pointers_of(places, operation)
    chosen = draw(st.lists(st.sampled_from(pointers), unique=True)) if pointers else []
    texts = {place: draw(JSON if place.endswith("/example") else TEXT) for place in chosen}
    return replace(api, translations={"zh-CN": texts})


def _members(field: Field) -> tuple[str | EnumMember, ...]:
    kind = field.type
    while isinstance(kind, Array | Map | Nullable):
        kind = (
            kind.value
            if isinstance(kind, Map)
            else kind.item if isinstance(kind, Array) else kind.inner
        )
    return kind.members if isinstance(kind, OpenEnum) else ()


def _pointers_of(places: Places, operation: Operation) -> list[str]:
    found = [places.operation(operation, part) for part in ("summary", "description")]
    found += [places.sample(operation, index) for index in range(len(operation.samples))]
    found += [places.note(operation, index) for index in range(len(operation.notes))]
    found += [places.response(operation, one, "example") for one in operation.responses]
    for one in operation.parameters:
        found += [places.parameter(operation, one, part) for part in ("description", "example")]
    for field in operation.body.fields if operation.body and operation.body.type is None else ():
        found += [
            places.body_field(operation, field, part) for part in ("description", *_members(field))
        ]
    return found


@PATIENT
@given(translated())
def test_the_overlay_of_a_locale_gives_the_localized_api(api: Api) -> None:
    overlay, findings = parse_yaml(to_yaml(locale_overlay(api, "zh-CN")), "o.yaml")
    assert not findings
    document, findings = apply_overlay(export(api), overlay, "o.yaml")
    assert not findings
    assert translate(export(api), api, "zh-CN") == []
    loaded, _ = load(document, client="management", file="x.yaml")
    assert loaded == localized(api, "zh-CN")


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
