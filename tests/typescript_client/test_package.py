"""The tarball that npm packs is used as a newcomer does: ES modules and CommonJS, with types for every resolution.

`make consumers` judges it with tools that are not ours (attw, publint) and in more places (Jest, older Node.js, Bun).
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.mock import Options, running
from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import TypeScriptSettings
from tests.typescript_client.support import MODULES, Node
from tests.typescript_client.test_specs import APIS

pytestmark = pytest.mark.node
SETTINGS = TypeScriptSettings("some-sdk", license="MIT", repository="https://a.example/x.git")
_PROGRAM = """
const key = {{ accessKeyId: "AK", accessKeySecret: "SK", host: "{host}" }};
const client = new ManagementClient(key);
const alone = connectManagement(key);
void (async () => {{
  const page = await client.listApplications();
  const again = await alone.call(listApplications, {{}});
  if (page.statusCode !== 200 || again.statusCode !== 200) throw new Error("not answered");
}})();
"""
_IMPORTS = """import {{ ManagementClient }} from "some-sdk";
import {{ connectManagement, listApplications }} from "some-sdk/management";
"""
_REQUIRES = """const {{ ManagementClient }} = require("some-sdk");
const {{ connectManagement, listApplications }} = require("some-sdk/management");
"""
RESOLUTIONS = {
    "nodenext, ES modules": ("module", {"module": "NodeNext"}),
    "nodenext, CommonJS": ("commonjs", {"module": "NodeNext"}),
    "bundler": ("module", {"module": "ESNext", "moduleResolution": "Bundler"}),
    "node": (
        "commonjs",
        {"module": "CommonJS", "moduleResolution": "node10", "ignoreDeprecations": "6.0"},
    ),
}


@pytest.fixture(scope="module")
def package(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the tarball holds."""
    root = tmp_path_factory.mktemp("pack")
    for name, text in emit(APIS, SETTINGS)[0].items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    (root / "node_modules" / ".bin").mkdir(parents=True)
    (root / "node_modules" / ".bin" / "tsc").symlink_to(MODULES / "typescript" / "bin" / "tsc")
    node.run("npm", "pack", "--silent", "--offline", cwd=root)
    with tarfile.open(next(root.glob("*.tgz"))) as archive:
        archive.extractall(root / "unpacked", filter="data")
    return root / "unpacked" / "package"


@pytest.fixture
def project(package: Path, tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Makes an empty project that has installed the tarball."""

    def make(files: Mapping[str, str]) -> Path:
        (tmp_path / "node_modules").mkdir()
        (tmp_path / "node_modules" / "some-sdk").symlink_to(package)
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return make


Make = Callable[[Mapping[str, str]], Path]


@pytest.mark.parametrize(("name", "head"), [("a.mjs", _IMPORTS), ("a.cjs", _REQUIRES)])
def test_it_runs(node: Node, project: Make, name: str, head: str) -> None:
    with running(APIS, Options()) as mock:
        root = project({name: (head + _PROGRAM).format(host=mock.url)})
        node.run("node", "--no-experimental-require-module", name, cwd=root)
        assert [one.status for one in mock.requests].count(200) >= 2


@pytest.mark.parametrize("name", RESOLUTIONS)
def test_it_has_types(node: Node, project: Make, name: str) -> None:
    kind, own = RESOLUTIONS[name]
    common = {
        "strict": True,
        "noEmit": True,
        "types": [],
        "target": "ES2022",
        "skipLibCheck": True,
    }
    options = {"compilerOptions": common | {"lib": ["ES2022", "DOM", "DOM.Iterable"]} | own}
    files = {
        "package.json": json.dumps({"type": kind}),
        "tsconfig.json": json.dumps(options | {"files": ["a.ts"]}),
        "a.ts": (_IMPORTS + _PROGRAM).format(host="https://h"),
    }
    node.tool("tsc", "-p", ".", cwd=project(files))


def test_what_a_registry_shows(package: Path) -> None:
    told = json.loads((package / "package.json").read_text("utf-8"))
    assert (told["license"], told["repository"]) == ("MIT", "git+https://a.example/x.git")
    assert "scripts" not in told or "prepare" not in told["scripts"]
    assert (package / "LICENSE").read_text("utf-8").startswith("MIT License")


def test_maps_lead_to_sources_that_are_there(package: Path) -> None:
    maps = [*(package / "dist").rglob("*.map")]
    assert len(maps) > 100
    for path in maps:
        for source in json.loads(path.read_text("utf-8"))["sources"]:
            assert (path.parent / source).resolve().is_file(), path
