"""What the tests of the TypeScript target share: Node's tools, and packages written to a folder."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from generator.model import Api
from generator.openapi import load
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import TypeScriptSettings
from tests.typescript_client.support import CLIENTS, HERE, MODULES, TRUTH, Node


@pytest.fixture(scope="session")
def node() -> Node:
    if shutil.which("node") is None:
        pytest.skip("Node.js is not installed")
    if not (MODULES / "typescript").is_dir():
        pytest.skip("the tools are not there: npm ci in tests/typescript_client")
    return Node()


@pytest.fixture(scope="session")
def folder() -> Iterator[Callable[[Mapping[str, str]], Path]]:
    """Writes a tree to a new folder beside the tools, so that they resolve there."""
    root = HERE / ".work"
    root.mkdir(exist_ok=True)
    base = Path(tempfile.mkdtemp(dir=root))

    def write(tree: Mapping[str, str]) -> Path:
        target = Path(tempfile.mkdtemp(dir=base))
        for name, text in tree.items():
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return target

    yield write
    shutil.rmtree(base)


@pytest.fixture(scope="session")
def truth() -> list[Api]:
    """The Apis of the real documents."""
    if not TRUTH.is_dir():
        pytest.skip("no ../shared/corpus beside the project")
    texts = {name: (TRUTH / f"{name}-openapi.json").read_text("utf-8") for name in CLIENTS}
    return [load(json.loads(text), client=name, file=name)[0] for name, text in texts.items()]


@pytest.fixture(scope="session")
def truth_package(
    node: Node, truth: list[Api], folder: Callable[[Mapping[str, str]], Path]
) -> Path:
    """The package of both real documents, compiled."""
    target = folder(emit(truth, TypeScriptSettings())[0])
    node.tool("tsc", "-p", ".", cwd=target)
    return target


@pytest.fixture(scope="session")
def small() -> list[Api]:
    """Two small Apis of our own that use every feature."""
    documents = sorted((HERE / "documents").glob("*.json"))
    return [
        load(json.loads(path.read_text("utf-8")), client=path.stem, file=path.name)[0]
        for path in documents
    ]
