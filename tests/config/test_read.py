"""`docs2sdk.yaml`: what it may say, and what is said about what it may not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import DEFAULT, read_config, unmatched
from generator.config.schema import SCHEMA
from generator.model import (
    ANY,
    STRING,
    Api,
    Array,
    Body,
    EnumMember,
    Field,
    Map,
    Nullable,
    OpenEnum,
    Operation,
    PageRecord,
    Ref,
    Scalar,
    Schema,
)
from generator.source import Span

ROOT = Path(__file__).parents[2]
TYPES = """clients:
  management:
    types:
      User.status: {enum: {on: Active, off: Locked}}
      User.codes: {enum: [1, 2], closed: true, nullable: true}
      User.tags: {type: array, items: {type: string}}
      User.rows: {type: array}
      User.data: {values: {ref: Datum}}
      User.at: {type: string, format: date-time}
    operations:
      listUsers: {method: POST, path: /api/v3/list, id: allUsers, confirm: true}
"""


def test_the_published_schema_is_the_schema() -> None:
    """After a wanted change: DOCS2SDK_UPDATE=1 pytest tests/config, then read the diff."""
    path = ROOT / "generator/config/schema.json"
    if os.environ.get("DOCS2SDK_UPDATE"):
        path.write_text(json.dumps(SCHEMA, indent=2) + "\n", encoding="utf-8", newline="\n")
    assert json.loads(path.read_text(encoding="utf-8")) == SCHEMA


def test_the_projects_own_configuration() -> None:
    text = (ROOT / "specs/docs2sdk.yaml").read_text(encoding="utf-8")
    config, findings = read_config(text, "specs/docs2sdk.yaml")
    assert findings == []
    assert text.startswith("# yaml-language-server: $schema=../generator/config/schema.json\n")
    api = config.described(Api("management"))
    assert api.title == "Identity Management API"
    assert [server.url for server in api.servers] == ["https://api.identity.example"]
    assert [scheme.name for scheme in api.schemes] == ["token", "signature"]
    assert config.client("authentication").host == "https://example.identity.test"
    assert config.settings.prefix == "/api/v3/"


def test_types_and_exceptions() -> None:
    config, findings = read_config(TYPES, "c.yaml")
    assert findings == []
    client = config.client("management")
    status = OpenEnum(STRING, (EnumMember("on", "Active"), EnumMember("off", "Locked")))
    codes = OpenEnum(Scalar("number"), (EnumMember(1), EnumMember(2)), closed=True)
    assert client.types == {
        "User.status": status,
        "User.codes": Nullable(codes),
        "User.tags": Array(STRING),
        "User.rows": Array(ANY),
        "User.data": Map(Ref("Datum")),
        "User.at": Scalar("string", "date-time"),
    }
    rule = config.settings.client("management").operations["listUsers"]
    assert (rule.method, rule.path, rule.id, rule.confirm) == (
        "POST",
        "/api/v3/list",
        "allUsers",
        True,
    )
    assert rule.origin.span == Span("c.yaml", 11, 7)


def test_exceptions_that_match_nothing_are_findings() -> None:
    config, _ = read_config(TYPES, "c.yaml")
    page = PageRecord("en/node/list-users.md", "en", "node", "aligned")
    known = Operation("listUsers", "GET", "/x", body=Body((Field("q", STRING),)), pages=(page,))
    schema = Schema(
        "User", tuple(Field(name, STRING) for name in ("status", "codes", "tags", "rows"))
    )
    found = unmatched(config, [Api("management", operations=(known,), schemas={"User": schema})])
    assert [(one.code, one.span.line) for one in found] == [("C002", 8), ("C002", 9)]
    lost = unmatched(config, [Api("management")])
    assert len(lost) == 7


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_no_configuration_is_the_default(text: str) -> None:
    assert read_config(text, "c.yaml") == (DEFAULT, [])


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("clients:\n  management:\n    tilte: x\n", 3, 5, "`title` is meant?"),
        ("locales: []\n", 1, 1, "minItems"),
        ("editions: [node, node]\n", 1, 1, "uniqueItems"),
        ("path:\n  prefix: api\n", 2, 3, "pattern"),
        ("clients:\n  a:\n    servers:\n      - url: ftp://x\n", 4, 9, "pattern"),
        ("clients:\n  a:\n    operations:\n      b: {method: get}\n", 4, 11, "POST"),
        ("clients:\n  a:\n    types:\n      b: {type: string}\n", 4, 7, "pattern"),
        ("clients:\n  Bad Name: {}\n", 2, 3, "pattern"),
        ("pages: ../elsewhere\n", 1, 1, "pattern"),
        ("packages: {python: {package: class x}}\n", 1, 21, "pattern"),
        ("- 1\n", 1, 1, "object"),
        ("pages: a\npages: b\n", 2, 1, "twice"),
        ("a: [\n", 2, 1, "flow node"),
    ],
)
def test_what_is_wrong_has_a_place(text: str, line: int, column: int, said: str) -> None:
    config, findings = read_config(text, "c.yaml")
    assert config == DEFAULT
    assert [(one.span.line, one.span.column) for one in findings] == [(line, column)]
    assert said in findings[0].message


OWN_NAME = "a name of its own"
BAD_NAMES = [
    *(("python", name, OWN_NAME) for name in ("class", "match", "typing", "json", "httpx", "pydantic", "anyio",
                                              "os", "re", "types", "typing_extensions")),
    *(("typescript", name, OWN_NAME) for name in ("fs", "http", "crypto", "url", "node_modules", "process")),
    *(("python", name, "pattern") for name in (r"a\n", "\u00e4", "a.b", "a-b", "1a", "")),
    *(("typescript", name, "pattern") for name in (r"a\n", "A", "a b", "../a", "@a", ".a")),
]  # fmt: skip


@pytest.mark.parametrize(("target", "name", "said"), BAD_NAMES)
def test_packages_that_would_hide_others_are_refused(target: str, name: str, said: str) -> None:
    text = f'packages:\n  {target}:\n    version: 1.0.0\n    package: "{name}"\n'
    config, findings = read_config(text, "c.yaml")
    assert config == DEFAULT
    assert [(one.code, one.span.line) for one in findings] == [("C001", 4)]
    assert said in findings[0].message


@pytest.mark.parametrize(
    "version",
    [r"1.0.0\n", "\u0661.\u0660.\u0660", "1.0", "1.0.0 ", "v1.0.0", r"1.0.0\nx", "\uff11.0.0"],
)
@pytest.mark.parametrize("where", ["clients: {a: {version: %s}}", "packages: {python: {version: %s}}",
                                   "packages: {typescript: {version: %s}}"])  # fmt: skip
def test_versions_are_of_digits_and_end_with_their_line(version: str, where: str) -> None:
    config, findings = read_config(where % f'"{version}"', "c.yaml")
    assert (config, [one.code for one in findings]) == (DEFAULT, ["C001"])


@pytest.mark.parametrize("second", ["{class: OneClient}", "{class: OneClient, title: x}"])
def test_two_clients_of_one_class_are_refused(second: str) -> None:
    for first in ("one: {class: OneClient}", "one: {}"):
        config, findings = read_config(f"clients:\n  {first}\n  two: {second}\n", "c.yaml")
        assert (config, [(one.code, one.span.line) for one in findings]) == (DEFAULT, [("C001", 3)])
        assert "OneClient" in findings[0].seen


@given(st.text(max_size=60) | st.lists(st.sampled_from(TYPES.split()), max_size=20).map(" ".join))
def test_reading_never_raises(text: str) -> None:
    config, findings = read_config(text, "c.yaml")
    assert config == DEFAULT or not findings
