"""What pages of one operation have otherwise: each prints as it stands; clients get the safe fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.config import DEFAULT
from generator.files import SourceFile
from generator.inputs import read_pages
from generator.model import Field, OpenEnum, body_fields
from generator.openapi import apply_overlay, load, parse_yaml
from generator.pages.write import print_page
from generator.pipeline import Made, make, openapi_files, read_specs
from tests.pages.support import PROJECT, page_text, sources

TAIL = "/management/things/create-thing.md"
NODE, PYTHON, JAVA = (f"en/{edition}{TAIL}" for edition in ("node", "python", "java"))
ROWS = (
    "| userId | string | yes | - | Whose | `u1` |",
    "| size | number | no | 1 | How big | `2` |",
)
OTHERS: Mapping[str, tuple[str, ...]] = {
    "text": (ROWS[0].replace("Whose", "Of whom"), ROWS[1]),
    "sample": (ROWS[0].replace("u1", "u2"), ROWS[1]),
    "required": (ROWS[0].replace("yes", "no"), ROWS[1]),
    "default": (ROWS[0], ROWS[1].replace("| 1 |", "| - |")),
    "type": (ROWS[0].replace("string", "number").replace("u1", "7"), ROWS[1]),
    "extra row": (*ROWS, "| colour | string | yes | - | Its colour | `red` |"),
    "missing row": ROWS[:1],
    "order": ROWS[::-1],
    "no row": (),
    "row twice": (*ROWS, ROWS[0].replace("Whose", "Again")),
}


def made_of(pages: Mapping[str, str]) -> list[Made]:
    read = read_pages(SourceFile(path, text.encode()) for path, text in pages.items())
    return make(read, DEFAULT, {})[0]


def printed(one: Made, overlay: str = "") -> dict[str, bytes]:
    """All pages of a client, printed from the texts of its documents alone."""
    client = one.api.client
    texts = {path: data.decode() for path, data in openapi_files(one).items()}
    document = parse_yaml(texts[f"{client}.yaml"], "document")[0]
    if overlay:
        document = apply_overlay(document, parse_yaml(overlay, "overlay")[0], "overlay")[0]  # type: ignore[arg-type]
    documents = {one.api.locale: document}
    for locale in one.translated:
        other = parse_yaml(texts[f"{client}.{locale}.overlay.yaml"], "overlay")[0]
        documents[locale] = apply_overlay(document, other, "overlay")[0]  # type: ignore[arg-type]
    tree = {}
    for locale, value in documents.items():
        api, _ = load(value, client=client, file="document")  # type: ignore[arg-type]
        for operation in api.operations:
            for record in operation.pages:
                if record.locale == locale:
                    tree[record.path] = print_page(api, operation, record)
    return tree


def inputs_of(one: Made) -> dict[str, Field]:
    operation = one.api.operations[0]
    return {field.name: field for field in body_fields(one.api, operation.body)}


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("swapped", [False, True])
def test_each_page_prints_as_it_stands(kind: str, swapped: bool) -> None:
    usual, other = page_text(*ROWS), page_text(*OTHERS[kind])
    pages = {NODE: usual, PYTHON: usual, JAVA: other}
    if swapped:
        pages = {NODE: other, PYTHON: other, JAVA: usual}
    (one,) = made_of(pages)
    assert printed(one) == {path: text.encode() for path, text in pages.items()}


def test_what_pages_share_is_stored_once() -> None:
    usual = page_text(*ROWS)
    (one,) = made_of({NODE: usual, PYTHON: usual, JAVA: page_text(*OTHERS["text"])})
    variants = {record.path: record.variant for record in one.api.operations[0].pages}
    assert not variants[NODE]
    assert not variants[PYTHON]
    assert list(variants[JAVA]) == ["parameters.#userId"]
    assert variants[JAVA]["parameters.#userId"]["description"]["is"] == "Of whom"  # type: ignore[index]


def test_required_only_where_every_page_says_so() -> None:
    usual = page_text(*ROWS)
    (alike,) = made_of({NODE: usual, PYTHON: usual})
    (flipped,) = made_of({NODE: usual, PYTHON: usual, JAVA: page_text(*OTHERS["required"])})
    (missing,) = made_of({NODE: page_text(*OTHERS["extra row"]), PYTHON: usual, JAVA: usual})
    assert inputs_of(alike)["userId"].required
    assert not inputs_of(flipped)["userId"].required
    assert not inputs_of(missing)["colour"].required


def test_members_are_joined() -> None:
    row = "| size | string | no | - | How big:<br>- `{}`: so<br>- `{}`: or so<br> | `a` |"
    first, second = page_text(row.format("a", "b")), page_text(row.format("a", "c"))
    pages = {NODE: first, PYTHON: first, JAVA: second}
    (one,) = made_of(pages)
    kind = inputs_of(one)["size"].type
    assert isinstance(kind, OpenEnum)
    assert [member.value for member in kind.members] == ["a", "b", "c"]
    assert printed(one) == {path: text.encode() for path, text in pages.items()}


def test_snake_case_of_a_python_page_is_the_same_field() -> None:
    pages = {
        NODE: page_text(*ROWS),
        PYTHON: page_text(ROWS[0].replace("userId", "user_id"), ROWS[1]),
    }
    read = read_pages(SourceFile(path, text.encode()) for path, text in pages.items())
    (one,), found = make(read, DEFAULT, {})
    assert list(inputs_of(one)) == ["userId", "size"]
    assert inputs_of(one)["userId"].required
    assert not [one for one in found if one.code == "A101"]
    assert printed(one) == {path: text.encode() for path, text in pages.items()}


def test_a_difference_is_one_finding_with_all_places() -> None:
    usual, other = page_text(*ROWS), page_text(*OTHERS["required"])
    pages = {NODE: usual, f"en/go{TAIL}": usual, f"en/php{TAIL}": usual, JAVA: other, PYTHON: other}
    read = read_pages(SourceFile(path, text.encode()) for path, text in pages.items())
    _, found = make(read, DEFAULT, {})
    (one,) = [one for one in found if one.code == "A101"]
    assert [span.file for span in (one.span, *one.also)] == [PYTHON, JAVA]
    assert [span.file for span in one.related] == [NODE]


OVERLAY = """\
overlay: 1.1.0
info: {title: t, version: 1.0.0}
actions:
  - target: $.paths.*.post.requestBody.content.*.schema.properties.userId
    update: {description: The person}
"""


def test_an_overlay_is_stronger_than_a_variant_or_an_edit_of_what_it_changes() -> None:
    """A page's own word stands against the model's; an edit of a cell against the cell it was recorded of."""
    edited = ROWS[0].replace("Whose", "Who&#115;e").replace("yes", "Yes")
    for row in (ROWS[0].replace("Whose", "Of whom"), edited):
        pages = {NODE: page_text(*ROWS), JAVA: page_text(row, ROWS[1])}
        (one,) = made_of(pages)
        tree = printed(one, OVERLAY)
        for path, text in pages.items():
            line = next(x for x in tree[path].decode().split("\n") if x.startswith("| userId"))
            assert [cell.strip() for cell in line.split("|")[5:6]] == ["The person"], path
            rest = [x for x in text.split("\n") if "size" in x]
            assert [x for x in tree[path].decode().split("\n") if "| size" in x] == rest


def test_two_pages_of_one_place_both_stay() -> None:
    pages = {NODE: page_text(*ROWS), NODE.replace("things", "others"): page_text(*OTHERS["text"])}
    (one,) = made_of(pages)
    assert printed(one) == {path: text.encode() for path, text in pages.items()}


def test_a_broken_row_of_one_page_makes_nothing_optional() -> None:
    pages = {
        NODE: page_text(*ROWS),
        PYTHON: page_text(*ROWS),
        JAVA: page_text("| userId | yes | - | x |", ROWS[1]),
    }
    (one,) = made_of(pages)
    assert inputs_of(one)["userId"].required


@pytest.mark.corpus
def test_published_pages_print_from_the_documents(
    shared: Path, figure: Callable[[str], None]
) -> None:
    read = read_pages(sources(shared / "corpus" / "published"))
    made, _ = make(read, DEFAULT, {})
    tree = {path: data for one in made for path, data in printed(one).items()}
    same = [path for path, data in read.data.items() if tree.get(path) == data]
    figure(
        f"published as one tree: {len(same)} of {len(tree)} pages print from the documents as they stand"
    )
    damaged = {page.path for page in read.facts if not page.whole}
    assert {*read.data} - {*same} <= damaged | {*read.others}


def test_the_projects_own_pages_print_from_the_documents() -> None:
    specs = read_specs(PROJECT / "specs")
    made, _ = make(specs.pages, specs.config, {})
    tree = {path: data for one in made for path, data in printed(one).items()}
    assert tree == specs.pages.data
