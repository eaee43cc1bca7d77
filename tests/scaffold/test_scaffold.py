"""A specs folder from OpenAPI gives the same Api again, through the same steps as a build."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from generator import files
from generator.config import read_config
from generator.drift.semantic import BREAKING, Change, compare
from generator.files import SourceFile
from generator.inputs import read_pages
from generator.model import Api
from generator.openapi import actions, load
from generator.pages.write import print_page
from generator.pipeline import make
from generator.places import Wishes, folder
from generator.scaffold import scaffold
from generator.source import Diagnostic, Severity
from generator.yaml import parse_yaml
from tests.openapi.strategies import APIS

HERE = Path(__file__).parent
TRUTH = HERE.parents[2] / "shared" / "corpus" / "truth"
CASES = sorted(path.stem for path in HERE.glob("cases/*.yaml"))
NOT_ON_PAGES = frozenset(
    {
        "became-optional", "default-changed", "enum-opened", "enum-withdrawn", "format-withdrawn",
        "input-moved", "limit-loosened", "member-removed", "null-refused", "security-tightened", "type-narrowed",
        "schema-removed",
    }
)  # fmt: skip
"""Breaking differences of facts that page tables do not have a place for."""


def _load(path: Path, client: str) -> Api:
    value, _ = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    assert isinstance(value, dict)
    return load(value, client=client, file=path.name)[0]


def _built(tree: dict[str, bytes], *, overlays: bool = True) -> tuple[list[Api], list[Diagnostic]]:
    """What a build makes of the folder: pages read, assembled, configured and overlaid."""
    config, found = read_config(tree["docs2sdk.yaml"].decode(), "docs2sdk.yaml")
    pages = read_pages(
        SourceFile(path.removeprefix("pages/"), data)
        for path, data in tree.items()
        if path.startswith("pages/")
    )
    texts = {
        path.removeprefix("overlays/"): data.decode()
        for path, data in tree.items()
        if path.startswith("overlays/") and overlays
    }
    made, more = make(pages, config, texts)
    for one in made:
        for operation in one.api.operations:
            for record in operation.pages:
                assert print_page(one.api, operation, record) == pages.data[record.path]
    return [one.api for one in made], [*found, *pages.found, *more]


def _but_docs(changes: list[Change]) -> list[str]:
    """What callers would notice, names apart: pages list a body's fields, and name the type of each answer."""
    return [
        f"{one.kind} {one.code} {one.where}"
        for one in changes
        if one.kind != "docs" and one.code not in {"unused-schema-removed", "schema-added"}
    ]


def test_a_rest_api_comes_back() -> None:
    api = _load(HERE / "cases" / "rest.yaml", "garden")
    tree, found = scaffold([api])
    assert found == []
    (built,), problems = _built(dict(tree))
    assert _but_docs(compare(api, built)) == []
    empty = {"remove-plant.md", "upload-photo.md"}
    real = [one for one in problems if one.severity is not Severity.NOTE]
    assert {one.span.file.rsplit("/", 1)[-1] for one in real} <= empty, "pages without an answer"
    assert "pages/en/node/garden/plants-indoor/list-plants.md" in tree
    assert "pages/en/node/garden/api/remove-plant.md" in tree
    assert list(tree) == sorted(tree)


@pytest.mark.parametrize("name", CASES)
def test_files_are_safe_and_stable(name: str) -> None:
    """Every name stays below the folder on every system, and no two differ by case only."""
    api = _load(HERE / "cases" / f"{name}.yaml", "../Weird Client!")
    tree, _ = scaffold([api])
    for path in tree:
        assert files.safe(path) == path
        assert re.fullmatch(
            r"docs2sdk\.yaml|init\.txt|overlays/[a-z0-9]+\.yaml|pages/en/node/weird/[^/]+/[^/]+\.md",
            path,
        )
    assert len({path.casefold() for path in tree}) == len(tree)
    assert len(tree) >= len(api.operations) + 2
    assert scaffold([api])[0] == tree


def test_hostile_names_come_back_or_are_found() -> None:
    """Whatever the folder does not give again is a finding: nothing is lost in silence."""
    api = _load(HERE / "cases" / "hostile.yaml", "evil")
    tree, found = scaffold([api])
    config, problems = read_config(tree["docs2sdk.yaml"].decode(), "docs2sdk.yaml")
    assert problems == []
    assert "javascript:" not in {server.url for server in config.client("evil").servers}
    pages = read_pages(
        SourceFile(path.removeprefix("pages/"), data)
        for path, data in tree.items()
        if path.startswith("pages/")
    )
    overlays = {
        path.removeprefix("overlays/"): data.decode()
        for path, data in tree.items()
        if path.startswith("overlays/")
    }
    made, _ = make(pages, config, overlays)
    lost = [one for one in compare(api, made[0].api) if one.kind != "docs"]
    reported = " ".join(one.seen for one in found)
    assert all(one.where in reported for one in lost if one.code != "unused-schema-removed")


def test_of_members_that_pages_explain_those_of_the_document_stay() -> None:
    said = {"enum": ["a"], "x-enum-descriptions": {"a": "one", "b": "no member"}}
    old, new = ({"components": {"schemas": {"A": one}}} for one in (said, {"enum": ["a"]}))
    gone = "$.components.schemas.A['x-enum-descriptions'].b"
    assert actions(old, new, guessed=True) == [{"target": gone, "remove": True}]


def test_two_documents_give_two_clients() -> None:
    api = _load(HERE / "cases" / "rest.yaml", "garden")
    tree, _ = scaffold([api, api], Wishes("zh-CN", "python", "compact"))
    assert "pages/zh-CN/python/garden2/beds/upload-photo.md" in tree
    assert {"overlays/garden.yaml", "overlays/garden2.yaml"} <= set(tree)
    built, _ = _built(dict(tree))
    assert [one.client for one in built] == ["garden", "garden2"]


def test_folders_of_tags() -> None:
    assert folder("") == "api"
    assert folder("../../x") == "x"
    assert folder("con") == "con-api"
    assert folder("用户/目录") == "用户-目录"
    assert len(folder("x" * 300)) <= 80


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(APIS)
def test_any_api_gives_safe_files(api: Api) -> None:
    tree, _ = scaffold([api])
    assert all(files.safe(path) == path for path in tree)
    assert len({path.casefold() for path in tree}) == len(tree) >= len(api.operations) + 1
    assert read_config(tree["docs2sdk.yaml"].decode(), "docs2sdk.yaml")[1] == []


@pytest.mark.corpus
@pytest.mark.parametrize("client", ["authentication", "management"])
def test_real_apis_come_back(client: str) -> None:
    """Nothing breaks with the overlay; without it only what page tables have no place for."""
    if not TRUTH.is_dir():
        pytest.skip("no ../shared/corpus beside the project")
    api = _load(TRUTH / f"{client}-openapi.json", client)
    tree, found = scaffold([api])
    assert found == []
    (built,), problems = _built(dict(tree))
    assert [one for one in problems if one.severity is not Severity.NOTE] == []
    # what is said of the items of an inlined body's lists, and keywords that parameters do not have, are not kept
    left_out = {"limit-loosened", "details-changed"}
    changes = [one for one in compare(api, built) if one.code not in left_out]
    assert _but_docs(changes) == []
    (bare,), _ = _built(dict(tree), overlays=False)
    left = Counter(one.code for one in compare(api, bare) if one.kind == BREAKING)
    assert {code: n for code, n in left.items() if code not in NOT_ON_PAGES and n > 1} == {}
