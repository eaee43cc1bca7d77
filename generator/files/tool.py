"""The tool's own files: templates, runtimes, and a hash of all that decides what it prints."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parent.parent
_INSTALLED: Final = frozenset({"__pycache__", "node_modules"})
"""Folders that other tools fill."""


@cache
def _root(folder: str) -> Path:
    """A folder beside the package in a checkout, or inside the installed package."""
    packaged = _PACKAGE / f"_{folder}"
    return packaged if packaged.is_dir() else _PACKAGE.parent / folder


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
    digest = hashlib.sha256()
    for root, ending in ((_PACKAGE, ".py"), (_root("templates"), ""), (_root("runtimes"), "")):
        for name, path in sorted(_below(str(root), ending)):
            digest.update(name.encode() + b"\0" + Path(path).read_bytes())
    return digest.hexdigest()


def _below(root: str, ending: str) -> Iterator[tuple[str, str]]:
    """Each file with the ending below a folder: its name from there with slashes, and its path."""
    for folder, folders, files in os.walk(root):
        folders[:] = (name for name in folders if name not in _INSTALLED)
        prefix = folder[len(root) + 1 :].replace(os.sep, "/")
        for name in files:
            path = f"{folder}{os.sep}{name}"
            if name.endswith(ending) and os.path.isfile(path):  # noqa: PTH113 - there are 700
                yield f"{prefix}/{name}", path
