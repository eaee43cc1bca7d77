"""What programs may name of the emitted clients: classes, methods, fields and their signatures, read from the code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.targets.target import Surface

_TEXTS: Final = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""')
"""Docstrings, in which lines may look like fields."""
_CLASS: Final = re.compile(r"^class (\w+)\(.*$", re.MULTILINE)
_METHOD: Final = re.compile(r"^    def (\w+)\(((?:\n {8}.*)+\n {4}|.*)\) -> (.+):$", re.MULTILINE)
_FIELD: Final = re.compile(r"^    ([a-zA-Z]\w*: .+)$", re.MULTILINE)
_ALIAS: Final = re.compile(r"^(\w+): TypeAlias = (.+(?:\n[ )].*)*)", re.MULTILINE)


def surface(texts: Mapping[str, str]) -> Surface:
    """By client and class; the async twin has the same methods, and is left out."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for path, text in sorted(texts.items()):
        match path.split("/"):
            case [_, client, "client.py"]:
                name = next(iter(_CLASS.findall(text)), "")
                own = found.setdefault(client, {}).setdefault(name, {})
                own |= dict(_methods(text))
                calls = f"{path.removesuffix('client.py')}sync_calls/"
                own |= dict(
                    method
                    for each, code in sorted(texts.items())
                    if each.startswith(calls)
                    for method in _methods(code)
                )
            case [_, client, "models", module] if module != "__init__.py":
                found.setdefault(client, {}).update(_models(text))
    return found


def _methods(text: str) -> list[tuple[str, str]]:
    return [
        (name, f"({' '.join(lines.split()).rstrip(',')}) -> {returns}")
        for name, lines, returns in _METHOD.findall(_TEXTS.sub('""', text))
        if name == "__init__" or not name.startswith("_")
    ]


def _models(text: str) -> dict[str, dict[str, str]]:
    code = _TEXTS.sub('""', text)
    found = {name: {"": " ".join(said.split())} for name, said in _ALIAS.findall(code)}
    starts = [*_CLASS.finditer(code)]
    for at, start in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(code)
        fields = _FIELD.findall(code[start.end() : end])
        found[start[1]] = dict(tuple(field.split(": ", 1)) for field in fields)
    return found
