"""Reading: regular files only, and no link below a root is followed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from generator.files.folders import LINK, NO_FOLLOW, Folder, opened
from generator.files.names import unsafe

STRANGE: Final = ""
"""Stands for the hash of what is there but is no file that can be read: a link, a folder, a device."""
MOST: Final = 256 * 1024 * 1024
"""Bytes of one file. What is longer is no page and no document, and would only fill the memory."""
_READ: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_INSTALLED: Final = frozenset({"node_modules", "site-packages", "__pycache__"})
_OPENED: Final = ("/dev/", "/proc/self/fd/")
"""Where a pipe is one that this process was given: `/dev/stdin`, and `/dev/fd/63` of a shell's `<(...)`."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of an input tree: path relative to the tree's root, its bytes or why they can not be read, its place."""

    path: str
    data: bytes
    error: str = ""
    place: Path | None = None


def path_of(name: str, sources: Mapping[str, SourceFile]) -> str:
    """The path of an input that a person can open."""
    source = sources.get(name)
    return str(source.place) if source is not None and source.place else name


def sha256(data: bytes) -> str:
    """The hexadecimal SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def read_file(path: Path, name: str, *, follow: bool = False) -> SourceFile:
    """One file; an error of the system becomes `SourceFile.error`.

    With `follow` the path is one that a person has named: it may be a link, and a pipe that the process was given.
    """
    try:
        return SourceFile(name, _bytes(str(path), None, follow=follow), "", path)
    except (OSError, ValueError) as error:
        return SourceFile(name, b"", said(error), path)


def said(error: OSError | ValueError) -> str:
    """Why something can not be read, in words."""
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return LINK
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _bytes(name: str, folder: int | None, *, follow: bool = False) -> bytes:
    """The bytes of a regular file. Opened without waiting: a pipe would wait for its writer."""
    handle = os.open(name, _READ | (0 if follow else NO_FOLLOW), dir_fd=folder)
    try:
        found = os.fstat(handle)
        pipe = follow and stat.S_ISFIFO(found.st_mode) and name.startswith(_OPENED)
        if not stat.S_ISREG(found.st_mode) and not pipe:
            kind = errno.EISDIR if stat.S_ISDIR(found.st_mode) else errno.EINVAL
            raise OSError(kind, "a folder" if kind == errno.EISDIR else "no regular file")
        if found.st_size > MOST:
            raise OSError(errno.EFBIG, f"{found.st_size} bytes, more than {MOST}")
        if pipe:
            os.set_blocking(handle, True)
        with os.fdopen(handle, "rb", buffering=0, closefd=False) as file:
            return file.read()
    finally:
        os.close(handle)


def read_tree(root: Path, ending: str | tuple[str, ...], folder: str = "") -> list[SourceFile]:
    """All files with an ending, or one of some, below a folder, sorted by path. What is hidden (`.name`) is left out.

    The root may be a link, for a person has named it; `folder` below it and all that is found must be none. What can
    not be read stands in the list with its error: a link, a folder without permission, a name that is not UTF-8.
    A folder that does not exist is empty.
    """
    place = root / folder
    for part in (p for p in (place, *place.parents) if p not in (root, *root.parents)):
        if part.is_symlink():
            return [SourceFile(".", b"", LINK, part)]
    return list(_walk(place, ending))


def _walk(root: Path, ending: str | tuple[str, ...]) -> Iterator[SourceFile]:
    """The tree in the order of its paths; with a list of what is to do, for a path may have 2,000 parts."""
    left = [""]
    while left:
        name = left.pop()
        place, folder = root / name, name.endswith("/") or not name
        if not folder:
            yield _found(place, name)
            continue
        try:
            with os.scandir(place) as entries:
                left += sorted(_wanted(entries, name, ending), key=_order, reverse=True)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield SourceFile(_readable(name).rstrip("/") or ".", b"", said(error), place)


def _order(path: str) -> str:
    return path.rstrip("/")


def _wanted(
    entries: Iterable[os.DirEntry[str]], prefix: str, ending: str | tuple[str, ...]
) -> Iterator[str]:
    """Files with the ending, folders (with a slash at the end), links that may have led to folders."""
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not _is_installed(entry):
                yield f"{prefix}{entry.name}/"
        elif entry.name.endswith(ending) or (entry.is_symlink() and not Path(entry.path).is_file()):
            yield f"{prefix}{entry.name}"


def _is_installed(folder: os.DirEntry[str]) -> bool:
    """Does a package manager fill the folder? A virtual environment has a `pyvenv.cfg` (PEP 405)."""
    return folder.name in _INSTALLED or os.path.lexists(Path(folder.path, "pyvenv.cfg"))


def _found(place: Path, name: str) -> SourceFile:
    shown = _readable(name)
    if shown != name:
        return SourceFile(shown, b"", "its name is not UTF-8", place)
    return read_file(place, name)


def _readable(name: str) -> str:
    """A name with the bytes that are no UTF-8 as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def hash_tree(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Hashes of those of the paths that exist below the root; STRANGE for what is no file that can be read."""
    parted = sorted((*path.rpartition("/")[::2], path) for path in paths if not unsafe(path))
    found: dict[str, str] = {}
    for parent, rows in groupby(parted, key=lambda row: row[0]):
        names = [(name, path) for _, name, path in rows]
        try:
            with opened(root, parent.split("/") if parent else ()) as folder:
                found |= dict(_hashes(folder, names))
        except FileNotFoundError:
            continue
        except OSError:
            found |= {path: STRANGE for _, path in names}
    return found


def _hashes(folder: Folder, names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, path in names:
        try:
            yield path, sha256(_bytes(folder.at(name), folder.handle))
        except FileNotFoundError:
            continue
        except OSError:
            yield path, STRANGE


def read_bytes(root: Path, path: str) -> bytes | None:
    """The bytes of a file below a root; None when there is none, and for a path or a file that is not safe to read."""
    if unsafe(path):
        return None
    *folders, name = path.split("/")
    with suppress(OSError), opened(root, folders) as folder:
        return _bytes(folder.at(name), folder.handle)
    return None


def names_below(root: Path, skipped: Callable[[str], bool]) -> Iterator[str]:
    """Paths of all that is no folder below a root, as the disk has them; `skipped` paths are not entered."""
    left = [""]
    while left:
        prefix = left.pop()
        with suppress(FileNotFoundError), os.scandir(root / prefix) as entries:
            for entry in entries:
                path = f"{prefix}{entry.name}"
                if skipped(path):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    left.append(f"{path}/")
                else:
                    yield path


def exists(path: Path) -> bool:
    """Is there anything at the path, be it a link that leads nowhere or what must not be read?"""
    return os.path.lexists(path)


def in_repository(path: str | Path) -> str:
    """The path from the root of the repository around the working folder, with slashes; outside it as it is."""
    root = _root()
    place = Path(os.path.abspath(path))  # noqa: PTH100 - must not resolve links
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else str(path)


def is_in_repository(name: str) -> bool:
    """Is what `in_repository` gave the name of a file of the repository?"""
    return not Path(name).is_absolute() and (_root() / name).is_file()


def _root() -> Path:
    here = Path.cwd()
    return next((one for one in (here, *here.parents) if (one / ".git").exists()), here)


def is_free(folder: Path) -> bool:
    """Is there nothing at the path, or an empty folder?"""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
