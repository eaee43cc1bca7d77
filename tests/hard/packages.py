"""Packages of OpenAPI documents from elsewhere: emitted, compared with their plans, imported and type-checked.

Many packages share one run of each tool, so a few hundred documents take minutes.
"""

from __future__ import annotations

import subprocess
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.model import Api
from generator.openapi import load, parse_yaml
from generator.targets.python.emit import emit as emit_python
from generator.targets.python.settings import PythonSettings
from generator.targets.typescript.emit import emit as emit_typescript
from generator.targets.typescript.settings import TypeScriptSettings
from tests.python_client import shape as python_shape
from tests.python_client.support import write
from tests.typescript_client import shape as typescript_shape
from tests.typescript_client.support import MODULES

SHARED: Final = Path(__file__).resolve().parents[3] / "shared" / "openapi"
_IMPORTS: Final = """
import importlib, pkgutil, sys, traceback
for package in sys.argv[1:]:
    try:
        root = importlib.import_module(package)
        for one in pkgutil.walk_packages(root.__path__, package + "."):
            module = importlib.import_module(one.name)
            for name in getattr(module, "__all__", ()):
                getattr(module, name)
    except Exception:
        print(package, traceback.format_exc().replace(chr(10), " | ")[-400:])
"""
_TSCONFIG: Final = """{
  "extends": "./%s/tsconfig.json",
  "compilerOptions": { "rootDir": ".", "noEmit": true },
  "include": [%s]
}
"""


@dataclass(slots=True)
class Run:
    """What came of some documents: packages by name, documents that are none, and faults."""

    root: Path
    packages: dict[str, Path] = field(default_factory=dict)
    unreadable: list[Path] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def documents(folder: str) -> list[Path]:
    """The OpenAPI files of a folder beside the project; none where it is absent."""
    found = (SHARED / folder).rglob("*") if (SHARED / folder).is_dir() else iter(())
    return sorted(path for path in found if path.suffix in {".json", ".yaml", ".yml"})


def emitted(paths: Iterable[Path], root: Path) -> Run:
    """Emit both packages of each document below `root`."""
    run = Run(root)
    for number, path in enumerate(paths):
        name = f"sdk_{number}"
        try:
            api = _api(path)
            if api is None:
                run.unreadable.append(path)
                continue
            _emit(api, name, root)
            run.packages[name] = path
        except Exception:  # noqa: BLE001 - any exception is the fault that is looked for
            run.faults.append(f"{path.name}: {traceback.format_exc(limit=-3)}")
    return run


def _api(path: Path) -> Api | None:
    """The Api of a document, or None where it is no OpenAPI document that can be read."""
    document, _ = parse_yaml(path.read_bytes().decode("utf-8", "replace"), path.name)
    if not isinstance(document, dict):
        return None
    api, found = load(document, client="api", file=path.name)
    return None if any(one.code == "O011" for one in found) else api


def _emit(api: Api, name: str, root: Path) -> None:
    python = PythonSettings(name)
    files, _ = emit_python([api], python)
    python_shape.check(files, [api], python)
    inside = {path: text for path, text in files.items() if path.startswith(name)}
    write(inside, root / "python")
    typescript = TypeScriptSettings(name)
    files, _ = emit_typescript([api], typescript)
    typescript_shape.check(files, [api], typescript)
    write(files, root / "typescript" / name)


def imports(run: Run, size: int = 40) -> Iterator[str]:
    """What is said of Python packages whose modules can not all be imported; warnings are errors."""
    names = list(run.packages)
    for start in range(0, len(names), size):
        command = [sys.executable, "-W", "error", "-c", _IMPORTS, *names[start : start + size]]
        yield from _named(run, _said(command, run.root / "python"))


def python_types(run: Run, names: Sequence[str]) -> Iterator[str]:
    """What `mypy --strict` says of Python packages, all in one run."""
    cache = run.root / "mypy"
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir"]
    yield from _named(run, _said([*command, str(cache), *names], run.root / "python"))


def typescript_types(run: Run, names: Sequence[str]) -> Iterator[str]:
    """What the TypeScript compiler says of packages, all in one run."""
    folder = run.root / "typescript"
    include = ", ".join(f'"{name}/src"' for name in names)
    (folder / "tsconfig.json").write_text(_TSCONFIG % (names[0], include), encoding="utf-8")
    yield from _named(run, _said([str(MODULES / ".bin" / "tsc"), "-p", "."], folder))


def _said(command: list[str], folder: Path) -> list[str]:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=1800
    )
    lines = (done.stdout + done.stderr).splitlines()
    return lines or ([f"exit {done.returncode}"] if done.returncode else [])


def _named(run: Run, lines: Iterable[str]) -> Iterator[str]:
    """The lines with the document of the package that they begin with."""
    for line in lines:
        package = line.replace(" ", "/").partition("/")[0]
        document = run.packages.get(package)
        yield f"{document.name}: {line}" if document else line
