"""How the tools of a language judge sample code against a package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Check:
    """A command for a folder that holds samples as files of an `ending`, and `files` beside them.

    What it prints about a sample begins with the sample's file and line. `install` says where the command comes from.
    """

    ending: str
    command: tuple[str, ...]
    install: str
    files: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
