"""How a type of the model is spelled in TypeScript. Nothing is ever `any`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.model import (
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
from generator.rendering.fragments import TypeCode
from generator.targets.typescript.layout import (
    LINE,
    SOFT,
    Doc,
    Group,
    IfBreak,
    Indent,
    fits,
    flat,
    print_doc,
)
from generator.targets.typescript.literals import scalar

DEEPEST: Final = 32
"""Types nest no deeper than this; what is below is `unknown`."""

_SCALARS: Final[Mapping[str, str]] = {
    "string": "string",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
    "null": "null",
}


@dataclass(frozen=True, slots=True)
class Atom:
    """A type that has no parts; `reference` is true for the name of a type."""

    text: str
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """An array."""

    item: Spelled


@dataclass(frozen=True, slots=True)
class Keyed:
    """An object with free keys."""

    value: Spelled


@dataclass(frozen=True, slots=True)
class Choice:
    """A union of two or more types."""

    options: tuple[Spelled, ...]


Spelled = Atom | Many | Keyed | Choice
UNKNOWN: Final = Atom("unknown")
NULL: Final = Atom("null")
_KEY: Final = Group(("[", Indent((SOFT, "key: string")), SOFT, "]"))


@dataclass(frozen=True, slots=True)
class Speller:
    """Spells types; `names` maps schemas to their type names, `lost` is told what can not be spelled.

    `prefix` stands before the names.
    """

    names: Mapping[str, str]
    cyclic: frozenset[str] = frozenset()
    lost: Callable[[str], None] = field(default=lambda _: None)
    prefix: str = ""

    def spell(self, kind: Type, depth: int = 0) -> Spelled:
        """The spelling of a type."""
        if depth > DEEPEST:
            self.lost(f"a type nested more than {DEEPEST} levels deep")
            return UNKNOWN
        match kind:
            case Scalar():
                return _scalar(kind)
            case OpenEnum():
                return _enum(kind)
            case Ref(name):
                return self._reference(name)
            case _:
                return self._composed(kind, depth + 1)

    def _composed(self, kind: Array | Tuple | Map | Union | Nullable, depth: int) -> Spelled:
        match kind:
            case Array(item):
                return Many(self.spell(item, depth))
            case Tuple():
                return Many(self.spell(kind.array.item, depth))
            case Map(value):
                return Keyed(self.spell(value, depth))
            case Union(options):
                return _choice(self.spell(option, depth) for option in options)
            case Nullable(inner):
                return _choice((self.spell(inner, depth), NULL))

    def _reference(self, name: str) -> Spelled:
        if name in self.names and name not in self.cyclic:
            return Atom(self.prefix + self.names[name], reference=True)
        self.lost(f"the schema {name!r}, which is missing or only another name for itself")
        return UNKNOWN


def _scalar(kind: Scalar) -> Spelled:
    if kind.kind == "string" and kind.format == "binary":
        return Atom("Blob", reference=True)
    if kind.kind == "object":
        return Keyed(UNKNOWN)
    return Atom(_SCALARS.get(kind.kind, "unknown"))


def _enum(kind: OpenEnum) -> Spelled:
    base = _scalar(kind.base)
    members = [text for member in kind.members if (text := scalar(member.value)) is not None]
    texts = [member.text for member in members]
    if not texts or (kind.closed and len(texts) < len(kind.members)):
        return base
    if kind.closed:
        return _choice(map(Atom, texts))
    if not isinstance(base, Atom) or base.text not in {"string", "number"}:
        return base
    return _choice([*map(Atom, texts), Atom(f"({base.text} & {{}})")])


def _choice(options: Iterable[Spelled]) -> Spelled:
    """A union without repeats, flattened; `unknown` takes all, null stands last."""
    found: dict[Spelled, None] = {}
    for option in options:
        parts = option.options if isinstance(option, Choice) else (option,)
        found |= dict.fromkeys(parts)
    if UNKNOWN in found or not found:
        return UNKNOWN
    if NULL in found:
        found = {part: None for part in found if part != NULL} | {NULL: None}
    parts = tuple(found)
    return parts[0] if len(parts) == 1 else Choice(parts)


def _doc(kind: Spelled) -> Doc:
    match kind:
        case Atom(text):
            return text
        case Many(item):
            return Group((*_element(item), "[]"))
        case Keyed(value):
            inner = (LINE, _KEY, ": ", _doc(value), IfBreak((";",)))
            return Group(("{", Indent(inner), LINE, "}"))
        case Choice():
            return _union(kind)


def _element(item: Spelled) -> tuple[Doc, ...]:
    if not isinstance(item, Choice):
        return (_doc(item),)
    if _hugs(item):
        return ("(", _doc(item), ")")
    return (Group(("(", Indent((SOFT, _options(item))), SOFT, ")")),)


def _union(kind: Choice) -> Doc:
    if _hugs(kind):
        docs = [_doc(option) for option in kind.options]
        return Group(tuple(part for doc in docs for part in (" | ", doc))[1:])
    return Group((Indent((SOFT, _options(kind))),))


def _options(kind: Choice) -> Doc:
    parts: list[Doc] = [IfBreak(("| ",))]
    for number, option in enumerate(kind.options):
        parts += [LINE, "| "] if number else []
        parts.append(Indent((_doc(option),)))
    return Group(tuple(parts))


def _hugs(kind: Spelled) -> bool:
    """One object or reference, or null: Prettier does not break around it."""
    if not isinstance(kind, Choice):
        return False
    others = [option for option in kind.options if option != NULL]
    return len(others) == 1 and (
        isinstance(others[0], Keyed) or (isinstance(others[0], Atom) and others[0].reference)
    )


def one_line(kind: Spelled) -> str:
    """The spelling on one line."""
    return flat(_doc(kind))


def typed(prefix: str, kind: Spelled) -> TypeCode:
    """`prefix: type;` as a member of an interface, laid out; the prefix is finished code."""
    text = one_line(kind)
    if isinstance(kind, Atom) or fits(prefix, text, ": ;"):
        return TypeCode(f"{prefix}: {text};")
    return TypeCode(print_doc([Indent((f"{prefix}: ", _doc(kind), ";"))]))


def alias(prefix: str, kind: Spelled) -> TypeCode:
    """`prefix = type;`, laid out; a long name goes to the next line."""
    text = one_line(kind)
    if fits(prefix, text, " = ;"):
        return TypeCode(f"{prefix} = {text};")
    if _expands(kind):
        return TypeCode(print_doc([f"{prefix} = ", _doc(kind), ";"]))
    return TypeCode(f"{prefix} =\n  {text};")


def _expands(kind: Spelled) -> bool:
    """Can it break into lines, other than after `=`?"""
    match kind:
        case Keyed():
            return True
        case Choice(options):
            return not _hugs(kind) or any(_expands(option) for option in options)
        case Many(item):
            return _expands(item)
        case Atom():
            return False


def alias_cycles(schemas: Mapping[str, Schema]) -> frozenset[str]:
    """Schemas that are only other names for themselves, around a circle; TypeScript refuses such aliases."""
    uses = {
        name: set(_direct(schema.type)) & schemas.keys()
        for name, schema in schemas.items()
        if schema.type is not None
    }
    users: dict[str, set[str]] = {name: set() for name in uses}
    for name, others in uses.items():
        for other in others & users.keys():
            users[other].add(name)
    todo = [name for name, others in uses.items() if not others & uses.keys()]
    while todo:  # peel off what leads to no circle
        name = todo.pop()
        uses.pop(name, None)
        todo += [user for user in users[name] if user in uses and not uses[user] & uses.keys()]
    return frozenset(uses)


def _direct(kind: Type, depth: int = 0) -> tuple[str, ...]:
    """The schemas that a type is, not only holds."""
    match kind:
        case Ref(name):
            return (name,)
        case Nullable(inner) if depth <= DEEPEST:
            return _direct(inner, depth + 1)
        case Union(options) if depth <= DEEPEST:
            return tuple(name for option in options for name in _direct(option, depth + 1))
        case _:
            return ()
