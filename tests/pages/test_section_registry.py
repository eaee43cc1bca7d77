"""A section is one file and its labels: with a file more it is read, printed, compared and put into the operation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.files import template
from generator.model import Api, Operation, PageRecord, Response
from generator.pages import registry, sections, vocabulary
from generator.pages.read import read_page
from generator.pages.same import differences
from generator.pages.write import print_page
from generator.roundtrip import canonical, roundtrip_page

FILE = '''
"""How often a call may be made."""

from dataclasses import replace

from generator.markdown.blocks import blocks
from generator.pages.frame import Frame, Piece
from generator.pages.sections.headings import heading
from generator.pages.sections.kind import SectionKind, Stated, Written


def write(text, dialect):
    return [heading("rate", dialect), Piece("rate.text", f"`{text}`")]


def read(lines, dialect):
    frame, text = Frame("rate", lines, dialect), ""
    for block in blocks(lines):
        if block.kind == "heading" and not frame.ids:
            frame.put(heading("rate", dialect), block.start, block.end)
        elif not text:
            text = lines[block.start].strip("`")
            frame.put(write(text, dialect)[1], block.start, block.end)
        else:
            frame.stray(block)
    return frame.done(text)


SECTION = SectionKind(
    "rate", 55, "", read, lambda text: ("rate", "rate.text"),
    lambda text: [Stated("the rate", "rate.text", text)],
    join=lambda operation, text: replace(operation, description=f"At most {text}."),
    written=Written(lambda operation: operation.description[8:-1], write),
)
'''


@pytest.fixture
def rate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "rate.py").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(sections, "__path__", [*sections.__path__, str(tmp_path)])
    labels = {name: yaml.safe_load(template(f"reference/{name}.yaml")) for name in ("en", "zh-CN")}
    for data in labels.values():
        data["headings"]["rate"] = {"usual": "Rate limit", "capital": "Rate Limit"}
    texts = {f"reference/{name}.yaml": yaml.safe_dump(data) for name, data in labels.items()}
    monkeypatch.setattr(vocabulary, "template", lambda name: texts.get(name) or template(name))
    forget()
    yield
    monkeypatch.undo()
    forget()


def forget() -> None:
    for cache in (
        registry.sections,
        registry.further,
        registry.below_the_head,
        vocabulary.vocabularies,
        vocabulary.dialect,
    ):
        cache.cache_clear()


@pytest.mark.usefixtures("rate")
@pytest.mark.parametrize("style", ["aligned", "compact"])
def test_a_section_is_one_file(style: str) -> None:
    record = PageRecord("en/node/things/a/make.md", "en", "node", style, {"with": ["rate"]})
    operation = Operation(
        "make", "POST", "/make", "Make", "At most 5/s.", responses=(Response(),), pages=(record,)
    )
    data = print_page(Api("things", operations=(operation,)), operation, record)
    assert b"## Rate limit\n\n`5/s`\n" in data
    page = read_page(data, record.path)
    assert page.exceptions == {"with": ["rate"]}
    assert roundtrip_page(page, data).difference is None
    changed = data.replace(b"5/s", b"6/s").replace(b"Rate limit", b"Rate Limit")
    other = read_page(changed, record.path)
    assert ("the rate", "6/s") in [(one.what, one.new) for one in differences(page, other)]
    assert roundtrip_page(other, changed).difference is None
    assert b"## Rate limit" in canonical(other, changed)
    made, _ = assemble([other], Settings())
    assert made[0].api.operations[0].description == "At most 6/s."


def test_roles_ranks_and_ids_are_apart() -> None:
    known = registry.sections()
    assert next(iter(known)) == "head"
    assert [role for role, kind in known.items() if kind.written] == ["http", "errors"]
    assert len({kind.rank for kind in known.values()}) == len(known)
    for role, kind in known.items():
        assert role == "head" or next(iter(kind.blocks(kind.empty)), role) == role
