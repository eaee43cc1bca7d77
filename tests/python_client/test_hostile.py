"""Hostile text through every slot: the package is still what was planned, and harmless to import."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import (
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
    Parameter,
    Ref,
    Response,
    Scalar,
    Schema,
    SecurityScheme,
    Server,
    Union,
)
from generator.model.pages import PageRecord
from generator.model.types import STRING
from generator.targets.python.emit import emit
from generator.targets.python.literals import docstring, literal, string
from generator.targets.python.settings import PythonSettings
from generator.targets.settings import ClientSettings
from tests.python_client import shape
from tests.python_client.support import write
from tests.python_client.test_emit import check_all

BREAKS = [
    "\n",
    "\r",
    "\r\n",
    "\t\n",
    "\x0c",
    "\x0b",
    "\x85",
    "\u2028",
    "\u2029",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x00",
    "\u202e",
    "\u2066",
]
TEXTS = [
    '"""\nimport os; os.system("echo X")\n"""',
    "trailing \\",
    'trailing "',
    '\\"""',
    '"leading',
    "{__import__('os').system('id')}",
    "{{7*7}}",
    "{% raw %}",
    "{{ header }}",
    "${process.exit()}",
    "`",
    *[f"x{b}import os; os.system('echo X')" for b in BREAKS],
    "X[1]; __import__('builtins').print('P') #",
    "str\nprint('P')\n#",
    "collections.deque\nMARKER = 1",
    "name', __import__('os').system('x'), 'email",
    "a','GET',x)&&console.log(1);(",
    "*/",
    "//",
    "-->",
    "</a><script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "a|b",
    "    indented\n        more",
    "\ttab\n\n\n",
    "\ud800",
]
NAMES = [
    *TEXTS,
    "../../x",
    "C:\\x",
    "CON",
    "nul",
    "/etc/x",
    "__init__",
    "class",
    "self",
    "cls",
    "None",
    "__class__",
    "__proto__",
    "constructor",
    "list",
    "dict",
    "type",
    "str",
    "object",
    "model_config",
    "model_fields",
    "schema",
    "json",
    "copy",
    "locals",
    "request_options",
    "builtins",
    "Any",
    "Model",
    "Literal",
    "Exception",
    "print",
    "shared",
    "lib",
    "_runtime",
    "close",
    "iterate",
    "with_options",
    "ſelf",
    "ﬁeld",
    "self",
    "Name",
    "name",
    "NAME",
    "naMe",
    "",
    " ",
    "_",
    "__",
    "1st",
    "用户",
    "Ω",
    "é",
    "e\u0301",
    "x" * 300,
    "长" * 300,
    "a-b",
    "a_b",
    "aB",
    "🙂",
    "²",
    "async",
    "match",
]


def hostile(texts: list[str], names: list[str]) -> Api:
    """An Api that has each text in each slot for texts, and each name in each slot for names."""

    def text(n: int) -> str:
        return texts[n % len(texts)]

    def field(n: int, kind: object = STRING) -> Field:
        value = text(n)
        return Field(
            names[n],
            kind,  # type: ignore[arg-type]
            required=n % 3 == 0,
            description=value,
            default=value,
            example={value: [value]},
            limits=Limits(pattern=value, max_items=n),
            deprecated=n % 5 == 0,
        )

    enum = OpenEnum(STRING, tuple(EnumMember(t, t) for t in [*texts, *names]))
    kinds = [STRING, enum, Array(enum), Map(Nullable(enum)), Scalar("number", text(3))]
    kinds += [
        Union(
            (Ref(names[0]), Ref("missing"), STRING), Discriminator(text(1), ((text(2), names[0]),))
        ),
        Array(Ref(names[1])),
    ]
    fields = tuple(field(n, kinds[n % len(kinds)]) for n in range(len(names)))
    schemas = {
        name: Schema(name, fields if n % 4 else fields[n : n + 3], description=text(n))
        for n, name in enumerate(sorted(set(names)))
    }
    schemas |= {f"{n} alias": Schema(f"{n} alias", type=Ref(n)) for n in list(schemas)[:5]}
    schemas["loop1"] = Schema("loop1", type=Array(Ref("loop2")))
    schemas["loop2"] = Schema("loop2", type=Nullable(Ref("loop1")))
    bodies = [None, Body(fields[:7], media=text(2)), Body(type=Ref(names[3])), Body(type=enum)]
    operations = tuple(
        Operation(
            name,
            ["GET", "POST", text(n)][n % 3],
            f"/{text(n)}/{{{name}}}",
            summary=text(n),
            description=text(n + 1),
            tag=name,
            parameters=tuple(
                Parameter(fields[(n + k) % len(fields)], place)
                for k, place in enumerate(["query", "path", "header", "cookie"])
            ),
            body=bodies[n % len(bodies)],
            responses=(
                Response("200", Ref(names[n]), text(n), media=["application/json", text(n)][n % 2]),
            ),
            deprecated=n % 7 == 0,
            pages=(PageRecord(text(n), text(n), text(n), text(n)),),
        )
        for n, name in enumerate(dict.fromkeys(names))
    )
    return Api(
        names[0],
        title=text(0),
        version=text(1),
        description=text(2),
        servers=(Server(text(3), text(4)),),
        schemes=(SecurityScheme(text(5), {"name": text(6), "type": text(7)}),),
        operations=operations,
        schemas=dict(sorted(schemas.items())),
    )


ALLOWED = {"os.system", "print"}


def _bad_nodes(tree: ast.AST) -> Iterator[str]:
    """Code that must not be there: the payloads' own calls and names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {
            "print",
            "os.system",
            "__import__",
        }:
            yield ast.unparse(node)
        if isinstance(node, ast.Name) and node.id in {"MARKER", "os"}:
            yield node.id


def check(files: dict[str, str]) -> None:
    """Every module parses, holds none of the payloads as code, and stands below the root."""
    for path, text in files.items():
        parts = path.split("/")
        assert ".." not in parts
        assert "" not in parts
        assert len(parts[-1].encode()) < 250
        assert "\r" not in text
        if path.endswith(".py"):
            if "/_runtime/" not in path and not path.endswith("/connect.py"):
                assert list(_bad_nodes(ast.parse(text))) == [], path
            assert not [
                c for c in text if c in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\u202e\u2066\x00"
            ]
        if path.endswith(".md"):
            prose = re.sub(r"`[^`\n]*`", "", text)
            assert "<" not in prose
            assert "](javascript:" not in prose


def test_every_slot(tmp_path: Path) -> None:
    api = hostile(TEXTS, NAMES)
    files, found = emit([api], PythonSettings())
    check(dict(files))
    shape.check(files, [api], PythonSettings())
    assert {d.code for d in found} >= {"B201", "B202", "B203", "B204"}
    root = write(files, tmp_path)
    check_all(root, "identity_sdk")
    program = (
        "import pkgutil, importlib, identity_sdk\n"
        "for m in pkgutil.walk_packages(identity_sdk.__path__, 'identity_sdk.'):\n"
        "    importlib.import_module(m.name)\n"
        "print('fine')"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("fine\n", "")


@pytest.mark.parametrize("text", TEXTS)
def test_settings(text: str) -> None:
    given = PythonSettings(version=text, clients={NAMES[-9]: ClientSettings("", text)})
    told = dict.fromkeys(("x-header-prefix", "x-label", "x-lang", "x-token-path"), text)
    plain = {"x-token-path": "/t", "x-header-prefix": "x-"}
    api = hostile(TEXTS[:3], NAMES[-9:])
    for access in ({}, told, {**told, **plain}):
        scheme = SecurityScheme(text, {"type": "http", **access})
        apis = [replace(api, schemes=(scheme,) if access else ())]
        files, _ = emit(apis, given)
        check(dict(files))
        shape.check(files, apis, given)


@given(st.text(st.characters(), max_size=30))
@settings(max_examples=500)
def test_literals_are_what_they_say(text: str) -> None:
    spelled = string(text).text
    assert ast.literal_eval(spelled) == text
    assert "\n" not in spelled
    assert spelled.encode("utf-8").decode() == spelled


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)


@given(
    st.recursive(
        SCALARS | st.text(max_size=5), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_json_literals(value: object) -> None:
    assert ast.literal_eval(literal(value).text) == value


@given(st.text(st.sampled_from("ab \\\"'\n\r\t\v\f\x00\x85\u2028\u202e{}`é用"), max_size=30))
@settings(max_examples=500)
def test_docstrings_stay_docstrings(text: str) -> None:
    module = ast.parse(f"def f():\n    {docstring(text, 4).text}\n    return 1\n")
    function = module.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert [type(s).__name__ for s in function.body] == ["Expr", "Return"]
    assert ast.get_docstring(function) is not None
