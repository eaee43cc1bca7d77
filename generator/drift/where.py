"""What a place is called: an operation, `operation.input`, a schema or `Schema.field`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.documents.grammar import METHODS
from generator.documents.sources import Target as Site
from generator.drift.sides import Side, child, node
from generator.openapi.keys import MORE, OTHERS
from generator.yaml import At

_ITEM: Final = 3
"""How many segments lead to an operation, a webhook's too, and to a component."""
_MORE: Final = (OTHERS, MORE)
_PATHS: Final = frozenset(("paths", "webhooks"))
_NAMED: Final = frozenset(("properties", "patternProperties", "dependentSchemas", "headers"))
_KEPT: Final = frozenset(("callbacks", "links", "servers", "security", "encoding"))


class Where:
    """Names places of two documents."""

    def __init__(self, old: Side, new: Side) -> None:
        self._sides = old, new

    def of(self, old: Site | None, new: Site | None) -> str:
        """The name of what differs, as the old document has it where it does."""
        if old is not None:
            return _name(self._sides[0], old)
        return _name(self._sides[1], new) if new is not None else ""


def _name(side: Side, site: Site) -> str:
    at = site.at
    root = Site(site.source, (), site.source.document)
    if not at:
        return "document"
    if at[0] in _PATHS and len(at) >= _ITEM:
        return ".".join(_operation(side, root, at))
    if at[0] == "components" and len(at) >= _ITEM:
        return ".".join([str(at[2]), *_below(root, at, _ITEM)])
    if at[0] == "info":
        return str(at[-1])
    return str(at[0]) if at[0] != "paths" else str(at[-1])


def _operation(side: Side, root: Site, at: At) -> Iterator[str]:
    own = at[: _ITEM + (at[2] in _MORE)]
    operation = side.follow(child(root, *own))
    said = node(operation).get("operationId")
    item = " ".join((str(own[-1]).upper(), str(at[1])))
    if own[2] not in (*METHODS, *_MORE):
        yield str(at[1])
        own = own[:2]
    else:
        yield said if isinstance(said, str) and said else item
    yield from _below(root, at, len(own))


def _below(root: Site, at: Sequence[str | int], start: int) -> Iterator[str]:
    """The names of parameters, properties and answers on the way from a segment on."""
    index = start
    while index < len(at):
        step, name = at[index], at[index + 1] if index + 1 < len(at) else None
        if step == "parameters" and name is not None:
            yield str(node(child(root, *at[: index + 2])).get("name", name))
        elif step == "requestBody":
            inner = at[index + 1 :]
            if "properties" not in inner:
                yield "body"
        elif (step == "responses" and name is not None) or (step in _NAMED and name is not None):
            yield str(name)
        elif step == "additionalProperties":
            yield "*"
        elif step in _KEPT and name is not None:
            yield f"{step}.{name}"
        else:
            index += 1
            continue
        index += 2 if step not in ("requestBody", "additionalProperties") else 1
