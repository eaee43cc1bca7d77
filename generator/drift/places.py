"""Where a person finds an object of an Api: its line in the document, or the row of a page that states it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from generator.drift.change import Place
from generator.files import SourceFile, path_of
from generator.model import Api, Field, Operation, Origin, Type, body_fields, references
from generator.model.origin import NOT_SAID
from generator.openapi.keys import component_keys, operation_places
from generator.source import Span
from generator.yaml import Locator
from generator.yaml.pointers import split

_OBJECT: Final = 3
"""So many segments lead to an operation or a schema; what is above it is no place of something in it."""
_DOCUMENTS: Final = (".yaml", ".yml", ".json")


class Places:
    """The places of one version of an Api; `sources` are the files that it was read from, by their names."""

    def __init__(self, api: Api, sources: Mapping[str, SourceFile]) -> None:
        self._api, self._sources = api, sources
        self._locators: dict[str, Locator] = {}

    def span(self, place: Place | None, where: str) -> Span | None:
        """The place, or that of the nearest object around it, as a path; None where this version has neither."""
        span = self._span(place, where)
        return None if span is None else replace(span, file=path_of(span.file, self._sources))

    def _span(self, place: Place | None, where: str) -> Span | None:
        file = (place.file if place else "") or self._document
        if place is not None and file in self._sources:
            return self._in_document(file, split(place.pointer))
        stated = self._of_page(split(place.pointer)) if place is not None else NOT_SAID
        return stated.span if stated.span.file else self._named(where)

    def _in_document(self, file: str, at: Sequence[str]) -> Span | None:
        if file not in self._locators:
            text = self._sources[file].data.decode("utf-8", "replace")
            self._locators[file] = Locator(text, file)
        find, whole = self._locators[file].span, at[: _OBJECT - 1]
        span = find(at)
        return None if len(at) >= _OBJECT and span == find(whole) else span

    @cached_property
    def _document(self) -> str:
        """The document that states the Api; empty where pages do."""
        stated = [one.origin for one in self._objects if one.origin.kind == "stated"]
        named = (one.span.file for one in stated if one.span.file.endswith(_DOCUMENTS))
        return next(named, "")

    @property
    def _objects(self) -> Sequence[Operation | Field]:
        return self._api.operations or [
            field for schema in self._api.schemas.values() for field in schema.fields
        ]

    def _of_page(self, at: Sequence[str]) -> Origin:
        """The origin of the innermost object with one on the way of a pointer into the exported document."""
        if at[:2] == ["components", "schemas"] and len(at) >= _OBJECT:
            schema = self._api.schemas.get(self._names.get(at[2], at[2]))
            return self._innermost(schema.fields, at[3:], schema.origin) if schema else NOT_SAID
        for operation, own in self._operations:
            if at[: len(own)] == own:
                return self._of_operation(operation, at[len(own) :])
        return NOT_SAID

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {key: name for name, key in component_keys(self._api).items()}

    @cached_property
    def _operations(self) -> list[tuple[Operation, list[str]]]:
        by_id = {one.id: one for one in self._api.operations}
        places = operation_places(self._api.operations)
        return [(by_id[name], [str(one) for one in at]) for name, at in places.items()]

    def _of_operation(self, operation: Operation, at: Sequence[str]) -> Origin:
        match list(at):
            case ["parameters", index, *_] if int(index) < len(operation.parameters):
                return operation.parameters[int(index)].field.origin
            case ["requestBody", *rest]:
                return self._innermost(
                    body_fields(self._api, operation.body), rest, operation.origin
                )
            case ["responses", status, *rest]:
                kinds = [one.type for one in operation.responses if one.status == status]
                return self._innermost(self._fields(kinds), rest, operation.origin)
        return operation.origin

    def _innermost(self, fields: Iterable[Field], at: Sequence[str], found: Origin) -> Origin:
        steps = iter(at)
        for step in steps:
            if step == "properties":
                name = next(steps, None)
                field = next((one for one in fields if one.name == name), None)
                if field is None:
                    break
                found = field.origin if field.origin.span.file else found
                fields = self._fields([field.type])
        return found

    def _fields(self, kinds: Iterable[Type | None]) -> list[Field]:
        names = [name for kind in kinds if kind is not None for name in references(kind)]
        return [
            one
            for name in names
            if name in self._api.schemas
            for one in self._api.schemas[name].fields
        ]

    def _named(self, where: str) -> Span | None:
        """The place of `Schema.field` or the like; that of what holds it where it has none itself."""
        while where:
            if where in self._by_name:
                return self._by_name[where]
            where = where.rpartition(".")[0]
        return None

    @cached_property
    def _by_name(self) -> Mapping[str, Span]:
        return dict(_named(self._api))


def _named(api: Api) -> Iterator[tuple[str, Span]]:
    """What of an Api has a place in a file, by its name in a change."""
    for operation in api.operations:
        fields = [one.field for one in operation.parameters]
        fields += body_fields(api, operation.body)
        origins = [(operation.id, operation.origin)]
        origins += [(f"{operation.id}.{one.name}", one.origin) for one in fields]
        yield from ((name, origin.span) for name, origin in origins if origin.span.file)
    for name, schema in api.schemas.items():
        origins = [(name, schema.origin)]
        origins += [(f"{name}.{one.name}", one.origin) for one in schema.fields]
        yield from ((name, origin.span) for name, origin in origins if origin.span.file)
