"""Lists whose items have types of their own, through documents, judge, maker and words."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from generator.model import ANY, INTEGER, STRING, Api, Json, Ref, Schema, Tuple
from generator.model.judge import Judge
from generator.model.maker import Maker
from generator.model.spelling import spell
from generator.openapi import export, load

OPEN = Tuple((STRING, INTEGER))
CLOSED = Tuple((STRING, INTEGER), None)
REST = Tuple((STRING,), INTEGER)


def through(kind: Tuple) -> dict[str, Json]:
    """The type's schema in the exported document."""
    document = export(Api("x", "x", schemas={"T": Schema("T", type=kind)}))
    assert load(document, client="x", file="x")[0].schemas["T"].type == kind
    components = document["components"]
    assert isinstance(components, dict)
    made = components["schemas"]["T"]
    assert isinstance(made, dict)
    return made


@pytest.mark.parametrize("kind", [OPEN, CLOSED, REST], ids=spell)
@pytest.mark.parametrize(
    "value", [[], ["a"], ["a", 1], ["a", 1, 2], ["a", 1, "b"], [1], ["a", "b"], "a", {}, None]
)
def test_the_judge_agrees_with_jsonschema(kind: Tuple, value: Json) -> None:
    right = Draft202012Validator(through(kind)).is_valid(value)
    assert Judge({}).suits(value, kind) is right


@pytest.mark.parametrize("kind", [OPEN, CLOSED, REST], ids=spell)
def test_made_values_suit(kind: Tuple) -> None:
    api = Api("x", schemas={"T": Schema("T", type=kind)})
    assert Draft202012Validator(through(kind)).is_valid(Maker(api).type(Ref("T")))


def test_in_words() -> None:
    assert [spell(one) for one in (OPEN, CLOSED, REST)] == [
        "[string, integer, ...any]",
        "[string, integer]",
        "[string, ...integer]",
    ]
    assert OPEN.array.item == ANY
