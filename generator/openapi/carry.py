"""The reader compares with its own writer: what a document says otherwise stays with the Api, word for word."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from generator.model import Api, Json, Words, beside, difference
from generator.openapi.export import export
from generator.openapi.keys import component_keys, operation_places

Place = tuple[str, ...]


def with_words(api: Api, document: Mapping[str, Json]) -> Api:
    """The Api that `export` gives as the document again, whatever the model holds of it.

    An operation and a schema have their own words, so that they are gone with them; the Api has the rest.
    """
    words = difference(export(api), document)
    if words is None:
        return api
    operations = {
        key: tuple(map(str, place)) for key, place in operation_places(api.operations).items()
    }
    schemas = {name: ("components", "schemas", key) for name, key in component_keys(api).items()}
    own = {place: _at(words, place) for place in (*operations.values(), *schemas.values())}
    return replace(
        api,
        operations=tuple(replace(one, words=own[operations[one.id]]) for one in api.operations),
        schemas={
            name: replace(one, words=own[schemas[name]]) if name in schemas else one
            for name, one in api.schemas.items()
        },
        words=_rest(words, (), own.keys()),
    )


def for_pages(api: Api) -> Api:
    """What pages and an overlay can hold: each schema under its name, and of the words what stands beside ours."""
    return replace(
        api,
        operations=tuple(replace(one, words=beside(one.words)) for one in api.operations),
        schemas={
            name: replace(one, inline=False, words=beside(one.words))
            for name, one in api.schemas.items()
        },
        words=beside(api.words),
    )


def _at(words: Words, place: Place) -> Words | None:
    found: Words | None = words
    for segment in place:
        found = found.below.get(segment) if found else None
    return found


def _rest(words: Words, at: Place, own: AbstractSet[Place]) -> Words | None:
    """The words without those at the places."""
    inner = {
        key: _rest(one, (*at, key), own)
        for key, one in words.below.items()
        if (*at, key) not in own
    }
    below = {key: one for key, one in inner.items() if one is not None}
    return Words(words.said, below, words.unsaid) if words.said or below or words.unsaid else None
