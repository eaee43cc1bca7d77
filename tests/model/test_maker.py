"""One maker: what it gives suits, whatever the type, the limits and the pattern."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import (
    INTEGER,
    STRING,
    UNSET,
    Api,
    Array,
    Field,
    Json,
    Limits,
    Ref,
    Schema,
    Type,
)
from generator.model.judge import CALL, Judge
from generator.model.maker import Maker, Wish
from tests.model.test_judge import LIMITS, SCHEMAS, TYPES

API = Api("x", schemas=SCHEMAS)


@settings(max_examples=500, deadline=None)
@given(kind=TYPES, limits=LIMITS, optional=st.booleans(), code=st.booleans())
def test_made_values_suit(kind: Type, limits: Limits, optional: bool, code: bool) -> None:
    value = Maker(API, Wish(optional=optional, code=code)).field(Field("v", kind, limits=limits))
    assert value is UNSET or Judge(SCHEMAS, ignored=CALL).suits(value, kind, limits)


PATTERNS = [
    "^[a-z]{3}-[0-9]{2,4}$",
    r"^\\d{4}-\\d{2}$",
    "^(GET|POST)$",
    r"^https?://[^/]+/\\w+$",
    "^[^a-z]+$",
    "^#?([a-f0-9]{6}|[a-f0-9]{3})$",
    r"^\\+[1-9]\\d{1,14}$",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("most", [None, 60])
def test_texts_of_a_pattern(pattern: str, most: int | None) -> None:
    limits = Limits(pattern=pattern, max_length=most)
    value = Maker(API).field(Field("v", STRING, limits=limits))
    assert isinstance(value, str)
    assert Judge({}).suits(value, STRING, limits)


HOSTILE: list[Json] = ['{"a":' * 9, {"id": []}, [[[]]], 1e308, "9" * 400, {"list": {"list": {}}}]


@pytest.mark.parametrize("value", HOSTILE)
def test_odd_examples(value: Json) -> None:
    kind = Array(Ref("User"))
    made = Maker(API).field(Field("v", kind, example=value))
    assert Judge(SCHEMAS, ignored=CALL).suits(made, kind)


def test_what_is_read_only_is_not_sent() -> None:
    schema = Schema("A", (Field("id", INTEGER, required=True, read_only=True), Field("n", STRING)))
    api = Api("x", schemas={"A": schema})
    assert Maker(api, Wish(sending=True)).type(Ref("A")) == {"n": "N"}
    assert Judge(api.schemas, sending=True).suits({"n": "N"}, Ref("A"))
    assert not Judge(api.schemas, sending=False).suits({"n": "N"}, Ref("A"))
