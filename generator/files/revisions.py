"""Files of a git revision, read as objects: nothing is checked out, and no filter, hook or attribute of it runs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.files.names import unsafe
from generator.files.reading import MOST

_REGULAR: Final = frozenset(("100644", "100755"))
"""What git calls files that are no links and no repositories of their own."""
_SECONDS: Final = 120
_QUIET: Final = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
}
"""Nothing is fetched, and nothing asked: what is read is what the commit names."""


class RevisionError(OSError):
    """A revision, or a path in it, that can not be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: the repository's top folder, the name that a person gave, and the hash that it stands for."""

    top: Path
    name: str
    commit: str

    def tree(self, folder: Path, endings: Sequence[str]) -> dict[str, bytes]:
        """The files below a folder of the repository with one of the endings, by their paths in the repository.

        Links and names that are not safe are left out. RevisionError where git can not give them.
        """
        wanted = dict(self._listed(folder, tuple(endings)))
        return dict(zip(wanted, self._blobs(list(wanted.values())), strict=True))

    def _listed(self, folder: Path, endings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """The path and the object of each file."""
        path = self.inside(folder)
        more = [f"{path}/"] if path else []
        listed = _git(
            self.top, "ls-tree", "-r", "-z", "-l", "--full-tree", self.commit, "--", *more
        )
        for row in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
            told, _, name = row.partition("\t")
            mode, _, blob, size = told.split()
            if mode in _REGULAR and name.endswith(endings) and not unsafe(name):
                if int(size) > MOST:
                    raise RevisionError(f"{name} has {size} bytes, more than {MOST}")
                yield name, blob

    def inside(self, path: Path) -> str:
        """A path as the repository has it; empty for its top folder. RevisionError for one elsewhere."""
        place = path.resolve()
        if place != self.top and self.top not in place.parents:
            raise RevisionError(f"{path} is outside of {self.top}")
        text = place.relative_to(self.top).as_posix()
        return "" if text == "." else text

    def _blobs(self, names: Sequence[str]) -> Iterator[bytes]:
        data = _git(self.top, "cat-file", "--batch", given="".join(f"{one}\n" for one in names))
        at = 0
        for name in names:
            end = data.index(b"\n", at)
            _, kind, *size = data[at:end].decode().split()
            if kind != "blob":
                raise RevisionError(f"{self.name}: object {name} is {kind}")
            start = end + 1
            at = start + int(size[0]) + 1
            yield data[start : at - 1]


def revision(name: str, near: Path) -> Revision:
    """The commit that a name stands for in the repository around a path; RevisionError where there is none."""
    folder = next(one for one in (near.resolve(), *near.resolve().parents) if one.is_dir())
    top = _git(folder, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape")
    said = f"{name}^{{commit}}"
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", said)
    return Revision(Path(top.rstrip("\n")).resolve(), name, commit.decode().strip())


def _git(folder: Path, *words: str, given: str = "") -> bytes:
    """What git prints. Names are arguments of their own, behind what git takes as options."""
    command = ["git", "-C", str(folder), *words]
    if any("\0" in word for word in command):
        raise RevisionError("a name with a NUL character")
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and names cannot be options
            command,
            input=given.encode(),
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={**os.environ, **_QUIET},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RevisionError(f"git can not be run: {error}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisionError(said[-1] if said else "no such revision")
    return done.stdout
