"""Reading TypeScript and JavaScript samples."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.model import UNSET, Json, Unset
from generator.rules.code import Call, Code, Made, Source, Visitor, last_word, readers, unquoted
from generator.rules.values import MAX_DEPTH, UNKNOWN, Entry, Value

if TYPE_CHECKING:
    from tree_sitter import Node

_KEYS: Final = frozenset({"property_identifier", "string", "number"})


def value(node: Node, source: Source, depth: int = 0) -> Value:
    """The literal at a node; unknown for anything else, casts and variables included."""
    make = _VALUES.get(node.type)
    return make(node, source, depth) if make and depth <= MAX_DEPTH else UNKNOWN


def _string(node: Node, source: Source, depth: int) -> Value:
    del depth
    text: Json | Unset = UNSET
    if all(child.type != "template_substitution" for child in node.named_children):
        text = unquoted(source.text(node)[1:-1])
    return Value("string", source.place(node), text)


def _object(node: Node, source: Source, depth: int) -> Value:
    entries, is_open = [], False
    for child in node.named_children:
        found = _entry(child, source, depth)
        entries += [found] if found else []
        is_open = is_open or (found is None and child.type != "comment")
    return Value("object", source.place(node), entries=tuple(entries), open=is_open)


def _entry(node: Node, source: Source, depth: int) -> Entry | None:
    """A key with its value; None for spreads, computed keys and the like."""
    if node.type == "shorthand_property_identifier":
        return Entry(source.text(node), source.place(node), UNKNOWN)
    key = node.child_by_field_name("name" if node.type == "method_definition" else "key")
    if key is None or key.type not in _KEYS:
        return None
    text = source.text(key)
    name = unquoted(text[1:-1]) if key.type == "string" else text
    given = node.child_by_field_name("value")
    return Entry(name, source.place(key), value(given, source, depth + 1) if given else UNKNOWN)


_VALUES: Final = MappingProxyType(
    readers(value) | {"string": _string, "template_string": _string, "object": _object}
)


def _made(node: Node, source: Source, code: Code) -> None:
    """`const client = new ManagementClient({...})`."""
    constructor = node.child_by_field_name("constructor")
    name = last_word(source.text(constructor))
    if constructor is None or not name.endswith("Client"):
        return
    parent = node.parent
    target = None
    if parent is not None and parent.type in {"variable_declarator", "assignment_expression"}:
        target = parent.child_by_field_name("name") or parent.child_by_field_name("left")
    code.made.append(Made(source.text(target or node), name, source.place(constructor)))


def _called(node: Node, source: Source, code: Code) -> None:
    """`client.getUser({...}, options)`."""
    function = node.child_by_field_name("function")
    given = node.child_by_field_name("arguments")
    if function is None or given is None or function.type != "member_expression":
        return
    receiver = function.child_by_field_name("object")
    method = function.child_by_field_name("property")
    if receiver is None or method is None or given.type != "arguments":
        return
    children = [child for child in given.named_children if child.type != "comment"]
    positional = tuple(value(child, source) for child in children)
    name = source.text(method)
    code.calls.append(Call(source.text(receiver), name, source.place(method), positional))


def _mentioned(node: Node, source: Source, code: Code) -> None:
    code.mentions.add(source.text(node.child_by_field_name("property")))


VISITORS: Final[Mapping[str, Visitor]] = MappingProxyType(
    {"new_expression": _made, "call_expression": _called, "member_expression": _mentioned}
)
