"""Files and folders that the command line names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator import files
from generator.cli.report import ToolError, failure
from generator.source import Diagnostic
from generator.yaml import text_of

if TYPE_CHECKING:
    from generator.config import Config

OUT: Final = "generated"
"""The output folder beside a specs folder, where the command line names no other."""


def configuration(path: str | None) -> tuple[Config, list[Diagnostic]]:
    """A configuration file; ToolError when it is invalid."""
    from generator.config import DEFAULT, read_config  # noqa: PLC0415 - `diff` has no use for it

    if path is None:
        return DEFAULT, []
    config, found = read_config(text_named(path, "a configuration file"), path)
    if any(one.severity.value == "error" for one in found):
        raise ToolError(*found)
    return config, found


def text_named(path: str, expected: str) -> str:
    """The text of a YAML or JSON file that the command line names; ToolError when it can not be read."""
    source = files.read_file(Path(path), path, follow=True)
    if source.error:
        raise failure("B001", path, f"{path}: {source.error}", expected)
    text, found = text_of(source.data, path)
    if text is None:
        raise ToolError(*found)
    return text


def outside(out: str, inputs: Sequence[str]) -> Path:
    """The output folder; ToolError when it is inside an input folder."""
    target = Path(out)
    for source in inputs:
        root = Path(source).resolve()
        if root.is_dir() and root in [target.resolve(), *target.resolve().parents]:
            raise failure("B003", out, f"{out} is inside {source}")
    if target.exists() and not target.is_dir():
        raise failure("B001", out, f"{out} is no folder", "a folder")
    return target
