"""What sample code of any language is made of: the values that it gives to a call, and data as code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model import UNSET, Api, Field, Json
from generator.model.maker import Maker, Wish
from generator.rendering.fragments import Literal

_SOME: Final = 3
"""How many arguments a call shows that needs none."""


class File:
    """Stands for the content of a file, which JSON has no value for."""


_WISH: Final = Wish(optional=False, sending=True, code=True, file=File())


def given(api: Api, arguments: Mapping[str, Field]) -> dict[str, Json]:
    """Values of all required arguments, else of a few with an example; what cannot be made is an empty object."""
    maker = Maker(api, _WISH)
    required = [name for name, field in arguments.items() if field.required]
    told = [name for name, field in arguments.items() if maker.told(field) is not UNSET]
    # a maker counts what it makes, so each argument has its own
    made = {name: Maker(api, _WISH).field(arguments[name]) for name in required or told[:_SOME]}
    return {name: {} if value is UNSET else value for name, value in made.items()}


@dataclass(frozen=True, slots=True)
class Style:
    """How a language writes data. `width` counts columns; `inline` tells what may stand on one line."""

    scalar: Callable[[Json], str]
    key: Callable[[str], str]
    indent: str
    width: int
    spaced: bool
    inline: Callable[[Json], bool]


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
