"""Floor 2: the only module that touches the disk."""

from __future__ import annotations

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
