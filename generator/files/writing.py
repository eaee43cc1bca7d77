"""Writing: each file by a new file of a name that nobody knows before, which then takes its place."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from generator.files.folders import NO_FOLLOW, Folder, opened
from generator.files.names import safe

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows: unique names and new tries must do
    fcntl = None  # type: ignore[assignment]

TEMPORARY: Final = ".docs2sdk-tmp-"
"""How the name of a file begins that is not yet written to its end; 16 hexadecimal digits follow."""
_OURS: Final = re.compile(re.escape(TEMPORARY) + r"[0-9a-f]{16}")
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW | getattr(os, "O_BINARY", 0)
_MODE: Final = 0o666
"""Of a new file; the system takes the umask off."""
_PATIENCE: Final = 120.0
"""Seconds that another run may write in the same folder; the biggest known tree takes 20."""
_TRIES: Final = 5


def write(root: Path, path: str, data: bytes) -> None:
    """Write one file so that at any moment either the old or the new bytes are there.

    Raises UnsafePathError for a path that is not safe, OSError for a link in the place or on the way to it.
    """
    *folders, name = safe(path).split("/")
    with opened(root, folders, make=True) as folder:
        _put(folder, name, data)


def write_tree(root: Path, tree: Mapping[str, bytes]) -> None:
    """Write files, each atomically, as the only run there; nothing when one of the paths is not safe."""
    for path in tree:
        safe(path)
    with alone(root):
        for path in sorted(tree):
            write(root, path, tree[path])


def rewrite(place: Path, data: bytes) -> None:
    """Write a file that is there already, whatever its name; its mode stays. OSError for a link."""
    with alone(place.parent, deep=False), opened(place.parent) as folder:
        _put(folder, place.name, data)


def _put(folder: Folder, name: str, data: bytes) -> None:
    mode = _mode(folder, name)
    for left in reversed(range(_TRIES)):
        try:
            _replace(folder, name, data, mode)
        except FileNotFoundError as error:  # another run has swept the temporary file away
            if not left:
                raise _named(error, folder.path / name) from error
        except OSError as error:
            raise _named(error, folder.path / name) from error
        else:
            return


def _replace(folder: Folder, name: str, data: bytes, mode: int | None) -> None:
    temporary = TEMPORARY + os.urandom(8).hex()
    at, handle = folder.at, folder.handle
    try:
        _fill(folder, temporary, data, mode)
        os.replace(at(temporary), at(name), src_dir_fd=handle, dst_dir_fd=handle)
    finally:
        with suppress(OSError):
            os.unlink(at(temporary), dir_fd=handle)


def _mode(folder: Folder, name: str) -> int | None:
    """The mode of the file that is there; OSError when something else is there."""
    try:
        found = os.stat(folder.at(name), dir_fd=folder.handle, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _named(error, folder.path / name) from None
    if stat.S_ISREG(found):
        return stat.S_IMODE(found)
    kind = "a link" if stat.S_ISLNK(found) else "no regular file"
    raise OSError(errno.EEXIST, f"{kind}; it is not overwritten", str(folder.path / name))


def _fill(folder: Folder, name: str, data: bytes, mode: int | None) -> None:
    """A new file; with the mode of the old one from its first byte on, for nobody else may read it meanwhile."""
    handle = os.open(
        folder.at(name), _NEW, _MODE if mode is None else mode & 0o777, dir_fd=folder.handle
    )
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(handle, mode)


def _named(error: OSError, path: Path) -> OSError:
    """The error with the file that was meant instead of the temporary one."""
    return OSError(error.errno, error.strerror, str(path)) if error.errno is not None else error


def remove(root: Path, path: str) -> None:
    """Remove a file and the folders that are empty then; OSError where a link is on the way."""
    *folders, name = safe(path).split("/")
    with suppress(FileNotFoundError), opened(root, folders) as folder:
        os.unlink(folder.at(name), dir_fd=folder.handle)
    while folders:
        name = folders.pop()
        try:
            with opened(root, folders) as folder:
                os.rmdir(folder.at(name), dir_fd=folder.handle)
        except OSError:
            return


@contextmanager
def alone(root: Path, *, deep: bool = True) -> Iterator[None]:
    """Be the only run that writes below a folder, which is made; what killed runs have left there goes first.

    Not `deep`: only what they have left in the folder itself.

    Raises OSError when another run does not end for two minutes.
    """
    with opened(root, make=True) as folder:
        if fcntl is not None and folder.handle is not None:
            _lock(folder.handle, root)
        _sweep(root, deep=deep)
        yield


def _lock(handle: int, root: Path) -> None:
    """Lock a folder until its handle is closed: no file of a lock is left behind by a killed run."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                seen = "another docs2sdk is still writing there"
                raise OSError(errno.EBUSY, seen, str(root)) from error
            time.sleep(0.02)
        except OSError:  # a file system without locks: unique names and new tries must do
            return
        else:
            return


def _sweep(root: Path, *, deep: bool) -> None:
    """Remove temporary files of killed runs: regular files of this user with a name of ours."""
    own = os.geteuid() if hasattr(os, "geteuid") else None
    for folder, folders, names in os.walk(root):
        folders[:] = folders if deep else []
        for path in (Path(folder, name) for name in names if _OURS.fullmatch(name)):
            with suppress(OSError):
                found = path.lstat()
                if stat.S_ISREG(found.st_mode) and own in {None, found.st_uid}:
                    path.unlink()
