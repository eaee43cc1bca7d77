"""The modules of DTO classes: what each template of a models module is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.model import (
    Api,
    Array,
    Field,
    Map,
    Nullable,
    OpenEnum,
    Ref,
    Schema,
    Tuple,
    Type,
    Union,
    references,
)
from generator.model.reach import leads_to
from generator.rendering.fragments import Code, Comment, Fragment, Identifier
from generator.targets.python import layout, names
from generator.targets.python.data import reserved
from generator.targets.python.docs import field_text
from generator.targets.python.literals import docstring, string
from generator.targets.python.plan import ClientPlan, Dto
from generator.targets.python.types import (
    Scope,
    anything,
    enum_members,
    joined,
    null_aliases,
    spell,
)

RUNTIME: Final = "..." + "_runtime"
_HOMES: Final[Mapping[str, str]] = {
    "Annotated": "typing",
    "TYPE_CHECKING": "typing",
    "Literal": "typing",
    "TypeAlias": "typing",
    "Model": f"{RUNTIME}.model",
    "READ_ONLY": f"{RUNTIME}.model",
    "OpenModel": f"{RUNTIME}.model",
    "Wire": f"{RUNTIME}.model",
    "Number": f"{RUNTIME}.types",
    "Part": f"{RUNTIME}.types",
}


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a class: its line or lines, and its docstring."""

    name: Identifier
    line: Code
    doc: Comment


@dataclass(frozen=True, slots=True)
class ClassView:
    """A DTO class; `item` is the line that tells type checkers what an item of its page is."""

    name: Identifier
    base: Identifier
    doc: Comment
    fields: tuple[FieldView, ...]
    item: Fragment | None = None


@dataclass(slots=True)
class ModelsView:
    """A module of DTO classes; `names` are those that it defines, in order."""

    imports: list[Code] = field(default_factory=list)
    enums: list[Fragment] = field(default_factory=list)
    classes: list[ClassView] = field(default_factory=list)
    aliases: list[Fragment] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Enums:
    """The aliases of the enums of each class by owner, and the module of each class or alias."""

    by_owner: Mapping[str, Mapping[OpenEnum, str]]
    homes: Mapping[str, str]
    classes: Mapping[str, str]
    objects: frozenset[str]
    aliases: Mapping[str, Type]

    def scope(self, owner: str, hidden: frozenset[str]) -> Scope:
        """The names that annotations of a class may use, with those built-in names hidden."""
        enums = self.by_owner.get(owner, {})
        return Scope(self.classes, enums, self.objects, hidden, self.aliases)


def enums_in(kind: Type) -> Iterator[OpenEnum]:
    """The enums with members inside a type."""
    match kind:
        case OpenEnum(_, members) if members:
            yield kind
        case Array(inner) | Map(inner) | Nullable(inner):
            yield from enums_in(inner)
        case Tuple():
            yield from enums_in(kind.array)
        case Union(options):
            for option in options:
                yield from enums_in(option)


def enum_aliases(plan: ClientPlan) -> Enums:
    """Give each enum of a class an alias: `User` and `status` make `UserStatus`."""
    wanted: dict[str, tuple[str, OpenEnum]] = {}
    for dto in plan.dtos:
        known: set[OpenEnum] = set()
        for item in dto.fields:
            for enum in enums_in(item.type):
                if enum_members(enum) and enum not in known:
                    known.add(enum)
                    wanted[f"{dto.name} {item.name} {len(known)}"] = (dto.name, enum)
    calls = plan.modules.values()  # modules of calls import the aliases too
    taken = [*(dto.name for dto in plan.dtos), *calls, *(f"Async{name}" for name in calls)]
    spelled = names.allocate(wanted, lambda n: names.class_name(n.rpartition(" ")[0]), taken)
    homes = {dto.name: dto.module for dto in plan.dtos}
    by_owner: dict[str, dict[OpenEnum, str]] = defaultdict(dict)
    for key, ident in spelled.items():
        owner, enum = wanted[key]
        by_owner[owner][enum] = ident.text
        homes[ident.text] = homes[owner]
    objects = frozenset(n for n, s in plan.api.schemas.items() if s.type is None)
    classes = {**plan.classes, **null_aliases(plan.api.schemas)}
    return Enums(by_owner, homes, classes, objects, _aliases(plan.api.schemas, objects))


def _aliases(schemas: Mapping[str, Schema], objects: frozenset[str]) -> dict[str, Type]:
    """The schemas that are other names for types made of objects, which arguments may give as mappings."""
    found = {name: one.type for name, one in schemas.items() if one.type is not None}
    return {
        name: kind
        for name, kind in found.items()
        if objects.issuperset(references(kind))
        and any(references(kind))
        and not any(enums_in(kind))
    }


def views(plan: ClientPlan, enums: Enums) -> dict[str, ModelsView]:
    """The views of all modules of one client's DTO classes, by module name."""
    result: dict[str, ModelsView] = defaultdict(ModelsView)
    used: dict[str, set[str]] = defaultdict(set)
    for dto in _ordered(plan):
        hidden = frozenset(dto.spelled.values()) & reserved("builtins")
        scope = enums.scope(dto.name, hidden)
        _add(result[dto.module], plan, dto, scope)
        used[dto.module] |= scope.used
    for module, view in result.items():
        view.imports = _imports(used[module] - set(view.names), enums.homes)
    return dict(sorted(result.items()))


def _ordered(plan: ClientPlan) -> list[Dto]:
    """Classes in the order of their names; aliases of other types after what they mention."""
    plain = [d for d in plan.dtos if not _is_alias(d)]
    aliases = {d.schema.name: d for d in plan.dtos if d.schema and d.schema.type is not None}
    order: dict[str, Dto] = {}
    met: set[str] = set()
    waiting = [(name, False) for name in reversed(aliases)]
    while waiting:  # no recursion: a chain of aliases may be long
        name, leaving = waiting.pop()
        if leaving:
            order[name] = aliases[name]
        elif name in aliases and name not in met:
            met.add(name)
            inner = reversed(_refs(plan.api.schemas[name].type))
            waiting += [(name, True), *((one, False) for one in inner)]
    return [*sorted(plain, key=lambda d: d.name), *order.values()]


def _is_alias(dto: Dto) -> bool:
    return dto.schema is not None and dto.schema.type is not None


def _refs(kind: Type | None) -> list[str]:
    return list(references(kind)) if kind is not None else []


def _add(view: ModelsView, plan: ClientPlan, dto: Dto, scope: Scope) -> None:
    for enum, alias in scope.enums.items():
        view.enums.append(enum_alias(alias, enum, scope))
        view.names.append(alias)
    if dto.schema is not None and dto.schema.type is not None:
        target = view.enums if isinstance(dto.schema.type, OpenEnum) else view.aliases
        target.append(_alias(plan.api, dto, dto.schema.type, scope))
    else:
        view.classes.append(_class(dto, scope))
    view.names.append(dto.name)


def enum_alias(name: str, enum: OpenEnum, scope: Scope) -> Code:
    """`Status: TypeAlias = Literal[...] | str`: open, because a server gets new members before its readers do."""
    scope.used |= {"TypeAlias", "Literal"}
    plain = Scope({})
    rest = spell(enum.base, plain)
    scope.used |= plain.used
    return Code(layout.literal_alias(name, enum_members(enum), rest))


def _alias(api: Api, dto: Dto, kind: Type, scope: Scope) -> Code:
    """Another name for a type. Where it leads back to itself it says `object`, as Python can not."""
    scope.used.add("TypeAlias")
    if isinstance(kind, OpenEnum) and enum_members(kind):
        return enum_alias(dto.name, kind, scope)
    name = dto.schema.name if dto.schema else ""
    lost = {n for n in _refs(kind) if leads_to(api.schemas, Ref(n), name)}
    inner = Scope({n: c for n, c in scope.classes.items() if n not in lost}, {}, scope.objects)
    options = spell(kind, inner)
    scope.used |= inner.used
    return Code(layout.annotated(dto.name, ["TypeAlias"], f" = {joined(options)}", 0))


def _class(dto: Dto, scope: Scope) -> ClassView:
    schema = dto.schema
    is_open = schema is not None and (schema.additional is not None or not schema.fields)
    base = scope.need("OpenModel" if is_open else "Model")
    text = (
        schema.description if schema else f"Arguments of `{dto.call.method}`." if dto.call else ""
    )
    fields = tuple(_field(dto, item, scope) for item in dto.fields)
    doc = docstring(text or f"{schema.name if schema else dto.name}.", 4)
    return ClassView(Identifier(dto.name), Identifier(base), doc, fields, _item(dto, scope))


def _item(dto: Dto, scope: Scope) -> Fragment | None:
    """A method that is never there; one that black would break in another way tells nothing."""
    if dto.item is None:
        return None
    needed = scope.need("TYPE_CHECKING")
    line = f"        def _page_item(self) -> {' | '.join(spell(dto.item, scope))}: ..."
    line = line if layout.fits(line) else "        def _page_item(self) -> object: ..."
    return Code(f"    if {needed}:\n\n{line}")


def _field(dto: Dto, item: Field, scope: Scope) -> FieldView:
    name = dto.spelled[item.name]
    options = spell(item.type, scope)
    if not item.required and not anything(options):
        options = [o for o in options if o != "None"] + ["None"]
    tail = "" if item.required else " = None"
    if item.required and item.read_only:  # nobody gives it, and answers have it
        tail = f" = {scope.need('READ_ONLY')}"
    if names.camel_wire(name) != item.name:
        wire = string(item.name).text
        inner = f"{' | '.join(options)}, {scope.need('Wire')}({wire})"
        options = [f"{scope.need('Annotated')}[{inner}]"]
    line = layout.annotated(name, options, tail, 4)
    if layout.too_long(line):
        line = layout.unformatted(line, 4)
    known = "" if dto.call is None else f"Argument `{name}`."
    return FieldView(
        Identifier(name), Code(line), docstring(field_text(item, known or f"`{item.name}`."), 4)
    )


def _imports(used: set[str], homes: Mapping[str, str]) -> list[Code]:
    groups: dict[str, set[str]] = defaultdict(set)
    for name in used - {"builtins"}:
        groups[_HOMES.get(name) or f".{homes[name]}"].add(name)
    lines = ["import builtins"] if "builtins" in used else []
    standard = [m for m in groups if not m.startswith(".")]
    lines += [layout.from_import(m, groups[m]) for m in standard]
    local = sorted((m for m in groups if m.startswith(".")), key=layout.module_key)
    blank = [""] if lines and local else []
    return [
        Code(line) for line in [*lines, *blank, *(layout.from_import(m, groups[m]) for m in local)]
    ]
