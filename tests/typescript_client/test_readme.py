"""Every program of the generated README.md compiles strictly and runs against the mock server, as it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.mock import Options, running
from generator.model import Api
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import TypeScriptSettings
from tests.readmes import FOREIGN, foreign, programs
from tests.typescript_client.support import Node
from tests.typescript_client.test_specs import APIS

pytestmark = pytest.mark.node
Folder = Callable[[Mapping[str, str]], Path]
_PACKAGE = "some-sdk"
_OPTIONS = {
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "target": "ES2022",
    "types": [],
    "module": "NodeNext",
    "outDir": "out",
    "lib": ["ES2022", "DOM", "DOM.Iterable"],
}


def _ran(apis: list[Api], node: Node, folder: Folder) -> list[str]:
    """The operations that the programs called, after nothing was found in any request."""
    tree, _ = emit(apis, TypeScriptSettings(_PACKAGE))
    files = {f"node_modules/{_PACKAGE}/{name}": text for name, text in tree.items()}
    files |= {"package.json": '{"type": "module"}'}
    files |= {"tsconfig.json": json.dumps({"compilerOptions": _OPTIONS, "include": ["*.ts"]})}
    with running(apis, Options()) as mock:
        found = programs(tree["README.md"], "ts")
        for number, program in enumerate(found):
            files[f"program_{number}.ts"] = program.replace("https://HOST", mock.url)
        root = folder(files)
        node.tool("tsc", "-p", f"node_modules/{_PACKAGE}", cwd=root)
        for profile in (root / "node_modules" / _PACKAGE / "dist").rglob("profile.js"):
            text = re.sub(r'host: ".*"', f'host: "{mock.url}"', profile.read_text("utf-8"))
            profile.write_text(text, encoding="utf-8")
        node.tool("tsc", "-p", ".", cwd=root)
        for number in range(len(found)):
            node.run("node", f"out/program_{number}.js", cwd=root)
        assert len(found) >= len(apis)
        assert [record for record in mock.requests if record.findings or record.status > 299] == []
        return [record.operation for record in mock.requests if record.operation]


def test_specs(node: Node, folder: Folder) -> None:
    assert _ran(APIS, node, folder)


@pytest.mark.parametrize("client", [api.client for api in APIS])
def test_one_client_of_specs(client: str, node: Node, folder: Folder) -> None:
    assert _ran([api for api in APIS if api.client == client], node, folder)


@pytest.mark.parametrize("name", FOREIGN)
def test_an_api_of_somebody_else(name: str, node: Node, folder: Folder) -> None:
    called = _ran(foreign(name), node, folder)
    assert called == ([] if name == "no operations" else ["ping"])
