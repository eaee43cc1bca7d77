"""A target's data file below `templates/`: reserved names, the header."""

from __future__ import annotations

from functools import cache

import yaml

from generator.files import template


@cache
def data(language: str) -> dict[str, str]:
    """The target's data file, `templates/<language>/target.yaml`."""
    found: dict[str, str] = yaml.safe_load(template(f"{language}/target.yaml"))
    return found


@cache
def reserved(language: str, kind: str) -> frozenset[str]:
    """The names of a kind that the target reserves."""
    return frozenset(data(language)[kind].split())
