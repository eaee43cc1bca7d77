"""The whole package of two small documents, file by file.

After a wanted change: DOCS2SDK_UPDATE=1 pytest tests/typescript_client/test_expected.py, then read the diff.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.model import Api
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import TypeScriptSettings
from tests.typescript_client.support import HERE, Node

EXPECTED = HERE / "expected"


def test_the_package_is_as_expected(small: list[Api]) -> None:
    tree, found = emit(small, TypeScriptSettings())
    own = {name: text for name, text in tree.items() if "/runtime/" not in name}
    if os.environ.get("DOCS2SDK_UPDATE"):
        for name, text in own.items():
            path = EXPECTED / f"{name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    paths = [path for path in EXPECTED.rglob("*.txt") if path.is_file()]
    kept = {path.relative_to(EXPECTED).as_posix()[:-4]: path.read_text("utf-8") for path in paths}
    assert own == kept
    assert [(one.code, one.seen) for one in found] == [
        ("B301", "the schema 'class' is the type `class_`"),
        ("B304", "the argument 'id' twice in 'renameUser'"),
    ]


def test_the_runtime_is_copied_as_it_stands(small: list[Api]) -> None:
    tree, _ = emit(small, TypeScriptSettings())
    source = HERE.parent.parent / "runtimes" / "typescript"
    copied = {name: text for name, text in tree.items() if "/runtime/" in name}
    assert len(copied) == len(list(source.glob("*.ts")))
    for name, text in copied.items():
        assert (source / name.rpartition("/")[2]).read_bytes() == text.encode("utf-8")


@pytest.mark.node
def test_the_small_package_passes_every_check(
    node: Node, small: list[Api], folder: Callable[[Mapping[str, str]], Path]
) -> None:
    target = folder(emit(small, TypeScriptSettings())[0])
    node.tool("tsc", "-p", ".", cwd=target)
    node.tool(
        "prettier", "--check", "src", "package.json", "tsconfig.json", "README.md", cwd=target
    )
    node.tool("eslint", "-c", HERE / "tools" / "eslint.generated.js", "src", cwd=target)
    node.script("shapes.mjs", target, cwd=target)
    node.script("loads.mjs", target, cwd=target)
