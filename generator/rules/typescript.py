"""Reading TypeScript and JavaScript samples."""

from __future__ import annotations

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
    nodes,
    readers,
    unquoted,
)
from generator.rules.values import MAX_DEPTH, UNKNOWN, Entry, Value

if TYPE_CHECKING:
    from tree_sitter import Node

_MODELS: Final = "Models"
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
    """Members of what is named; those of `Models` as a whole: `Models.UserDto.status.ACTIVE`."""
    code.mentions.add(source.text(node.child_by_field_name("property")))
    if node.parent is None or node.parent.type != "member_expression":
        root, *parts = source.text(node).split(".")
        if root.strip() == _MODELS:
            code.constants.append((tuple(part.strip() for part in parts), source.place(node)))


def _imported(node: Node, source: Source, code: Code) -> None:
    """`import { ManagementClient } from "..."`."""
    package = node.child_by_field_name("source")
    if package is not None:
        names = frozenset(source.text(one) for one in nodes(node) if one.type == "identifier")
        place = source.place(package)
        code.imports.append(Import(source.text(package)[1:-1], names, place))


def _named(node: Node, source: Source, code: Code) -> None:
    """A name: given a meaning here (ECMA-262, 14.3, 15.1 and 16.2.2), or used."""
    name = source.text(node)
    if node.type.endswith("_pattern") or _declares(node):
        code.declared.add(name)
    elif name not in GLOBALS:
        code.used.setdefault(name, source.place(node))


def _declares(node: Node) -> bool:
    inner, outer = node, node.parent
    while outer is not None and outer.type in _PATTERNS:
        if outer.type == "assignment_pattern" and outer.child_by_field_name("right") == inner:
            return False
        inner, outer = outer, outer.parent
    if outer is None:
        return False
    fields = _DECLARING.get(outer.type, ())
    return outer.type in _IMPORTING or any(
        outer.child_by_field_name(one) == inner for one in fields
    )


_PATTERNS: Final = frozenset(
    {"object_pattern", "array_pattern", "pair_pattern", "assignment_pattern", "rest_pattern"}
)
_IMPORTING: Final = frozenset(
    {
        "import_specifier",
        "import_clause",
        "namespace_import",
        "import_require_clause",
        "formal_parameters",
    }
)
_DECLARING: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "variable_declarator": ("name",),
        "required_parameter": ("pattern",),
        "optional_parameter": ("pattern",),
        "arrow_function": ("parameter",),
        "catch_clause": ("parameter",),
        "for_in_statement": ("left",),
        "function_declaration": ("name",),
        "generator_function_declaration": ("name",),
        "function_expression": ("name",),
        "enum_declaration": ("name",),
        "index_signature": ("name",),
        "class_declaration": ("name",),
    }
)
_THERE: Final = (
    "globalThis Infinity NaN undefined eval isFinite isNaN parseFloat parseInt decodeURI"
    " decodeURIComponent encodeURI encodeURIComponent escape unescape AggregateError Array ArrayBuffer"
    " BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError FinalizationRegistry"
    " Float32Array Float64Array Function Int8Array Int16Array Int32Array Iterator Map Number Object"
    " Promise Proxy RangeError ReferenceError RegExp Set SharedArrayBuffer String Symbol SyntaxError"
    " TypeError Uint8Array Uint8ClampedArray Uint16Array Uint32Array URIError WeakMap WeakRef WeakSet"
    " Atomics Intl JSON Math Reflect WebAssembly arguments AbortController AbortSignal Blob"
    " BroadcastChannel Buffer CustomEvent Event EventSource EventTarget File FileReader FormData Headers"
    " MessageChannel ReadableStream Request Response TextDecoder TextEncoder TransformStream URL"
    " URLSearchParams WebSocket Worker WritableStream XMLHttpRequest __dirname __filename alert atob btoa"
    " clearImmediate clearInterval clearTimeout confirm console crypto document exports fetch global"
    " history localStorage location module navigator performance process prompt queueMicrotask require"
    " self sessionStorage setImmediate setInterval setTimeout structuredClone window"
)
"""What is there without an import: ECMA-262, clause 19; Node.js (Globals) and browsers (HTML, 7.2 and 8)."""
GLOBALS: Final = frozenset(_THERE.split())

VISITORS: Final[Mapping[str, Visitor]] = MappingProxyType(
    {
        "new_expression": _made,
        "call_expression": _called,
        "member_expression": _mentioned,
        "import_statement": _imported,
        "identifier": _named,
        "shorthand_property_identifier": _named,
        "shorthand_property_identifier_pattern": _named,
    }
)
