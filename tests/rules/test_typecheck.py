"""Generated samples of all of this project's operations pass strict type checks against the generated packages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.config import Config
from generator.model import Api
from generator.samples import with_samples
from generator.targets.python.emit import emit as emit_python
from generator.targets.python.settings import PythonSettings
from generator.targets.typescript.emit import emit as emit_typescript
from generator.targets.typescript.settings import TypeScriptSettings

from .test_corpus import read

CONFIG = Config(
    packages={"python": {"package": "identity_sdk"}, "typescript": {"package": "identity-node-sdk"}}
)
OPTIONS = {
    "target": "ES2022",
    "module": "NodeNext",
    "types": ["node"],
    "noEmit": True,
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "noUncheckedIndexedAccess": True,
    "lib": ["ES2022", "ESNext.Disposable", "DOM", "DOM.Iterable"],
    "skipLibCheck": True,
    "paths": {"identity-node-sdk": ["./src/index.ts"]},
}


def write(folder: Path, tree: Mapping[str, str]) -> None:
    for name, text in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def samples(apis: list[Api], edition: str, ending: str) -> dict[str, str]:
    """A generated sample for every operation, whether it has one or not, by file name."""
    bare = [
        replace(api, operations=tuple(replace(o, samples=()) for o in api.operations))
        for api in apis
    ]
    return {
        f"samples/{api.client}_{operation.id}.{ending}": operation.samples[0].source + "\n"
        for api in (with_samples(api, edition, CONFIG) for api in bare)
        for operation in api.operations
    }


@pytest.fixture(scope="module")
def apis(project: Path) -> list[Api]:
    return read(project / "specs" / "pages")[0]


def test_python(apis: list[Api], tmp_path: Path) -> None:
    files = samples(apis, "python", "py")
    write(tmp_path, {**emit_python(apis, PythonSettings())[0], **files})
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "samples"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert f"no issues found in {len(files)} source files" in done.stdout, done.stdout + done.stderr


@pytest.mark.node
def test_typescript(apis: list[Api], tmp_path: Path, project: Path) -> None:
    modules = project / "tests" / "typescript_client" / "node_modules"
    if not (modules / ".bin" / "tsc").exists():
        pytest.skip("needs the packages of tests/typescript_client")
    (tmp_path / "node_modules").symlink_to(modules)
    config = json.dumps({"compilerOptions": OPTIONS, "include": ["samples/*.ts"]})
    files = samples(apis, "node", "ts")
    write(tmp_path, {**emit_typescript(apis, TypeScriptSettings())[0], **files})
    write(tmp_path, {"tsconfig.json": config})
    command = [str(modules / ".bin" / "tsc"), "--listFiles"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("/samples/") == len(files)
