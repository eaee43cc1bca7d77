"""What one page states otherwise than the model: kept with the page's record, so that it prints as it stands.

A fact of a variant is `{"is": value, "base": digest}` (no `is`: the page says nothing there). `base` is the model's
value that it stands against: where the model says another thing now (an overlay, an edit of the document), the
page's own word is no longer meant, and the model's is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, cast
from zlib import crc32

from generator.model import ANY, UNSET, Array, EnumMember, Field, Json, OpenEnum, Ref, Scalar, Type
from generator.pages.ids import numbered
from generator.pages.same import unlike
from generator.pages.tables import RowView, TableSpec, row_line

Variant = Mapping[str, Json]
_KINDS: Final = frozenset({"string", "number", "integer", "boolean", "object", "any"})


def digest(value: Json) -> str:
    """A short sum of a value that variants stand against."""
    return f"{crc32(repr(value).encode('utf-8', 'backslashreplace')):08x}"


def against(model: Json, own: Json) -> dict[str, Json]:
    """The page's own value of a fact, and the model's that it stands against."""
    return ({} if own is UNSET else {"is": own}) | {"base": digest(model)}


def settled(model: Json, said: Json) -> Json:
    """What a page says of a fact: its own value, as long as the model says what it stood against."""
    if not isinstance(said, Mapping) or said.get("base") != digest(model):
        return model
    return said.get("is", UNSET)


def settled_text(model: str, said: Json) -> str:
    """The same of a text."""
    value = settled(model, said)
    return value if isinstance(value, str) else model


def type_json(kind: Type) -> Json:
    """A type in the few words that pages have for types; what they can not say is its `repr`."""
    match kind:
        case Scalar(name):
            return name
        case Array(item):
            return [type_json(item)]
        case Ref(name):
            return {"$ref": name}
        case OpenEnum(base, members):
            return {"type": base.kind, "enum": [member.value for member in members]}
        case _:
            return repr(kind)


def type_of(value: Json) -> Type | None:
    """The type that `type_json` wrote, None for anything else."""
    match value:
        case str() if value in _KINDS:
            return Scalar(value)
        case [item]:
            inner = type_of(item)
            return None if inner is None else Array(inner)
        case {"$ref": str(name)}:
            return Ref(name)
        case {"type": str(base), "enum": [*members]} if base in _KINDS:
            return OpenEnum(Scalar(base), tuple(EnumMember(cast(str, one)) for one in members))
        case _:
            return None


def _get(fact: str, view: RowView) -> Json:
    if fact == "query":
        return view.query
    if fact == "limits":
        return view.field.limits.max_items
    value: Json = getattr(view.field, fact)
    return type_json(view.field.type) if fact == "type" else value


def _put(fact: str, view: RowView, value: Json) -> RowView:
    """The row with a fact; as it was when the value is none of such a fact."""
    if not _SUITS[fact](value):
        return view
    match fact:
        case "query":
            return replace(view, query=bool(value))
        case "limits":
            limits = replace(view.field.limits, max_items=cast("int | None", value))
            return replace(view, field=replace(view.field, limits=limits))
        case "type":
            return replace(view, field=replace(view.field, type=type_of(value) or ANY))
        case _:
            return replace(view, field=replace(view.field, **{fact: value}))  # type: ignore[arg-type]


_SUITS: Final[Mapping[str, Callable[[Json], bool]]] = MappingProxyType(
    {
        "name": lambda value: isinstance(value, str) and bool(value),
        "query": lambda value: isinstance(value, bool),
        "required": lambda value: isinstance(value, bool),
        "default": lambda _: True,
        "description": lambda value: isinstance(value, str),
        "limits": lambda value: value is None or (isinstance(value, int) and value >= 0),
        "example": lambda _: True,
        "type": lambda value: type_of(value) is not None,
    }
)
"""Facts of a row: may a value be one? The type comes last, for most of what it changes in print, texts change too."""


def _row_variant(own: RowView, model: RowView, spec: TableSpec) -> dict[str, Json]:
    """The facts that make the model's row print as the page's own row does; the fewest that are needed."""
    same = own.field.name == model.field.name and own.query == model.query
    if same and next(unlike(own.field, model.field), None) is None:
        return {}
    wanted, line = row_line(own, spec), row_line(model, spec)
    found: dict[str, Json] = {}
    for fact in _SUITS:
        mine, usual = _get(fact, own), _get(fact, model)
        if line == wanted or repr(mine) == repr(usual):
            continue
        nearer = _put(fact, model, mine)
        if (printed := row_line(nearer, spec)) != line:
            found[fact] = against(usual, mine)
            model, line = nearer, printed
    return found


def rows_variant(
    own: Sequence[RowView], model: Sequence[RowView], names: Sequence[str], spec: TableSpec
) -> dict[str, Json]:
    """What a table of a page has otherwise, by key. `names` are the model's names of the page's rows."""
    known = {view.field.name: view for view in model}
    found = names_variant(names, list(known), spec.prefix)
    for step, name, view in zip(numbered(names), names, own, strict=True):
        base = known.get(name, _nothing(name))
        if facts := _row_variant(view, base, spec):
            found[f"{spec.prefix}.{step}"] = facts
    return found


def _nothing(name: str) -> RowView:
    """What a row that only one page has is recorded against."""
    return RowView(Field(name, ANY))


def names_variant(own: Sequence[str], model: Sequence[str], prefix: str) -> dict[str, Json]:
    """Which of the model's names a page leaves out, in which order it has them, and which only it has."""
    have, known = set(own), set(model)
    found: dict[str, Json] = {}
    if [name for name in model if name in have] != list(own):
        found["order"] = list(own)
    if without := [name for name in model if name not in have]:
        found["without"] = without
    if extra := [name for name in dict.fromkeys(own) if name not in known]:
        found["extra"] = extra
    return {f"{prefix}.rows": found} if found else {}


def own_names(model: Sequence[str], prefix: str, variant: Variant) -> list[str]:
    """The model's names as the page has them; those that came later to the model stand at the end."""
    said = variant.get(f"{prefix}.rows")
    if not isinstance(said, Mapping):
        return list(model)
    order, without, extra = (_names(said.get(key)) for key in ("order", "without", "extra"))
    known = {*model, *extra}
    listed, told = [name for name in order if name in known], {*order, *without}
    return [*listed, *(name for name in model if name not in told)]


def _names(value: Json) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def own_rows(model: Sequence[RowView], prefix: str, variant: Variant) -> list[RowView]:
    """The model's rows as the page has them."""
    if not variant:
        return list(model)
    known = {view.field.name: view for view in model}
    names = own_names(list(known), prefix, variant)
    return [
        _own_row(known.get(name) or _nothing(name), variant.get(f"{prefix}.{step}"))
        for step, name in zip(numbered(names), names, strict=True)
    ]


def _own_row(model: RowView, said: Json) -> RowView:
    if not isinstance(said, Mapping):
        return model
    view = model
    for fact in _SUITS:
        if fact in said:
            usual = _get(fact, model)
            value = settled(usual, said[fact])
            view = view if value is usual else _put(fact, view, value)
    return view
