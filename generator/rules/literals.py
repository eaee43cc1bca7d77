"""Literals of TypeScript and Python for generated samples: data in, code out, nothing escapes its quotes."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model import Json
from generator.rendering.fragments import Literal

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NODE_WIDE: Final = "\\u{{{:x}}}"
_PYTHON_WIDE: Final = "\\U{:08x}"
_PLAIN: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


class Binary:
    """Stands for the content of a file, which JSON has no value for."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a language writes data. `width` counts columns; `inline` tells what may stand on one line."""

    scalar: Callable[[Json], str]
    key: Callable[[str], str]
    indent: str
    width: int
    spaced: bool
    inline: Callable[[Json], bool]


def _escaped(text: str, wide: str) -> str:
    """The inside of a JSON string (RFC 8259) with invisible characters and `<` escaped; `wide` is for the rest."""
    inner = json.dumps(text, ensure_ascii=False)[1:-1]
    return "".join(_escape(c, wide) if unicodedata.category(c) in _HIDDEN else c for c in inner)


def _escape(char: str, wide: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else wide.format(code)


def node_string(text: str) -> str:
    """A string literal of TypeScript (ECMAScript, section 12.9.4)."""
    return '"' + _escaped(text, _NODE_WIDE).replace("<", "\\u003c") + '"'


def python_string(text: str) -> str:
    """A string literal of Python (Language Reference, section 2.4.1)."""
    return '"' + _escaped(text, _PYTHON_WIDE) + '"'


def _node_key(name: str) -> str:
    if name == "__proto__":  # as a plain key it would set the prototype
        return '["__proto__"]'
    return name if _PLAIN.fullmatch(name) else node_string(name)


def _node_scalar(data: Json) -> str:
    if isinstance(data, Binary):
        return 'new Blob(["content"])'
    return node_string(data) if isinstance(data, str) else json.dumps(data, allow_nan=False)


def _python_scalar(data: Json) -> str:
    if isinstance(data, Binary):
        return 'b"content"'
    return python_string(data) if isinstance(data, str) else repr(data)


NODE: Final = Style(
    _node_scalar, _node_key, "  ", 80, spaced=True, inline=lambda data: not _has_object(data)
)
PYTHON: Final = Style(_python_scalar, python_string, "    ", 88, spaced=False, inline=bool)


def _has_object(data: Json) -> bool:
    """Does the data hold an object with keys? Those stand on lines of their own in TypeScript."""
    if isinstance(data, Mapping):
        return bool(data)
    return isinstance(data, Sequence) and not isinstance(data, str) and any(map(_has_object, data))


def literal(data: Json, style: Style, depth: int = 0, used: int = 0) -> Literal:
    """Data as code: on one line where it may and fits, else a line for each part.

    `depth` counts levels of indent, `used` the columns that stand before and after it on its line.
    """
    flat, parts = _flat(data, style), _parts(data, style)
    if not parts or (style.inline(data) and used + len(flat) <= style.width):
        return Literal(flat)
    pad = style.indent * (depth + 1)
    lines = [
        f"{pad}{head}{literal(part, style, depth + 1, len(pad) + len(head) + 1).text},"
        for head, part in parts
    ]
    first, last = "{}" if isinstance(data, Mapping) else "[]"
    return Literal("\n".join([first, *lines, f"{style.indent * depth}{last}"]))


def _parts(data: Json, style: Style) -> list[tuple[str, Json]]:
    """What an object or a list holds, with what stands before each; nothing for scalars."""
    if isinstance(data, Mapping):
        return [(f"{style.key(str(name))}: ", part) for name, part in data.items()]
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [("", part) for part in data]
    return []


def _flat(data: Json, style: Style) -> str:
    if isinstance(data, Mapping):
        pairs = ", ".join(f"{head}{_flat(part, style)}" for head, part in _parts(data, style))
        return f"{{ {pairs} }}" if pairs and style.spaced else f"{{{pairs}}}"
    if isinstance(data, Sequence) and not isinstance(data, str):
        return f"[{', '.join(_flat(item, style) for item in data)}]"
    return style.scalar(data)
