"""The files of a site: everything there, every link right, texts of menus escaped; what is left of a former run."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import main
from generator.site import read_site, write_site
from tests.site.trees import SITES, hostile_pages, own_specs, written

LINK = re.compile(r"\]\(([^)\s]+)\)")
ANCHOR = re.compile(r"\{#([^}]+)\}")


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    return read_site(project / "specs").site.tree


def test_each_page_stands_there_thrice(project: Path, site: dict[str, bytes]) -> None:
    reference = project / "generated" / "reference"
    paths = [path.relative_to(reference).as_posix() for path in reference.rglob("*.md")]
    assert len(paths) > 100
    for path in paths:
        assert site[f"public/{path}"] == (reference / path).read_bytes()
        assert path in site


def test_documents_and_llms_txt(project: Path, site: dict[str, bytes]) -> None:
    for path in (project / "generated" / "openapi").iterdir():
        assert site[f"public/openapi/{path.name}"] == path.read_bytes()
    told = site["public/llms.txt"].decode()
    assert told.startswith("# Identity API\n")
    links = [link for link in LINK.findall(told) if link.startswith("/")]
    assert links
    assert all(f"public{link}" in site for link in links)


def test_links_and_anchors_lead_somewhere(site: dict[str, bytes]) -> None:
    texts = {
        path: data.decode()
        for path, data in site.items()
        if path.endswith(".md") and "public/" not in path
    }
    count = 0
    for path, text in texts.items():
        for to in LINK.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
            if to.startswith("https://"):
                continue
            target, _, mark = to.partition("#")
            name = (
                path
                if not target
                else posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            )
            assert name.lstrip("/") in texts, (path, to)
            assert not mark or mark in ANCHOR.findall(texts[name.lstrip("/")]), (path, to)
            count += 1
    assert count > 500


def walked(value: Any) -> list[str]:
    match value:
        case dict():
            own = [
                value[key]
                for key in ("link", "raw", "document")
                if str(value.get(key)).startswith("/")
            ]
            return own + [link for one in value.values() for link in walked(one)]
        case list():
            return [link for one in value for link in walked(one)]
        case _:
            return []


def test_menus_and_panels_lead_somewhere(site: dict[str, bytes]) -> None:
    settings = json.loads(site[".vitepress/site.json"])
    fronts = [
        yaml.safe_load(data.decode().split("\n---\n")[0])
        for path, data in site.items()
        if path.endswith(".md") and "public/" not in path
    ]
    links = {link.partition("#")[0] for link in walked([settings, *fronts])}
    assert len(links) > 150
    for link in links:
        name = f"{link[1:]}index.md" if link.endswith("/") else f"{link[1:]}.md"
        assert name in site or f"public{link}" in site, link


def test_each_operation_can_be_tried(site: dict[str, bytes]) -> None:
    page = yaml.safe_load(site["en/node/management/users/get-user.md"].decode().split("\n---\n")[0])
    assert page["operation"]["method"] == "GET"
    assert page["trial"]["url"].startswith("http://127.0.0.1:4010/api/v3/get-user?")
    assert page["trial"]["curl"].startswith("curl 'http://127.0.0.1:4010/api/v3/get-user?")
    assert {one["text"] for one in page["editions"]} == {"Node.js", "Python"}


def test_hostile_texts_are_data(tmp_path: Path, project: Path) -> None:
    specs = own_specs(project, tmp_path / "specs")
    hostile_pages(specs)
    site = written(specs, tmp_path / "site")
    settings = (site / ".vitepress" / "site.json").read_text()
    assert "&lt;svg onload" in settings
    assert not re.search("<svg|<img|</script", settings)
    for path in site.rglob("*.md"):
        if "public" not in path.parts:
            front = path.read_text().split("\n---\n")[0]
            assert front.startswith("---\n")
            assert not re.search("</script|description: .*<", front)
    assert not [path for path in site.rglob("*") if "[" in path.name]


def test_a_second_run_removes_what_is_no_more_and_nothing_else(
    tmp_path: Path, project: Path
) -> None:
    specs, out = own_specs(project, tmp_path / "specs"), tmp_path / "site"
    written(specs, out)
    (out / "node_modules").mkdir()
    (out / "node_modules" / "mine.js").write_text("1")
    (out / ".docs2sdk-site.json").write_text(
        json.dumps(
            [*json.loads((out / ".docs2sdk-site.json").read_text()), "../specs/docs2sdk.yaml", 1]
        )
    )
    shutil.rmtree(specs / "pages" / "en" / "python")
    made = read_site(specs)
    assert write_site(made.site, out) > 0
    assert list(out.rglob("en/python")) == []
    assert (out / "node_modules" / "mine.js").exists()
    assert (specs / "docs2sdk.yaml").exists()
    assert write_site(made.site, out) == 0


def test_title_base_and_logo_are_configured(tmp_path: Path, project: Path) -> None:
    specs = own_specs(project, tmp_path / "specs")
    (specs / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    with (specs / "docs2sdk.yaml").open("a") as file:
        file.write("\nsite: {title: Ours, base: /docs/, logo: logo.svg}\n")
    tree = read_site(specs).site.tree
    settings = json.loads(tree[".vitepress/site.json"])
    assert (settings["title"], settings["base"], settings["logo"]) == (
        "Ours",
        "/docs/",
        "/logo.svg",
    )
    assert tree["public/logo.svg"].startswith(b"<svg")
    assert b"(/docs/en/" in tree["public/llms.txt"]


def test_a_foreign_site_carries_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "api.yaml").write_text(
        "openapi: 3.1.0\ninfo: {title: Bookshop, version: '1'}\npaths:\n  /books/{id}:\n    get:\n"
        "      operationId: getBook\n"
        "      summary: One book\n      tags: [Books]\n"
        "      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n"
        "      responses: {'200': {description: ok, content: {application/json: {schema: {type: object,"
        " properties: {title: {type: string}}}}}}}\n"
    )
    monkeypatch.chdir(tmp_path)
    assert main(["init", "api.yaml"]) == 0
    assert main(["site"]) == 0
    texts = [path.read_text() for path in Path("generated/site").rglob("*") if path.is_file()]
    assert (
        json.loads(Path("generated/site/.vitepress/site.json").read_text())["title"] == "Bookshop"
    )
    assert any("One book" in text for text in texts)
    assert not any(re.search("authing|genauth|identity", text, re.IGNORECASE) for text in texts)


def test_the_site_is_no_drift(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_specs(project, tmp_path / "specs")
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) in {0, 1}
    before = main(["check"])
    assert main(["site"]) == 0
    assert main(["check"]) == before
    assert main(["build"]) in {0, 1}
    assert Path("generated/site/package.json").exists()


def test_both_locks_have_the_same_vitepress(project: Path) -> None:
    locks = [
        SITES / "package-lock.json",
        project / "runtimes" / "site" / "package" / "package-lock.json",
    ]
    versions = {
        json.loads(lock.read_text())["packages"]["node_modules/vitepress"]["version"]
        for lock in locks
    }
    assert len(versions) == 1
