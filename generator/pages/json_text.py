"""JSON examples as pages print them: expanded (JSON.stringify with two spaces), or as Prettier leaves it.

Prettier keeps objects that are written over several lines, and puts an array on one line where it fits in 80 columns.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from generator.markdown.width import display_width
from generator.model import Json

WIDTH: Final = 80
MAX_DEPTH: Final = 100


def expanded(value: Json) -> str:
    """JSON with two spaces of indent, every element on its line; raises ValueError for what is no JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def fitted(value: Json) -> str:
    """JSON with arrays on one line where they fit; raises ValueError for what is no JSON or nested too deep."""
    return _print(value, 0, 0)


def _scalar(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _print(value: Json, depth: int, used: int) -> str:
    if depth > MAX_DEPTH:
        raise ValueError("nested too deep")
    if isinstance(value, dict) and value:
        return _object(value, depth)
    if isinstance(value, list) and value:
        return _array(value, depth, used)
    return _scalar(value)


def _object(value: Mapping[str, Json], depth: int) -> str:
    pad = "  " * (depth + 1)
    lines = []
    for key, item in value.items():
        head = f"{pad}{_scalar(key)}: "
        lines.append(head + _print(item, depth + 1, display_width(head) + 1))
    return "{\n" + ",\n".join(lines) + "\n" + "  " * depth + "}"


def _array(value: list[Json], depth: int, used: int) -> str:
    if not any(_breaks(item) for item in value) and (flat := _flat(value, used)):
        return flat
    pad = "  " * (depth + 1)
    if len(value) > 1 and all(_is_number(item) for item in value):
        return "[\n" + _filled([_scalar(item) for item in value], pad) + "\n" + "  " * depth + "]"
    items = (_print(item, depth + 1, len(pad)) for item in value)
    return "[\n" + ",\n".join(pad + item for item in items) + "\n" + "  " * depth + "]"


def _flat(value: list[Json], used: int) -> str:
    flat = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return flat if used + display_width(flat) <= WIDTH else ""


def _breaks(value: Json) -> bool:
    """Does the value take several lines in any case? Objects do, unless they are empty."""
    if isinstance(value, dict):
        return bool(value)
    return isinstance(value, list) and (
        any(map(_breaks, value))
        or (
            len(value) > 1
            and all(isinstance(item, list | dict) and len(item) > 1 for item in value)
        )
    )


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _filled(words: list[str], pad: str) -> str:
    lines, line = [], pad
    for index, word in enumerate(words):
        text = word if index == len(words) - 1 else f"{word},"
        if line != pad and len(line) + 1 + len(text) > WIDTH:
            lines.append(line)
            line = pad
        line += text if line == pad else f" {text}"
    return "\n".join([*lines, line])


def _line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _dense(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _wide(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=4, allow_nan=False)


FORMS: Final[Mapping[str, Callable[[Json], str]]] = MappingProxyType(
    {"expanded": expanded, "fitted": fitted, "line": _line, "dense": _dense, "wide": _wide}
)


def read_json(text: str) -> tuple[Json, str] | None:
    """The value and the form in which it prints back to the same text, empty where none does; None for no JSON."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, str):
        return None
    return value, next((form for form in FORMS if print_json(value, form) == text), "")


def print_json(value: Json, form: str) -> str:
    """The value in a form; text that is no JSON (a string) as it is."""
    if isinstance(value, str):
        return value
    try:
        return FORMS.get(form, expanded)(value)
    except (ValueError, RecursionError):
        return ""
