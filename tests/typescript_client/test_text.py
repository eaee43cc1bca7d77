"""Literals, comments and names: what goes in comes out, or is harmless."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.media import kind_of, malformed
from generator.targets.typescript import names as naming
from generator.targets.typescript.comments import doc, lines_of
from generator.targets.typescript.data import reserved
from generator.targets.typescript.literals import key, number, scalar, string
from tests.typescript_client.hostile import TEXTS
from tests.typescript_client.support import Node

_SPECIAL = "\0\t\n\r\x0b\x1c\x7f\x85\xa0\xad\u2028\u2029\u202e\u2066\ufeff\ud800\udfff\U0001f600\U000e0041<>\\\"'`$"


def _texts() -> list[str]:
    random = Random(7)  # noqa: S311 - not for secrets
    made = ("".join(random.choice(_SPECIAL + "ab名") for _ in range(12)) for _ in range(500))
    return [*TEXTS, *made, *map(chr, range(0x3000)), *_SPECIAL]


@pytest.mark.node
def test_a_string_literal_is_the_string(
    node: Node, folder: Callable[[Mapping[str, str]], Path]
) -> None:
    """JavaScript reads each literal, and gives the text again, code unit by code unit."""
    rows = ",\n".join(string(text).text for text in _texts())
    script = "process.stdout.write(JSON.stringify(texts));"
    target = folder({"literals.mjs": f"const texts = [\n{rows}\n];\n{script}\n"})
    found = json.loads(node.run("node", "literals.mjs", cwd=target))
    assert found == [json.loads(json.dumps(text)) for text in _texts()]


@given(st.text(alphabet=st.characters(), max_size=60))
def test_a_string_literal_stays_on_its_line_and_in_its_quotes(text: str) -> None:
    literal = string(text).text
    quote = literal[0]
    assert re.fullmatch(rf"{quote}(?:[^{quote}\\\n\r\u2028\u2029]|\\.)*{quote}", literal)
    assert "</" not in literal
    assert "<!--" not in literal


@given(st.lists(st.text(max_size=60), max_size=3))
def test_a_comment_ends_where_it_should(paragraphs: list[str]) -> None:
    text = doc(paragraphs, indent="  ").text
    assert text == "" or re.fullmatch(r"  /\*\*(?:(?!\*/)[^\r\u2028\u2029\x85])*\*/\n", text)
    assert not re.search(r"[ \t]\n", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@deprecated now", "&#64;deprecated now"),
        ("ask me@example.com", "ask me@example.com"),
        ("x@license", "x&#64;license"),
        ("a */ b", "a *\\/ b"),
        ("\n\n a \t\n\n", " a"),
        ("\u202eevil", "\ufffdevil"),
    ],
)
def test_text_in_a_comment(text: str, shown: str) -> None:
    assert "\n".join(lines_of(text)) == shown


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        (None, "null"),
        (True, "true"),
        (7, "7"),
        (-1, "-1"),
        (2.5, "2.5"),
        (3.0, "3"),
        (1e-7, "1e-7"),
        (1e22, None),
        (float("inf"), None),
        (float("nan"), None),
        (2**53, None),
        ("a", '"a"'),
        ('say "hi"', "'say \"hi\"'"),
        ([], None),
    ],
)
def test_scalars(value: object, literal: str | None) -> None:
    found = scalar(value)
    assert (None if found is None else found.text) == literal
    if isinstance(value, float) and literal:
        assert float(literal) == value
        assert number(value) == found


def test_keys_are_quoted_where_they_must_be() -> None:
    names = ("a", "$x", "class", "constructor", "zh-CN", "名称", "1a", "", "a b", "\u202e")
    shown = [key(name).text for name in names]
    assert shown == [
        "a",
        "$x",
        "class",
        "constructor",
        '"zh-CN"',
        "名称",
        '"1a"',
        '""',
        '"a b"',
        '"\\u202e"',
    ]


def test_names_of_operations_and_types() -> None:
    ids = ["getUser", "delete", "then", "constructor", "get-user", "get user", "", "1st", "call"]
    assert list(naming.methods(ids).values()) == [
        *(
            "getUser",
            "delete",
            "then_",
            "constructor_",
            "getUser_2",
            "getUser_3",
            "unnamed",
            "_1St",
            "call_",
        )
    ]
    constants = naming.constants(
        ["delete", "Models", "StaffClient", "connectStaff"], ("StaffClient", "connectStaff")
    )
    assert constants["delete"] == "delete_"
    assert constants["Models"] == "Models_"
    types = naming.type_names(
        {"a": "string", "b": "UserDto", "c": "UserDto", "d": "user dto", "e": "Blob"}
    )
    assert list(types.values()) == ["string_", "UserDto", "UserDto_2", "UserDto_3", "Blob_"]


@given(st.text(max_size=40))
def test_every_name_is_an_identifier_that_is_not_reserved(name: str) -> None:
    for found, kind in (
        (naming.methods([name])[name], "members"),
        (naming.constants([name], ())[name], "words"),
        (naming.type_names({"": name})[""], "types"),
        (naming.class_name(name), "module"),
    ):
        assert re.fullmatch(r"[\w$]+", found)
        assert found.replace("$", "_").isidentifier()
        assert found not in reserved(kind)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", naming.folder(name))


def test_media_types() -> None:
    json = ("", "*/*", "application/json", "application/problem+json", "Application/JSON; a=b")
    assert {kind_of(name) for name in json} == {"json"}
    assert kind_of("application/jsonx") == "binary"
    assert malformed("a\r\nx: y")
    assert not malformed("Text/CSV; charset=utf-8")
