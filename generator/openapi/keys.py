"""Where things stand in the exported document: component keys, references, places of operations.

OpenAPI 3.1 allows only `[a-zA-Z0-9._-]+` as the key of a component; another name gets a key with each other
character spelled as `_` and its code point in hexadecimal, and its schema says the true name in `x-name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote

from generator.model import Api, Discriminator, Operation, Response, Type, references
from generator.naming import free
from generator.yaml import escape

METHODS: Final = ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY")
OTHERS: Final = "additionalOperations"
"""A path item's operations of other methods, by method (OpenAPI 3.2)."""
MORE: Final = "x-operations"
"""A path item's further operations: a method that is there already, or one that HTTP does not allow."""

_TOKEN: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
"""What HTTP allows as a method (RFC 9110, section 5.6.2)."""
_WORDS: Final = frozenset(method.lower() for method in METHODS)
_UNSAFE: Final = re.compile(r"[^a-zA-Z0-9.-]")
_NATURAL: Final = re.compile(r"[a-zA-Z0-9._-]+")


def component_keys(api: Api) -> Mapping[str, str]:
    """The component key of each schema name, of referenced but missing ones too; sorted by name."""
    inline = {name for name, schema in api.schemas.items() if schema.inline}
    return free_keys({*api.schemas, *mentioned(api)} - inline)


def free_keys(given: Iterable[str]) -> Mapping[str, str]:
    """A component key for each name: the name itself where OpenAPI allows it; sorted by name."""
    names = sorted(given)
    keys = {name: name for name in names if _NATURAL.fullmatch(name)}
    taken = set(keys.values())
    for name in names:
        if name not in keys:
            keys[name] = _free_key(name, taken)
            taken.add(keys[name])
    return {name: keys[name] for name in names}


def _free_key(name: str, taken: set[str]) -> str:
    base = _UNSAFE.sub(lambda found: f"_{ord(found[0]):x}", name) or "_"
    return free(base, taken.__contains__, "-")


def mentioned(api: Api) -> Iterator[str]:
    """The names of all schemas that some type of the Api refers to, repeats included."""
    for kind in _types(api):
        yield from references(kind)
    for schema in api.schemas.values():
        yield from (name for _, name in (schema.discriminator or _NO_ONE).mapping)


_NO_ONE: Final = Discriminator("")


def _types(api: Api) -> Iterator[Type]:
    for schema in api.schemas.values():
        yield from (field.type for field in schema.fields)
        yield from (kind for kind in (schema.type, schema.additional) if kind is not None)
    for operation in api.operations:
        yield from types_of(operation)


def types_of(operation: Operation) -> Iterator[Type]:
    """Every type that an operation's parameters, body and answers have, in every media type."""
    yield from (one.field.type for one in operation.parameters)
    for response in operation.responses:
        yield from (one.field.type for one in response.headers)
    bodies = () if operation.body is None else (operation.body,)
    for content in (*bodies, *operation.responses):
        for media in (content, *content.others):
            yield from (kind for kind in (media.type, media.item) if kind is not None)
            if not isinstance(media, Response):
                yield from (field.type for field in media.fields)


def reference(key: str) -> str:
    """The `$ref` of a component key (RFC 3986 fragment)."""
    return "#/components/schemas/" + quote(escape(key), safe="~!$&'()*+,;=:@/?")


def operation_places(operations: tuple[Operation, ...]) -> Mapping[str, tuple[str | int, ...]]:
    """The path of each operation (by id) in the document, in the document's order: by path, then method."""
    places: dict[str, tuple[str | int, ...]] = {}
    taken: set[tuple[str, str]] = set()
    more: dict[str, int] = {}
    for operation in sorted(operations, key=lambda one: (one.path, one.method, one.id)):
        slot = (operation.path, operation.method)
        own = operation.method.lower() if operation.method in METHODS else None
        other = _TOKEN.fullmatch(operation.method) and operation.method.lower() not in _WORDS
        if slot not in taken and (own or other):
            rest: tuple[str | int, ...] = (own,) if own else (OTHERS, operation.method)
        else:
            rest = (MORE, more.get(operation.path, 0))
            more[operation.path] = more.get(operation.path, 0) + 1
        places[operation.id] = ("paths", operation.path, *rest)
        taken.add(slot)
    return places
