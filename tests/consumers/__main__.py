"""`make consumers`: both generated packages built, installed in empty projects as a newcomer does, and used.

npm and pip fetch the tools from their registries; what can not be fetched is told and counts as a failure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.mock import Options, running
from generator.targets.python.emit import emit as emit_python
from generator.targets.python.settings import PythonSettings
from generator.targets.typescript.emit import emit as emit_typescript
from generator.targets.typescript.settings import TypeScriptSettings
from tests.readmes import programs
from tests.typescript_client.test_specs import APIS

TOOLS: Final = (
    "@arethetypeswrong/cli@0.18 publint@0.3 jest@30 ts-jest@29 typescript@5.9 @types/jest@30"
)
RUNTIMES: Final = ("node@18", "node@20", "node@22", "node@24", "bun@1")
_TEST: Final = """
test("a client calls", async () => {
  const client = new ManagementClient({ accessKeyId: "AK", accessKeySecret: "SK", host: HOST });
  expect((await client.listApplications()).statusCode).toBe(200);
});
"""
_REQUIRE: Final = 'const { ManagementClient } = require("some-sdk");\n'
_IMPORT: Final = 'import { ManagementClient } from "some-sdk";\n'
_RUN: Final = """
new ManagementClient({ accessKeyId: "AK", accessKeySecret: "SK", host: HOST })
  .listApplications().then((answer) => { if (answer.statusCode !== 200) throw new Error("no"); });
"""


@dataclass(frozen=True)
class Ground:
    """Where it is tried, and the mock that answers."""

    root: Path
    host: str

    def run(self, *command: str | Path, cwd: Path, **environment: str) -> str:
        """What is told of a failure; empty where it went well."""
        done = subprocess.run(
            [str(one) for one in command],
            cwd=cwd,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        return "" if done.returncode == 0 else (done.stdout + done.stderr)[-2000:]

    def folder(self, name: str, files: Mapping[str, str]) -> Path:
        """A folder with files."""
        for path, text in files.items():
            target = self.root / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        return self.root / name


def npm(ground: Ground) -> dict[str, str]:
    """The tarball, by tools that are not ours and in other runtimes."""
    package = ground.folder("npm", emit_typescript(APIS, TypeScriptSettings("some-sdk"))[0])
    told = {"npm pack": _npm(ground, package, "install") or _npm(ground, package, "pack")}
    (tarball,) = package.glob("*.tgz")
    host = f"const HOST = {json.dumps(ground.host)};\n"
    project = ground.folder(
        "project",
        {
            "package.json": '{"private": true}',
            "jest.config.js": 'module.exports = {transform: {"\\\\.ts$": "ts-jest"}};',
            "plain.test.js": _REQUIRE + host + _TEST,
            "typed.test.ts": _IMPORT + host + _TEST,
            "tsconfig.json": '{"compilerOptions": {"strict": true, "esModuleInterop": true}}',
            "a.cjs": _REQUIRE + host + _RUN,
            "a.mjs": _IMPORT + host + _RUN,
        },
    )
    told["npm install"] = _npm(ground, project, "install", str(tarball), *TOOLS.split())
    bins = project / "node_modules" / ".bin"
    told["attw"] = ground.run(bins / "attw", tarball, cwd=project)
    told["publint"] = ground.run(bins / "publint", "--strict", tarball, cwd=project)
    told["jest, ts-jest"] = ground.run(bins / "jest", cwd=project)
    for runtime in RUNTIMES:
        told |= _runtime(ground, project, runtime)
    return told


def _npm(ground: Ground, cwd: Path, *command: str) -> str:
    quiet = ("--no-audit", "--no-fund", "--loglevel=error")
    return ground.run("npm", *command, *quiet, cwd=cwd)


def _runtime(ground: Ground, project: Path, runtime: str) -> dict[str, str]:
    home = ground.folder(runtime.replace("@", "-"), {"package.json": '{"private": true}'})
    if missing := _npm(ground, home, "install", runtime):
        return {runtime: missing}
    program = home / "node_modules" / ".bin" / runtime.partition("@")[0]
    return {
        f"{runtime}, {name}": ground.run(program, project / name, cwd=project)
        for name in ("a.cjs", "a.mjs")
    }


def pip(ground: Ground) -> dict[str, str]:
    """The wheel in a new environment: the README's programs, and the types as users see them."""
    tree = emit_python(APIS, PythonSettings())[0]
    package = ground.folder("pip", tree)
    told = {"venv": ground.run(sys.executable, "-m", "venv", ground.root / "venv", cwd=ground.root)}
    python = ground.root / "venv" / "bin" / "python"
    install = (python, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    told["pip install"] = ground.run(*install, package, "mypy", cwd=ground.root)
    names = ("AUTHENTICATION", "MANAGEMENT")
    hosts = {f"IDENTITY_SDK_{name}_HOST": ground.host for name in names}
    for number, program in enumerate(programs(tree["README.md"], "python")):
        path = ground.folder(f"program_{number}", {"a.py": program}) / "a.py"
        told[f"README {number}"] = ground.run(python, "-W", "error", path, cwd=path.parent, **hosts)
        told[f"README {number}, mypy"] = ground.run(
            python, "-m", "mypy", "--strict", path, cwd=path.parent
        )
    return told


def main() -> int:
    """Print what went well and what did not; 1 where something did not."""
    parts: tuple[Callable[[Ground], dict[str, str]], ...] = (npm, pip)
    with tempfile.TemporaryDirectory() as folder, running(APIS, Options()) as mock:
        told: dict[str, str] = {}
        for part in parts:
            told |= part(Ground(Path(folder), mock.url))
    for name, failure in told.items():
        print(f"{'FAILED' if failure else 'ok':8}{name}\n{failure}".rstrip())
    return int(any(told.values()))


if __name__ == "__main__":
    raise SystemExit(main())
