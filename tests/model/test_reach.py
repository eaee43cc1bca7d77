"""Which schemas are reached, and which name is only another name for itself."""

from __future__ import annotations

from generator.model import Array, Field, Nullable, Ref, Schema, Union
from generator.model.reach import closure, leads_to, named, reached
from generator.naming import free

SCHEMAS = {
    "A": Schema("A", (Field("c", Ref("C")), Field("b", Array(Ref("B"))))),
    "B": Schema("B", (Field("a", Ref("A")),), additional=Ref("Missing")),
    "C": Schema("C", type=Nullable(Ref("D"))),
    "D": Schema("D", type=Union((Ref("C"), Array(Ref("E"))))),
    "E": Schema("E", type=Array(Ref("E"))),
}


def test_reached_depth_first_each_once() -> None:
    assert reached(SCHEMAS, ["A"]) == ["A", "C", "D", "E", "B", "Missing"]
    assert reached(SCHEMAS, ["E", "E"]) == ["E"]


def test_long_chains_are_no_recursion() -> None:
    assert (
        len(closure(["0"], lambda name: [str(int(name) + 1)] if int(name) < 50_000 else []))
        == 50_001
    )


def test_names_for_themselves() -> None:
    assert leads_to(SCHEMAS, Nullable(Ref("D")), "C", named)
    assert leads_to(SCHEMAS, Array(Ref("E")), "E")
    assert not leads_to(SCHEMAS, Array(Ref("E")), "E", named)
    assert not leads_to(SCHEMAS, Ref("B"), "A")


def test_free_names() -> None:
    taken = {"a", "a2", "b"}
    assert [free(name, taken.__contains__) for name in "abc"] == ["a3", "b2", "c"]
    assert free("a", {"a", "a-2"}.__contains__, "-") == "a-3"
