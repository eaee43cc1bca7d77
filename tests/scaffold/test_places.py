"""Every operation has a page of its own, and its name follows from the operation alone."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from generator import files
from generator.model import Api, Json
from generator.model.profiles import profiles
from generator.openapi import load
from generator.places import Wishes, misfit
from generator.render import render_tree

_HARD = Path(__file__).parents[3] / "shared" / "openapi" / "hard"


def _op(id_: str, tag: str = "things") -> Json:
    return {"operationId": id_, "tags": [tag], "responses": {"200": {"description": "ok"}}}


def _api(paths: Json) -> Api:
    document: dict[str, Json] = {"openapi": "3.1.0", "info": {"title": "Things", "version": "1"}}
    api, _ = load(document | {"paths": paths}, client="things", file="things.yaml")
    return api


def _names(api: Api, pattern: str | None = None, profile: str = "neutral") -> dict[str, str]:
    """The page's place below the client, by the operation's method and path."""
    made = render_tree(api, Wishes(profile=profiles()[profile], pattern=pattern), samples=False)
    assert made.operations == len(made.tree) == len(api.operations)
    paths = [path.split("/", 3)[3] for path in made.tree]
    folded = [unicodedata.normalize("NFKC", path).casefold() for path in paths]
    assert len(set(folded)) == len(paths), "systems that know no capitals"
    assert all(files.safe(path) == path and len(path.encode()) < 200 for path in paths)
    return {f"{one.method} {one.path}": p for one, p in zip(api.operations, paths, strict=True)}


def test_methods_of_one_path_have_pages_of_their_own() -> None:
    path: Json = {"get": _op("getThing"), "put": _op("putThing"), "delete": _op("dropThing")}
    assert _names(_api({"/things/{id}": path})) == {
        "GET /things/{id}": "things/get-thing.md",
        "PUT /things/{id}": "things/put-thing.md",
        "DELETE /things/{id}": "things/drop-thing.md",
    }


def test_the_function_called_like_the_file_keeps_its_name() -> None:
    path: Json = {"get": _op("listThingsLegacy"), "post": _op("listThings")}
    names = _names(_api({"/api/v3/list-things": path}), profile="authing")
    assert names == {
        "POST /api/v3/list-things": "things/list-things.md",
        "GET /api/v3/list-things": "things/list-things-get.md",
    }


def test_a_new_operation_moves_no_page() -> None:
    old: dict[str, Json] = {
        "/a": {"get": _op("getUser")},
        "/b": {"post": _op("createUser")},
        "/long": {"get": _op("x" * 300)},
    }
    new: dict[str, Json] = {
        "/0": {"get": _op("get.User")},
        "/1": {"get": _op("GET_USER", "Things")},
        "/2": {"get": _op("x" * 299 + "y")},
        "/a": {"get": _op("getUser"), "post": _op("get_user")},
    }
    before, after = _names(_api(old)), _names(_api(old | new))
    assert {key: after[key] for key in before} == before


@pytest.mark.parametrize(
    "name", ["con", "../../etc/passwd", "a:b", "é", "😀" * 90, "", ".", "ＡＢＣ"]
)
def test_names_that_no_file_can_have(name: str) -> None:
    paths: Json = {f"/{n}": {"get": _op(f"{name}{'' if n else ' '}", name)} for n in range(3)}
    _names(_api(paths))
    _names(_api(paths), "{tag}/{method}")


def test_a_pattern_of_ones_own() -> None:
    api = _api({"/things/{id}": {"get": _op("getThing", "All Things/Read")}})
    assert _names(api, "{group}/{method}-{path}") == {
        "GET /things/{id}": "all-things/get-things-id.md"
    }
    assert _names(api, "{operation}") == {"GET /things/{id}": "get-thing.md"}
    assert [bool(misfit(one)) for one in ("{tag}", "x", "{tag}/x", "{id}", "{path")] == [
        False, True, True, True, True,
    ]  # fmt: skip


@pytest.mark.skipif(not _HARD.is_dir(), reason="no ../shared/openapi beside the project")
def test_hard_documents_small_part() -> None:
    """`make adopt` does all of them, and the real ones."""
    from tests.adopt import rendered

    documents = sorted(_HARD.iterdir())[::40]
    assert [(path.name, r) for path in documents if (r := rendered(path))] == []
