"""README.md, the index of methods per client (`api.md`), and the facts of pyproject.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from generator.model import UNSET
from generator.rendering.characters import one_line
from generator.rendering.fragments import Code, Identifier, Literal, Text
from generator.rendering.markdown import code, prose
from generator.targets.python.literals import literal, string
from generator.targets.python.package import auth_of, host_variable
from generator.targets.python.paging import way
from generator.targets.python.plan import Argument, Call, ClientPlan
from generator.targets.python.settings import PythonSettings

_CREDENTIALS: Final = {
    "key": ('access_key_id="ACCESS_KEY_ID"', 'access_key_secret="ACCESS_KEY_SECRET"'),
    "app": ('app_id="APP_ID"', 'app_secret="APP_SECRET"'),
    "bearer": ('token="TOKEN"',),
}


def project(plans: Sequence[ClientPlan], settings: PythonSettings) -> dict[str, object]:
    """What the template of pyproject.toml is given; TOML's basic strings are JSON's."""
    title = ", ".join(plan.api.title or plan.api.client for plan in plans)
    return {
        "distribution": toml(settings.distribution),
        "version": toml(settings.version),
        "description": toml(f"Typed clients: {title}"),
        "package": toml(settings.package),
    }


def toml(value: str) -> Literal:
    """A basic string of TOML 1.0, on one line."""
    return Literal('"' + one_line(value).replace("\\", "\\\\").replace('"', '\\"') + '"')


def api_values(plan: ClientPlan) -> dict[str, object]:
    """What the template of a client's `api.md` is given."""
    count = f"{len(plan.calls)} of {len(plan.api.operations)} operations"
    return {
        "client": Identifier(plan.class_name),
        "coverage": Text(count),
        "modules": [_module(plan, module) for module in plan.modules],
        "renames": [
            {"kind": prose(kind), "name": code(name), "spelled": code(spelled)}
            for kind, name, spelled, _ in plan.renames
        ],
    }


def _module(plan: ClientPlan, module: str) -> Mapping[str, object]:
    tags = sorted(
        {name.partition("/")[0] or module for name, m in plan.tags.items() if m == module}
    )
    return {
        "name": prose(", ".join(tags)),
        "calls": [_row(plan, call) for call in plan.calls_of(module)],
    }


def _row(plan: ClientPlan, call: Call) -> Mapping[str, object]:
    pages = "; has pages" if way(plan.api, call) is not None else ""
    gone = "; deprecated" if call.operation.deprecated else ""
    return {
        "method": code(call.method),
        "http": code(f"{call.operation.method.upper()} {call.operation.path}"),
        "summary": Text(prose(call.operation.summary or call.operation.id).text + pages + gone),
    }


def readme_values(plans: Sequence[ClientPlan], settings: PythonSettings) -> dict[str, object]:
    """What the template of README.md is given."""
    return {
        "distribution": Text(settings.distribution),
        "package": Identifier(settings.package),
        "quick_start": Code("\n".join(quick_start(plans, settings.package))),
        "clients": [_client(plan, settings) for plan in plans],
        "pages": _pages_example(plans),
    }


def _client(plan: ClientPlan, settings: PythonSettings) -> Mapping[str, object]:
    return {
        "name": Identifier(plan.class_name),
        "title": prose(plan.api.title or plan.api.client),
        "count": Text(f"{len(plan.calls)} of {len(plan.api.operations)} operations"),
        "index": Text(f"{settings.package}/{plan.package}/api.md"),
        "variable": code(host_variable(plan, settings.package)),
    }


def quick_start(plans: Sequence[ClientPlan], package: str) -> Iterator[str]:
    """A first program: it makes a client and calls the operation that wants least."""
    plan = min(
        plans,
        key=lambda p: (tuple(_CREDENTIALS).index(auth_of(p)), p.class_name),
        default=None,
    )
    if plan is None:
        return
    yield f"from {package} import {plan.class_name}"
    yield ""
    yield f"with {plan.class_name}("
    yield from (f"    {credential}," for credential in _CREDENTIALS[auth_of(plan)])
    yield ") as client:"
    if call := _first(plan):
        given = [f"{a.name}={_sample(a)}" for a in call.arguments if a.field.required]
        yield f"    answer = client.{call.method}({', '.join(given)})"
        yield "    print(answer)"
    else:
        yield "    print(client.base_url)"


def _first(plan: ClientPlan) -> Call | None:
    """Reading before writing, pages before single things, few arguments before many."""
    return min(
        plan.calls,
        key=lambda c: (
            c.operation.deprecated,
            c.operation.method.upper() != "GET",
            sum(a.field.required for a in c.arguments),
            way(plan.api, c) is None,
            c.method,
        ),
        default=None,
    )


def _sample(argument: Argument) -> str:
    example = argument.field.example
    return string("...").text if example is UNSET else literal(example).text


def _pages_example(plans: Sequence[ClientPlan]) -> Code:
    for plan in plans:
        for call in plan.calls:
            free = not any(a.field.required for a in call.arguments)
            if free and way(plan.api, call) is not None:
                return Code(call.method)
    return Code("list_things")
