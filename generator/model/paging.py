"""Does an operation answer in pages, and how? One rule for both clients, their texts and the mock.

An operation pages when it takes what tells the page and answers with a list: by the number of the page, by an
offset, or by a cursor that the page before it gave. `Operation.paging` (`x-paging`) says it where the rule
cannot know, or says no.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from generator.model.api import Api, Operation, Schema, body_fields
from generator.model.fields import Field
from generator.model.types import ANY, Array, Json, Nullable, Ref, Scalar, Type

Kind = Literal["page", "offset", "cursor"]
Names = tuple[str, ...]
"""Names of fields as they are sent, one inside the other."""

_DEEPEST: Final = 3
_ALIASES: Final = 20
_NUMBERS: Final = frozenset({"number", "integer", "any"})
_WORDS: Final[Mapping[Kind, frozenset[str]]] = {
    "page": _NUMBERS,
    "offset": _NUMBERS,
    "cursor": frozenset({"string", "any"}),
}
_STARTS: Final[Mapping[Kind, frozenset[str]]] = {
    "page": frozenset({"page", "pagenumber", "pageno"}),
    "offset": frozenset({"offset", "skip"}),
    "cursor": frozenset({"cursor", "after", "pagetoken", "nexttoken", "marker", "offset"}),
}
_SIZES: Final = frozenset({"limit", "pagesize", "perpage", "size", "count", "maxresults", "first"})
_LISTS: Final = ("list", "items", "data", "results", "records", "entries", "rows", "values")
_TOTALS: Final = frozenset({"totalcount", "total", "totalitems", "totalresults", "totalrecords"})
_NEXT: Final = frozenset(
    {"nextcursor", "nextpagetoken", "nexttoken", "nextmarker", "endcursor", "cursor", "pagetoken"}
    | {"nextpageoffset", "nextoffset", "after", "lastid"}
)
_NO_PAGES: Final = frozenset({"errors", "warnings", "links"})


@dataclass(frozen=True, slots=True)
class Paging:
    """How an operation pages.

    `start` leads from the arguments (the first name is an argument's) to the page's number, the offset or the
    cursor, `size` to the size of a page, empty where there is none. `items`, `total` and `next` lead from the
    answer to the list (empty: the answer is it), to the number of all items and to the next cursor (empty:
    not told). `item` is the type of an item.
    """

    kind: Kind
    start: Names
    size: Names = ()
    items: Names = ()
    total: Names = ()
    next: Names = ()
    item: Type = ANY


def paging_of(api: Api, operation: Operation) -> Paging | None:
    """How an operation pages, or None if it does not."""
    answer = operation.success.type if operation.success is not None else None
    if answer is None or operation.paging is False:
        return None
    inputs, told = list(_inputs(api, operation)), _outputs(api, answer)
    if isinstance(operation.paging, Mapping):
        return _said(api, operation.paging, inputs, [((), Field("", answer)), *told])
    listed = _list(api, answer, told)
    if listed is None:
        return None
    for kind, names in _STARTS.items():
        start = _named(inputs, names, _WORDS[kind])
        if start is None:
            continue
        beside = [(path, one) for path, one in inputs if path[:-1] == start[:-1]]
        size = _named(beside, _SIZES, _NUMBERS) or ()
        total = _named(told, _TOTALS, _NUMBERS) or _beside(told, listed[0]) or ()
        following = _named(told, _NEXT, _WORDS["cursor"]) or ()
        if following if kind == "cursor" else size or total:
            return Paging(kind, start, size, listed[0], total, following, listed[1])
    return None


def _said(
    api: Api,
    said: Mapping[str, Json],
    inputs: Iterable[tuple[Names, Field]],
    told: Iterable[tuple[Names, Field]],
) -> Paging | None:
    """What `x-paging` says, as far as the operation has it; None where its start or its list is not there."""
    known = dict(told)
    kind = next((kind for kind in _STARTS if kind in said), None)
    start = _path(said.get(kind)) if kind else ()
    items = _path(said.get("items"))
    listed = meant(api, known[items].type) if items in known else None
    if kind is None or start not in {path for path, _ in inputs} or not isinstance(listed, Array):
        return None
    size, total, following = (_path(said.get(key)) for key in ("size", "total", "next"))
    return Paging(kind, start, size, items, total, following, listed.item)


def _path(text: Json) -> Names:
    return tuple(text.split(".")) if isinstance(text, str) and text else ()


def _named(
    fields: Iterable[tuple[Names, Field]], names: Collection[str], kinds: Collection[str]
) -> Names | None:
    """The first field, the outermost, of one of these names and kinds."""
    for path, one in fields:
        kind = one.type.inner if isinstance(one.type, Nullable) else one.type
        if (
            not {_plain(path[-1]), _plain("".join(path[-2:]))}.isdisjoint(names)
            and isinstance(kind, Scalar)
            and kind.kind in kinds
        ):
            return path
    return None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _beside(told: Iterable[tuple[Names, Field]], listed: Names) -> Names | None:
    """A `count` in the object that holds the list."""
    beside = [(path, one) for path, one in told if path[:-1] == listed[:-1]]
    return _named(beside, {"count"}, _NUMBERS) if listed else None


def _inputs(api: Api, operation: Operation) -> Iterator[tuple[Names, Field]]:
    """All that a caller gives, with the names that lead to it; what stands on top first."""
    fields = [one.field for one in operation.parameters if one.location == "query"]
    return _below(api, [*fields, *body_fields(api, operation.body)])


def _outputs(api: Api, answer: Type) -> list[tuple[Names, Field]]:
    schema = object_of(api, answer)
    return list(_below(api, schema.fields)) if schema is not None else []


def _below(api: Api, fields: Iterable[Field]) -> Iterator[tuple[Names, Field]]:
    level: list[tuple[Names, Field]] = [((one.name,), one) for one in fields]
    for _ in range(_DEEPEST):
        yield from level
        level = [
            ((*path, one.name), one)
            for path, holder in level
            if (schema := object_of(api, holder.type)) is not None
            for one in schema.fields
        ]


def _list(api: Api, answer: Type, told: Iterable[tuple[Names, Field]]) -> tuple[Names, Type] | None:
    """The list that is the page: the answer itself, one with a usual name, or the only one of its object."""
    whole = meant(api, answer)
    if isinstance(whole, Array):
        return (), whole.item
    found = [
        (path, kind.item)
        for path, one in told
        if isinstance(kind := meant(api, one.type), Array) and path[-1] not in _NO_PAGES
    ]
    for depth in range(1, _DEEPEST):
        level = [(path, item) for path, item in found if len(path) == depth]
        usual = sorted((one for one in level if one[0][-1] in _LISTS), key=_rank)
        if usual or len(level) == 1:
            return (usual or level)[0]
    return None


def _rank(listed: tuple[Names, Type]) -> int:
    return _LISTS.index(listed[0][-1])


def object_of(api: Api, kind: Type) -> Schema | None:
    """The object schema that a type means, or None for all other types."""
    kind = meant(api, kind)
    return api.schemas.get(kind.name) if isinstance(kind, Ref) else None


def meant(api: Api, kind: Type) -> Type:
    """The type behind other names for it, without null."""
    for _ in range(_ALIASES):
        if isinstance(kind, Nullable):
            kind = kind.inner
        schema = api.schemas.get(kind.name) if isinstance(kind, Ref) else None
        if schema is None or schema.type is None:
            return kind if not isinstance(kind, Nullable) else ANY
        kind = schema.type
    return ANY
