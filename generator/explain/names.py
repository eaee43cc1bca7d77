"""Names that are near to one that is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from generator.model import Api, input_fields
from generator.source import CODES
from generator.source.visible import visible

_LONGEST: Final = 100
_MOST: Final = 5


def near(name: str, apis: Sequence[Api]) -> list[str]:
    """Up to five names that `explain` knows and that look like this one, the nearest first."""
    owner = name.rpartition(".")[0]
    known = list(dict.fromkeys(_known(apis)))
    inside = [one for one in known if owner and one.rpartition(".")[0] == owner]
    wanted = name[:_LONGEST].casefold()
    by_text = {one.casefold(): one for one in reversed(inside or known)}
    found = get_close_matches(wanted, list(by_text), _MOST, 0.6)
    return [visible(by_text[one], _LONGEST) for one in found]


def _known(apis: Sequence[Api]) -> Iterator[str]:
    for code in CODES.values():
        yield code.code
        yield code.name
    for api in apis:
        yield from (one.id for one in api.operations)
        yield from field_names(api)


def field_names(api: Api) -> Iterator[str]:
    """`operation.input` and `Schema.field` of all fields."""
    for operation in api.operations:
        yield from (f"{operation.id}.{item.name}" for item in input_fields(api, operation))
    for name, schema in api.schemas.items():
        yield from (f"{name}.{item.name}" for item in schema.fields)
