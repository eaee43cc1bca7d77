"""Markdown that is no page of the reference: told once, carried on as it is, never an operation."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.pages.read import PageReader
from generator.pipeline import outputs, read_specs
from tests.pages.support import page_text, sources

PAGE = page_text("| id | string | Yes | - | What it is | `x` |")
CUT = PAGE.index("## Method name")
GUIDES = {
    "README.md": "# Things\n\nAll about things.\n",
    "en/node/install.md": "# Install\n\n## Sample code\n\n```ts\nimport 'things';\n```\n",
    "en/node/management/things/sign-out.md": PAGE[:CUT]
    + PAGE[PAGE.index("## Request parameters") : PAGE.index("## Request response")]
    + "## Request response\n\nType: `string`\n\nSample result:\n\n```txt\nhttps://x.example\n```\n",
}


def test_guides_are_carried_and_told_once(tmp_path: Path) -> None:
    pages = {**GUIDES, "en/node/management/things/create-thing.md": PAGE}
    for path, text in pages.items():
        place = tmp_path / "pages" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    output = outputs(read_specs(tmp_path))
    for path, text in pages.items():
        assert output.tree[f"reference/{path}"] == text.encode()
    (told,) = [one for one in output.found if one.code == "P019"]
    assert {told.span.file, *(span.file for span in told.also)} == {*GUIDES}
    assert output.tree["openapi/management.yaml"].count(b"operationId") == 1


@pytest.mark.corpus
def test_real_guides_are_no_operations(shared: Path) -> None:
    """One of them has all sections of an operation and is one."""
    reader = PageReader()
    pages = [reader.read(one.data, one.path) for one in sources(shared / "corpus" / "guides")]
    assert [page.stem for page in pages if page.is_reference] == ["delete-dnef"]
