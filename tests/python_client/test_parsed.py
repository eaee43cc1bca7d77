"""The package of the Apis that our own parser makes of the corpus pages: complete, and tools have nothing to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.files import read_tree
from generator.inputs import read_pages
from generator.roundtrip import through_text
from generator.targets.python.emit import emit
from generator.targets.python.settings import PythonSettings
from tests.python_client.support import write
from tests.python_client.test_emit import check_all


@pytest.mark.corpus
@pytest.mark.parametrize("pages", ["factory/node", "published/node"])
def test_pages_to_package(shared: Path, tmp_path: Path, pages: str) -> None:
    facts = read_pages(read_tree(shared / "corpus" / pages, ".md")).facts
    apis = [through_text(one.api) for one in assemble(facts, Settings())[0]]
    files, _ = emit(apis, PythonSettings())
    assert dict(emit(apis, PythonSettings())[0]) == dict(files)
    for api in apis:
        count = len(api.operations)
        assert f"{count} of {count} operations" in files[f"identity_sdk/{api.client}/api.md"]
    check_all(write(files, tmp_path), "identity_sdk")
