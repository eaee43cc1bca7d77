"""README.md, the index of methods per client (`api.md`), and the facts of pyproject.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.rendering.characters import one_line
from generator.rendering.fragments import Code, Identifier, Literal, Text
from generator.rendering.markdown import code, prose
from generator.targets.python import examples
from generator.targets.python.client import host_variable
from generator.targets.python.plan import Call, ClientPlan
from generator.targets.python.settings import PythonSettings


def project(plans: Sequence[ClientPlan], settings: PythonSettings) -> dict[str, object]:
    """What the template of pyproject.toml is given; TOML's basic strings are JSON's."""
    title = ", ".join(plan.api.title or plan.api.client for plan in plans)
    return {
        "distribution": toml(settings.distribution),
        "version": toml(settings.version),
        "description": toml(f"Typed clients: {title}"),
        "package": toml(settings.package),
        "published": _published(settings),
    }


def _published(settings: PythonSettings) -> list[Code]:
    """What PyPI shows of a distribution beside its name (core metadata; PEP 639)."""
    lines = []
    if settings.author:
        lines.append(f"authors = [{{ name = {toml(settings.author).text} }}]")
    if settings.license:
        lines += [f"license = {toml(settings.license).text}", 'license-files = ["LICENSE"]']
    if settings.repository:
        lines += ["", "[project.urls]", f"Repository = {toml(settings.repository).text}"]
    return [Code(line) for line in lines]


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
        "calls": [_row(call) for call in plan.calls_of(module)],
    }


def _row(call: Call) -> Mapping[str, object]:
    pages = "; has pages" if call.paging is not None else ""
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
        "quick_start": examples.quick_start(plans, settings.package),
        "clients": [_client(plan, settings) for plan in plans],
        "pages": examples.pages(plans, settings.package),
    }


def _client(plan: ClientPlan, settings: PythonSettings) -> Mapping[str, object]:
    return {
        "name": Identifier(plan.class_name),
        "title": prose(plan.api.title or plan.api.client),
        "count": Text(f"{len(plan.calls)} of {len(plan.api.operations)} operations"),
        "index": Text(f"{settings.package}/{plan.package}/api.md"),
        "variable": code(host_variable(plan, settings.package)),
    }
