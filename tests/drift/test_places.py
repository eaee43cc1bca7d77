"""Places of objects by their pointers: fields of `specs/` lead to rows that name them, those of documents to lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.sources import apis_of
from generator.drift.change import Place
from generator.drift.places import Places
from generator.files import SourceFile
from generator.model import Api
from generator.openapi import export, load
from generator.yaml import pointer, to_yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def pages(project: Path) -> tuple[list[Api], dict[str, SourceFile]]:
    read = apis_of([str(project / "specs")])
    return read.apis, read.sources


def pointers(document: object, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The pointers of all properties and parameters."""
    found = []
    if isinstance(document, dict):
        for key, value in document.items():
            # a field may be called `properties`
            if at[-1:] == ("properties",) and at[-2:-1] != ("properties",):
                found.append((*at, key))
            found += pointers(value, (*at, key))
    if isinstance(document, list):
        for index, value in enumerate(document):
            if at[-1:] == ("parameters",):
                found.append((*at, index))
            found += pointers(value, (*at, index))
    return found


def test_fields_of_pages_lead_to_their_rows(pages: tuple[list[Api], dict[str, SourceFile]]) -> None:
    apis, sources = pages
    count = 0
    for api in apis:
        document = export(api)
        places = Places(api, sources)
        for at in pointers({key: document[key] for key in ("paths", "components")}):
            if "example" in at or "examples" in at:
                continue
            node: object = document
            for key in at:
                node = node[key]  # type: ignore[index]
            name = node["name"] if at[-2] == "parameters" else at[-1]  # type: ignore[index]
            span = places.span(Place("", pointer(*at)), "")
            assert span is not None, at
            if not span.file.endswith(".md"):  # an overlay states it
                continue
            row = Path(span.file).read_text(encoding="utf-8").splitlines()[span.line - 1]
            assert str(name) in row, (at, row)
            count += 1
    assert count > 500


def test_pointers_of_documents_lead_to_their_keys(
    pages: tuple[list[Api], dict[str, SourceFile]],
) -> None:
    for api in pages[0]:
        text = to_yaml(export(api))
        document = export(api)
        read, _ = load(document, client=api.client, file="api.yaml", text=text)
        places = Places(
            read, {"api.yaml": SourceFile("api.yaml", text.encode(), "", Path("x/api.yaml"))}
        )
        lines = text.splitlines()
        for at in pointers({"components": document["components"]})[::7]:
            for place in (Place("api.yaml", pointer(*at)), Place("", pointer(*at))):
                span = places.span(place, "")
                assert span is not None
                assert span.file == "x/api.yaml"
                assert str(at[-1]) in lines[span.line - 1]
        assert places.span(Place("api.yaml", "/paths/~1gone/get"), "") is None
        assert places.span(Place("api.yaml", "/info/version"), "") is not None


def test_what_has_no_place(pages: tuple[list[Api], dict[str, SourceFile]]) -> None:
    places = Places(pages[0][0], pages[1])
    for text in (
        "",
        "/",
        "/paths",
        "/paths/~1gone/get",
        "/components/schemas/Gone/properties/a",
        "/x/~2",
    ):
        assert places.span(Place("", text), "") is None, text
        assert places.span(Place("other.yaml", text), "nobody.knows") is None
    assert Places(Api(""), {}).span(None, "a.b") is None
