"""Properties over every Api that the model can hold."""

from __future__ import annotations

from dataclasses import replace

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model import (
    UNSET,
    Api,
    Array,
    Body,
    EnumMember,
    Field,
    Inference,
    Limits,
    Map,
    Note,
    Nullable,
    OpenEnum,
    Operation,
    PageRecord,
    Parameter,
    Ref,
    Response,
    Sample,
    Scalar,
    Schema,
    SecurityScheme,
    Server,
    Type,
    Union,
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

ODD = [
    "",
    "a/b~c",
    "~1",
    "%25",
    "用户 dto",
    "x-name",
    "$ref",
    "200",
    "true",
    "null",
    "~",
    "<<",
    "=",
    "on",
    "é",
    "A b#c",
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        *ODD,
        "one\ntwo",
        "end \n",
        "\n lead",
        " \n",
        "|2\n x\n\n",
        "# no\n",
        "a: b",
        "- x",
        "🎉\n\tx\n",
        "1e5",
        "\ufeffx",
        "a\u2028b\n",
    ]
)
NAME = st.sampled_from(ODD) | TEXT
SCHEMA_NAME = st.sampled_from(["A", "A_2fb", "A/b", "用户", "用户_", "", "Resp.Dto-1", "_"])
NUMBER = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAME, inner, max_size=3),
    max_leaves=6,
)
MAYBE = st.just(UNSET) | JSON
SCALAR = st.builds(
    Scalar,
    st.sampled_from(["string", "number", "integer", "boolean", "object", "any", "null"]),
    st.sampled_from(["", "date-time", "int32", "用"]),
)
MEMBER = st.builds(EnumMember, st.none() | st.booleans() | NUMBER | TEXT, TEXT)
ENUM = st.builds(OpenEnum, SCALAR, st.lists(MEMBER, max_size=3).map(tuple), st.booleans())


def _deeper(inner: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
    options = st.lists(inner, min_size=1, max_size=3).map(tuple)
    union = st.builds(Union, options, st.sampled_from(["", "kind"]))
    return st.builds(Array, inner) | st.builds(Map, inner) | st.builds(Nullable, inner) | union


TYPE: st.SearchStrategy[Type] = st.recursive(
    SCALAR | ENUM | st.builds(Ref, SCHEMA_NAME), _deeper, max_leaves=4
)
SIZE = st.none() | st.integers(0, 9)
LIMITS = st.just(Limits()) | st.builds(
    Limits, SIZE, SIZE, SIZE, SIZE, st.none() | NUMBER, st.none() | NUMBER, st.none() | TEXT
)
INFERRED = st.lists(
    st.builds(Inference, st.sampled_from(["method", "items"]), TEXT, st.floats(0, 1), TEXT),
    max_size=2,
).map(tuple)
FIELD = st.builds(
    Field,
    NAME,
    TYPE,
    *(
        st.booleans(),
        TEXT,
        MAYBE,
        MAYBE,
        LIMITS,
        st.booleans(),
        st.booleans(),
        st.booleans(),
        INFERRED,
    ),
)
FIELDS = st.lists(FIELD, max_size=3, unique_by=lambda field: field.name).map(tuple)
MEDIA = st.sampled_from(["application/json", "multipart/form-data", "application/octet-stream"])
BODY = st.builds(Body, FIELDS, st.none(), st.booleans(), MEDIA, TEXT) | st.builds(
    Body, st.just(()), TYPE, st.booleans(), MEDIA, TEXT
)
RESPONSE = st.builds(
    Response,
    st.sampled_from(["200", "404", "5XX", "default"]),
    st.none() | TYPE,
    TEXT,
    MEDIA,
    MAYBE,
)
SAMPLE = st.builds(
    Sample,
    st.sampled_from(["node", "python", "rust", "C#"]),
    st.sampled_from(["ts", "python", "", "x"]),
    TEXT,
    st.booleans(),
)
PAGE = st.builds(PageRecord, NAME, NAME, NAME, NAME, st.dictionaries(NAME, JSON, max_size=2))
OPERATION = st.builds(
    Operation,
    NAME,
    st.sampled_from(["GET", "POST", "DELETE", "QUERY"]),
    st.sampled_from(["/a", "/api/v3/用户", "/a/{id}"]),
    *(TEXT, TEXT, TEXT),
    st.lists(
        st.builds(Parameter, FIELD, st.sampled_from(["query", "path", "header"])), max_size=2
    ).map(tuple),
    st.none() | BODY,
    st.lists(RESPONSE, max_size=2, unique_by=lambda one: one.status).map(tuple),
    st.lists(SAMPLE, max_size=2).map(tuple),
    st.lists(st.builds(Note, NAME, TEXT), max_size=2).map(tuple),
    st.booleans(),
    st.none() | st.lists(NAME, max_size=2).map(tuple),
    st.lists(PAGE, max_size=2).map(tuple),
    INFERRED,
)


@st.composite
def schemas(draw: st.DrawFn) -> dict[str, Schema]:
    names = draw(st.lists(SCHEMA_NAME, max_size=3, unique=True))
    shapes = st.tuples(FIELDS, st.none(), TEXT, st.none() | TYPE) | st.tuples(
        st.just(()), TYPE, TEXT, st.none()
    )
    more = st.tuples(st.sampled_from(["", "shared/table.md"]), st.booleans(), MAYBE, INFERRED)
    found = {name: Schema(name, *draw(shapes), *draw(more)) for name in sorted(names)}
    return {name: one for name, one in found.items() if not _is_own_alias(one, found)}


def _is_own_alias(schema: Schema, known: dict[str, Schema]) -> bool:
    """Is the schema another name of a type that leads to an earlier name or itself? Loops need one of these."""
    kinds: list[Type | None] = [schema.type]
    for kind in kinds:
        if isinstance(kind, Nullable):
            kinds.append(kind.inner)
        if isinstance(kind, Union):
            kinds += kind.options
    return any(
        isinstance(kind, Ref) and kind.name in known and kind.name <= schema.name for kind in kinds
    )


SCHEME = st.sampled_from(
    [
        {"type": "http", "scheme": "bearer"},
        {"type": "apiKey", "in": "header", "name": "authorization"},
    ]
)
APIS = st.builds(
    Api,
    st.just("management"),
    *(TEXT, TEXT, TEXT),
    st.lists(st.builds(Server, NAME, TEXT), max_size=2).map(tuple),
    st.lists(
        st.builds(SecurityScheme, st.sampled_from(["bearer", "x.y-z", "A_1"]), SCHEME),
        max_size=2,
        unique_by=lambda one: one.name,
    ).map(tuple),
    st.lists(OPERATION, max_size=3, unique_by=lambda one: one.id).map(
        lambda found: tuple(sorted(found, key=lambda one: one.id))
    ),
    schemas(),
    st.sampled_from(["en", "zh-CN"]),
)
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


SANE = APIS.map(
    lambda api: replace(
        api,
        servers=(Server("https://api.example"),),
        operations=tuple(
            replace(one, path=f"/{index}")
            for index, one in enumerate(api.operations)
            if _is_common(one)
        ),
    )
)


@settings(PATIENT, max_examples=40)
@given(SANE)
def test_the_document_is_valid(api: Api) -> None:
    assert validate(export(api), "x.yaml") == []
