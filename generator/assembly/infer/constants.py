"""What samples show of a request and no table does.

`Models.SendSmsDto.channel.LOGIN` names the request's data structure, and a member of an enum. Samples are read as text,
so that no parser need be there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from generator.model import (
    STRING,
    Api,
    Array,
    Body,
    EnumMember,
    Field,
    Inference,
    OpenEnum,
    Operation,
    Schema,
    Type,
)
from generator.naming import camel, constant, kebab, pascal

Use = tuple[str, str, str]
"""A data structure, its field, and a member of the field's enum, as a sample names them."""

_USE: Final = re.compile(
    r"\bModels\s?\.\s?([A-Za-z]\w{0,99})\.([A-Za-z_]\w{0,99})\.([A-Z_]\w{0,99})"
)
_SPELLINGS: Final[tuple[Callable[[str], str], ...]] = (
    str,
    str.lower,
    str.capitalize,
    lambda name: camel(name.lower()),
    lambda name: pascal(name.lower()),
    kebab,
)


def uses_in(sources: Iterable[str]) -> tuple[Use, ...]:
    """The members of enums that samples name, each once."""
    found = (match.groups() for source in sources for match in _USE.finditer(source))
    return tuple(dict.fromkeys((name, field, member) for name, field, member in found))


def with_constants(api: Api, uses: Mapping[str, Sequence[Use]]) -> Api:
    """The Api with the names and members that the samples of its operations (by id) show."""
    names = dict(_named(api, uses))
    schemas, every = dict(api.schemas), {use for said in uses.values() for use in said}
    for name in sorted({use[0] for use in every if use[0] in schemas}):
        schemas[name] = _extended(schemas[name], _of(name, every))
    operations = [
        _taught(one, names.get(one.id, ""), uses.get(one.id, ())) for one in api.operations
    ]
    return replace(api, operations=tuple(operations), schemas=schemas)


def _named(api: Api, uses: Mapping[str, Sequence[Use]]) -> Iterator[tuple[str, str]]:
    """The name of an operation's request: it begins as the operation, and has a field of the request."""
    taken = set(api.schemas)
    for operation in api.operations:
        known = {field.name for field in operation.body.fields} if operation.body else set()
        for name, field, _ in uses.get(operation.id, ()):
            fits = name.lower().startswith(operation.id.lower()) and field in known
            if fits and name not in taken:
                taken.add(name)
                yield operation.id, name
                break


def _taught(operation: Operation, name: str, uses: Iterable[Use]) -> Operation:
    if operation.body is None or not name:
        return operation
    fields = _with_members(operation.body.fields, _of(name, uses))
    body: Body = replace(operation.body, name=name, fields=fields)
    return replace(operation, body=body)


def _of(name: str, uses: Iterable[Use]) -> list[tuple[str, str]]:
    return sorted({(field, member) for owner, field, member in uses if owner == name})


def _extended(schema: Schema, said: Sequence[tuple[str, str]]) -> Schema:
    return replace(schema, fields=_with_members(schema.fields, said))


def _with_members(fields: Iterable[Field], said: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    return tuple(
        _field(one, [member for name, member in said if name == one.name]) for one in fields
    )


def _field(field: Field, names: Sequence[str]) -> Field:
    for name in names:
        kind = _with_member(field.type, name, field.example)
        if kind != field.type:
            why = Inference("enum", "sample-code", 0.85, f"a sample names {name}")
            field = replace(field, type=kind, inferred=(*field.inferred, why))
    return field


def _with_member(kind: Type, name: str, example: object) -> Type:
    """The type with a member of that name, spelled as the others are, or as the sample value."""
    match kind:
        case Array(item):
            return replace(kind, item=_with_member(item, name, example))
        case OpenEnum(base, members, closed=False) if base == STRING:
            known = [str(one.value) for one in members]
            if len(members) > 1 or name in map(constant, known):
                return kind  # a list, which the sample contradicts; one member is a sample value
            return OpenEnum(STRING, (*members, EnumMember(_value(name, known))))
        case _ if kind == STRING:
            known = [example] if isinstance(example, str) and example else []
            same = next((one for one in known if constant(one) == name), None)
            return OpenEnum(STRING, (EnumMember(same or _value(name, known)),))
        case _:
            return kind


def _value(name: str, known: Sequence[str]) -> str:
    """What a member's name stands for: spelled as all known values are; as it stands where none says otherwise."""
    fitting = (spell for spell in _SPELLINGS if all(spell(constant(one)) == one for one in known))
    return next(fitting, str)(name)
