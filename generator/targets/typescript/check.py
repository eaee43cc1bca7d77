"""Samples as TypeScript's compiler judges them at its strictest."""

from __future__ import annotations

import json
from typing import Final

from generator.targets.check import Check
from generator.targets.typescript.settings import TypeScriptSettings

_OPTIONS: Final = {
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "noUncheckedIndexedAccess": True,
    "noEmit": True,
    "target": "es2022",
    "lib": ["es2022", "dom", "dom.iterable"],
    "types": [],
    "module": "esnext",
    "moduleResolution": "bundler",
    "moduleDetection": "force",
}
_INSTALL: Final = "`npm install typescript`, and node_modules/.bin in PATH"


def check(settings: TypeScriptSettings, package: str) -> Check:
    """How samples are judged against the package in a folder."""
    paths = {settings.package: [f"{package}/src/index.ts"]}
    options = {"compilerOptions": {**_OPTIONS, "paths": paths}, "include": ["*.ts"]}
    command = ("tsc", "-p", ".", "--pretty", "false")
    return Check(".ts", command, _INSTALL, {"tsconfig.json": json.dumps(options)})
