"""Which module a schema goes to: its tag's, if only that tag uses it, else `shared`.

A schema that several tags reach stands in `shared`, and so does everything that it refers to. So modules of tags
import from `shared` and never from each other, however schemas refer to themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.model import Api, Operation, references
from generator.model.answers import answers_of
from generator.model.reach import reached, sent

SHARED: Final = "shared"
UNUSED: Final = "unused"


def homes(api: Api, tags: Mapping[str, str]) -> dict[str, str]:
    """The module of each schema; schemas that no operation reaches stand in `unused`."""
    users: dict[str, set[str]] = {name: set() for name in api.schemas}
    for operation in api.operations:
        module = tags[operation.tag]
        roots = [*sent(operation), *_received(api, operation)]
        for name in reached(api.schemas, roots):
            if name in users:
                users[name].add(module)
    return {name: _home(modules) for name, modules in users.items()}


def _received(api: Api, operation: Operation) -> Iterator[str]:
    """The schemas that answers name."""
    answers = answers_of(api, operation)
    for answer in (*answers.good, *answers.failures):
        yield from references(answer.type) if answer.type is not None else ()
    if answers.sequence is not None:
        yield from references(answers.sequence.type)


def _home(modules: set[str]) -> str:
    if not modules:
        return UNUSED
    return next(iter(modules)) if len(modules) == 1 else SHARED
