"""A target's folder below `templates/`: its data file (reserved names, the header) and the runtime that is copied."""

from __future__ import annotations

from functools import cache

import yaml

from generator.files import template, template_names


@cache
def data(language: str) -> dict[str, str]:
    """The target's data file, `templates/<language>/target.yaml`."""
    found: dict[str, str] = yaml.safe_load(template(f"{language}/target.yaml"))
    return found


@cache
def reserved(language: str, kind: str) -> frozenset[str]:
    """The names of a kind that the target reserves."""
    return frozenset(data(language)[kind].split())


@cache
def runtime_files(language: str, ending: str) -> dict[str, str]:
    """The runtime's sources by file name, as they are copied."""
    names = template_names(f"{language}/runtime", f"*{ending}")
    return {name.rpartition("/")[2]: template(name) for name in names}
