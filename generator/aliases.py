"""Floor 7: old names of operations and schemas, which the clients keep, deprecated, up to a version.

An old name is one more operation (or schema) of the Api that targets get; documents and pages do not have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from generator.config import Alias, Client, Config
from generator.drift.approvals import Approval, fingerprint
from generator.drift.change import Change
from generator.drift.steps import numbers
from generator.model import Api, Operation, Ref, Schema
from generator.source import Diagnostic, diagnostic

_RENAMED: Final = frozenset(("operation-renamed", "schema-renamed"))


def aliased(apis: Sequence[Api], config: Config) -> tuple[list[Api], list[Diagnostic]]:
    """The Apis with the old names that are to be kept, and what is to be told of them."""
    found: list[Diagnostic] = []
    return [_with_aliases(api, config.client(api.client), found) for api in apis], found


def kept(found: Sequence[Change], api: Api, config: Config) -> dict[str, Approval]:
    """Renames whose old names the clients keep, which is as good as an approval."""
    live, _ = aliased([api], config)
    names = {one.id for one in live[0].operations} | {*live[0].schemas}
    aliases = config.client(api.client).aliases
    marks = {
        one.old: fingerprint(one, api.client)
        for one in found
        if one.code in _RENAMED and one.old in aliases and aliases[one.old].of == one.new
    }
    return {
        mark: Approval(mark, f"the old name is an alias until {aliases[name].until}")
        for name, mark in marks.items()
        if name in names
    }


def _with_aliases(api: Api, client: Client, found: list[Diagnostic]) -> Api:
    by_id = {one.id: one for one in api.operations}
    operations, schemas = list(api.operations), dict(api.schemas)
    for name, alias in client.aliases.items():
        problem = _problem(name, alias, client, {*by_id, *schemas})
        if problem is not None:
            found.append(problem)
        elif alias.of in by_id:
            operations.append(_operation(name, alias, by_id[alias.of]))
        else:
            schemas[name] = _schema(name, alias)
    operations.sort(key=lambda one: one.id)
    return replace(api, operations=tuple(operations), schemas=dict(sorted(schemas.items())))


def _problem(name: str, alias: Alias, client: Client, known: set[str]) -> Diagnostic | None:
    if alias.of not in known:
        seen = f"`{alias.of}`, of which `{name}` is an alias"
        return diagnostic("C002", alias.place, seen, "an operation or a schema")
    if name in known:
        return diagnostic("C014", alias.place, f"the alias `{name}`", "a name that is free")
    if (numbers(client.version) or (0, 0, 0)) >= (numbers(alias.until) or (0, 0, 0)):
        seen = f"`{name}` was kept until {alias.until}, and the version is {client.version}"
        return diagnostic("C015", alias.place, seen)
    return None


def _operation(name: str, alias: Alias, one: Operation) -> Operation:
    text = _text(alias, one.description)
    return replace(
        one, id=name, description=text, deprecated=True, samples=(), notes=(), pages=(), inferred=()
    )


def _schema(name: str, alias: Alias) -> Schema:
    return Schema(name, type=Ref(alias.of), description=_text(alias, ""), deprecated=True)


def _text(alias: Alias, description: str) -> str:
    said = f"The old name of `{alias.of}`, kept until version {alias.until}."
    return f"{said}\n\n{description}" if description else said
