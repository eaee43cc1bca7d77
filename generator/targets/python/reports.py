"""What of a client could not be said as the document says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model import references
from generator.model.reach import leads_to, mentioned
from generator.source import NOWHERE, Diagnostic, diagnostic
from generator.targets.python.client import host_of, plain_host
from generator.targets.python.plan import ClientPlan

_LONGEST: Final = 80


def reports(plan: ClientPlan) -> Iterator[Diagnostic]:
    """Findings on names, types, servers and arguments of one client."""
    for kind, name, spelled, span in plan.renames:
        yield diagnostic("B201", span, f"the {kind} {_short(name)} is `{spelled}`")
    yield from _missing(plan)
    servers = [s.url for s in plan.api.servers if not plain_host(s.url)]
    if servers and not host_of(plan):
        yield diagnostic("B203", NOWHERE, f"the server URL {_short(servers[0])}", "an http(s) URL")
    for call in plan.calls:
        for argument in call.arguments:
            if argument.given.key != argument.field.name:
                seen = f"{_short(argument.field.name)} twice in {call.method}: `{argument.name}`"
                yield diagnostic("B204", argument.field.origin.span, seen)


def _missing(plan: ClientPlan) -> Iterator[Diagnostic]:
    schemas = plan.api.schemas
    places = {name: (list(mentioned(s)), s.origin.span) for name, s in schemas.items()}
    for call in plan.calls:
        operation = call.operation
        kinds = [p.field.type for p in operation.parameters] + [r.type for r in operation.responses]
        kinds += (
            [operation.body.type, *(f.type for f in operation.body.fields)]
            if operation.body
            else []
        )
        named = [name for kind in kinds if kind is not None for name in references(kind)]
        places[f"{operation.id}()"] = (named, operation.origin.span)
    for owner, (named, span) in places.items():
        for name in sorted({one for one in named if one not in schemas}):
            yield diagnostic(
                "B202", span, f"{_short(owner)} mentions {_short(name)}, which is not there"
            )
    for name, schema in sorted(schemas.items()):
        if schema.type is not None and leads_to(schemas, schema.type, name):
            yield diagnostic(
                "B202", schemas[name].origin.span, f"{_short(name)} leads back to itself"
            )


def _short(name: str) -> str:
    return repr(name[:_LONGEST])
