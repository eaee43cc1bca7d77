"""The modules of one client: what they import, and how its class is introduced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.rendering.fragments import Code, Comment
from generator.targets.typescript.calls import entries
from generator.targets.typescript.comments import doc
from generator.targets.typescript.entry import ProfileView
from generator.targets.typescript.layout import fits
from generator.targets.typescript.plan import Plan

_PURE: Final = "/* @__PURE__ */ "


def operation_imports(plan: Plan) -> tuple[Code, ...]:
    """The imports of `operations.ts`, in the order of their modules."""
    paged, plain, bare, models = _uses(plan)
    names = [("NoParams", bare), ("Operation", plain), ("PagedOperation", paged)]
    lines = _imports([("../runtime/operation.js", names)], models)
    return (*lines[:1], *_ways(plan), *lines[1:])


def _ways(plan: Plan) -> tuple[Code, ...]:
    told = any(one.paging is not None or one.inputs.told for one in plan.operations)
    return (Code('import * as ways from "../runtime/ways.js";'),) if told else ()


def client_imports(plan: Plan) -> tuple[Code, ...]:
    """The imports of `client.ts` that depend on its operations."""
    paged, plain, bare, models = _uses(plan)
    modules = [
        ("../runtime/client.js", [("RequestOptions", paged or plain)]),
        ("../runtime/operation.js", [("NoParams", bare)]),
        ("../runtime/promise.js", [("ApiPromise", plain), ("PagePromise", paged)]),
    ]
    lines = _imports(modules, False)
    return (*lines, *_ways(plan), *_imports([], models))


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


def made(plan: Plan, profile: ProfileView) -> Code:
    """The class itself: its constructor, and a table of what its methods call, laid out as Prettier does."""
    if not plan.operations:
        return Code("\n".join((*_class(plan, profile, "", "export class"), "}")))
    name, options = plan.own.class_name, profile.options
    head = f"export const {name}: new (options?: {options}) => {name} ="
    if not fits(head, ""):
        head = f"export const {name}: new (\n  options?: {options},\n) => {name} ="
    if fits(head.rpartition("\n")[2], f" {_PURE}methods("):
        return Code(f"{head} " + "\n".join(_methods(plan, profile, "")))
    return Code("\n".join((head, *_methods(plan, profile, "  "))))


def _methods(plan: Plan, profile: ProfileView, indent: str) -> Iterator[str]:
    """The table says again what the constants say: so a class needs no other module, and a bundle no names for them."""
    yield f"{indent}{_PURE}methods("
    yield from _class(plan, profile, f"{indent}  ", "class")
    yield f"{indent}  }},"
    yield f"{indent}  {{"
    for one in plan.operations:
        yield f"{indent}    {one.method}: {{"
        yield from entries(one, f"{indent}      ")
        yield f"{indent}    }},"
    yield f"{indent}  }},"
    yield f"{indent});"


def _class(plan: Plan, profile: ProfileView, indent: str, word: str) -> Iterator[str]:
    """The class but for its last brace."""
    takes = f"options: {profile.options} = {{}}"
    line = f"{indent}  constructor({takes}) {{"
    yield f"{indent}{word} {plan.own.class_name} extends {profile.base} {{"
    long = f"{indent}  constructor(\n{indent}    {takes},\n{indent}  ) {{"
    yield line if fits("", line) else long
    yield f"{indent}    super(options, PROFILE);"
    yield f"{indent}  }}"


def class_doc(plan: Plan) -> Comment:
    """What stands above the class: the title of the document."""
    return doc((plan.api.title or f"The {plan.api.client} client.",))
