"""Where lines break, as black (line length 88) leaves them. Wide characters count twice, as black counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

LINE: Final = 88


def width(text: str) -> int:
    """Columns that a text takes: two for an East Asian wide or fullwidth character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fits(line: str, indent: int = 0) -> bool:
    """Does a line that starts at `indent` end in time?"""
    return indent + width(line) <= LINE


def annotated(
    name: str, options: Sequence[str], tail: str, indent: int, *, atom: bool = True
) -> str:
    """`name: A | B = value` in as many lines as it takes; `atom` puts a lone long name in parentheses."""
    pad, deeper = " " * indent, " " * (indent + 4)
    line = f"{name}: {' | '.join(options)}{tail}"
    if fits(line, indent):
        return pad + line
    if atom and tail.startswith(" = ") and fits(f"{line.removesuffix(tail)} = (", indent):
        return f"{pad}{line.removesuffix(tail)} = (\n{deeper}{tail[3:]}\n{pad})"
    if len(options) == 1:
        return _lone(name, options[0], tail, pad, atom=atom)
    inner = " | ".join(options)
    if not fits(inner, indent + 4):
        inner = f"\n{deeper}| ".join(options)
    return f"{pad}{name}: (\n{deeper}{inner}\n{pad}){tail}"


def _lone(name: str, option: str, tail: str, pad: str, *, atom: bool) -> str:
    head, bracket, inside = option.partition("[")
    if bracket:
        return f"{pad}{name}: {head}[\n{pad}    {inside.removesuffix(']')}\n{pad}]{tail}"
    if atom:
        return f"{pad}{name}: (\n{pad}    {option}\n{pad}){tail}"
    return f"{pad}{name}: {option}{tail}"


def too_long(text: str) -> bool:
    """Is there a line that black might break in another way?"""
    return any(not fits(line) for line in text.split("\n"))


def unformatted(text: str, indent: int) -> str:
    """A statement that black is told to leave alone, because a name in it is longer than a line."""
    pad = " " * indent
    return f"{pad}# fmt: off\n{text}\n{pad}# fmt: on"


def literal_alias(name: str, members: Sequence[str], rest: Sequence[str]) -> str:
    """`Name: TypeAlias = Literal[...] | str`."""
    line = f"{name}: TypeAlias = " + " | ".join([f"Literal[{', '.join(members)}]", *rest])
    if fits(line):
        return line
    comma = "," if len(members) > 1 else ""
    if not rest:
        inner = ",\n    ".join(members)
        return f"{name}: TypeAlias = Literal[\n    {inner}{comma}\n]"
    flat = " | ".join([f"Literal[{', '.join(members)}]", *rest])
    if fits(flat, 4):
        return f"{name}: TypeAlias = (\n    {flat}\n)"
    if fits(f"Literal[{', '.join(members)}]", 4):
        inner = f"Literal[{', '.join(members)}]"
    else:
        inner = "Literal[\n        " + ",\n        ".join(members) + f"{comma}\n    ]"
    return f"{name}: TypeAlias = (\n    {inner}\n    | " + "\n    | ".join(rest) + "\n)"


def _natural(text: str) -> list[tuple[int, int, str]]:
    """A key that orders digits by value: `A2` before `A10`."""
    chunks = re.findall(r"[0-9]+|[^0-9]", text)
    return [(0, int(c), "") if c[0] in "0123456789" else (1, 0, c) for c in chunks]


def import_key(name: str) -> tuple[int, list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    """The order of imported names that isort's default wants: constants, classes, the rest."""
    kind = 0 if len(name) > 1 and name.isupper() else 1 if name[:1].isupper() else 2
    return kind, _natural(name.lower()), _natural(name)


def module_key(module: str) -> tuple[int, list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    """The order of imported modules that isort's default wants: the furthest first, then natural."""
    name = module.lstrip(".")
    return len(name) - len(module), _natural(name.lower()), _natural(name)


def export_key(name: str) -> tuple[int, list[tuple[int, int, str]]]:
    """The order of `__all__` that ruff wants (RUF022)."""
    kind, _, exact = import_key(name)
    return kind, exact


def from_import(module: str, names: Iterable[str], indent: int = 0) -> str:
    """`from module import a, b`, in lines of one name each when it is long."""
    ordered = sorted(set(names), key=import_key)
    pad = " " * indent
    line = f"{pad}from {module} import {', '.join(ordered)}"
    if fits(line):
        return line
    inner = "".join(f"{pad}    {name},\n" for name in ordered)
    return f"{pad}from {module} import (\n{inner}{pad})"
