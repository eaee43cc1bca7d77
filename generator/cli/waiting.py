"""A sign of life on standard error while a long run goes on; on a terminal only."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_FIRST: Final = 2.0
"""Seconds before the sign is shown: shorter waits do not worry anybody."""
_EACH: Final = 1.0
_CLEAR: Final = "\r\x1b[K"


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show for how long `what` is going on, and take the line away when it is done."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    thread = threading.Thread(target=_show, args=(what, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _show(what: str, done: threading.Event) -> None:
    started, shown = time.monotonic(), False
    while not done.wait(_EACH if shown else _FIRST):
        shown = True
        sys.stderr.write(f"{_CLEAR}docs2sdk: {what} … {time.monotonic() - started:.0f} s")
        sys.stderr.flush()
    if shown:
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()
