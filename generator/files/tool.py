"""The tool's own files: templates, and a hash of all that decides what it prints."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def templates_root() -> Path:
    """The folder of templates: inside the installed package, else beside it in a checkout."""
    packaged = Path(str(files("generator"))) / "_templates"
    return packaged if packaged.is_dir() else packaged.parent.parent / "templates"


def template(name: str) -> str:
    """The text of a file below the folder of templates."""
    return (templates_root() / name).read_text(encoding="utf-8")


def template_names(folder: str, pattern: str) -> list[str]:
    """Names (relative to the folder of templates) of the files in one folder, sorted."""
    root = templates_root()
    return sorted(p.relative_to(root).as_posix() for p in (root / folder).glob(pattern))


@cache
def fingerprint() -> str:
    """A hash of the tool itself: its code and templates. Another tool may print other bytes."""
    package = Path(str(files("generator")))
    digest = hashlib.sha256()
    for root, pattern in ((package, "*.py"), (templates_root(), "*")):
        for path in sorted(p for p in root.rglob(pattern) if p.is_file()):
            if "__pycache__" not in path.parts and "node_modules" not in path.parts:
                digest.update(
                    path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes()
                )
    return digest.hexdigest()
