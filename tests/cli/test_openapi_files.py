"""OpenAPI files on the command line: judged by the standard, with places; what was found is never dropped."""

from __future__ import annotations

import gc
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.cli import generating, main
from generator.cli.apis import Document
from generator.model import Api
from generator.targets.target import target

GOOD = """openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
"""
BAD = GOOD.replace("schemas/Pet'", "schemas/Dog'")
TWICE = GOOD.replace("info:", "openapi: 3.1.0\ninfo:", 1)
TWO = """openapi: 3.1.0
info: {title: Shops, version: 1.0.0}
paths:
  /shops: {get: {operationId: listShops, responses: {'204': {description: none}}}}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lay(**texts: str) -> None:
    for name, text in texts.items():
        place = Path(name.replace("__", "/") + ".yaml")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)


def test_identical_files_under_other_names_are_no_change(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lay(old=GOOD, new=GOOD)
    assert main(["diff", "old.yaml", "new.yaml"]) == 0
    assert capsys.readouterr().out == "no change; version step: none\n"


def test_clients_of_folders_are_matched_by_what_they_hold(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lay(v1__pets=GOOD, v1__shops=TWO, v2__a=TWO, v2__b=GOOD.replace("name:", "title:"))
    assert main(["diff", "v1", "v2", "--format", "json"]) == 1
    codes = {one["code"] for one in json.loads(capsys.readouterr().out)["changes"]}
    assert {code for code in codes if code.startswith("client-")} == set()
    assert codes


def test_a_client_that_says_its_name_is_renamed(capsys: pytest.CaptureFixture[str]) -> None:
    lay(old=GOOD + "x-docs: {client: pets}\n", new=GOOD + "x-docs: {client: animals}\n")
    assert main(["diff", "old.yaml", "new.yaml"]) == 1
    assert "client-renamed" in capsys.readouterr().out


@pytest.mark.parametrize("text", [BAD, TWICE, GOOD.replace("'#/comp", "'other.yaml#/comp")])
@pytest.mark.parametrize("sides", [("bad", "bad"), ("bad", "good"), ("good", "bad")])
def test_diff_tells_what_could_not_be_read(
    text: str, sides: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    lay(good=GOOD, bad=text)
    assert main(["diff", *(f"{side}.yaml" for side in sides)]) == 1
    shown = capsys.readouterr()
    assert "bad.yaml:" in shown.out
    assert "no change" not in shown.out


@pytest.mark.parametrize("command", ["diff", "explain", "generate", "render", "init", "lint"])
@pytest.mark.parametrize("text", ["a: [", "5", "", "swagger: '2.0'\npaths: {}\n"])
def test_what_is_no_openapi_is_never_clean(command: str, text: str) -> None:
    lay(bad=text)
    rest = {
        "diff": ["bad.yaml", "bad.yaml"],
        "explain": ["listPets", "bad.yaml"],
        "generate": ["bad.yaml", "--target", "python", "-o", "out"],
        "render": ["bad.yaml", "-o", "out"],
        "init": ["bad.yaml", "-o", "out"],
        "lint": ["bad.yaml"],
    }[command]
    assert main([command, *rest]) == (1 if command == "lint" else 2)
    assert not Path("out").exists()


def test_explain_and_mock_tell_errors_of_reading(capsys: pytest.CaptureFixture[str]) -> None:
    lay(bad=BAD)
    assert main(["explain", "listPets", "bad.yaml"]) == 1
    shown = capsys.readouterr()
    assert "listPets" in shown.out
    assert "O013" in shown.err


def test_findings_stand_where_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    lay(bad=BAD)
    for command in (
        "lint bad.yaml",
        "render bad.yaml -o a",
        "generate bad.yaml --target python -o b",
    ):
        assert main(command.split()) == 1
        shown = capsys.readouterr()
        assert "bad.yaml:8:" in shown.out + shown.err
        assert (shown.out + shown.err).count("O013") == 1


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (("info: {title: Pets, version: 1.0.0}", "info: {title: Pets}"), "O030", "2:1"),
        (("type: string", "type: strong"), "O030", "11:"),
        (("operationId: listPets", "operationId: listPets\n      x: 1"), "O030", "5:"),
        (("/pets:", "/pets/{id}:"), "O030", "5:5"),
        (("{type: string}", "{type: integer, default: x}"), "O030", "11:"),
        (("openapi: 3.1.0", "openapi: 3.0.3"), "", ""),
        (("openapi: 3.1.0", "openapi: 3.2.0"), "", ""),
        (("openapi: 3.1.0", "openapi: 4.0.0"), "O011", "1:1"),
    ],
)
@pytest.mark.parametrize("form", ["yaml", "json"])
def test_lint_judges_by_the_specification(
    change: tuple[str, str], code: str, place: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from generator.yaml import parse_yaml

    text = GOOD.replace(*change)
    if form == "json":
        Path("api.json").write_text(json.dumps(parse_yaml(text, "")[0], indent=1))
    else:
        lay(api=text)
    told = main(["lint", f"api.{form}", "--format", "json", "--fail-on", "error"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert told == int(bool(code))
    assert (code in {one["code"] for one in found}) == bool(code)
    if form == "yaml" and code:
        assert any(f"{one['line']}:{one['column']}".startswith(place) for one in found)


def test_openapi_files_below_folders_and_beside_pages(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(docs__api=BAD, docs__other="a: 1\n", docs__deep__b=BAD)
    Path("docs/README.md").write_text("# Read me\n\nText.\n")
    page = project / "specs/pages/en/node/management/groups/create-group.md"
    place = Path("docs/en/node/management/groups/create-group.md")
    place.parent.mkdir(parents=True)
    place.write_bytes(page.read_bytes())
    assert main(["lint", "docs", "--format", "json", "--notes"]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    codes = sorted((one["file"], one["code"]) for one in found if one["severity"] == "error")
    assert codes == [("docs/api.yaml", "O013"), ("docs/deep/b.yaml", "O013")]
    assert [one["file"] for one in found if one["code"] == "P019"] == ["docs/README.md"]


def test_markdown_that_is_no_page_is_a_note_and_no_operation(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("CHANGELOG.md").write_text("# Changelog\n\n## 1.0.0\n\n- first\n")
    assert main(["lint", "CHANGELOG.md", "--notes"]) == 0
    assert capsys.readouterr().out.count("P019") == 1
    assert main(["parse", "CHANGELOG.md"]) == 2


def test_no_document_is_held_while_a_client_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    lay(pets=GOOD)
    held: list[str] = []
    python = target("python")

    def emit(apis: Sequence[Api], settings: Any) -> Any:
        every = [one for one in gc.get_objects() if isinstance(one, Document)]
        held.extend(one.path for one in every if one.path == "pets.yaml")
        return python.emit(apis, settings)

    monkeypatch.setattr(generating, "target", lambda _: replace(python, emit=emit))
    gc.collect()  # of other tests
    assert main(["generate", "pets.yaml", "--target", "python", "-o", "out"]) == 0
    assert held == []
