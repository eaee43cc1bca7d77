"""Names of documents never hide what the generated modules, their runtime or pydantic use.

What is used is read from the printed modules themselves (`symtable`), so a template that uses one more name fails here
until `target.yaml` reserves it.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import keyword
import subprocess
import symtable
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from generator.model import (
    Api,
    Array,
    Body,
    EnumMember,
    Field,
    Map,
    OpenEnum,
    Operation,
    Parameter,
    Ref,
    Response,
    Scalar,
    Schema,
    SecurityScheme,
    Type,
)
from generator.model.types import STRING
from generator.naming import pascal, snake
from generator.targets.python.data import reserved
from generator.targets.python.emit import emit
from generator.targets.python.settings import PythonSettings
from generator.targets.settings import ClientSettings
from tests.python_client import shape
from tests.python_client.support import write
from tests.python_client.test_foreign import run

_MODELS: Final = """
import importlib, pkgutil, identity_sdk
for one in pkgutil.walk_packages(identity_sdk.__path__, "identity_sdk."):
    importlib.import_module(one.name)
models = importlib.import_module("identity_sdk.api.models")
made = [getattr(models, name) for name in models.__all__]
print(sum(one.__name__ == name for one, name in zip(made, models.__all__) if isinstance(one, type)))
"""
_BEARER: Final = {"type": "http", "scheme": "bearer"}
_SECURITY: Final[Mapping[str, Mapping[str, str]]] = {
    "key": {**_BEARER, "x-token-path": "/token"},
    "app": {**_BEARER, "x-header-prefix": "x-shop-"},
    "plain": _BEARER,
}
"""The ways that a client is made, and the documents that ask for them; "app" has most methods of its own."""


def api(names: list[str], client: str = "api", *, auth: str = "app", tags: int = 9999) -> Api:
    """Each name as a tag, an operation, a schema, a field, an argument and an enum; all annotations are used."""
    enum = OpenEnum(STRING, (EnumMember("a"), EnumMember("b")))
    few = min(9, len(names))
    kinds: list[Type] = [
        STRING,
        enum,
        Scalar("integer"),
        Scalar("number"),
        Scalar("boolean"),
        Scalar("any"),
    ]
    kinds += [Array(STRING), Map(Scalar("any")), Scalar("string", "binary")]
    fields = tuple(
        Field(name, kinds[number % len(kinds)], required=number % 3 == 0)
        for number, name in enumerate(names)
    )
    schemas = {
        name: Schema(name, (fields * 2)[number : number + few]) for number, name in enumerate(names)
    }
    operations = []
    for number, name in enumerate(names):
        some = (fields * 2)[number : number + few]
        operations.append(
            Operation(
                name,
                "GET" if number % 2 else "POST",
                "/x",
                tag=names[number % tags % len(names)],
                parameters=tuple(Parameter(item, "query") for item in some),
                body=None if number % 2 else Body(type=Ref(names[number - 1])),
                responses=(Response("200", Ref(name) if number % 5 else Array(Ref(name))),),
                deprecated=number % 2 == 0,
            )
        )
    return Api(
        client,
        schemes=(SecurityScheme(auth, _SECURITY[auth]),),
        operations=tuple(sorted(operations, key=lambda one: one.id)),
        schemas=dict(sorted(schemas.items())),
    )


def package(names: list[str], clients: Mapping[str, str], auth: str = "app") -> dict[str, str]:
    """A package of clients (with their class names) that have all the names; its shape is that of its plan."""
    own = {client: ClientSettings(class_name) for client, class_name in clients.items()}
    apis = [api(names, client, auth=client if client in _SECURITY else auth) for client in clients]
    settings = PythonSettings(clients=own)
    files, _ = emit(apis, settings)
    shape.check(files, apis, settings)
    return dict(files)


@pytest.fixture(scope="module")
def sample() -> dict[str, str]:
    """A package that uses every part of the templates."""
    names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota"]
    return package(names, dict.fromkeys(_SECURITY, ""))


def _tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _tables(child)


def used(text: str) -> set[str]:
    """The names that a module looks up among its own and Python's, from any depth; and those that it imports."""
    top = symtable.symtable(text, "module", "exec")
    found = {one.get_name() for one in top.get_symbols() if one.is_imported()}
    for table in _tables(top):
        found |= {
            one.get_name()
            for one in table.get_symbols()
            if one.is_referenced() and (one.is_global() or table is top)
        }
    return found


def _of(sample: Mapping[str, str], *parts: str) -> Iterator[str]:
    return (
        text
        for path, text in sample.items()
        if path.endswith(".py") and "/_runtime/" not in path and any(p in path for p in parts)
    )


def test_modules_hide_nothing_that_an_init_uses(sample: Mapping[str, str]) -> None:
    names = {name for text in _of(sample, "__init__.py") for name in used(text)}
    assert {"globals", "getattr", "import_module"} <= names
    plain = {name for name in names if name == snake(name)} - {"annotations"}  # of __future__
    assert plain <= reserved("modules") | reserved("words")


def test_client_classes_hide_nothing_that_their_modules_use(sample: Mapping[str, str]) -> None:
    clients = ("/client.py", "/async_client.py", "identity_sdk/__init__.py")
    names = {name for text in _of(sample, *clients) for name in used(text)}
    names |= set(_exports(sample))
    own = {"KeyClient", "AppClient", "PlainClient"}
    own |= {f"Async{name}" for name in own}
    classes = {n for n in names - own if n == pascal(n) and not n.endswith("Calls")}
    kinds = ("classes", "clients", "errors", "words")
    assert classes <= {name for kind in kinds for name in reserved(kind)}


def test_classes_and_constants_hide_nothing_that_their_modules_use(
    sample: Mapping[str, str],
) -> None:
    folders = ("/models/", "/operations/", "/sync_calls/", "/async_calls/")
    names = {name for text in _of(sample, *folders) for name in _imported(text)}
    assert {"Model", "Operation", "NOT_GIVEN", "TYPE_CHECKING", "Number", "deprecated"} <= names
    assert {name for name in names if name[0].isupper()} <= reserved("classes")


def _imported(text: str) -> Iterator[str]:
    """What a module imports of the runtime and of the libraries."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and (not node.level or "_runtime" in str(node.module)):
            yield from (one.name for one in node.names)


def test_methods_hide_nothing_of_a_client(sdk: Any) -> None:
    for kind in ("Library", "Shop", "Plain"):
        for twin in ("", "Async"):
            client = getattr(sdk, f"{twin}{kind}Client")
            inherited = {
                name
                for one in client.__mro__
                if not one.__name__.endswith("Calls")
                for name in vars(one)
            }
            public = {name for name in inherited if name[:1] != "_"}
            assert public <= reserved("methods"), kind


def test_fields_hide_nothing_of_pydantic(sdk: Any) -> None:
    model = importlib.import_module(f"{sdk.__name__}._runtime.model").OpenModel
    public = {name for name in dir(model) if name[:1] != "_"}
    assert public <= reserved("fields")


def _every_name(sample: Mapping[str, str]) -> list[str]:
    """All built-in names and keywords, and all names of any printed module, as each style spells them."""
    names = {*dir(builtins), *keyword.kwlist, *keyword.softkwlist, "__getattr__", "__path__"}
    for path, text in sample.items():
        if path.endswith(".py"):
            top = symtable.symtable(text, path, "exec")
            names |= {one.get_name() for table in _tables(top) for one in table.get_symbols()}
    return sorted(names | {snake(name) for name in names} | {pascal(name) for name in names} - {""})


def test_every_name_is_a_tag(sample: Mapping[str, str], tmp_path: Path) -> None:
    lower = sorted({snake(name) for name in _every_name(sample)} - {""})
    assert len(lower) > 300
    for start in range(0, len(lower), 100):
        some = lower[start : start + 100]
        files = package(some, {"api": ""})
        root = write(files, tmp_path / str(start))
        assert int(run(root, _MODELS)) >= len(some) // 2


def test_every_name_in_every_other_slot(sample: Mapping[str, str], tmp_path: Path) -> None:
    names = _every_name(sample)
    assert len(names) > 700
    settings = PythonSettings()
    every = api(names, tags=3)
    files, _ = emit([every], settings)
    shape.check(files, [every], settings)
    root = write(files, tmp_path)
    assert int(run(root, _MODELS)) > len(set(map(str.casefold, names))) // 2
    assert mypy(root, "identity_sdk/api") == ""


def mypy(root: Path, folder: str) -> str:
    """What `mypy --strict` says."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir"]
    command += [str(root / "mypy"), folder]
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, timeout=600
    )
    return done.stdout[-3000:] + done.stderr[-3000:]


CLASHES: Final = [
    ["İşlemler", "İ", "ŉ", "ǰ", "ﬁ", "ß", "ẞ", "ΐ", "ﬃx", "i̇", "İİİ" * 40, "Ǆ", "ı"],
    ["aB", "a_b", "a_b2", "a_b_2", "ab2", "AB"],
    ["users", "UsersCalls", "AsyncUsersCalls", "async_users", "Users"],
    ["id", "ID", "Id", "getID", "GET_ID", "GETID"],
]


@pytest.mark.parametrize("names", CLASHES, ids=["letters", "digits", "calls", "constants"])
def test_names_that_only_differ_by_their_spelling(names: list[str], tmp_path: Path) -> None:
    root = write(package(names, dict.fromkeys(names, "")), tmp_path)
    program = """
import importlib, pkgutil, identity_sdk
for one in pkgutil.walk_packages(identity_sdk.__path__, "identity_sdk."):
    importlib.import_module(one.name)
exported = {getattr(identity_sdk, name) for name in identity_sdk.__all__}
print(sum(one.__module__.endswith("client") for one in exported if isinstance(one, type)))
"""
    assert int(run(root, program)) == 2 * len(names)
    assert mypy(root, "identity_sdk") == ""


def _exports(files: Mapping[str, str]) -> list[str]:
    names: list[str] = ast.literal_eval(
        files["identity_sdk/__init__.py"].partition("__all__ = ")[2]
    )
    return names


@pytest.mark.parametrize("name", ["Common", "Brand", "Auth", "APIError", "RawResponse", "Mapping"])
def test_configured_class_names(name: str, tmp_path: Path) -> None:
    root = write(package(["a", "b"], {"x": name}, "key"), tmp_path)
    program = (
        f"import identity_sdk; print(identity_sdk.{name}_('a', 'b', host='http://h').base_url)"
    )
    assert run(root, program) == "http://h\n"


def test_two_clients_of_one_configured_class_are_kept_apart() -> None:
    clients = {"x": "Same", "y": "Same", "z": "AsyncSame"}
    text = package(["a", "b"], clients)["identity_sdk/__init__.py"]
    assert all(f'"{name}",' in text for name in ("Same", "Same_2", "AsyncSame", "AsyncSame_2"))
