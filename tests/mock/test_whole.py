"""Whole documents: the project's own pages, and the truth of the corpus."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.mock import Options, example_answer, example_request, running
from generator.mock.options import brand_of
from generator.model import UNSET, Api
from generator.openapi import load
from generator.pages.read import read_page

TOKEN = brand_of(Api("any"), Options()).token_path


def own_apis(project: Path) -> list[Api]:
    root = project / "specs" / "pages"
    pages = [
        read_page(path.read_bytes(), path.relative_to(root).as_posix())
        for path in sorted(root.rglob("*.md"))
    ]
    return [one.api for one in assemble(pages, Settings())[0]]


def all_answer(apis: Sequence[Api]) -> int:
    """Every operation takes the requests made for it, and answers as documented."""
    count = 0
    with running(apis, Options(auth="off")) as mock, httpx.Client(base_url=mock.url) as http:
        for api in apis:
            for operation in api.operations:
                for optional in (True, False):
                    made = example_request(api, operation, optional=optional)
                    answer = http.request(
                        made.method, made.url, headers=made.headers, content=made.content
                    )
                    assert answer.status_code == 200, (operation.id, answer.text)
                expected = example_answer(api, operation.success)
                if expected is not UNSET and made.path != TOKEN:
                    assert answer.json() == expected, operation.id
                count += 1
    return count


def test_own_pages(project: Path) -> None:
    apis = own_apis(project)
    for api in apis:
        assert all_answer([api]) == len(api.operations) > 10


def test_findings_name_rows_of_pages(project: Path) -> None:
    apis = own_apis(project)
    with running(apis, Options(auth="off")) as mock, httpx.Client(base_url=mock.url) as http:
        for api in apis:
            for operation in api.operations:
                required = [one.field for one in operation.parameters if one.field.required]
                if not required:
                    continue
                answer = http.request(operation.method, operation.path)
                found = answer.json()["data"]["findings"]
                rows = {one["where"]: one["page"] for one in found}
                path, line, _ = rows[f"query.{required[0].name}"].rsplit(":", 2)
                text = (project / "specs" / "pages" / path).read_text(encoding="utf-8")
                assert f" {required[0].name} " in text.split("\n")[int(line) - 1]


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["management", "authentication"])
def test_truth(shared: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads((shared / "corpus" / "truth" / f"{name}-openapi.json").read_bytes())
    api, _ = load(document, client=name, file=name)
    count = all_answer([api])
    with capsys.disabled():
        print(
            f"\n{name}: {count} of {len(api.operations)} operations answer their own example request"
        )
    assert count == len(api.operations) > 40
