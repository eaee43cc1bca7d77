"""Sample code as far as rules look at it: clients that it makes, and methods that it calls.

The tree-sitter packages are optional (`pip install docs2sdk[samples]`); what cannot be imported is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.model import UNSET, Unset
from generator.model.editions import editions
from generator.rules.rule import Place
from generator.rules.values import UNKNOWN, Value

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

LONGEST: Final = 200_000
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_NUMBER: Final = re.compile(r"[-+]?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_NUMBERS: Final = frozenset({"integer", "float", "number"})
_CONTROLS: Final = MappingProxyType({"n": "\n", "t": "\t", "r": "\r"})

GRAMMARS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {name: (one.grammar[0], one.grammar[1]) for name, one in editions().items() if one.grammar}
)


@dataclass(frozen=True, slots=True)
class Made:
    """A client that the code constructs: the variable (or its text), the class, and where."""

    variable: str
    class_name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Call:
    """A method call. `keywords` is what is given by name; None where the language is not read so far."""

    receiver: str
    method: str
    place: Place
    positional: tuple[Value, ...] = ()
    keywords: Value | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """A package, or a module of one, that the code loads, and the names that it takes from it."""

    package: str
    names: frozenset[str]
    place: Place


@dataclass(slots=True)
class Code:
    """What one sample does; `error` is the first place that does not parse, `mentions` all member names.

    `used` are names with the first place that uses each, `declared` those that the code gives a meaning anywhere;
    `constants` are members of the models' enums, as `UserDto`, `status`, `ACTIVE`.
    """

    made: list[Made] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    mentions: set[str] = field(default_factory=set)
    imports: list[Import] = field(default_factory=list)
    constants: list[tuple[tuple[str, ...], Place]] = field(default_factory=list)
    used: dict[str, Place] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)
    error: Place | None = None

    def undefined(self) -> dict[str, Place]:
        """The names that nothing gives a meaning; what a package gives without naming it may be any (`*`)."""
        return (
            {}
            if "*" in self.declared
            else {n: p for n, p in self.used.items() if n not in self.declared}
        )


@cache
def parser(language: str) -> Parser | None:
    """The parser of an edition's language; None when its packages are not installed."""
    if language not in GRAMMARS:
        return None
    module, function = GRAMMARS[language]
    try:
        grammar = getattr(import_module(module), function)()
        sitter = import_module("tree_sitter")
    except ImportError:
        return None
    made: Parser = sitter.Parser(sitter.Language(grammar))
    return made


class Source:
    """The bytes of a sample, and text and places of its nodes."""

    def __init__(self, text: str) -> None:
        self.data = text.encode("utf-8", "replace")
        self.lines = self.data.split(b"\n")

    def text(self, node: Node | None) -> str:
        """The text of a node; empty for none."""
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace") if node else ""

    def place(self, node: Node) -> Place:
        """Where a node begins."""
        row, column = node.start_point
        before = self.lines[row][:column] if row < len(self.lines) else b""
        return Place(row, len(before.decode("utf-8", "replace")) + 1)


def nodes(root: Node) -> Iterator[Node]:
    """All nodes below a root, in the order of the text."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack += reversed(node.children)


def first_error(root: Node, source: Source) -> Place | None:
    """The first place where the grammar found no sense."""
    if not root.has_error:
        return None
    bad = next((node for node in nodes(root) if node.is_error or node.is_missing), root)
    return source.place(bad)


Visitor = Callable[["Node", Source, Code], None]


def walk(text: str, language: str, visitors: Mapping[str, Visitor]) -> Code | None:
    """Read code: each node of a kind that has a visitor is shown to it. None without a parser."""
    reader = parser(language)
    if reader is None:
        return None
    source, code = Source(text), Code()
    root = reader.parse(source.data).root_node
    code.error = first_error(root, source)
    for node in nodes(root):
        visitor = visitors.get(node.type)
        if visitor is not None:
            visitor(node, source, code)
    return code


def last_word(name: str) -> str:
    """`sdk.ManagementClient` -> `ManagementClient`."""
    return name.rsplit(".", 1)[-1].rsplit("\\", 1)[-1].strip()


def unquoted(text: str) -> str:
    """The text inside a string literal, without the backslashes of its escapes."""
    return _ESCAPE.sub(lambda match: _CONTROLS.get(match[1], match[1]), text)


def number(text: str) -> int | float | Unset:
    """The value of a plain decimal literal; unset for long ones, exponents, other bases and the like."""
    plain = text.replace("_", "").replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        return UNSET
    return float(plain) if "." in plain else int(plain)


Reader = Callable[["Node", Source, int], Value]


def readers(value: Reader) -> dict[str, Reader]:
    """Readers of the literals that Python and TypeScript have alike, by type of node; `value` reads what is inside."""

    def items(node: Node, source: Source, depth: int) -> Value:
        children = [child for child in node.named_children if child.type != "comment"]
        inner = tuple(value(child, source, depth + 1) for child in children)
        return Value("array", source.place(node), items=inner)

    def inner(node: Node, source: Source, depth: int) -> Value:
        return value(node.named_children[0], source, depth + 1) if node.named_children else UNKNOWN

    return {
        **dict.fromkeys(_NUMBERS, _number),
        **dict.fromkeys(("unary_operator", "unary_expression"), _signed),
        **dict.fromkeys(("true", "false"), _constant),
        **dict.fromkeys(("none", "null"), _null),
        **dict.fromkeys(("list", "tuple", "array"), items),
        "parenthesized_expression": inner,
    }


def _number(node: Node, source: Source, depth: int) -> Value:
    del depth
    return Value("number", source.place(node), number(source.text(node)))


def _signed(node: Node, source: Source, depth: int) -> Value:
    is_number = len(node.children) == 2 and node.children[1].type in _NUMBERS
    return _number(node, source, depth) if is_number and source.text(node)[0] in "-+" else UNKNOWN


def _constant(node: Node, source: Source, depth: int) -> Value:
    del depth
    return Value("boolean", source.place(node), node.type == "true")


def _null(node: Node, source: Source, depth: int) -> Value:
    del depth
    return Value("null", source.place(node), None)
