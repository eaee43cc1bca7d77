"""The known members of enums as constants (`Models.UserDto.status.ACTIVE`), as samples use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.model import Array, Nullable, OpenEnum, Schema, Type
from generator.naming import constant, unique
from generator.rendering.fragments import Code
from generator.targets.typescript.layout import entry, fits
from generator.targets.typescript.literals import key, scalar
from generator.targets.typescript.names import is_plain

_LONGEST: Final = 80


def values(name: str, schema: Schema) -> Code | None:
    """`export const Name = { field: { MEMBER: "member" } } as const;`, or None without any member."""
    lines = list(_members(schema.type, "  ")) if schema.type is not None else list(_fields(schema))
    if not lines:
        return None
    comment = f"/** The known members of the enums of `{name}`. */"
    return Code("\n".join((comment, f"export const {name} = {{", *lines, "} as const;")))


def _fields(schema: Schema) -> Iterator[str]:
    for field in schema.fields:
        members = list(_members(field.type, "    "))
        # `__proto__` in an object literal would set the prototype
        head = f"  {key(field.name)}: {{"
        if members and field.name != "__proto__" and fits(head, ""):
            yield from (head, *members, "  },")


def _members(kind: Type, indent: str) -> Iterator[str]:
    while isinstance(kind, Array | Nullable):
        kind = kind.item if isinstance(kind, Array) else kind.inner
    if not isinstance(kind, OpenEnum):
        return
    for text, name in _names(kind).items():
        if is_plain(name) and len(name) <= _LONGEST and text != "null":
            yield entry(indent, name, text)


def _names(kind: OpenEnum) -> Mapping[str, str]:
    """The members' literals and their names in capitals: `appUser` is APP_USER."""
    found: dict[str, str] = {}
    for member in kind.members:
        literal = scalar(member.value)
        if literal is not None:
            found[literal.text] = str(member.value)
    return unique(found, lambda text: constant(found[text]))
