"""`generated/surface.yaml`: what programs may name; renames are told, and an alias keeps an old name for a while."""

from __future__ import annotations

import importlib
import inspect
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.surface import gone, printed
from generator.yaml import parse_yaml
from tests.cli.test_options import NODE, PYTHON, project

ROOT = Path(__file__).resolve().parents[2]


def surface_of(root: Path) -> Any:
    return parse_yaml((root / "generated" / "surface.yaml").read_text(encoding="utf-8"), "")[0]


def test_python_is_what_python_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judged by `inspect`: each method with its parameters, each class with its fields."""
    monkeypatch.syspath_prepend(str(ROOT / "generated" / "python"))
    for client, classes in surface_of(ROOT)["python"].items():
        home = importlib.import_module(f"identity_sdk.{client}")
        models = importlib.import_module(f"identity_sdk.{client}.models")
        assert set(models.__all__) == {name for name in classes if not hasattr(home, name)}
        for name, members in classes.items():
            if "" in members:
                continue
            one = getattr(home if hasattr(home, name) else models, name)
            if hasattr(models, name):
                assert list(members) == list(one.__annotations__), name
                continue
            methods = [getattr(one, key) for key in dir(one) if not key.startswith("_")]
            own = {
                each.__name__
                for each in methods
                if inspect.isfunction(each) and "._runtime" not in each.__module__
            }
            assert own == {*members} - {"__init__"}
            for key, said in members.items():
                parameters = inspect.signature(getattr(one, key)).parameters
                assert re.findall(r"(?:^\(|, )(\w+)(?=[:,)])", said) == list(parameters), key
    for name in [name for name in sys.modules if name.partition(".")[0] == "identity_sdk"]:
        monkeypatch.delitem(sys.modules, name)


def test_typescript_has_the_same_operations() -> None:
    said = surface_of(ROOT)
    for client, classes in said["typescript"].items():
        texts = {
            name: (ROOT / "generated" / "typescript" / "src" / client / name).read_text(
                encoding="utf-8"
            )
            for name in ("client.ts", "models.ts")
        }
        (name,) = re.findall(r"^export const (\w+)", texts["client.ts"], re.MULTILINE)
        calls = re.findall(r"^ +(\w+): \{\n +method: ", texts["client.ts"], re.MULTILINE)
        assert {*calls, "constructor"} == {*classes[name]}
        models = set(
            re.findall(r"^export (?:interface|type) (\w+)", texts["models.ts"], re.MULTILINE)
        )
        assert {re.split(r"[<\s]", one)[0] for one in classes} == models | {name}


@pytest.mark.parametrize("alias", [False, True])
def test_a_rename_is_told_unless_the_old_name_is_kept(
    alias: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    project(tmp_path)
    assert main(["build"]) == 0
    entry = "clients: {management: {version: 1.1.0, aliases: {getKitchen: {of: seeKitchen, until: 2.0.0}}}}\n"
    project(tmp_path, config=entry if alias else "")
    for name in (NODE, PYTHON):
        page = tmp_path / name
        page.write_text(
            page.read_text()
            .replace("getKitchen", "seeKitchen")
            .replace("get_kitchen", "see_kitchen")
        )
    capsys.readouterr()
    main(["check", "--format", "json"])
    told = [
        one for one in json.loads(capsys.readouterr().out)["diagnostics"] if one["code"] == "B029"
    ]
    seen = {one["seen"] for one in told}
    if alias:
        assert seen == set()
        main(["build"])
        members = surface_of(tmp_path)
        assert {"get_kitchen", "see_kitchen"} <= {
            *members["python"]["management"]["ManagementClient"]
        }
        assert {"getKitchen", "seeKitchen"} <= {
            *members["typescript"]["management"]["ManagementClient"]
        }
        text = (tmp_path / "generated/typescript/src/management/client.ts").read_text()
        assert "@deprecated" in text[: text.index("  getKitchen(")]
        project(tmp_path, config=entry.replace("1.1.0", "2.0.0"))
        for name in (NODE, PYTHON):
            page = tmp_path / name
            page.write_text(
                page.read_text()
                .replace("getKitchen", "seeKitchen")
                .replace("get_kitchen", "see_kitchen")
            )
        capsys.readouterr()
        main(["build", "--format", "json"])
        found = {one["code"] for one in json.loads(capsys.readouterr().out)["diagnostics"]}
        assert {"B029", "C015"} <= found, "its day has come"
    else:
        assert (
            "typescript/management: `ManagementClient.getKitchen` is called `ManagementClient.seeKitchen` now"
            in seen
        )
        assert (
            "python/management: `ManagementClient.get_kitchen` is called `ManagementClient.see_kitchen` now"
            in seen
        )


def test_a_comparison_knows_aliases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rename whose old name is kept breaks nobody; one whose alias has ended does."""
    monkeypatch.chdir(tmp_path)
    project(tmp_path / "old")
    for until, code in (("2.0.0", 0), ("1.0.0", 1)):
        alias = f"{{getKitchen: {{of: seeKitchen, until: {until}}}}}"
        entry = f"clients: {{management: {{version: 1.1.0, aliases: {alias}}}}}\n"
        project(tmp_path / "new", config=entry)
        for name in (NODE, PYTHON):
            page = tmp_path / "new" / name
            text = page.read_text().replace("getKitchen", "seeKitchen")
            page.write_text(text.replace("get_kitchen", "see_kitchen"))
        capsys.readouterr()
        assert main(["diff", "old/specs", "new/specs", "--format", "json"]) == code
        changes = json.loads(capsys.readouterr().out)["changes"]
        assert [one["code"] for one in changes if one["kind"] == "breaking"] == ["operation-renamed"]
        assert bool(changes[0]["approved"]) is (code == 0)


def test_names_that_went() -> None:
    old = {
        "go": {
            "a": {"Client": {"one": "(x)", "two": "(y)", "Old": "(OldIn)"}, "Gone": {"f": "int"}}
        }
    }
    new = {
        "go": {
            "a": {"Client": {"two": "(y)", "three": "(z)", "New": "(NewIn)"}, "Other": {"g": "int"}}
        }
    }
    seen = [one.seen for one in gone(printed(old), printed(new), "surface.yaml")]
    assert seen == [
        "go/a: `Gone` is gone",
        "go/a: `Client.Old` is called `Client.New` now",
        "go/a: `Client.one` is gone",
    ]
    for text in (b"", b"[]", b"go: [", b"go: {a: 1}", b"\xff"):
        assert gone(text, printed(new), "surface.yaml") == []
        assert isinstance(gone(printed(old), text, "surface.yaml"), list)
