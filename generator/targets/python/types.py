"""Spelling of types: annotations of DTO fields and of arguments, and the runtime's shapes.

A `Scope` holds what a spelling needs to know: class names of schemas, aliases of enums, and built-in names that
a member of the class at hand hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from generator.model import (
    Api,
    Array,
    Map,
    Nullable,
    OpenEnum,
    Ref,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
)
from generator.rendering.fragments import Literal
from generator.targets.python.literals import string

_SCALARS: Final[Mapping[str, str]] = {
    "string": "str",
    "number": "Number",
    "integer": "int",
    "boolean": "bool",
    "any": "object",
    "null": "None",
}
_NULL: Final = "None"
"""What a schema that is only another name for null is spelled as: `None | None` can not be evaluated."""


@dataclass(slots=True)
class Scope:
    """Names that a spelling may use; `used` collects those that the module must import.

    `objects` are schemas with fields, `aliases` those that are another name for lists, maps or choices of such.
    """

    classes: Mapping[str, str]
    enums: Mapping[OpenEnum, str] = field(default_factory=dict)
    objects: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    aliases: Mapping[str, Type] = field(default_factory=dict)
    wide: bool = False
    used: set[str] = field(default_factory=set)

    def widened(self) -> Scope:
        """The scope of arguments: any sequence, and a mapping where a DTO is wanted."""
        return replace(self, wide=True, used=self.used)

    def builtin(self, name: str) -> str:
        """A built-in name, qualified where a member of the class hides it."""
        if name in self.hidden:
            self.used.add("builtins")
            return f"builtins.{name}"
        return name

    def need(self, name: str) -> str:
        """A name that is to be imported."""
        self.used.add(name)
        return name


def spell(kind: Type, scope: Scope) -> list[str]:
    """The options of the annotation, without repetition; joined by ` | ` they are the annotation."""
    return list(dict.fromkeys(_options(kind, scope)))


def _options(kind: Type, scope: Scope) -> list[str]:  # noqa: PLR0911 - one for each type
    match kind:
        case Scalar():
            return _scalar(kind, scope)
        case Array():
            return _array(kind, scope)
        case Tuple():
            return _array(kind.array, scope)
        case Map():
            return [_mapping(joined(spell(kind.value, scope)), scope)]
        case Ref():
            return _ref(kind, scope)
        case OpenEnum():
            return _enum(kind, scope)
        case Union():
            return _union(kind, scope)
        case Nullable():
            return _nullable(kind, scope)
        case _:
            assert_never(kind)


_DEEPEST: Final = 20
_ANY: Final = '"any"'
_ANYTHING: Final = frozenset({"object", "builtins.object"})


def anything(options: list[str]) -> bool:
    """Do the options say everything, so that no further one adds to them?"""
    return options[0] in _ANYTHING


def joined(options: list[str]) -> str:
    """The annotation."""
    return " | ".join(options)


def _scalar(kind: Scalar, scope: Scope) -> list[str]:
    if kind.kind == "string" and kind.format == "binary":
        return [scope.need("Part")]
    if kind.kind == "object":
        return [_mapping("object", scope)]
    name = _SCALARS.get(kind.kind, "object")
    if name == "Number":
        return [scope.need(name)]
    return [name if name == _NULL else scope.builtin(name)]


def _mapping(value: str, scope: Scope) -> str:
    inner = scope.builtin("object") if value == "object" else value
    if scope.wide:
        return scope.need("Json") if value == "object" else f"{scope.need('Mapping')}[str, {inner}]"
    return f"{scope.builtin('dict')}[{scope.builtin('str')}, {inner}]"


def _array(kind: Array, scope: Scope) -> list[str]:
    outer = scope.need("Sequence") if scope.wide else scope.builtin("list")
    return [f"{outer}[{joined(spell(kind.item, scope))}]"]


def _ref(kind: Ref, scope: Scope) -> list[str]:
    name = scope.classes.get(kind.name)
    if name is None:
        return [scope.builtin("object")]
    if name == _NULL:
        return [name]
    if scope.wide and kind.name in scope.aliases:
        return spell(scope.aliases[kind.name], scope)
    wide = scope.wide and kind.name in scope.objects
    return [scope.need(name), scope.need("Json")] if wide else [scope.need(name)]


def _enum(kind: OpenEnum, scope: Scope) -> list[str]:
    """An enum is spelled by its alias; without members it is as good as its base."""
    alias = scope.enums.get(kind)
    return [scope.need(alias)] if alias else _scalar(kind.base, scope)


def _union(kind: Union, scope: Scope) -> list[str]:
    trial = replace(scope, used=set())
    options = [text for option in kind.options for text in spell(option, trial)]
    everything = [option for option in options if option in _ANYTHING]
    if everything or not options:
        return everything[:1] or [scope.builtin("object")]
    scope.used |= trial.used
    return options


def _nullable(kind: Nullable, scope: Scope) -> list[str]:
    options = spell(kind.inner, scope)
    return options if anything(options) else [*(o for o in options if o != "None"), "None"]


def null_aliases(schemas: Mapping[str, Schema]) -> dict[str, str]:
    """The spelling of all schemas that are only other names for null, however many steps away."""
    found: dict[str, str] = {}
    waiting = {name: schema.type for name, schema in schemas.items() if schema.type is not None}
    while more := [name for name, kind in waiting.items() if _is_null(kind, found)]:
        found |= dict.fromkeys(more, _NULL)
        waiting = {name: kind for name, kind in waiting.items() if name not in found}
    return found


def _is_null(kind: Type, known: Mapping[str, str]) -> bool:
    match kind:
        case Ref(name):
            return name in known
        case Nullable(inner):
            return _is_null(inner, known)
        case Union(options):
            return options != () and all(_is_null(option, known) for option in options)
        case OpenEnum(base):
            return base.kind == "null" and not enum_members(kind)
        case Scalar():
            return kind.kind == "null"
        case Array() | Tuple() | Map():
            return False


def enum_members(kind: OpenEnum) -> list[str]:
    """The members that a `Literal` can hold, as literals, each once; floats can not stand there."""
    values = [m.value for m in kind.members if isinstance(m.value, str | int | bool)]
    return list(dict.fromkeys(string(v).text if isinstance(v, str) else repr(v) for v in values))


def shape(  # noqa: PLR0911 - one for each type
    kind: Type | None, api: Api, classes: Mapping[str, str], depth: int = 0
) -> Literal:
    """The runtime's `Shape` of an answer, as a literal."""
    match kind:
        case Nullable(inner):
            return shape(inner, api, classes, depth)
        case Tuple():
            return shape(kind.array, api, classes, depth)
        case Array(inner) | Map(inner):
            word = "list" if isinstance(kind, Array) else "map"
            return Literal(f'("{word}", {shape(inner, api, classes, depth).text})')
        case Union(options) if depth < _DEEPEST:
            parts = [shape(one, api, classes, depth + 1).text for one in options]
            parts = list(dict.fromkeys(one for one in parts if one != _ANY))
            return Literal(f'("one", {", ".join(parts)})' if parts else _ANY)
        case Ref(name) if name in classes and api.schemas[name].type is None:
            return string(classes[name])
        case Ref(name) if name in classes and depth < _DEEPEST:
            return shape(api.schemas[name].type, api, classes, depth + 1)
        case _:
            return Literal(_ANY)
