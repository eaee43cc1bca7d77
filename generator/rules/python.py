"""Reading Python samples."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.model import UNSET, Json, Unset
from generator.rules.code import (
    Call,
    Code,
    Import,
    Made,
    Source,
    Visitor,
    last_word,
    readers,
    unquoted,
)
from generator.rules.values import MAX_DEPTH, UNKNOWN, Entry, Value

if TYPE_CHECKING:
    from tree_sitter import Node


def value(node: Node, source: Source, depth: int = 0) -> Value:
    """The literal at a node; unknown for anything else, calls and variables included."""
    make = _VALUES.get(node.type)
    return make(node, source, depth) if make and depth <= MAX_DEPTH else UNKNOWN


def _string(node: Node, source: Source, depth: int) -> Value:
    """A text; bytes (`b"..."`) are no JSON value, and the text of an f-string is not known."""
    del depth
    start = source.text(node.named_children[0]).rstrip("\"'").lower() if node.children else ""
    if "b" in start:
        return UNKNOWN
    content = [child for child in node.named_children if child.type == "string_content"]
    inner = "".join(source.text(child) for child in content)
    text: Json | Unset = UNSET if "f" in start else inner if "r" in start else unquoted(inner)
    return Value("string", source.place(node), text)


def _joined(node: Node, source: Source, depth: int) -> Value:
    del depth
    return Value("string", source.place(node))


def _dictionary(node: Node, source: Source, depth: int) -> Value:
    entries, is_open = [], False
    for child in node.named_children:
        key = child.child_by_field_name("key")
        given = child.child_by_field_name("value")
        name = value(key, source).scalar if key and key.type == "string" else UNSET
        if given and key and isinstance(name, str):
            entries.append(Entry(name, source.place(key), value(given, source, depth + 1)))
        else:
            is_open = is_open or child.type != "comment"
    return Value("object", source.place(node), entries=tuple(entries), open=is_open)


_VALUES: Final = MappingProxyType(
    readers(value) | {"string": _string, "concatenated_string": _joined, "dictionary": _dictionary}
)


def _call(node: Node, source: Source, code: Code) -> None:
    function = node.child_by_field_name("function")
    given = node.child_by_field_name("arguments")
    if function is None or given is None or given.type != "argument_list":
        return
    name = last_word(source.text(function))
    if name.endswith("Client"):
        code.made.append(Made(_variable(node, source), name, source.place(function)))
    if function.type == "attribute":
        _method(function, given, source, code)


def _variable(node: Node, source: Source) -> str:
    """What a client is bound to: `client = ...`, `with ... as client`; else its own text."""
    parent = node.parent
    target = None
    if parent is not None and parent.type == "assignment":
        target = parent.child_by_field_name("left")
    elif parent is not None and parent.type == "as_pattern":
        target = parent.child_by_field_name("alias")
    return source.text(target or node)


def _method(function: Node, given: Node, source: Source, code: Code) -> None:
    """`client.get_user(user_id="...")`."""
    receiver = function.child_by_field_name("object")
    method = function.child_by_field_name("attribute")
    if receiver is None or method is None:
        return
    entries, positional, is_open = [], [], False
    for child in given.named_children:
        key = child.child_by_field_name("name") if child.type == "keyword_argument" else None
        inner = child.child_by_field_name("value")
        if key is not None and inner is not None:
            entries.append(Entry(source.text(key), source.place(key), value(inner, source)))
        elif child.type in {"dictionary_splat", "list_splat"}:
            is_open = True
        elif child.type != "comment":
            positional.append(_argument(child, source))
    place = source.place(method)
    keywords = Value("object", place, entries=tuple(entries), open=is_open)
    name = source.text(method)
    code.calls.append(Call(source.text(receiver), name, place, tuple(positional), keywords))


def _argument(node: Node, source: Source) -> Value:
    """A positional argument, with its place even when it is no literal."""
    found = value(node, source)
    return Value("unknown", source.place(node)) if found is UNKNOWN else found


def _mentioned(node: Node, source: Source, code: Code) -> None:
    code.mentions.add(source.text(node.child_by_field_name("attribute")))


def _imported(node: Node, source: Source, code: Code) -> None:
    """`import a.b`, `from a import b as c`, `from a import *`."""
    package = node.child_by_field_name("module_name")
    named = [one for one in node.children_by_field_name("name") if one != package]
    given = [one.child_by_field_name("alias") or one for one in named]
    star = any(child.type == "wildcard_import" for child in node.children)
    names = frozenset(source.text(one).split(".")[0] for one in given)
    code.declared |= names | ({"*"} if star else set())
    if package is not None:
        code.imports.append(Import(source.text(package), names, source.place(package)))


def _named(node: Node, source: Source, code: Code) -> None:
    """A name: bound here (The Python Language Reference, 4.2.1), or used."""
    name = source.text(node)
    outer = node.parent
    if outer is None or outer.type in _ASIDE or _is_word(node, outer):
        return
    if _binds(node):
        code.declared.add(name)
    elif name not in GLOBALS:
        code.used.setdefault(name, source.place(node))


def _is_word(node: Node, outer: Node) -> bool:
    """Is it the name of a member or of an argument?"""
    field = {"attribute": "attribute", "keyword_argument": "name"}.get(outer.type)
    return field is not None and outer.child_by_field_name(field) == node


def _binds(node: Node) -> bool:
    inner, outer = node, node.parent
    while outer is not None and outer.type in _PATTERNS:
        inner, outer = outer, outer.parent
    if outer is None:
        return False
    fields = _BINDING.get(outer.type, ())
    return outer.type in _PARAMETERS or any(
        outer.child_by_field_name(one) == inner for one in fields
    )


_ASIDE: Final = frozenset({"dotted_name", "aliased_import", "import_from_statement"})
_PATTERNS: Final = frozenset(
    {
        "pattern_list",
        "tuple_pattern",
        "list_pattern",
        "list_splat_pattern",
        "dictionary_splat_pattern",
        "typed_parameter",
        "as_pattern_target",
    }
)
_PARAMETERS: Final = frozenset(
    {"parameters", "lambda_parameters", "global_statement", "nonlocal_statement"}
)
_BINDING: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "assignment": ("left",),
        "for_statement": ("left",),
        "for_in_clause": ("left",),
        "as_pattern": ("alias",),
        "named_expression": ("name",),
        "function_definition": ("name",),
        "class_definition": ("name",),
        "default_parameter": ("name",),
        "typed_default_parameter": ("name",),
    }
)
GLOBALS: Final = frozenset(dir(builtins)) | {"__file__"}
"""What is there without an import: the Python Standard Library, Built-in Functions, Constants and Exceptions."""

VISITORS: Final[Mapping[str, Visitor]] = MappingProxyType(
    {
        "call": _call,
        "attribute": _mentioned,
        "import_statement": _imported,
        "import_from_statement": _imported,
        "identifier": _named,
    }
)
