"""What of a client could not be said as the document says it, apart from types."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.media import OCTETS, malformed
from generator.source import NOWHERE, Diagnostic, diagnostic
from generator.targets.typescript.entry import host_of
from generator.targets.typescript.plan import Plan, Planned

_LONGEST = 80


def reports(plan: Plan) -> Iterator[Diagnostic]:
    """Findings on names, servers, arguments and bodies."""
    for name, spelled in plan.names.items():
        if name != spelled:
            span = plan.api.schemas[name].origin.span
            yield diagnostic("B301", span, f"the schema {_short(name)} is the type `{spelled}`")
    if plan.api.servers and not host_of(plan):
        seen = f"the server URL {_short(plan.api.servers[0].url)}"
        yield diagnostic("B303", NOWHERE, seen, "an http(s) URL")
    for one in plan.operations:
        yield from _of_operation(one)


def _of_operation(one: Planned) -> Iterator[Diagnostic]:
    operation = one.operation
    span, body = operation.origin.span, operation.body
    if one.method != operation.id:
        seen = f"the operation {_short(operation.id)} is the method `{one.method}`"
        yield diagnostic("B301", span, seen)
    for argument in one.inputs.arguments:
        if argument.key != argument.field.name:
            seen = f"the argument {_short(argument.field.name)} twice in {_short(operation.id)}"
            yield diagnostic("B304", argument.field.origin.span, seen)
    if body is not None and one.inputs.media == OCTETS and malformed(body.media):
        yield diagnostic("B305", span, f"the media type {_short(body.media)}")
    if body is not None and operation.method.upper() in {"GET", "HEAD"}:
        yield diagnostic("B306", span, f"a body of {operation.method} {_short(operation.path)}")


def _short(name: str) -> str:
    return repr(name[:_LONGEST])
