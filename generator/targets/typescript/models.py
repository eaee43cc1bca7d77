"""The types of a client as `models.ts` has them: interfaces and aliases, and the members of enums."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.model import Field, Schema, Type
from generator.rendering.fragments import Code, Comment, Identifier, TypeCode
from generator.source import Diagnostic
from generator.targets.typescript.docs import field_doc, schema_doc
from generator.targets.typescript.literals import key
from generator.targets.typescript.plan import Plan, Planned
from generator.targets.typescript.types import Speller, alias, one_line, typed
from generator.targets.typescript.values import values


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an interface: its comment, and its line or lines."""

    doc: Comment
    code: TypeCode


@dataclass(frozen=True, slots=True)
class TypeView:
    """A type of the models: an interface with members, or an alias (`code`) without.

    `values` is the constant of the same name that holds the members of its enums.
    """

    doc: Comment
    name: Identifier
    members: tuple[Member, ...] = ()
    code: TypeCode | None = None
    values: Code | None = None


def models(plan: Plan, found: list[Diagnostic]) -> list[TypeView]:
    """The types of a client: its schemas, then arguments and answers of its operations."""
    views = [_schema(plan, schema, found) for _, schema in sorted(plan.api.schemas.items())]
    for one in plan.operations:
        if one.own:
            views.append(_params(plan, one, found))
        if one.result:
            speller = plan.speller(found, one.operation.origin.span)
            summary = Comment(f"/** The answer of `{one.method}`. */\n")
            views.append(_alias(summary, one.result, one.answer_type, speller))
    return views


def _schema(plan: Plan, schema: Schema, found: list[Diagnostic]) -> TypeView:
    speller = plan.speller(found, schema.origin.span)
    name = plan.names[schema.name]
    if schema.type is not None:
        view = _alias(schema_doc(schema), name, schema.type, speller)
        return replace(view, values=values(name, schema))
    members = [_member(field, key(field.name), speller) for field in schema.fields]
    if not members:
        value = (
            "unknown" if schema.additional is None else one_line(speller.spell(schema.additional))
        )
        code = TypeCode(f"export type {name} = {{ [key: string]: {value} }};")
        return TypeView(schema_doc(schema), Identifier(name), code=code)
    if schema.additional is not None:
        members.append(Member(Comment(""), TypeCode("  [key: string]: unknown;")))
    return TypeView(
        schema_doc(schema), Identifier(name), tuple(members), None, values(name, schema)
    )


def _alias(doc: Comment, name: str, kind: Type, speller: Speller) -> TypeView:
    return TypeView(doc, Identifier(name), code=alias(f"export type {name}", speller.spell(kind)))


def _params(plan: Plan, one: Planned, found: list[Diagnostic]) -> TypeView:
    members = tuple(
        _member(item.field, key(item.key), plan.speller(found, item.field.origin.span))
        for item in one.inputs.arguments
    )
    summary = Comment(f"/** The arguments of `{one.method}`. */\n")
    body = one.operation.body
    known = values(one.params, Schema("", body.fields)) if body and body.name else None
    return TypeView(summary, Identifier(one.params), members, values=known)


def _member(field: Field, name: object, speller: Speller) -> Member:
    readonly = "readonly " if field.read_only else ""
    mark = "" if field.required else "?"
    code = typed(f"  {readonly}{name}{mark}", speller.spell(field.type))
    return Member(field_doc(field), code)
