"""HTTP and Errors sections: what a document says of a call stands on its page, and is read before any inference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.cli.main import main
from generator.model import Api, Field, Need, Operation, Parameter, Response
from generator.model.types import STRING
from generator.openapi import export
from generator.pages.facts import PageFacts
from generator.pages.read import read_page
from generator.pages.sections import errors, http
from generator.pages.vocabulary import dialect
from generator.pages.write import print_page
from generator.places import Wishes, layout, records
from generator.roundtrip import roundtrip_page

DOCUMENT = Path(__file__).with_name("http.yaml")
WORDS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def calls(document: Mapping[str, Any]) -> dict[str, Any]:
    """Of each operation what goes over the wire, as the document itself says it."""
    return {
        node["operationId"]: {
            "call": (method, path),
            "parameters": {
                (one["name"], one["in"], one.get("required", False))
                for one in (*item.get("parameters", ()), *node.get("parameters", ()))
            },
            "body": list(node.get("requestBody", {}).get("content", ())),
            "answers": {status: list(x.get("content", ())) for status, x in node["responses"].items()},
            "types": {
                status: [media["schema"] for media in x.get("content", {}).values()]
                for status, x in node["responses"].items()
            },
            "security": node.get("security"),
        }
        for path, item in document["paths"].items()
        for method, node in item.items()
        if method in WORDS
    }  # fmt: skip


def pages_below(root: Path) -> Iterator[tuple[PageFacts, bytes]]:
    for path in sorted(root.rglob("*.md")):
        data = path.read_bytes()
        yield read_page(data, path.relative_to(root).as_posix()), data


@pytest.mark.parametrize("style", ["aligned", "compact"])
@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_a_document_comes_back_from_its_pages(tmp_path: Path, style: str, locale: str) -> None:
    wishes = ("--http", "--style", style, "--locale", locale)
    assert main(["render", str(DOCUMENT), "-o", str(tmp_path), *wishes]) == 0
    pages = list(pages_below(tmp_path))
    assert [roundtrip_page(page, data).difference for page, data in pages] == [None, None, None]
    made, found = assemble([page for page, _ in pages], Settings())
    want = calls(yaml.safe_load(DOCUMENT.read_text(encoding="utf-8")))
    assert calls(export(made[0].api)) == want
    assert not [one for one in found if one.code.startswith("A")]


def test_without_the_wish_no_page_has_the_sections(tmp_path: Path) -> None:
    assert main(["render", str(DOCUMENT), "-o", str(tmp_path)]) == 0
    for page, data in pages_below(tmp_path):
        assert not {"http", "errors"} & set(page.sections)
        assert b"HTTP request" not in data


def test_another_style_keeps_the_sections(tmp_path: Path) -> None:
    pages, again = tmp_path / "pages", tmp_path / "again"
    assert main(["render", str(DOCUMENT), "-o", str(pages), "--http"]) == 0
    assert main(["parse", str(pages), "-o", str(tmp_path)]) == 0
    made = str(tmp_path / "pets.yaml")
    assert main(["render", made, "-o", str(again), "--style", "compact"]) == 0
    assert all({"http", "errors"} & set(page.sections) for page, _ in pages_below(again))


ODD = ["`", "a`b", "|", "a, b", "`a`, `b`", "-", "a + b", "&#96;", "<b>", "x y", "]"]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("style", ["aligned", "compact", "compact-2022"])
def test_odd_names_are_read_as_they_are(name: str, style: str) -> None:
    operation = Operation(
        "odd", "GET", "/a/{`|}", parameters=(Parameter(Field(name, STRING), "header"),),
        responses=(Response("200"), Response("404", description=f"## {name}\n| {name} |")),
        security=((Need("a.b", ("x:y", "https://s/`")), Need("c")), ()),
    )  # fmt: skip
    api = Api("odd", operations=(operation,))
    record = records(api, layout(api, Wishes(style=style, http=True)))["odd"]
    page = read_page(print_page(api, operation, record), record.path)
    assert http.SECTION.of(page) == http.shown(operation)
    assert errors.SECTION.of(page) == errors.shown(operation)


HTTP = "## HTTP request\n\n`{}`\n\n| Part | Value |\n| --- | --- |\n| {} | {} |\n\n"


def page_with(
    call: str, part: str = "Query", value: str = "`id`", path: str = "a/make.md"
) -> PageFacts:
    text = (
        HTTP.format(call, part, value)
        + "## Request parameters\n\n| Name | Type |\n| --- | --- |\n| id | string |\n"
    )
    return read_page(f"# Make\n\n## Method name\n\n`ThingsClient.make`\n\n{text}".encode(), path)  # fmt: skip


@pytest.mark.parametrize(
    ("part", "value", "code"),
    [("Query", "`id`", ""), ("Nonsense", "`id`", "P031"), ("Query", "`id` | x", "P031")],
)
def test_a_table_that_is_none_is_told(part: str, value: str, code: str) -> None:
    page = page_with("POST /make", part, value)
    told = {one.code for one in page.diagnostics}
    assert ("P031" in told) == bool(code)
    assert http.SECTION.of(page).method == "POST"
    assert bool(http.SECTION.of(page).places) == (not code)


def test_pages_that_disagree_are_told_and_most_of_them_hold() -> None:
    pages = [
        page_with("PUT /make", path=f"en/{edition}/things/a/make.md") for edition in ("node", "java")
    ]  # fmt: skip
    made, found = assemble(
        [*pages, page_with("GET /make", path="en/go/things/a/make.md")], Settings()
    )
    assert (made[0].api.operations[0].method, made[0].api.operations[0].path) == ("PUT", "/make")
    assert [one.span.file for one in found if one.code == "A101"] == ["en/go/things/a/make.md"]


def test_what_is_configured_comes_before_what_the_page_says() -> None:
    from generator.assembly.settings import ClientSettings, OperationOverride

    override = OperationOverride(method="DELETE")
    settings = Settings(clients={"things": ClientSettings({"make": override})})
    made, _ = assemble([page_with("PUT /make")], settings)
    assert (made[0].api.operations[0].method, made[0].api.operations[0].path) == ("DELETE", "/make")


def test_every_word_of_the_sections_stands_in_every_locale() -> None:
    for locale in ("en", "zh-CN"):
        terms = dialect(locale, "aligned").words.terms
        assert {*http.PLACES, "body", "status", "answer", "security"} <= set(terms["http"])
        assert set(terms["errors"]) == {"status", "type", "media", "meaning"}


def test_fmt_writes_the_sections_into_pages(tmp_path: Path) -> None:
    assert main(["render", str(DOCUMENT), "-o", str(tmp_path)]) == 0
    before = {page.path: (page, data) for page, data in pages_below(tmp_path)}
    settings = tmp_path / "docs2sdk.yaml"
    settings.write_text(
        yaml.safe_dump(
            {
                "clients": {
                    "pets": {
                        "operations": {
                            "getPet": {"method": "GET", "path": "/pets/{petId}"},
                        }
                    }
                }
            }
        ),
        encoding="utf-8",
    )
    command = ["fmt", str(tmp_path), "--write-http", "--config", str(settings)]
    assert main([*command, "--check"]) == 1
    assert {page.path: data for page, data in pages_below(tmp_path)} == {
        path: data for path, (_, data) in before.items()
    }
    main(command)
    after = {page.path: (page, data) for page, data in pages_below(tmp_path)}
    written = [path for path, (_, data) in after.items() if data != before[path][1]]
    assert [path.rpartition("/")[2] for path in written] == ["delete-pet.md", "get-pet.md"]
    changed = written[-1]
    facts = http.SECTION.of(after[changed][0])
    assert (facts.method, facts.path) == ("GET", "/pets/{petId}")
    assert ("path", ("petId",)) in facts.places
    was = before[changed][1].decode()
    section = after[changed][1].decode()
    start, end = section.index("## HTTP request"), section.index("## Request parameters")
    assert section[:start] + section[end:] == was
    assert main([*command, "--check"]) == 0
