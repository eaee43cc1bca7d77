"""Generated samples: they obey the tables, they read back, and no text of a document leaves its quotes."""

from __future__ import annotations

import ast
import unicodedata
from dataclasses import replace

import pytest
import yaml
from tree_sitter import Node

from generator.config import read_config
from generator.model import (
    INTEGER,
    STRING,
    Api,
    Array,
    Body,
    EnumMember,
    Field,
    Json,
    Map,
    Nullable,
    OpenEnum,
    Operation,
    Parameter,
    Ref,
    Sample,
    Scalar,
    Schema,
    Type,
    Union,
)
from generator.model.judge import CALL, Judge
from generator.openapi import load
from generator.rules.book import arguments
from generator.rules.code import parser
from generator.rules.languages import read_code
from generator.rules.values import Value, data_of
from generator.samples import with_samples
from tests.hostile.breaks import BREAKS

EDITIONS = ("node", "python")
OVEN = Schema(
    "OvenDto",
    (
        Field("ovenId", STRING, required=True, example="o-17"),
        Field("parts", Array(Ref("OvenDto")), required=True),
        Field("twin", Nullable(Ref("OvenDto")), required=True),
        Field("note", STRING),
    ),
)
MODE = OpenEnum(STRING, (EnumMember("TOP"), EnumMember("BOTTOM")), closed=True)


def api_of(*fields: Field, client: str = "management", name: str = "startOven") -> Api:
    operation = Operation(name, "POST", "/start-oven", body=Body(fields) if fields else None)
    return Api(client, operations=(operation,), schemas={"OvenDto": OVEN})


def sample(api: Api, edition: str) -> str:
    return with_samples(api, edition).operations[0].samples[-1].source


def given_by(api: Api, edition: str) -> dict[str, Json]:
    """The arguments of the sample's call, read back."""
    code = read_code(sample(api, edition), edition)
    assert code is not None
    assert code.error is None
    call = next(c for c in code.calls if c.receiver in {m.variable for m in code.made})
    value = call.keywords or (call.positional[0] if call.positional else Value("object"))
    made = plain(value)
    assert isinstance(made, dict)
    return made


def plain(value: Value) -> Json:
    """The data of a literal."""
    assert value.kind != "unknown"
    if value.kind == "object":
        return {entry.name: plain(entry.value) for entry in value.entries}
    return [plain(item) for item in value.items] if value.kind == "array" else value.scalar


CASES: list[tuple[Field, Json]] = [
    (Field("ovenId", STRING, example="o-17", default="o-1"), "o-17"),
    (Field("ovenId", STRING, example=17, default="o-1"), "o-1"),
    (Field("ovenId", STRING), "OVEN_ID"),
    (Field("count", INTEGER, example=1.5), 1),
    (Field("count", INTEGER, example=2**60), 1),
    (Field("count", Scalar("number"), example=float("inf"), default=float("nan")), 1),
    (Field("count", Scalar("number"), example=2.5), 2.5),
    (Field("mode", MODE, example="SIDE"), "TOP"),
    (Field("mode", MODE, example="BOTTOM"), "BOTTOM"),
    (Field("mode", replace(MODE, closed=False), example="SIDE"), "SIDE"),
    (Field("oven", Ref("OvenDto")), {"ovenId": "o-17", "parts": [], "twin": None}),
    (
        Field("oven", Ref("OvenDto"), example={"ovenId": "x", "colour": "red"}),
        {"ovenId": "o-17", "parts": [], "twin": None},
    ),
    (
        Field("oven", Ref("OvenDto"), example={"ovenId": "x", "parts": [], "twin": None}),
        {"ovenId": "x", "parts": [], "twin": None},
    ),
    (Field("ovens", Array(STRING), example='["a"]'), ["a"]),
    (Field("ovens", Array(STRING), example=["a", None]), ["OVENS"]),
    (Field("free", Map(STRING)), {}),
    (
        Field("free", Scalar("object"), example={"a-b": [True, None, -1.5]}),
        {"a-b": [True, None, -1.5]},
    ),
    (Field("lost", Ref("NobodyKnows")), {}),
    (Field("maybe", Nullable(STRING), example=None), None),
    (Field("never", STRING, example=None), "NEVER"),
    (Field("one", Union((INTEGER, STRING)), example="x"), "x"),
    (Field("one", Union((INTEGER, STRING))), 1),
]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("field", "expected"), CASES)
def test_values(field: Field, expected: Json, edition: str) -> None:
    given = given_by(api_of(replace(field, required=True)), edition)
    assert list(given.values()) == [expected]


@pytest.mark.parametrize("edition", EDITIONS)
def test_without_required_arguments_a_few_examples_are_shown(edition: str) -> None:
    fields = [Field(f"a{n}", STRING, example="x" if n != 1 else 7) for n in range(6)]
    assert list(given_by(api_of(*fields), edition).values()) == ["x", "x", "x"]
    assert given_by(api_of(), edition) == {}


def test_arguments_of_one_name() -> None:
    api = api_of(Field("id", STRING, required=True))
    both = replace(api.operations[0], parameters=(Parameter(Field("id", INTEGER, required=True)),))
    api = replace(api, operations=(both,))
    assert list(given_by(api, "node")) == ["id", "id_2"]
    assert list(given_by(api, "python")) == ["id", "id_2"]


def test_files() -> None:
    api = api_of(Field("file", Scalar("string", "binary"), required=True, example="x"))
    assert 'file: new Blob(["content"])' in sample(api, "node")
    assert 'file=b"content"' in sample(api, "python")


def test_only_what_is_missing_is_written() -> None:
    own = Sample("node", "ts", "own")
    api = api_of(Field("ovenId", STRING))
    api = replace(api, operations=(replace(api.operations[0], samples=(own,)),))
    for edition in ("python", "node", "java"):
        api = with_samples(api, edition)
    filled = api.operations[0].samples
    assert [(s.edition, s.lang, s.generated) for s in filled] == [
        ("node", "ts", False),
        ("python", "python", True),
    ]
    assert filled[0] is own


DOCUMENT = """
openapi: 3.1.0
info: {title: Billing API, version: '2'}
security: [{main: []}]
paths:
  /list: {get: {operationId: list, responses: {'204': {description: fine}}}}
  /result:
    get:
      operationId: import
      security: [{other: []}]
      parameters: [{name: class, in: query, required: true, schema: {type: string}}]
      responses: {'204': {description: fine}}
components:
  securitySchemes:
    main: {type: http, scheme: bearer}
    other: {type: apiKey, in: header, name: x-key}
"""


def test_names_package_and_credentials_are_those_of_the_client() -> None:
    """`list` and `import` are no method names of Python; `import` takes a key, not the token."""
    document = yaml.safe_load(DOCUMENT)
    api = load(document, client="billing", file="billing.yaml")[0]
    second, first = (o.samples[0].source for o in with_samples(api, "python").operations)
    assert first.startswith("from billing_sdk import BillingClient\n\nbilling_client = Billing")
    assert 'token="TOKEN"' in first
    assert "billing_client.list_()" in first
    assert 'api_key="API_KEY"' in second
    assert 'billing_client.import_(\n    class_="CLASS",\n)' in second
    second, first = (o.samples[0].source for o in with_samples(api, "node").operations)
    assert first.startswith('import { BillingClient } from "billing-sdk";')
    assert 'token: "TOKEN"' in first
    assert 'apiKey: "API_KEY"' in second


def test_the_configuration_names_package_and_class() -> None:
    config = read_config(
        "packages: {python: {package: acme_sdk}}\nclients: {billing: {class: Acme}}\n", "c.yaml"
    )[0]
    api = with_samples(api_of(client="billing"), "python", config)
    source = api.operations[0].samples[0].source
    assert source.startswith("from acme_sdk import Acme\n\nacme_2 = Acme(")


CODE = "import os; os.system('echo X')"
HOSTILE = [
    f'"""\n{CODE}',
    *(f"x{end}{CODE}" for end in [*BREAKS, "\u202e", "\u2066", "\ufeff", "\ud800"]),
    "\\", '"', '\\"', '\\"""', "'", "`", "```", "\n```\n# title",
    "{__import__('os').system('id')}", "{{7*7}}", "{% raw %}", "${process.exit()}",
    "X[1]; __import__('builtins').print('P') #", "str\nprint('P')\n#", "collections.deque\nMARKER = 1",
    "name', __import__('os').system('x'), 'email", "../../x", "C:\\x", "CON", "__init__", "class", "self",
    "None", "__class__", "__proto__", "constructor", "list", "dict", "type", "\u017felf", "", "n" * 300,
    "a','GET',x)&&console.log(1);(", "*/", "//", "-->", "</a><script>", "javascript:alert(1)", "a|b", "1e999",
    "await", "return", "1a", "\U000e0001",
]  # fmt: skip


def hostile_api(text: str) -> Api:
    """An API with the text in every slot that a sample shows."""
    data: Json = {"inner": [text, {text: text}], text: 1}
    kinds: list[tuple[str, Type, Json]] = [
        (text, STRING, text),
        (f"{text}2", OpenEnum(STRING, (EnumMember(text),)), 1),
        ("free", Scalar("object"), data),
        ("dto", Ref(text), None),
    ]
    fields = tuple(Field(name, kind, True, text, text, example) for name, kind, example in kinds)
    dto = Schema(text, (Field(text, STRING, required=True, default=text),), description=text)
    operation = Operation(text, "POST", f"/{text}", text, text, text, body=Body(fields))
    return Api(text, text, operations=(operation,), schemas={text: dto})


def strings_of(data: Json) -> list[str]:
    if isinstance(data, dict):
        return [text for key, value in data.items() for text in (key, *strings_of(value))]
    if isinstance(data, list):
        return [text for item in data for text in strings_of(item)]
    return [data] if isinstance(data, str) else []


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_plainly(text: str, edition: str) -> None:
    """Every line can stand in a fence, and no invisible character stands in the code."""
    source = sample(hostile_api(text), edition)
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not [c for c in source if c != "\n" and unicodedata.category(c) in hidden]
    assert not [line for line in source.split("\n") if line.lstrip().startswith(("```", "~~~"))]


@pytest.mark.parametrize("text", HOSTILE)
def test_python_has_the_planned_shape(text: str) -> None:
    tree = ast.parse(sample(hostile_api(text), "python"))
    kinds = [type(node).__name__ for node in tree.body]
    assert kinds == ["ImportFrom", "Assign", "Assign", "Expr"]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert len(calls) == 3
    call = next(c for c in calls if isinstance(c.func, ast.Attribute))
    data = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    assert data["free"] == {"inner": [text, {text: text}], text: 1}
    assert data["dto"] == {text: text}
    assert list(data.values())[:2] == [text, text]


SHAPE = ("import_statement", "lexical_declaration", "expression_statement")


def tree_of(source: str) -> Node:
    reader = parser("node")
    assert reader is not None
    return reader.parse(source.encode()).root_node


def below(node: Node) -> list[Node]:
    return [node, *(inner for child in node.children for inner in below(child))]


@pytest.mark.parametrize("text", HOSTILE)
def test_typescript_has_the_planned_shape(text: str) -> None:
    """Three statements, four calls (two of them the sample's own), and nothing that could hide code."""
    root = tree_of(sample(hostile_api(text), "node"))
    assert not root.has_error
    assert tuple(node.type for node in root.children) == SHAPE
    calls = [node for node in below(root) if node.type in {"call_expression", "new_expression"}]
    assert len(calls) == 4
    forbidden = {"template_string", "comment", "regex", "template_substitution", "ERROR"}
    assert not forbidden & {node.type for node in below(root)}


@pytest.mark.parametrize("text", [t for t in HOSTILE if t not in {"__proto__", "\ud800"}])
def test_arguments_obey_the_tables(text: str) -> None:
    """The rules find nothing in what the generator wrote."""
    api = hostile_api(text)
    code = read_code(sample(api, "node"), "node")
    assert code is not None
    call = next(c for c in code.calls if c.positional and c.positional[0].kind == "object")
    fields = arguments(api, api.operations[0])
    names = [entry.name for entry in call.positional[0].entries]
    assert len(names) == len(fields)
    if "\\" not in sample(api, "node"):
        judge = Judge(api.schemas, ignored=CALL)
        assert not judge.fields(data_of(call.positional[0]), fields)
