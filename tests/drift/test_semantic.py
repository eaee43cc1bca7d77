"""The semantic diff: every case in both directions, whole real Apis, and properties."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.drift.findings import findings
from generator.drift.semantic import BREAKING, RULES, compare
from generator.drift.verdict import as_json, bump, verdict
from generator.model import (
    ANY,
    BOOLEAN,
    INTEGER,
    NUMBER,
    OBJECT,
    STRING,
    Api,
    Array,
    Body,
    Discriminator,
    EnumMember,
    Field,
    Limits,
    Map,
    Nullable,
    OpenEnum,
    Operation,
    Ref,
    Response,
    Scalar,
    Schema,
    Type,
    Union,
)
from generator.model.spelling import spell
from generator.openapi import apply_overlay, load
from generator.printers import render_diagnostics
from generator.yaml import parse_yaml
from tests.drift.mutations import KINDS
from tests.openapi.strategies import APIS

HERE = Path(__file__).parent
TRUTH = HERE.parents[2] / "shared" / "corpus" / "truth"
BASE = parse_yaml((HERE / "base.yaml").read_text(encoding="utf-8"), "base.yaml")[0]
CASES = parse_yaml((HERE / "changes.yaml").read_text(encoding="utf-8"), "changes.yaml")[0]
PAIRS = parse_yaml((HERE / "oasdiff.yaml").read_text(encoding="utf-8"), "oasdiff.yaml")[0]
assert isinstance(PAIRS, dict)
assert isinstance(BASE, dict)
assert isinstance(CASES, list)


def _api(document: object) -> Api:
    assert isinstance(document, dict)
    api, found = load(document, client="shop", file="shop.yaml")
    assert not [one for one in found if one.severity.value == "error"]
    return api


def _changed(*steps: object) -> Api:
    """base.yaml with the actions of each step."""
    assert isinstance(BASE, dict)
    document = dict(BASE)
    for actions in filter(None, steps):
        document = _after(document, actions)
    return _api(document)


def _after(base: dict[str, object], actions: object) -> dict[str, object]:
    overlay = {"overlay": "1.1.0", "info": {"title": "t", "version": "1"}, "actions": actions}
    document, found = apply_overlay(base, overlay, "case")
    assert not [one for one in found if one.code != "C011"]
    return document


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_case(case: dict[str, list[object]]) -> None:
    before = case.get("before", [])
    old, new = _changed(before), _changed(before, case["actions"])
    there = [[one.kind, one.code, one.where] for one in compare(old, new)]
    back = [[one.kind, one.code, one.where] for one in compare(new, old)]
    assert there == case["found"]
    assert back == case["back"]


def test_every_code_has_a_case_or_is_named_here() -> None:
    """A code that no case shows is a rule that nobody tried."""
    assert isinstance(CASES, list)
    shown = {row[1] for case in CASES for row in (*case["found"], *case["back"])}
    shown |= {"client-added", "client-removed", "client-renamed", "include-changed"}
    mutated = {code for kind in KINDS for code in kind.codes}
    assert isinstance(PAIRS, dict)
    pairs = {one.partition(" ")[2] for each in PAIRS.values() for one in each}
    assert {code for code, _ in RULES} - shown - mutated - pairs == set()


def _answering(kind: Type, **more: object) -> Api:
    operation = Operation("get", "GET", "/get", responses=(Response(type=Ref("Answer")),))
    schema = Schema("Answer", (Field("value", kind),))
    return replace(Api("shop", operations=(operation,), schemas={"Answer": schema}), **more)  # type: ignore[arg-type]


def _codes(old: Api, new: Api) -> set[str]:
    return {one.code for one in compare(old, new)}


def test_codes_without_a_case() -> None:
    plain = _answering(STRING)
    dated, timed = Scalar("string", "date"), Scalar("string", "time")
    assert _codes(_answering(dated), _answering(timed)) == {"format-changed"}
    assert _codes(plain, replace(plain, client="store")) == {"client-renamed"}
    assert "client-removed" in _codes(plain, Api(""))
    assert {one.kind for one in compare(Api(""), plain)} == {"compatible"}
    unions = [Union((Ref("Answer"), STRING), Discriminator(name)) for name in ("a", "b")]
    assert _codes(*map(_answering, unions)) == {"discriminator-changed"}
    limits = [Limits(pattern=text) for text in "ab"]
    patterns = [
        replace(plain, schemas={"Answer": Schema("Answer", (Field("value", STRING, limits=one),))})
        for one in limits
    ]
    assert _codes(*patterns) == {"pattern-changed"}
    body = replace(plain.operations[0], body=Body(type=Array(STRING)))
    assert _codes(plain, replace(plain, operations=(body,))) == {"required-body-added"}
    open_, shared = Schema("Answer", additional=STRING), Schema("Answer", include="a.md")
    bare = replace(plain, schemas={"Answer": Schema("Answer", open_.fields)})
    for one, code in ((open_, "type-narrowed"), (shared, "include-changed")):
        assert code in _codes(bare, replace(plain, schemas={"Answer": one}))


def test_a_renamed_operation_names_its_new_name() -> None:
    plain = _answering(STRING)
    other = replace(plain, operations=(replace(plain.operations[0], id="fetch"),))
    first = compare(plain, other)[0]
    assert (first.code, first.where, first.new) == ("operation-renamed", "get", "fetch")
    assert (first.kind, first.concerns) == (BREAKING, "source")


def test_recursive_schemas_and_aliases_end() -> None:
    def api(leaf: Type) -> Api:
        schemas = {
            "Answer": Schema("Answer", (Field("next", Ref("Answer")), Field("loop", Ref("A")))),
            "A": Schema("A", type=Ref("B")),
            "B": Schema("B", type=Ref("A")),
            "C": Schema("C", (Field("leaf", leaf), Field("back", Array(Ref("Answer"))))),
        }
        return replace(_answering(STRING), schemas=schemas)

    assert compare(api(STRING), api(STRING)) == []
    assert _codes(api(STRING), api(NUMBER)) == {"type-changed"}


def test_texts_of_documents_are_harmless() -> None:
    evil = "\x1b[2J\u202e\r\n::error::"
    old, new = _answering(STRING), replace(_answering(NUMBER), title=evil)
    text = render_diagnostics(findings(compare(old, new), old, new), {})
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\n::error" not in text


def test_json_says_all() -> None:
    changes = compare(_answering(STRING), _answering(NUMBER))
    data = as_json(changes)
    assert data["bump"] == bump(changes) == "major"
    assert data["counts"] == {"breaking": 1, "compatible": 0, "docs": 0}
    place = {"file": "", "pointer": "/components/schemas/Answer/properties/value/type"}
    assert data["changes"] == [
        {
            "kind": BREAKING,
            "class": "wire",
            "code": "type-changed",
            "direction": "response",
            "where": "Answer.value",
            "old": "string",
            "new": "number",
            "explanation": "Code made for the old form does not fit the new one.",
            "old_place": place,
            "new_place": place,
        }
    ]


_SCALARS = st.sampled_from(
    [ANY, BOOLEAN, INTEGER, NUMBER, OBJECT, STRING, Scalar("string", "date")]
)
_ENUMS = st.builds(
    OpenEnum,
    st.just(STRING),
    st.lists(st.sampled_from("abc"), unique=True).map(lambda v: tuple(map(EnumMember, v))),
    st.booleans(),
)
_TYPES: st.SearchStrategy[Type] = st.recursive(
    _SCALARS | _ENUMS | st.sampled_from([Ref("Answer"), Ref("Missing")]),
    lambda inner: st.one_of(
        st.builds(Array, inner),
        st.builds(Map, inner),
        st.builds(Nullable, inner),
        st.builds(Union, st.lists(inner, min_size=1, max_size=3, unique_by=spell).map(tuple)),
    ),
    max_leaves=5,
)


@settings(max_examples=300)
@given(_TYPES)
def test_the_same_is_no_change(kind: Type) -> None:
    assert compare(_answering(kind), _answering(kind)) == []


@settings(max_examples=300)
@given(_TYPES, _TYPES)
def test_types_that_differ_are_a_change_both_ways(one: Type, other: Type) -> None:
    """Whatever is spelled differently is found, and found again on the way back."""
    there = compare(_answering(one), _answering(other))
    back = compare(_answering(other), _answering(one))
    assert bool(there) == bool(back)
    assert {c.where for c in there} == {c.where for c in back}
    if spell(one) != spell(other) and not _alike(one, other):
        assert there


def _alike(one: Type, other: Type) -> bool:
    """Types that are spelled in two ways: members in another order, null among any, a map of anything."""
    if sorted(spell(one)) == sorted(spell(other)):  # the members of an enum in another order
        return True
    text = f"{spell(one)} {spell(other)}"
    return "any" in text or "Missing" in text or "or null or null" in text


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(APIS, APIS)
def test_any_two_apis(old: Api, new: Api) -> None:
    """Nothing raises, the order is that of `rank`, and no Api differs from itself."""
    found = compare(old, new)
    assert found == sorted(found, key=lambda one: one.rank)
    told = findings(found, old, new)
    assert len(told) == len(found)
    assert {"breaking": "error", "compatible": "warning", "docs": "note"}[
        next((one.kind for one in found), "docs")
    ] == next((one.severity.value for one in told), "note")
    assert verdict(found).count("version step") == 1
    assert compare(old, old) == []


@pytest.mark.corpus
@pytest.mark.parametrize("client", ["authentication", "management"])
def test_real_apis_in_a_second(client: str) -> None:
    if not TRUTH.is_dir():
        pytest.skip("no ../shared/corpus beside the project")
    text = (TRUTH / f"{client}-openapi.json").read_text(encoding="utf-8")
    old, _ = load(json.loads(text), client=client, file="truth.json")
    changed = json.loads(text.replace('"boolean"', '"string"'))
    new, _ = load(changed, client=client, file="truth.json")
    start = time.process_time()  # what others do on the machine does not count
    found = compare(old, new)
    assert time.process_time() - start < 1
    assert bump(found) == "major"
    assert compare(old, old) == []
