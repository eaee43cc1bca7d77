"""A document as single facts by path, and which paths belong to a fact of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str, ...]
_OURS = frozenset({"x-docs", "x-inferred"})
"""What a document says of pages and of reasons: nothing that a caller would notice."""
_METHODS = frozenset({"get", "post", "put", "delete", "patch", "head"})


def facts(document: Mapping[str, Any]) -> dict[Path, Any]:
    """All facts that pages state; what lists name is known by its name, what they list by its value.

    What is inferred follows from other facts: methods, and with them the place of parameters; what envelopes require.
    """
    found = {_stated(path): value for path, value in _flat(document, ())}
    guessed = {path[:-1] for path in found if path[-1:] == ("x-inferred",)}
    return {path: v for path, v in found.items() if not _follows(path, guessed)}


def _follows(path: Path, guessed: set[Path]) -> bool:
    """Does it stand for what a page does not say?"""
    required = path[-2:-1] == ("required",) and (
        *path[:-2], "properties", path[-1].strip("'"), "required",
    ) in guessed  # fmt: skip
    required |= path in {(*path[:2], "input"), (*path[:2], "input", "type")}  # is there any at all?
    told = any((*path[:end], path[end]) in guessed for end in range(len(path)))
    placed = path[2:4] == ("input", "properties") and path[-1] in {"in", "name"}
    return path[-1] in {"x-inferred", "properties"} or required or told or placed


def _stated(path: Path) -> Path:
    """The path without the method, which no page states, and with one place for all that is given to a call."""
    if path[:1] != ("paths",) or len(path) < 3:
        return path
    inner = path[3:] if path[2] in _METHODS else path[2:]
    if inner[:1] == ("parameters",):
        rest = inner[2:]
        kept = rest[1:] if rest[:1] == ("schema",) else rest
        kept = kept[3:] if kept[:1] == ("content",) else kept
        inner = (
            ("input", "required", repr(inner[1]))
            if kept == ("required",)
            else ("input", "properties", inner[1], *kept)
        )
    elif inner[:1] == ("requestBody",):
        inner = ("input", *inner[4:]) if inner[1:2] == ("content",) else ("input",)
    return (*path[:2], *inner)


def _flat(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict):
        for key in value.get("x-inferred") or ():
            yield (*path, _KEYWORD.get(key, key), "x-inferred"), True
        for key, inner in value.items():
            if key not in _OURS:
                yield from _flat(inner, (*path, str(key)))
        if not value:
            yield path, {}
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _item(at, inner, path)
    else:
        yield path, value


def _item(at: int, value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """An item of a list: by its number in an example, else by its name or value."""
    if "example" in path:
        yield from _flat(value, (*path, str(at)))
    elif isinstance(value, dict):
        yield from _flat(value, (*path, str(value.get("name", at))))
    else:
        yield (*path, repr(value)), True


def changed(before: Mapping[Path, Any], after: Mapping[Path, Any]) -> set[Path]:
    """Paths of facts that one of two documents does not have, or has otherwise."""
    return {
        path
        for path in {*before, *after}
        if repr(before.get(path, _NOTHING)) != repr(after.get(path, _NOTHING))
    }


_NOTHING = object()


def of_field(path: Path, kind: str, owner: str, field: str) -> Path | None:
    """The rest of a path that speaks of a field; None where it speaks of something else."""
    if kind == "request":
        if path[0] != "paths" or path[2:3] != ("input",):
            return None
        inner = path[3:]
    elif path[:3] == ("components", "schemas", owner):
        inner = path[3:]
    else:
        return None
    if inner[:2] == ("properties", field):
        return inner[2:]
    return ("required",) if inner[-2:] == ("required", repr(field)) else None


_KEYWORD = {"integer": "type"}
"""The keyword of a document that an inference is about, where it is called otherwise."""
