"""What is written over a page states what the page stated: fmt, `lint --fix` and the comments of maintainers."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.main import main
from generator.files import SourceFile
from generator.inputs import read_pages
from generator.model import ANY
from generator.pages.read import read_page
from generator.pages.same import differences, refusal
from generator.pages.sections.method import client_class, client_name
from generator.roundtrip import canonical, roundtrip_page
from generator.source.codes import CODES
from tests.pages.support import page_text, sources

PATH = "en/node/management/things/create-thing.md"
ROW = "| id | string | Yes | - | What it is | `x` |"


def formatted(text: str) -> str:
    """The canonical form, which must state the same facts, print back and be canonical itself."""
    data = text.encode()
    page = read_page(data, PATH)
    assert roundtrip_page(page, data).difference is None
    done = canonical(page, data)
    again = read_page(done, PATH)
    assert differences(page, again) == []
    assert refusal(page, again) is None
    assert canonical(again, done) == done
    return done.decode()


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- REVIEW: do not publish before 2027 (legal) -->",
        "<!--\nWarning: this page is reviewed by legal,\nask them before you change it\n-->",
        "<!-- docs2sdk: ignore S022 -- known -->",
    ],
)
@pytest.mark.parametrize(
    "place", ["# Create", "<LastUpdated", "> This", "Makes a", "## Method", "| id"]
)
def test_a_comment_of_somebody_stays(comment: str, place: str) -> None:
    text = page_text(ROW)
    at = text.index(place) if place != "| id" else text.index("## Sample")
    done = formatted(f"{text[:at]}{comment}\n\n{text[at:]}")
    assert done.count(comment) == 1
    assert "Do not modify this document directly" in done


def test_words_that_were_added_to_the_comment_stay() -> None:
    text = page_text(ROW).replace(
        "Use this project to generate", "Use this project to generate (ask Jo)"
    )
    assert "(ask Jo)" in formatted(text)


@pytest.mark.parametrize("name", ["UserPoolClient", "OAuthClient", "MFAClient", "ManagementClient"])
def test_the_class_keeps_its_words(name: str) -> None:
    assert client_class(client_name(name)) == name
    text = page_text(ROW).replace("ManagementClient", name)
    assert name in formatted(text)


@pytest.mark.parametrize(
    "cell",
    ['<a href="#"></a>', "any", "integer", "int", "array", "map", "enum", "String", "Thing[]"],
)
def test_a_type_stays_what_it_is(cell: str) -> None:
    text = page_text(f"| id | {cell} | Yes | - | What it is | |")
    done = formatted(text)
    if "#" in cell:
        assert read_page(done.encode(), PATH).parameters.rows[0].view.field.type == ANY


@pytest.mark.parametrize(
    "row", ["| id | strng | Yes | - | What it is | |", "| id | string | Maybe | - | What | |"]
)
def test_a_cell_that_is_not_understood_is_not_written_over(row: str) -> None:
    data = page_text(row).encode()
    page = read_page(data, PATH)
    assert refusal(page, page) is not None


def test_fmt_refuses_what_would_change_a_fact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / PATH
    page.parent.mkdir(parents=True)
    page.write_text(page_text(ROW), encoding="utf-8")
    other = page_text(ROW.replace("Yes", "No")).encode()
    monkeypatch.setattr("generator.cli.formatting.canonical", lambda *_: other)
    assert main(["fmt", "--write", str(page)]) == 1
    assert page.read_text(encoding="utf-8") == page_text(ROW)
    said = capsys.readouterr().err
    assert "P048" in said
    assert "`parameters.id`" in said


def test_fmt_leaves_pages_with_unread_rows(tmp_path: Path) -> None:
    page = tmp_path / PATH
    page.parent.mkdir(parents=True)
    text = page_text(ROW).replace("## Sample", "| lost | string | No | - | x | |\n\n## Sample")
    page.write_text(text, encoding="utf-8")
    assert main(["fmt", "--write", str(page)]) == 1
    assert page.read_text(encoding="utf-8") == text


def test_loss_is_said_in_the_table_of_codes() -> None:
    lossy = {code for code, row in CODES.items() if row.loss}
    assert {"P001", "P012", "P020", "P022", "P026", "P031", "P034", "P044"} <= lossy
    assert all(code.startswith("P") for code in lossy)


def test_fmt_keeps_the_facts_of_the_project(project: Path) -> None:
    pages = read_pages(
        [one for one in sources(project / "specs/pages") if isinstance(one, SourceFile)]
    )
    for page in pages.facts:
        done = canonical(page, pages.data[page.path])
        assert refusal(page, read_page(done, page.path)) is None


BAD_HEADER = '<div style="width:200px"></div>Sample value</div>'
GOOD_HEADER = '<div style="width:200px">Sample value</div>'


@pytest.mark.parametrize("command", [["fmt", "--write"], ["lint", "--fix"]])
def test_headers_that_break_a_site_are_told_and_put_right(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / PATH
    page.parent.mkdir(parents=True)
    page.write_text(page_text(ROW).replace(GOOD_HEADER, BAD_HEADER, 1), encoding="utf-8")
    main(["lint", str(page)])
    assert "P050" in capsys.readouterr().out
    main([*command, str(page)])
    assert BAD_HEADER not in page.read_text(encoding="utf-8")
    capsys.readouterr()
    main(["lint", str(page)])
    assert "P050" not in capsys.readouterr().out
