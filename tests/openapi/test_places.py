"""Places in JSON texts are those that libyaml tells of the same text, however it is laid out."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.yaml import Locator

Way = tuple[str, ...]
# YAML does not join escaped surrogates, so only what JSON escapes in one
_CHARACTERS = st.characters(
    codec="utf-8", max_codepoint=0xFFFD, exclude_categories=("Cc", "Zl", "Zp")
)
_KEYS = st.text(_CHARACTERS, max_size=4)
_LEAVES = st.none() | st.booleans() | st.integers() | _KEYS
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)


def _ways(node: yaml.Node, way: Way = ()) -> Iterator[tuple[Way, yaml.Mark]]:
    if isinstance(node, yaml.MappingNode):
        steps = [(key.value, key.start_mark, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        steps = [(str(n), value.start_mark, value) for n, value in enumerate(node.value)]
    else:
        return
    for segment, mark, value in steps:
        yield (*way, segment), mark
        yield from _ways(value, (*way, segment))


@given(st.dictionaries(_KEYS, _VALUES, max_size=3), st.sampled_from((None, 1, 4)), st.booleans())
def test_every_place_of_a_json_text(value: object, indent: int | None, ascii_only: bool) -> None:
    text = "\n " + json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    locator = Locator(text, "api.json")
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None
    for way, mark in reversed(list(_ways(root))):
        span = locator.span(way)
        assert (span.line, span.column) == (mark.line + 1, mark.column + 1), way
        assert locator.span((*way, "nothing", "there")) == span


@pytest.mark.parametrize("text", ["{a: {b: 1}}", '{"a": {"b": 1},}', '{"a": {b: 1}, "c": 2}'])
def test_a_text_that_only_looks_like_json_is_read_as_yaml(text: str) -> None:
    locator = Locator(text, "api.yaml")
    assert locator.span(("a",)).column == 2
    inner = text.index("{", 1) + 2
    assert locator.span(("a", "b")).column == inner


def test_a_text_that_cannot_be_read_has_no_places() -> None:
    assert Locator('{"a": [}', "api.json").span(("a", "0")).line == Locator("", "x").span(()).line
    deep = '{"a":' * 100_000
    assert Locator(deep, "api.json").span(("a", "a")).file == "api.json"


@given(_VALUES)
def test_few_places_and_many_are_the_same_in_yaml(value: object) -> None:
    """The first places are looked for one by one, the others in the nodes of the whole text."""
    text = yaml.safe_dump(value, allow_unicode=True)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None
    many = Locator(text, "api.yaml")
    for way, mark in _ways(root):
        for asked in (way, (*way, "nothing", "there")):
            span = Locator(text, "api.yaml").span(asked)
            assert span == many.span(asked)
            assert (span.line, span.column) == (mark.line + 1, mark.column + 1), way


def test_an_alias_on_the_way() -> None:
    text = "a: &x\n  b: 1\nc: *x\n"
    assert Locator(text, "api.yaml").span(("c", "b")).line == 2
