"""What the modules of one client import, and how its class is introduced."""

from __future__ import annotations

from collections.abc import Mapping

from generator.naming import camel
from generator.rendering.fragments import Code, Comment, Identifier, Literal
from generator.targets.typescript.comments import doc
from generator.targets.typescript.layout import fits
from generator.targets.typescript.literals import string
from generator.targets.typescript.plan import Plan, Planned
from generator.targets.typescript.profile import ProfileView, host_of

_LONGEST = 20


def operation_imports(plan: Plan) -> tuple[Code, ...]:
    """The imports of `operations.ts`, in the order of their modules."""
    paged, plain, bare, models = _uses(plan)
    names = [("NoParams", bare), ("Operation", plain), ("PagedOperation", paged)]
    lines = _imports([("../runtime/operation.js", names)], models)
    told = any(one.paging is not None or one.inputs.encoding for one in plan.operations)
    ways = (Code('import * as ways from "../runtime/ways.js";'),) if told else ()
    return (*lines[:1], *ways, *lines[1:])


def client_imports(plan: Plan) -> tuple[Code, ...]:
    """The imports of `client.ts` that depend on its operations."""
    paged, plain, bare, models = _uses(plan)
    modules = [
        ("../runtime/client.js", [("RequestOptions", paged or plain)]),
        ("../runtime/operation.js", [("NoParams", bare)]),
        ("../runtime/promise.js", [("ApiPromise", plain), ("PagePromise", paged)]),
    ]
    return _imports(modules, models)


def _uses(plan: Plan) -> tuple[bool, bool, bool, bool]:
    """Is there an operation with pages, one without, one without arguments, one with types of the models?"""
    return (
        any(one.paging is not None for one in plan.operations),
        any(one.paging is None for one in plan.operations),
        any(not one.params for one in plan.operations),
        any(one.has_models for one in plan.operations),
    )


def _imports(modules: list[tuple[str, list[tuple[str, bool]]]], models: bool) -> tuple[Code, ...]:
    lines = []
    for module, names in modules:
        used = ", ".join(name for name, wanted in names if wanted)
        if used:
            lines.append(Code(f'import type {{ {used} }} from "{module}";'))
    if models:
        lines.append(Code('import type * as Models from "./models.js";'))
    return tuple(lines)


def connect_head(plan: Plan, profile: ProfileView) -> Code:
    """The head of the function that makes a client without methods."""
    takes = f"(options: {profile.options} = {{}}): {profile.base} {{"
    head = f"export function {plan.own.connect}"
    if fits(head, takes):
        return Code(head + takes)
    return Code(f"{head}(\n  options: {profile.options} = {{}},\n): {profile.base} {{")


def options_head(profile: ProfileView) -> Code:
    """The head of the interface of a client's own options."""
    doc_line = "/** Options of the client. */\n"
    if not profile.members:
        return Code(f"{doc_line}export type {profile.options} = CommonOptions;")
    head = f"export interface {profile.options}"
    gap = " " if fits(head, " extends CommonOptions {") else "\n  "
    return Code(f"{doc_line}{head}{gap}extends CommonOptions {{")


def construct_head(profile: ProfileView) -> Code:
    """The head of the constructor of a class."""
    takes = f"options: {profile.options} = {{}}"
    line = f"  constructor({takes}) {{"
    return Code(line if fits("", line) else f"  constructor(\n    {takes},\n  ) {{")


def class_doc(plan: Plan) -> Comment:
    """What stands above the class: the title of the document."""
    return doc((plan.api.title or f"The {plan.api.client} client.",))


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
