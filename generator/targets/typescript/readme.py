"""What the package's index and README say of a client, and the example that they show."""

from __future__ import annotations

from collections.abc import Mapping

from generator.naming import camel
from generator.rendering.fragments import Code, Identifier, Literal
from generator.targets.typescript.entry import ProfileView, host_of
from generator.targets.typescript.literals import string
from generator.targets.typescript.plan import Plan, Planned

_LONGEST = 20


def readme_entry(plan: Plan, profile: ProfileView, package: str) -> Mapping[str, object]:
    """What the package's index and README say of a client."""
    first = _simple(plan)
    return {
        "class_name": Identifier(plan.own.class_name),
        "prefix": Identifier(plan.own.prefix),
        "folder": Identifier(plan.own.folder),
        "connect": Identifier(plan.own.connect),
        "options": _options(plan, first),
        "first": None if first is None else Identifier(first.constant),
        "options_type": profile.options if profile.own else None,
        "subpath": _subpath(package, plan),
    }


def constructed(plan: Plan, one: Planned | None) -> dict[str, str]:
    """What an example gives to a client: the credentials of its call, and the host where no document tells it."""
    usual = plan.credentials.usual(one.operation if one else None)
    host = {} if host_of(plan) else {"host": "https://HOST"}
    return {camel(name): name.upper() for name in usual} | host


def _options(plan: Plan, one: Planned | None) -> Code:
    given = constructed(plan, one)
    inside = "".join(f"\n  {name}: {string(text).text}," for name, text in given.items())
    return Code(f"{{{inside}\n}}" if given else "{}")


def _simple(plan: Plan) -> Planned | None:
    """An operation that can be called without arguments, and whose name is no longer than an example wants."""
    free = (one for one in plan.operations if not one.inputs.required)
    return min(
        (one for one in free if len(one.constant) <= _LONGEST),
        key=lambda one: (one.operation.deprecated, one.operation.method.upper() != "GET"),
        default=None,
    )


def _subpath(package: str, plan: Plan) -> Literal:
    return string(f"{package}/{plan.own.folder}")
