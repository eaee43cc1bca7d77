"""The tool's own files: templates, runtimes, and a hash of all that decides what it prints."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def _root(folder: str) -> Path:
    """A folder beside the package in a checkout, or inside the installed package."""
    package = Path(str(files("generator")))
    packaged = package / f"_{folder}"
    return packaged if packaged.is_dir() else package.parent / folder


def template(name: str) -> str:
    """The text of a file below the folder of templates."""
    return (_root("templates") / name).read_text(encoding="utf-8")


def template_names(folder: str, pattern: str) -> list[str]:
    """Names (relative to the folder of templates) of the files in one folder, sorted."""
    root = _root("templates")
    return sorted(p.relative_to(root).as_posix() for p in (root / folder).glob(pattern))


@cache
def runtime_files(language: str, ending: str) -> dict[str, str]:
    """The sources of a language's runtime by file name, which its clients get as they stand."""
    paths = sorted((_root("runtimes") / language).glob(f"*{ending}"))
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


@cache
def fingerprint() -> str:
    """A hash of the tool itself: code, templates, runtimes. Another tool may print other bytes."""
    package = Path(str(files("generator")))
    digest = hashlib.sha256()
    for root, pattern in (
        (package, "*.py"),
        (_root("templates"), "*"),
        (_root("runtimes"), "*"),
    ):
        for path in sorted(p for p in root.rglob(pattern) if p.is_file()):
            if "__pycache__" not in path.parts and "node_modules" not in path.parts:
                digest.update(
                    path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes()
                )
    return digest.hexdigest()
