"""Reading samples by what an edition's row says of its grammar: which client they make and which methods they call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.model.editions import Edition
from generator.rules.code import Call, Code, Made, Source, Visitor, last_word
from generator.rules.values import UNKNOWN

if TYPE_CHECKING:
    from tree_sitter import Node

_BINDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "variable_declarator": "name",
        "assignment_expression": "left",
        "short_var_declaration": "left",
    }
)


@dataclass(frozen=True, slots=True)
class _Calls:
    """Visits calls: where a node (or its `function`) has the receiver and the method's name."""

    receiver: str
    method: str

    def __call__(self, node: Node, source: Source, code: Code) -> None:
        """Record the call, or in Go the client that `NewManagementClient` makes."""
        called = node.child_by_field_name("function") or node
        method = called.child_by_field_name(self.method)
        name = source.text(method)
        if method is None:
            return
        if name.startswith("New") and name.endswith("Client"):
            code.made.append(Made(_variable(node, source), name[3:], source.place(method)))
            return
        receiver = source.text(called.child_by_field_name(self.receiver))
        code.mentions.add(name)
        code.calls.append(Call(receiver, name, source.place(method), (UNKNOWN,)))


def _made(node: Node, source: Source, code: Code) -> None:
    """`new ManagementClient(options)`."""
    named = node.child_by_field_name("type") or next(iter(node.named_children), None)
    name = last_word(source.text(named))
    if named is not None and name.endswith("Client"):
        code.made.append(Made(_variable(node, source), name, source.place(named)))


def _variable(node: Node, source: Source) -> str:
    """What a client is bound to; of several names (`client, err :=`) the first."""
    parent = node.parent
    while parent is not None and parent.type == "expression_list":
        parent = parent.parent
    field = _BINDINGS.get(parent.type) if parent is not None else None
    target = parent.child_by_field_name(field) if parent is not None and field else None
    return source.text(target or node).split(",")[0].strip()


def visitors(edition: Edition) -> Mapping[str, Visitor]:
    """Visitors of the nodes that an edition's row names."""
    calls = {node: _Calls(*parts) for node, parts in edition.calls.items()}
    return {**calls, **dict.fromkeys(edition.makes, _made)}
