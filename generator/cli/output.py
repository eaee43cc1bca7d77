"""Printing, the only place of it: text for people is made harmless, data goes out as it is, no character fails."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

from generator.source.visible import harmless


def prepare() -> None:
    """Characters that a stream can not encode are escaped: a terminal in ASCII must end no command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """A message, to standard error."""
    sys.stderr.write(f"{harmless(text)}\n")


def ask(text: str) -> None:
    """A question to the person at the terminal: what is answered stands behind it."""
    sys.stderr.write(harmless(text))
    sys.stderr.flush()


def show(text: str) -> None:
    """Text for people that was asked for, to standard output."""
    sys.stdout.write(f"{harmless(text)}\n")


def data(text: str) -> None:
    """Data, to standard output: always UTF-8 and with every character, but harmless on a terminal."""
    if sys.stdout.isatty() or not isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.write(harmless(text) if sys.stdout.isatty() else text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def told(text: str, stream: TextIO, *, raw: bool) -> None:
    """Findings; `raw` ones are harmless by themselves: with colours for a terminal, or commands for a runner."""
    stream.write(text if raw else harmless(text))
    stream.flush()


def closed() -> int:
    """Nobody reads any more: no other write may fail again, and it is no success."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 2
