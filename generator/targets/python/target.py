"""The target's data file: reserved names, the header, and the runtime that is copied."""

from __future__ import annotations

from functools import cache

import yaml

from generator.files import template, template_names


@cache
def _data() -> dict[str, str]:
    data: dict[str, str] = yaml.safe_load(template("python/target.yaml"))
    return data


@cache
def reserved(kind: str) -> frozenset[str]:
    """The names that `kind` (words, fields, methods, classes, modules, builtins) reserves."""
    return frozenset(_data()[kind].split())


def header() -> str:
    """The text of the comment at the top of every generated file."""
    return _data()["header"]


@cache
def runtime_files() -> dict[str, str]:
    """The runtime's sources by file name, as they are copied."""
    names = template_names("python/runtime", "*.py")
    return {name.rpartition("/")[2]: template(name) for name in names}
