"""Folders that are opened part by part without following a link, so that no link leads a writer elsewhere."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HANDLES: Final = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
"""Can folders be held open (openat of POSIX)? Elsewhere each part is looked at before it is used."""
NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_OPEN: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
LINK: Final = "a link; links are not followed"


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder. System calls take `at(name)` together with `dir_fd=handle`."""

    path: Path
    handle: int | None

    def at(self, name: str) -> str:
        """The name as a system call takes it: alone where the folder is held open."""
        return name if self.handle is not None else str(self.path / name)

    def is_link(self, name: str) -> bool:
        """Is there a link of that name?"""
        with suppress(OSError):
            found = os.stat(self.at(name), dir_fd=self.handle, follow_symlinks=False)
            return stat.S_ISLNK(found.st_mode)
        return False

    def enter(self, name: str, *, make: bool) -> Folder:
        """The folder of that name; OSError for a link, and for anything else that is none."""
        if make:
            with suppress(FileExistsError):
                os.mkdir(self.at(name), dir_fd=self.handle)
        path = self.path / name
        try:
            if self.handle is not None:
                return Folder(path, os.open(name, _OPEN | NO_FOLLOW, dir_fd=self.handle))
            if not self.is_link(name) and path.is_dir():
                return Folder(path, None)
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        except OSError as error:
            if self.is_link(name):
                raise OSError(errno.ELOOP, LINK, str(path)) from error
            raise OSError(error.errno, error.strerror, str(path)) from error

    def close(self) -> None:
        """Let the folder go."""
        if self.handle is not None:
            os.close(self.handle)


@contextmanager
def opened(root: Path, folders: Sequence[str] = (), *, make: bool = False) -> Iterator[Folder]:
    """The folder at the end of some names below a root, made where wished; OSError where a link is on the way."""
    start, parts = _start(root)
    if make:
        start.mkdir(parents=True, exist_ok=True)
    folder = Folder(start, os.open(start, _OPEN) if HANDLES else None)
    try:
        for name in (*parts, *folders):
            inner = folder.enter(name, make=make)
            folder.close()
            folder = inner
        yield folder
    finally:
        folder.close()


def _start(root: Path) -> tuple[Path, tuple[str, ...]]:
    """Where to begin, and the names from there that must be no links.

    Those are all names below the working folder, for a link there can come with a checkout; of a root elsewhere,
    which a person has named, the last one.
    """
    here, place = Path.cwd(), Path(os.path.abspath(root))  # noqa: PTH100 - must not resolve links
    if place.is_relative_to(here):
        return here, place.relative_to(here).parts
    return place.parent, (place.name,) if place.name else ()
