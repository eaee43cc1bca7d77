"""Hostile documents: every string of the security notes in every slot, and documents of any shape."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import (
    STRING,
    Api,
    Body,
    EnumMember,
    Field,
    OpenEnum,
    Operation,
    PageRecord,
    Parameter,
    Ref,
    Response,
    Sample,
    Schema,
    SecurityScheme,
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
)
from tests.hostile.breaks import BREAKS

ENDS = [*BREAKS, "\u202e"]
STRINGS = [
    '"""\nprint(1)',
    "\\",
    '"',
    '\\"""',
    "{__import__('os').system('id')}",
    "{{7*7}}{% raw %}${process.exit()}`",
    *(f"{char}import os; os.system('echo X')" for char in ENDS),
    "X[1]; __import__('builtins').print('P') #",
    "str\nprint('P')\n#",
    "../../x",
    "C:\\x",
    "__proto__",
    "\u017felf",
    "",
    "n" * 300,
    "a','GET',x)&&console.log(1);(",
    "*/ // --> </a><script> <img src=x onerror=...> | javascript:x",
    "- a: &x [*x]\n<<: !!python/object:os.system x",
    "---\na: b\n...\n",
    "%TAG ! x",
    "key: |\n  text",
    "?\n- ",
]


def filled(text: str) -> Api:
    """An Api that has the text in every slot."""
    field = Field(
        text,
        OpenEnum(STRING, (EnumMember(text, text),)),
        description=text,
        default=text,
        example={text: [text]},
    )
    operation = Operation(
        text,
        "POST",
        f"/{text}",
        *(text, text, text),
        parameters=(Parameter(field),),
        body=Body((field,), media=f"text/{text}", description=text),
        responses=(Response("200", Ref(text), text, f"application/{text}", {text: text}),),
        samples=(Sample(text, text, text),),
        pages=(PageRecord(text, text, text, text, {text: text}),),
    )
    return Api(
        "client",
        *(text, text, text),
        (Server(text, text),),
        (SecurityScheme(text, {"type": "http", "description": text}),),
        (operation,),
        {text: Schema(text, (field,), description=text, include=text)},
    )


@pytest.mark.parametrize("text", STRINGS, ids=ascii)
def test_text_stays_text(text: str) -> None:
    api = filled(text)
    document = export(api)
    written = to_yaml(document)
    assert parse_yaml(written, "x") == (document, [])
    assert yaml.load(written, yaml.CSafeLoader) == document
    assert yaml.load(written, yaml.SafeLoader) == document
    assert load(document, client="client", file="x")[0] == api
    spoken = export(replace(filled("other"), client="client", title=text, locale="zh-CN"))
    overlay = overlay_document("client", text, "1", actions(document, spoken))
    assert apply_overlay(document, overlay, "o") == (spoken, [])


@pytest.mark.parametrize(
    "char", [chr(code) for code in (*range(32), 0x7F, 0x85, 0x202E, 0x2066, 0xFEFF, 0xFFFE)]
)
def test_no_odd_character_reaches_the_text(char: str) -> None:
    written = to_yaml({f"k{char}": f"a{char}b", "more": [f"a\n{char}b"]})
    assert char in "\n\t" or char not in written


KEYS = [
    "openapi",
    "info",
    "paths",
    "components",
    "schemas",
    "parameters",
    "requestBody",
    "responses",
    "content",
    "schema",
    "type",
    "properties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "enum",
    "const",
    "$ref",
    "required",
    "additionalProperties",
    "nullable",
    "default",
    "example",
    "examples",
    "name",
    "in",
    "x-docs",
    "pages",
    "x-codeSamples",
    "x-notes",
    "x-inferred",
    "x-name",
    "x-missing",
    "x-operations",
    "x-method",
    "security",
    "servers",
    "tags",
    "get",
    "post",
    "/a",
    "application/json",
    "200",
    "A",
    "discriminator",
    "propertyName",
    "maxLength",
    "pattern",
    "variables",
]
LEAF = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(
        [
            "3.0.0",
            "3.1.0",
            "string",
            "object",
            "array",
            "#/components/schemas/A",
            "#/paths/~1a",
            "#",
            "#/",
            "x.yaml",
            "query",
            "",
        ]
    )
)
ANYTHING = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=40,
)
SCHEMAS = st.dictionaries(st.sampled_from(["A", "B"]), ANYTHING, max_size=2)


@settings(deadline=None, max_examples=300)
@given(ANYTHING, SCHEMAS, ANYTHING, st.sampled_from(["3.0.3", "3.1.0"]), st.booleans())
def test_loading_any_document_never_raises(
    operation: object, schemas: object, parameter: object, version: str, ours: bool
) -> None:
    document: dict[str, object] = {
        "openapi": version,
        "paths": {
            "/a": {"get": operation, "post": {"parameters": [parameter], "responses": operation}}
        },
        "components": {"schemas": schemas, "parameters": {"A": parameter}},
    }
    if ours:
        document["x-docs"] = {"client": "x", "locale": "en"}
    text = to_yaml(document)
    api, findings = load(document, client="x", file="x.yaml", text=text)
    assert all(one.span.line >= 1 for one in findings)
    again, _ = load(export(api), client="x", file="y.yaml")
    assert again == api


def test_depth_and_width_are_bounded() -> None:
    deep: object = {"type": "string"}
    for _ in range(60):
        deep = {"type": "array", "items": deep}
    wide = {f"p{n}": {"type": "string", "enum": [f"v{m}" for m in range(5)]} for n in range(20_000)}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {"schemas": {"Deep": deep, "Wide": {"type": "object", "properties": wide}}},
    }
    start = time.perf_counter()
    parsed, findings = parse_yaml(to_yaml(document), "x")
    assert parsed == document
    assert not findings
    api, found = load(document, client="x", file="x")
    assert not found
    assert load(export(api), client="x", file="x")[0] == api
    assert time.perf_counter() - start < 20
