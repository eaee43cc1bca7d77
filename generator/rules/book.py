"""What the rules know: the Apis, and which operation and tables each page has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from generator.model import (
    INTEGER,
    NUMBER,
    Api,
    Array,
    Field,
    OpenEnum,
    Operation,
    Ref,
    Scalar,
    Schema,
    Type,
    editions,
)
from generator.model.calls import call_of
from generator.pages.bullets import bullet_members
from generator.pages.cells import spell
from generator.pages.facts import PageFacts, RowFacts
from generator.pages.same import loss_of
from generator.pages.sections.method import model_names

NO_PACKAGES: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Book:
    """The Apis, by their pages and clients."""

    by_page: dict[str, tuple[Api, Operation]] = field(default_factory=dict)
    by_client: dict[str, Api] = field(default_factory=dict)
    unread: set[tuple[str, str]] = field(default_factory=set)
    methods: dict[tuple[str, str], dict[str, Operation]] = field(default_factory=dict)
    packages: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        apis: Sequence[Api],
        pages: Sequence[PageFacts],
        packages: Mapping[str, str] = NO_PACKAGES,
    ) -> Book:
        """The book of Apis, of the pages that they were assembled from, and of the packages that editions import."""
        apis = [_sure(api) for api in apis]
        book = cls(by_client={api.client: api for api in apis}, packages=packages)
        damaged = {page.path for page in pages if not readable(page)}
        for api in apis:
            for operation in api.operations:
                paths = [record.path for record in operation.pages]
                book.by_page.update(dict.fromkeys(paths, (api, operation)))
                if damaged.intersection(paths):
                    book.unread.add((api.client, operation.id))
        return book

    def of_page(self, page: PageFacts) -> tuple[Api, Operation] | None:
        """A page's operation; a second page of one place is not recorded, but names its function too."""
        if page.path in self.by_page or page.client not in self.by_client:
            return self.by_page.get(page.path)
        name = editions.edition(page.edition).spell(page.function)
        known = self.method(page.client, name, page.edition) if page.method.function else None
        return (self.by_client[page.client], known) if known else None

    def complete(self, api: Api, operation: Operation) -> bool:
        """Could the request tables be read on all pages? Else fields may be lost, and none is missed."""
        return (api.client, operation.id) not in self.unread

    def constants(self, name: str) -> Iterator[Sequence[Field]]:
        """The fields of what is called so: of data structures, and of requests that samples name."""
        for api in self.by_client.values():
            bodies = [one.body for one in api.operations if one.body and one.body.name == name]
            yield from (one.fields for one in bodies)
            yield from (one.fields for key, one in api.schemas.items() if key == name)

    def method(self, client: str, name: str, edition: str) -> Operation | None:
        """The operation of a client that an edition calls by this name."""
        if (client, edition) not in self.methods:
            operations = self.by_client[client].operations
            spell = editions.edition(edition).spell
            self.methods[client, edition] = {spell(o.id): o for o in operations}
        return self.methods[client, edition].get(name)


def readable(page: PageFacts) -> bool:
    """Was all of the page's tables read, as far as is known?"""
    return page.parameters.present and loss_of(page) is None


def arguments(api: Api, operation: Operation) -> list[Field]:
    """What a caller gives, by the names of the arguments."""
    return [replace(one.field, name=one.key) for one in call_of(api, operation).arguments]


def said_schemas(api: Api, page: PageFacts) -> Mapping[str, Schema]:
    """The schemas, of which a page's own tables say what is there and what is required."""
    tables = {one.name: one.rows for one in page.schemas if one.present and not one.include}
    response = page.response
    if response.rows and not response.include:
        tables.setdefault(response.name, response.rows)
    said = {
        name: replace(api.schemas[name], fields=as_said(page, api.schemas[name].fields, rows))
        for name, rows in tables.items()
        if name in api.schemas
    }
    return {**api.schemas, **said}


def as_said(
    page: PageFacts, fields: Sequence[Field], rows: Sequence[RowFacts]
) -> tuple[Field, ...]:
    """The fields as the rows of a page's table state them: pages of one operation may disagree.

    What only other pages have may be given, and is never missed.
    """
    own = [row.view.field for row in rows]
    spelled = editions.edition(page.edition)
    names = model_names([one.name for one in own], [one.name for one in fields], spelled)
    stated = dict(zip(reversed(names), reversed(own), strict=True))
    return tuple(_as_stated(one, stated.get(one.name)) for one in fields)


def _as_stated(one: Field, own: Field | None) -> Field:
    if own is None:
        return replace(one, required=False)
    always = any(why.fact == "required" for why in one.inferred)
    return replace(one, required=own.required or always, type=_type_of(one.type, own))


def _type_of(kind: Type, own: Field) -> Type:
    """The page's own type where it is another one; else the model's, with the members that the page lists."""
    stated, known = (one.base if isinstance(one, OpenEnum) else one for one in (own.type, kind))
    scalars = {NUMBER, INTEGER} if {stated, known} == {NUMBER, INTEGER} else {stated}
    if type(stated) is not type(known) or (
        isinstance(known, Scalar | Ref) and known not in scalars
    ):
        return own.type
    return _listed(kind, own)


def _listed(kind: Type, own: Field) -> Type:
    match kind:
        case Array(item):
            return replace(kind, item=_listed(item, own))
        case OpenEnum(members=members):
            listed = own.type.members if isinstance(own.type, OpenEnum) else ()
            said = {
                spell(one.value) for one in (*listed, *bullet_members(own.description, plain=True))
            }
            return replace(kind, members=tuple(one for one in members if spell(one.value) in said))
        case _:
            return kind


def _sure(api: Api) -> Api:
    """The Api as far as it is sure: items that are only guessed are not judged."""
    schemas = {
        name: replace(schema, fields=tuple(map(sure, schema.fields)))
        for name, schema in api.schemas.items()
        if any(one.inferred for one in schema.fields)
    }
    return replace(api, schemas={**api.schemas, **schemas})


def sure(field: Field) -> Field:
    """The field, a list of anything where its items are only guessed."""
    guessed = any(why.fact == "items" and why.low for why in field.inferred)
    return replace(field, type=Array()) if guessed and isinstance(field.type, Array) else field
