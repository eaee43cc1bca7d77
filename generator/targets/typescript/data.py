"""What this target's folders say: reserved names, the header, the runtime."""

from __future__ import annotations

from generator import files
from generator.targets import folder


def reserved(kind: str) -> frozenset[str]:
    """The names that `kind` (words, types, members, module, folders) reserves."""
    return folder.reserved("typescript", kind)


def header() -> str:
    """The text of the comment at the top of every generated file."""
    return folder.data("typescript")["header"]


def runtime_files() -> dict[str, str]:
    """The runtime's sources by file name, as they are copied."""
    return files.runtime_files("typescript", ".ts")
