"""The types of all clients under one roof: one name each, told apart only where two clients differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from generator.rendering.fragments import Code
from generator.targets.typescript.layout import LINE, Doc, Group, IfBreak, Indent, print_doc
from generator.targets.typescript.models import TypeView

_WORD: Final = re.compile(r"\w+")
Own = tuple[str, str, Sequence[TypeView]]
"""A client's folder, its prefix, and its types."""


def shared_models(clients: Sequence[Own]) -> tuple[Code, ...]:
    """One export statement per client: equal types once, different ones with the client's prefix."""
    differing = _differing([{view.name.text: view for view in views} for _, _, views in clients])
    seen: set[str] = set()
    statements = []
    for folder, prefix, views in clients:
        own = [view for view in views if view.name.text not in seen]
        seen.update(view.name.text for view in own if view.name.text not in differing)
        specifiers = [_specifier(view, prefix, view.name.text in differing) for view in own]
        if specifiers:
            statements.append(_statement(specifiers, folder))
    return tuple(statements)


def _specifier(view: TypeView, prefix: str, differs: bool) -> str:
    name = f"{view.name} as {prefix}{view.name}" if differs else view.name.text
    return name if view.values is not None else f"type {name}"


def _differing(clients: Sequence[Mapping[str, TypeView]]) -> frozenset[str]:
    """Names that mean different types in two clients, themselves or by what they refer to."""
    found: set[str] = set()
    for number, one in enumerate(clients):
        for other in clients[number + 1 :]:
            common = one.keys() & other.keys()
            users = _users(one, common)
            todo = [name for name in common if _code(one[name]) != _code(other[name])]
            while todo:
                name = todo.pop()
                todo += [] if name in found else users.get(name, ())
                found.add(name)
    return frozenset(found)


def _users(types: Mapping[str, TypeView], names: set[str]) -> Mapping[str, list[str]]:
    users: dict[str, list[str]] = {}
    for user in names:
        for name in set(_WORD.findall("\n".join(_code(types[user])))) & names:
            users.setdefault(name, []).append(user)
    return users


def _code(view: TypeView) -> tuple[str, ...]:
    """What makes the type, without its comments."""
    own = tuple(code.text for code in (view.code, view.values) if code is not None)
    return (*own, *(member.code.text for member in view.members))


def _statement(specifiers: Sequence[str], folder: str) -> Code:
    inner: list[Doc] = []
    for number, specifier in enumerate(specifiers):
        inner += [",", LINE] if number else [LINE]
        inner.append(specifier)
    group = Group(("{", Indent((*inner, IfBreak((",",)))), LINE, "}"))
    return Code(print_doc(["export ", group, f' from "./{folder}/models.js";']))
