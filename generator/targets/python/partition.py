"""Which module a schema goes to: its tag's, if only that tag uses it, else `shared`.

A schema that several tags reach stands in `shared`, and so does everything that it refers to. So modules of tags
import from `shared` and never from each other, however schemas refer to themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.model import Api, references
from generator.model.reach import reached, sent

SHARED: Final = "shared"
UNUSED: Final = "unused"


def homes(api: Api, tags: Mapping[str, str]) -> dict[str, str]:
    """The module of each schema; schemas that no operation reaches stand in `unused`."""
    users: dict[str, set[str]] = {name: set() for name in api.schemas}
    for operation in api.operations:
        module = tags[operation.tag]
        answer = operation.success.type if operation.success is not None else None
        roots = [*sent(operation), *(references(answer) if answer is not None else ())]
        for name in reached(api.schemas, roots):
            if name in users:
                users[name].add(module)
    return {name: _home(modules) for name, modules in users.items()}


def _home(modules: set[str]) -> str:
    if not modules:
        return UNUSED
    return next(iter(modules)) if len(modules) == 1 else SHARED
