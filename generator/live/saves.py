"""Waiting for saves below a folder: the system tells them, nothing is polled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Final

_PAUSE: Final = 20
"""Milliseconds without a further change after which a save counts as done: an editor writes a file in several steps."""
_TURN: Final = 50
"""Milliseconds after which the watcher looks whether it shall stop."""


class WatchError(Exception):
    """The optional package that tells changes is missing."""


def saves(root: Path, stop: Event | None = None) -> Iterator[list[Path]]:
    """Paths that changed, went or came below the folder, one list for each save, until `stop` is set.

    The first list is empty and says that the folder is watched from now on: what is made then misses no save.

    Raises:
        WatchError: Where the extra `watch` is not installed.
    """
    try:
        from watchfiles import watch  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise WatchError(str(error)) from error
    rounds = watch(root, stop_event=stop, step=_PAUSE, rust_timeout=_TURN, yield_on_timeout=True)
    for number, changes in enumerate(rounds):
        if changes or not number:
            yield sorted({Path(path) for _, path in changes})
