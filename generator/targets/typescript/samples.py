"""Sample code of one operation, as pages show it: with the names, the package and the credentials of its client."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from jinja2 import Environment

from generator.model import Api, Json
from generator.rendering.environment import environment, render
from generator.rendering.fragments import Code, Identifier
from generator.targets.samples import File, Style, given, literal
from generator.targets.target import Sampler
from generator.targets.typescript import names
from generator.targets.typescript.emit import plans_of
from generator.targets.typescript.literals import key, scalar, string
from generator.targets.typescript.plan import Plan, Planned
from generator.targets.typescript.readme import constructed
from generator.targets.typescript.settings import TypeScriptSettings


def _scalar(data: Json) -> str:
    if isinstance(data, File):
        return 'new Blob(["content"])'
    written = scalar(data)
    return written.text if written else json.dumps(data, allow_nan=False)


def _key(name: str) -> str:
    return '["__proto__"]' if name == "__proto__" else key(name).text  # bare it sets the prototype


def _has_object(data: Json) -> bool:
    """Does the data hold an object with keys? Those stand on lines of their own."""
    if isinstance(data, Mapping):
        return bool(data)
    return isinstance(data, Sequence) and not isinstance(data, str) and any(map(_has_object, data))


_STYLE: Final = Style(
    _scalar, _key, "  ", 80, spaced=True, inline=lambda data: not _has_object(data)
)


@cache
def _environment() -> Environment:
    return environment("typescript")


def samples(apis: Sequence[Api], settings: TypeScriptSettings) -> Sampler:
    """Writes the sample of an operation, by its client and id."""
    known = {
        (plan.api.client, one.operation.id): (plan, one)
        for plan in plans_of(apis, settings)
        for one in plan.operations
    }
    return lambda client, name: _sample(*known[client, name], settings.package)


def _sample(plan: Plan, one: Planned, package: str) -> str:
    arguments = given(plan.api, {each.key: each.field for each in one.inputs.arguments})
    values = {
        "package": string(package),
        "class_name": Identifier(plan.own.class_name),
        "client": Identifier(names.variable(plan.own.class_name)),
        "options": _object(constructed(plan, one), 0),
        "method": Identifier(one.method),
        "arguments": _object(arguments, 1),
    }
    return render(_environment(), "sample.ts.j2", values).text


def _object(values: Mapping[str, Json], depth: int) -> Code:
    return Code(literal(values, _STYLE, depth).text if values else "")
