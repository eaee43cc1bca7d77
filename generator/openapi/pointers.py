"""JSON Pointers to the texts of an exported document, for translations (`Api.translations`).

`Places(api)` answers for the document that `export(api)` gives. A pointer may lead to a text that is not
there yet; `put` makes what is missing on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.model import (
    Api,
    Array,
    EnumMember,
    Field,
    Json,
    Map,
    Nullable,
    OpenEnum,
    Operation,
    Parameter,
    Response,
    Type,
)
from generator.openapi.keys import component_keys, operation_places
from generator.openapi.schemas_out import default_key, member_key
from generator.yaml import pointer, split

Segments = tuple[str | int, ...]
Part = str | EnumMember
"""`description`, `example` or `default` of a field; or the member of its enum whose description is meant."""

_INNER: Final[Mapping[type, str]] = {Array: "items", Map: "additionalProperties"}


class Places:
    """Where the texts of an Api stand in its exported document."""

    def __init__(self, api: Api) -> None:
        self._schemas = api.schemas
        self._keys = component_keys(api)
        self._operations = operation_places(api.operations)

    def operation(self, operation: Operation, part: str) -> str:
        """`summary` or `description` of an operation."""
        return pointer(*self._operations[operation.id], part)

    def note(self, operation: Operation, index: int) -> str:
        """The text of a note."""
        return pointer(*self._operations[operation.id], "x-notes", index, "text")

    def sample(self, operation: Operation, index: int) -> str:
        """The source of a sample."""
        return pointer(*self._operations[operation.id], "x-codeSamples", index, "source")

    def response(self, operation: Operation, response: Response, part: str) -> str:
        """`description` or `example` of a response."""
        inner: Segments = ("content", response.media, part) if part == "example" else (part,)
        return pointer(*self._operations[operation.id], "responses", response.status, *inner)

    def parameter(self, operation: Operation, parameter: Parameter, part: Part) -> str:
        """A text of a parameter (the one that is equal to it)."""
        index = operation.parameters.index(parameter)
        inner = self._part(parameter.field, part)
        shown = ("content", parameter.media) if parameter.media else ()
        if part != "description":
            inner = (*shown, *inner) if part == "example" else (*shown, "schema", *inner)
        return pointer(*self._operations[operation.id], "parameters", index, *inner)

    def body_field(self, operation: Operation, field: Field, part: Part) -> str:
        """A text of a field of an inline body."""
        media = operation.body.media if operation.body else ""
        base = (*self._operations[operation.id], "requestBody", "content", media, "schema")
        return pointer(*base, "properties", field.name, *self._part(field, part))

    def schema(self, name: str, part: str = "description") -> str:
        """A text of a named schema."""
        return pointer("components", "schemas", self._keys[name], part)

    def schema_field(self, name: str, field: Field, part: Part) -> str:
        """A text of a field of a named schema."""
        inner = self._part(field, part)
        return pointer("components", "schemas", self._keys[name], "properties", field.name, *inner)

    def _part(self, field: Field, part: Part) -> Segments:
        if isinstance(part, EnumMember):
            return _member(field.type, part)
        if part == "default":
            return (default_key(field, self._schemas),)
        return (part,)


def _member(kind: Type, member: EnumMember) -> Segments:
    """Where the description of an enum member stands below its field's schema."""
    match kind:
        case Array(inner) | Map(inner):
            return (_INNER[type(kind)], *_member(inner, member))
        case Nullable(Nullable()):
            return ("anyOf", 0, *_member(kind.inner, member))
        case Nullable(OpenEnum(base, members)) if base.kind in ("any", "null") or _has_null(
            members
        ):
            return ("anyOf", 0, *_member(kind.inner, member))
        case Nullable(inner):
            return _member(inner, member)
        case OpenEnum(_, members) if len({member_key(one.value) for one in members}) < len(members):
            return ("x-enum-descriptions", members.index(member))
        case _:
            return ("x-enum-descriptions", member_key(member.value))


def _has_null(members: tuple[EnumMember, ...]) -> bool:
    return any(member.value is None for member in members)


def put(document: Json, text: str, value: Json) -> bool:
    """Put the value in place, making objects on the way; False where a list or a text stands in the way."""
    *parents, last = split(text)
    for segment in parents:
        document = _below(document, segment)
    if isinstance(document, dict):
        document[last] = value
        return True
    if isinstance(document, list) and last.isdecimal() and int(last) < len(document):
        document[int(last)] = value
        return True
    return False


def _below(document: Json, segment: str) -> Json:
    if isinstance(document, dict):
        return document.setdefault(segment, {})
    if isinstance(document, list) and segment.isdecimal() and int(segment) < len(document):
        return document[int(segment)]
    return None
