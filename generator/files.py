"""Floor 2: the only module that touches the disk. Reads trees, writes trees: atomic per file, below one root."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Final

TEMPORARY: Final = ".docs2sdk-tmp"
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\u202a-\u202e\u2066-\u2069]')


class UnsafePathError(ValueError):
    """A name that would leave the output root, or that some system can not store."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of an input tree: path relative to the tree's root, its bytes or why they can not be read, its place."""

    path: str
    data: bytes
    error: str = ""
    place: Path | None = None


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


def sha256(data: bytes) -> str:
    """The hexadecimal SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def read_file(path: Path, name: str) -> SourceFile:
    """One file; an error of the system becomes `SourceFile.error`."""
    try:
        return SourceFile(name, path.read_bytes(), "", path)
    except OSError as error:
        return SourceFile(name, b"", error.strerror or type(error).__name__, path)


def read_tree(root: Path, ending: str) -> list[SourceFile]:
    """All files with an ending below a folder, sorted by path; hidden folders and links are not followed."""
    return [
        read_file(path, path.relative_to(root).as_posix()) for path in sorted(_walk(root, ending))
    ]


def _walk(root: Path, ending: str) -> Iterator[Path]:
    for folder, names, found in os.walk(root, followlinks=False):
        names[:] = [name for name in names if not name.startswith(".")]
        for name in found:
            path = Path(folder) / name
            if name.endswith(ending) and not name.startswith(".") and not path.is_symlink():
                yield path


def safe(path: str) -> str:
    """The path itself when it stays below its root on every system; raises UnsafePathError."""
    pure = PurePosixPath(path)
    bad = not path or pure.is_absolute() or path != pure.as_posix() or _FORBIDDEN.search(path)
    if bad or any(_unsafe_part(part) for part in pure.parts):
        raise UnsafePathError(path)
    return path


def _unsafe_part(part: str) -> bool:
    return (
        part in {"..", "."}
        or part[-1] in ". "
        or bool(_RESERVED.fullmatch(part))
        or len(part) > 240
    )


def below(root: Path, path: str) -> Path:
    """The place of a safe path below the root; a link on the way that leaves the root is refused."""
    target = root / safe(path)
    parent = target.parent
    while not parent.exists() and parent != root:
        parent = parent.parent
    resolved = root.resolve()
    if (
        parent.exists()
        and resolved != parent.resolve()
        and resolved not in parent.resolve().parents
    ):
        raise UnsafePathError(path)
    if target.is_symlink():
        raise UnsafePathError(path)
    return target


def hash_tree(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Hashes of those of the paths that exist below the root."""
    found = {}
    for path in paths:
        try:
            found[path] = sha256((root / path).read_bytes())
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            continue
    return found


def read_bytes(root: Path, path: str) -> bytes | None:
    """The bytes of a file below a root, None when there is none."""
    try:
        return (root / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def write(root: Path, path: str, data: bytes) -> None:
    """Write one file so that at any moment either the old or the new bytes are there."""
    target = below(root, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + TEMPORARY)
    temporary.write_bytes(data)
    temporary.replace(target)


def write_tree(root: Path, tree: Mapping[str, bytes]) -> None:
    """Write files, each atomically, in the order of their paths."""
    for path in sorted(tree):
        write(root, path, tree[path])


def remove(root: Path, path: str) -> None:
    """Remove a file and the folders that are empty then."""
    target = below(root, path)
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == root or any(folder.iterdir()):
            return
        folder.rmdir()


def is_free(folder: Path) -> bool:
    """Is there nothing at the path, or an empty folder?"""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def sweep(root: Path) -> None:
    """Remove temporary files that a killed run has left."""
    for path in sorted(root.rglob(f"*{TEMPORARY}")) if root.is_dir() else ():
        path.unlink(missing_ok=True)
