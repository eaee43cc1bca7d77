"""What is emitted: complete, deterministic, formatted, typed, cheap to import."""

from __future__ import annotations

import dataclasses
import importlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model import Api
from generator.openapi import load
from generator.targets.python.emit import emit
from generator.targets.python.layout import LINE, from_import, width
from generator.targets.python.settings import PythonSettings
from tests.python_client.support import Loopback, ok, write

SETTINGS = PythonSettings()
TOOLS = Path(sys.executable).parent


def tool(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the environment on a tree."""
    return subprocess.run(
        [str(TOOLS / command[0]), *command[1:]],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


def check_all(root: Path, package: str) -> None:
    """black, ruff's default rules, mypy --strict and pyright have nothing to say."""
    black = tool(root, "black", "--check", "-q", "--config", "/dev/null", ".")
    assert black.returncode == 0, (
        black.stderr + tool(root, "black", "--diff", "-q", ".").stdout[:3000]
    )
    ruff = tool(root, "ruff", "check", "--isolated", "--target-version", "py311", "-q", ".")
    assert ruff.returncode == 0, ruff.stdout[:3000]
    mypy = tool(root, "mypy", "--strict", "--config-file", "/dev/null", package)
    assert mypy.returncode == 0, mypy.stdout[:3000]
    pyright = tool(root, "pyright", "--pythonpath", sys.executable, package)
    assert pyright.returncode == 0, pyright.stdout[:3000]


def test_tools_have_nothing_to_say(library_root: Path) -> None:
    check_all(library_root, "library_sdk")


def test_same_bytes_twice_and_in_any_order(library_api: Api) -> None:
    other = dataclasses.replace(library_api, client="other")
    first, _ = emit([library_api, other], SETTINGS)
    second, _ = emit([other, library_api], SETTINGS)
    assert list(first.items()) == list(second.items())


def test_files(library_api: Api) -> None:
    files, _ = emit([library_api], SETTINGS)
    assert "identity_sdk/py.typed" in files
    assert "identity_sdk/library/api.md" in files
    assert not [path for path in files if path.startswith(f"{SETTINGS.package}/lib/")]
    assert all(text.endswith("\n") and "\r" not in text for text in files.values() if text)
    project = tomllib.loads(files["pyproject.toml"])["project"]
    assert (project["name"], project["version"]) == ("identity-sdk", "1.0.0")


def test_the_index_is_complete(library_api: Api) -> None:
    files, _ = emit([library_api], SETTINGS)
    index = files["identity_sdk/library/api.md"]
    count = len(library_api.operations)
    assert f"{count} of {count} operations" in index
    assert index.count("\n| `") == count
    assert "| field of Book | `UserID` | `user_id_2` |" in index
    assert "| method | `list` | `list_` |" in index
    assert "| class | `Any` | `Any_` |" in index


def test_renames_are_told(library_api: Api) -> None:
    _, found = emit([library_api], SETTINGS)
    told = {d.seen for d in found if d.code == "B201"}
    assert "the method 'list' is `list_`" in told
    assert "the field of Book 'model_config' is `model_config_`" in told


def test_import_and_construction_are_lazy(library_root: Path) -> None:
    program = (
        "import sys; from library_sdk import PlainClient; PlainClient('T');"
        "print([m for m in sys.modules if m.startswith(('pydantic', 'library_sdk.'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=library_root,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout
    assert "pydantic" not in loaded
    assert "models" not in loaded
    assert "async" not in loaded
    assert "library_sdk.shop" not in loaded


def test_public_surface(sdk: Any) -> None:
    assert {"PlainClient", "AsyncPlainClient", "ShopClient", "NOT_GIVEN", "APIError"} <= set(
        sdk.__all__
    )
    assert set(sdk.__all__) <= set(dir(sdk))
    assert all(getattr(sdk, name) is not None for name in sdk.__all__ if name != "NOT_GIVEN")
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = sdk.Nothing


def test_every_method_and_its_docstring(library_api: Api, sdk: Any) -> None:
    for operation in library_api.operations:
        name = {"list": "list_"}.get(operation.id) or _snake(operation.id)
        for client in (sdk.PlainClient, sdk.AsyncPlainClient):
            text = getattr(client, name).__doc__
            assert operation.summary in text
            assert "Returns:" in text
            assert "Raises:" in text
    text = sdk.PlainClient.get_book.__doc__
    assert "book_id: Which book." in text
    assert "Default: `false`." in text


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name)


def test_models_of_two_clients_do_not_clash(sdk: Any) -> None:
    first = importlib.import_module("library_sdk.plain.models")
    second = importlib.import_module("library_sdk.shop.models")
    assert first.Book is not second.Book
    assert "Book" in dir(first)


TYPED = """
from collections.abc import Iterator
from library_sdk import AsyncPlainClient, NOT_GIVEN, PlainClient, RawResponse
from library_sdk.plain.models import Book, BookAnswer, Note

client = PlainClient("T")
answer: BookAnswer = client.get_book(book_id="1", fields=["a"], with_notes=NOT_GIVEN)
books: Iterator[Book] = client.iterate(client.list_books, limit=3)
raw: RawResponse[BookAnswer] = client.with_raw_response(client.get_book)(book_id="1")
client.create_book(title="T", state="onShelf", parts=[Note(text="x"), {"text": "y"}])
client.create_book(title="T", state="a member of tomorrow", request_options={"timeout": 3})


async def main() -> None:
    twin = AsyncPlainClient("T")
    same: BookAnswer = await twin.get_book(book_id="1")
    raw: RawResponse[BookAnswer] = await twin.with_raw_response(twin.get_book)(book_id="1")
    found: list[Book] = [book async for book in twin.iterate(twin.list_books, limit=3)]
    print(same, raw, found)
"""
WRONG = """
from library_sdk import PlainClient
from library_sdk.plain.models import Note

client = PlainClient("T")
client.get_book(book_id=1)
client.get_book()
client.get_book("1")
client.get_book(book_id="1", unknown=1)
client.list_books(page=None)
client.iterate(client.list_books, limit="3")
client.iterate(client.get_book, nothing="3")
client.with_raw_response(client.get_book)(book_id=1)
Note()
Note(text=1)
client.get_book(book_id="1").nothing
client.create_book(title="T", request_options={"timeouts": 3})
"""


def test_callers_are_type_checked(library_root: Path) -> None:
    write({"typed.py": TYPED, "wrong.py": WRONG}, library_root)
    lines = {
        n for n, line in enumerate(WRONG.splitlines(), 1) if line.startswith(("client.", "Note("))
    }
    try:
        mypy = tool(
            library_root, "mypy", "--strict", "--config-file", "/dev/null", "typed.py", "wrong.py"
        )
        wrong = {int(line.split(":")[1]) for line in mypy.stdout.splitlines() if ": error:" in line}
        assert "typed.py" not in mypy.stdout
        assert wrong == lines
        pyright = tool(library_root, "pyright", "--outputjson", "typed.py", "wrong.py")
        found = json.loads(pyright.stdout)["generalDiagnostics"]
        assert not [d for d in found if d["file"].endswith("typed.py")]
        assert {d["range"]["start"]["line"] + 1 for d in found if d["severity"] == "error"} == lines
    finally:
        (library_root / "typed.py").unlink()
        (library_root / "wrong.py").unlink()


def test_the_quick_start_runs_as_written(
    sdk: Any, library_root: Path, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = (
        (library_root / "README.md").read_text().partition("```python\n")[2].partition("```")[0]
    )
    monkeypatch.setenv("LIBRARY_SDK_LIBRARY_HOST", server.host)
    monkeypatch.setenv("LIBRARY_SDK_PLAIN_HOST", server.host)
    server.reply = lambda _: ok({"access_token": "t", "expires_in": 9})
    exec(compile(program, "README.md", "exec"), {})  # noqa: S102 - the README's own program
    assert [seen.path for seen in server.seen][-1].startswith("/api/")


def test_own_code_beside_it(library_root: Path, sdk: Any) -> None:
    own = library_root / "library_sdk" / "lib"
    write({"__init__.py": "", "mine.py": "from library_sdk import PlainClient as Mine\n"}, own)
    assert importlib.import_module("library_sdk.lib.mine").Mine is sdk.PlainClient


def test_widths() -> None:
    assert width("管理abc") == 7
    assert all(
        width(line) <= LINE
        for line in from_import(".x", [f"Name{n}" for n in range(40)]).split("\n")
    )
    assert from_import(".x", ["b", "Ab10", "Ab2", "AB"]) == "from .x import AB, Ab2, Ab10, b"


ALIASED = """
openapi: 3.1.0
info: {title: Zoo, version: '1'}
paths:
  /animals:
    put:
      operationId: putAnimals
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Herd'}}}}
      responses: {'204': {description: fine}}
  /one:
    put:
      operationId: putOne
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Either'}}}}
      responses: {'204': {description: fine}}
components:
  schemas:
    Animal: {type: object, properties: {name: {type: string}}}
    Plant: {type: object, properties: {height: {type: number}}}
    Herd: {type: array, items: {$ref: '#/components/schemas/Animal'}}
    Either: {oneOf: [{$ref: '#/components/schemas/Animal'}, {$ref: '#/components/schemas/Plant'}]}
"""


def test_arguments_of_another_name_take_mappings_too() -> None:
    """A schema that only names a list or a choice of objects is as wide an argument as what it names."""
    api = load(yaml.safe_load(ALIASED), client="zoo", file="zoo.yaml")[0]
    files, _ = emit([api], PythonSettings())
    calls = files["identity_sdk/zoo/sync_calls/default.py"]
    assert "body: Sequence[Animal | Json]," in calls
    assert "body: Animal | Json | Plant," in calls
    assert "Herd: TypeAlias = list[Animal]" in "".join(files.values())
