"""JSON data as YAML text that reads well in a diff.

PyYAML's emitters do not serve here: libyaml escapes characters beyond U+FFFF and writes a text with a space
before a line break in quotes, and the pure one spells some texts otherwise. Here every text of several
lines is a literal block wherever YAML 1.2.2 allows one, nothing is folded, and there are no anchors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.yaml.scalars import block_text, flow_scalar, flow_text, is_block
from generator.yaml.values import Json

LONG_KEY: Final = 500
"""A longer key is written as an explicit one (`? key`): readers limit simple keys to 1024 characters."""


def to_yaml(document: Json) -> str:
    """The document as YAML; keys in the order given. Keys that are no strings are spelled as strings."""
    out: list[str] = []
    if isinstance(document, Mapping) and document:
        _mapping(document, "", out)
    elif isinstance(document, list | tuple) and document:
        _sequence(document, "", out)
    else:
        out.append(_leaf(document) + "\n")
    return "".join(out)


def _leaf(value: Json) -> str:
    if isinstance(value, Mapping):
        return "{}"
    return "[]" if isinstance(value, list | tuple) else flow_scalar(value)


def _key(key: object) -> str:
    text = flow_text(key if isinstance(key, str) else flow_scalar(key))
    return f"{text}:" if len(text) < LONG_KEY else f"? {text}\n:"


def _mapping(
    items: Mapping[str, Json], indent: str, out: list[str], lead: str | None = None
) -> None:
    """The lines of a mapping; `lead` replaces the indentation of its first line."""
    begin = indent if lead is None else lead
    for key, value in items.items():
        out.append(begin + _key(key).replace("\n", "\n" + indent))
        _value(value, indent, out)
        begin = indent


def _value(value: Json, indent: str, out: list[str]) -> None:
    """What stands after a key: on the same line, or below and deeper."""
    if isinstance(value, str):
        out.append(
            " " + (block_text(value, indent) if is_block(value) else flow_text(value) + "\n")
        )
    elif isinstance(value, Mapping) and value:
        out.append("\n")
        _mapping(value, indent + "  ", out)
    elif isinstance(value, list | tuple) and value:
        out.append("\n")
        _sequence(value, indent + "  ", out)
    else:
        out.append(f" {_leaf(value)}\n")


def _sequence(items: Sequence[Json], indent: str, out: list[str], lead: str | None = None) -> None:
    begin = indent if lead is None else lead
    for item in items:
        start = begin + "- "
        if isinstance(item, Mapping) and item:
            _mapping(item, indent + "  ", out, start)
        elif isinstance(item, list | tuple) and item:
            _sequence(item, indent + "  ", out, start)
        elif isinstance(item, str) and is_block(item):
            out.append(start + block_text(item, indent))
        else:
            out.append(f"{start}{_leaf(item)}\n")
        begin = indent
