"""Sample code of one operation, as pages show it: with the names, the package and the credentials of its client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from jinja2 import Environment

from generator.model import Api, Json
from generator.naming import snake
from generator.rendering.environment import environment, render
from generator.rendering.fragments import Code, Identifier
from generator.targets.python import names
from generator.targets.python.emit import client_plans
from generator.targets.python.examples import constructed
from generator.targets.python.literals import literal as one_line
from generator.targets.python.literals import string
from generator.targets.python.plan import Call, ClientPlan
from generator.targets.python.settings import PythonSettings
from generator.targets.samples import File, Style, given, literal
from generator.targets.target import Sampler

_TAKEN: Final = ("result", "print")


def _scalar(data: Json) -> str:
    return 'b"content"' if isinstance(data, File) else one_line(data).text


_STYLE: Final = Style(
    _scalar, lambda name: string(name).text, "    ", 88, spaced=False, inline=bool
)


@cache
def _environment() -> Environment:
    return environment("python")


def samples(apis: Sequence[Api], settings: PythonSettings) -> Sampler:
    """Writes the sample of an operation, by its client and id."""
    plans = client_plans(apis, settings)
    known = {
        (plan.api.client, one.operation.id): (plan, one) for plan in plans for one in plan.calls
    }
    return lambda client, name: _sample(*known[client, name], settings.package)


def _sample(plan: ClientPlan, call: Call, package: str) -> str:
    variable = names.allocate(
        [snake(plan.class_name)], names.method_name, (plan.class_name, *_TAKEN)
    )
    arguments = given(plan.api, {one.name: one.field for one in call.arguments})
    values = {
        "package": Identifier(package),
        "class_name": Identifier(plan.class_name),
        "client": next(iter(variable.values())),
        "options": _keywords(constructed(plan, call)),
        "method": Identifier(call.method),
        "arguments": _keywords(arguments),
    }
    return render(_environment(), "sample.py.j2", values).text


def _keywords(values: Mapping[str, Json]) -> Code:
    """`(name=value, ...)`, one argument a line."""
    heads = [(f"    {name}=", data) for name, data in values.items()]
    lines = [f"{head}{literal(data, _STYLE, 1, len(head) + 1).text}," for head, data in heads]
    return Code("\n".join(["(", *lines, ")"]) if lines else "()")
