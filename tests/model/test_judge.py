"""One judge: the probes get one verdict from all who ask, and JSON Schema's own validator agrees."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_schema_validator import oas31_format_checker

from generator.mock.reading import Sent
from generator.mock.requests import Route, check_request
from generator.model import (
    INTEGER,
    NUMBER,
    OBJECT,
    STRING,
    Api,
    Array,
    Body,
    EnumMember,
    Field,
    Json,
    Limits,
    Map,
    Nullable,
    OpenEnum,
    Operation,
    PageRecord,
    Ref,
    Response,
    Scalar,
    Schema,
    Type,
    Union,
)
from generator.model.judge import BEYOND, CALL, DOCUMENT, Judge
from generator.openapi import export
from generator.openapi.schemas_out import default_key
from generator.pages.facts import PageFacts, ResponseFacts
from generator.rules.run import check

MEMBERS = (EnumMember("a"), EnumMember("b"))
CLOSED, OPEN = OpenEnum(STRING, MEMBERS, closed=True), OpenEnum(STRING, MEMBERS)
SCHEMAS = {
    "User": Schema("User", (Field("id", STRING, required=True), Field("age", INTEGER))),
    "Tree": Schema("Tree", (Field("twigs", Array(Ref("Tree")), required=True),)),
    "Free": Schema("Free", (Field("id", STRING),), additional=INTEGER),
    "Name": Schema("Name", type=STRING),
}
DATE = Scalar("string", "date-time")

PROBES: list[tuple[str, Json, Field, bool]] = [
    ("null for a text", None, Field("v", STRING), False),
    ("null where it may be", None, Field("v", Nullable(STRING)), True),
    ("a date-time", "2024-01-31T12:00:00Z", Field("v", DATE), True),
    ("no date-time", "yesterday", Field("v", DATE), False),
    ("a member", "a", Field("v", CLOSED), True),
    ("no member of a closed enum", "c", Field("v", CLOSED), False),
    ("no member of a closed enum, null", None, Field("v", CLOSED), False),
    ("a new member of an open enum", "c", Field("v", OPEN), True),
    ("one of two options", "x", Field("v", Union((STRING, INTEGER), exclusive=True)), True),
    ("both of two, any", 1, Field("v", Union((NUMBER, INTEGER))), True),
    ("both of two, only one", 1, Field("v", Union((NUMBER, INTEGER), exclusive=True)), False),
    ("1.5 as integer", 1.5, Field("v", INTEGER), False),
    ("1.0 as integer", 1.0, Field("v", INTEGER), True),
    ("true as number", True, Field("v", NUMBER), False),
    ("beyond int64", 2**63, Field("v", Scalar("integer", "int64")), False),
    ("int64", 2**63 - 1, Field("v", Scalar("integer", "int64")), True),
    ("short text", "x", Field("v", STRING, limits=Limits(min_length=2)), False),
    ("long text, pattern", "a" * 50, Field("v", STRING, limits=Limits(pattern="^a+$")), True),
    ("long text, no match", "a" * 50 + "b", Field("v", STRING, limits=Limits(pattern="^a+$")), False),
    ("text as list", '["a"]', Field("v", Array(STRING)), False),
    ("object as list", {"id": "a"}, Field("v", Array(Ref("User"))), False),
    ("a missing field", {}, Field("v", Ref("User")), False),
    ("a field of a field", {"twigs": [{"twigs": [{}]}]}, Field("v", Ref("Tree")), False),
    ("other keys", {"id": "x", "n": 1}, Field("v", Ref("Free")), True),
    ("wrong other keys", {"id": "x", "n": "1"}, Field("v", Ref("Free")), False),
]  # fmt: skip


def api_of(field: Field) -> Api:
    wrapped = Schema("Answer", (replace(field, required=True),))
    operation = Operation(
        "probe",
        "POST",
        "/probe",
        body=Body((field,)),
        responses=(Response(type=Ref("Answer")),),
    )
    return Api("probes", operations=(operation,), schemas={**SCHEMAS, "Answer": wrapped})


def overlay(value: Json, field: Field) -> bool:
    return default_key(replace(field, default=value), SCHEMAS) == "default"


def mock(value: Json, field: Field) -> bool:
    api = api_of(field)
    content = json.dumps({"v": value}).encode()
    sent = Sent("POST", "/probe", headers={"content-type": "application/json"}, body=content)
    return not check_request(Route(api, api.operations[0], {}), sent)


def lint(value: Json, field: Field) -> bool:
    api, path = api_of(field), "en/node/probes/a/probe.md"
    shown = ResponseFacts(name="Answer", example={"v": value})
    page = PageFacts(path, "en", "compact", "node", client="probes", sections={"response": shown})
    operation = replace(api.operations[0], pages=(PageRecord(path, "en", "node", "compact"),))
    found = check([replace(api, operations=(operation,))], [page])
    return not [one for one in found if one.code != "S026"]


CONSUMERS: dict[str, Callable[[Json, Field], bool]] = {
    "judge": lambda value, field: Judge(SCHEMAS).suits(value, field.type, field.limits),
    "overlay": overlay,
    "mock": mock,
    "lint": lint,
}


@pytest.mark.parametrize("consumer", CONSUMERS)
@pytest.mark.parametrize(("value", "field", "suits"), [one[1:] for one in PROBES])
def test_probes(consumer: str, value: Json, field: Field, suits: bool) -> None:
    assert CONSUMERS[consumer](value, field) is suits


@pytest.mark.parametrize(("ignored", "suits"), [(CALL, False), (DOCUMENT, True)])
def test_fields_that_nobody_documents(ignored: frozenset[str], suits: bool) -> None:
    """The documented difference: JSON Schema allows them, a call and an example may have none."""
    user = {"id": "x", "aeg": 1}
    assert Judge(SCHEMAS, ignored=ignored).suits(user, Ref("User")) is suits


def test_a_pattern_that_nobody_can_try() -> None:
    """The documented difference: it keeps a default out of a document, and refuses no request."""
    field = Field("v", STRING, limits=Limits(pattern="^(?=.*a)(a+)+$"))
    value = "a" * 5000
    assert (overlay(value, field), mock(value, field), lint(value, field)) == (False, True, True)


@pytest.mark.parametrize("depth", [50, 5000])
def test_names_without_end_are_no_crash(depth: int) -> None:
    alias = {f"A{i}": Schema(f"A{i}", type=Ref(f"A{(i + 1) % depth}")) for i in range(depth)}
    union = Schema("U", type=Union((Array(Ref("U")), Map(Ref("U")), Ref("U"), INTEGER)))
    value: Json = "x"
    for _ in range(60):
        value = [value]
    assert not Judge(alias).suits(1, Ref("A0"))
    assert [one.kind for one in Judge({"U": union}).value(value, Ref("U"))] == [BEYOND]


LIMITS = st.builds(
    Limits,
    *[st.none() | st.integers(0, 4)] * 4,
    st.none() | st.integers(-3, 9),
    st.none() | st.integers(-3, 9) | st.floats(-3, 9),
    st.none() | st.sampled_from(["^a", "b$", "[0-9]+", "^$", "a|é"]),
)
KINDS = ["string", "number", "integer", "boolean", "any", "null"]
FORMATS = ["date", "email", "uuid", "ipv4", "odd"]
FIXED: list[Type] = [
    *map(Scalar, KINDS),
    *(Scalar("string", name) for name in FORMATS),
    *(OBJECT, CLOSED, OPEN, DATE, Scalar("integer", "int32")),
    *map(Ref, SCHEMAS),
]
LEAVES = st.sampled_from(FIXED)
TYPES: st.SearchStrategy[Type] = st.recursive(
    LEAVES,
    lambda inner: st.builds(Array, inner)
    | st.builds(Map, inner)
    | st.builds(Nullable, inner)
    | st.builds(
        Union,
        st.lists(inner, min_size=1, max_size=3).map(tuple),
        exclusive=st.booleans(),
    ),
    max_leaves=4,
)
TEXTS = st.sampled_from(["a", "b", "c", "ab", "12", "é", "", "2024-01-31", "x@y.z", "127.0.0.1"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 9) | st.sampled_from([1.0, 1.5, 2**40]) | TEXTS,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "age", "twigs", "n"]), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=600, deadline=None)
@given(kind=TYPES, limits=LIMITS, value=VALUES)
def test_json_schema_says_the_same(kind: Type, limits: Limits, value: Json) -> None:
    """The exported schema, judged by an implementation that is not ours, formats asserted."""
    field = Field("v", kind, limits=limits)
    document = export(
        replace(
            api_of(field), operations=(), schemas={**SCHEMAS, "Probe": Schema("Probe", (field,))}
        )
    )
    schema = {"$ref": "#/components/schemas/Probe/properties/v", **document}
    validator = Draft202012Validator(schema, format_checker=oas31_format_checker)
    assert Judge(SCHEMAS).suits(value, kind, limits) is validator.is_valid(value)
