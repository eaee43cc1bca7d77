"""From JSON to DTO objects. Reading never fails.

Unknown fields are kept (`model_extra`), a missing field is None, and null, a wrong scalar or an
unknown enum member keep the raw value. Each such deviation is logged at DEBUG on
`<package>.deviations`, without the value.
"""

from __future__ import annotations

import logging
from functools import cache, reduce
from operator import or_
from types import GenericAlias, ModuleType, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from .choice import best
from .log import DEVIATIONS
from .model import Model, camel
from .operation import Shape
from .plans import Plan, Read, Slot, annotated_alias, constants_in, hints_of


def decode(shape: Shape, value: Any, models: ModuleType) -> Any:
    """Turn a JSON value into the result that an operation's `output` tells."""
    if not isinstance(shape, tuple):
        plain = shape in {"any", "none"}
        return value if plain else decode_model(getattr(models, shape), value, shape)
    kind, *inner = shape
    if kind == "list" and isinstance(value, list):
        return [decode(inner[0], item, models) for item in value]
    if kind == "map" and isinstance(value, dict):
        return {key: decode(inner[0], item, models) for key, item in value.items()}
    if kind == "one":
        options = [_hint(one, models) for one in inner]
        return _best(options, value, "", wanted())
    return value


def _hint(shape: Shape, models: ModuleType) -> Any:
    """The annotation that a shape stands for."""
    if not isinstance(shape, tuple):
        return object if shape in {"any", "none"} else getattr(models, shape)
    kind, *inner = shape
    hints = [_hint(one, models) for one in inner]
    if kind == "one":
        return reduce(or_, hints)
    return GenericAlias(
        *((list, hints[0]) if kind == "list" else (dict, (str, hints[0])))
    )


def decode_model(cls: type[Model], value: Any, place: str = "") -> Any:
    """Make a DTO of a JSON object; anything else is given back as it is."""
    return _read(plan_of(cls, wanted()), value, place)


def wanted() -> bool:
    """Does anybody want to hear of deviations? If not, scalars need no look at all."""
    return DEVIATIONS.isEnabledFor(logging.DEBUG)


def _read(plan: Plan, value: Any, place: str) -> Any:
    if type(value) is not dict:
        deviates(place, plan.cls.__name__, value)
        return value
    slots = plan.slots
    values: dict[str, Any] = plan.blank.copy()
    given: set[str] = set()
    extra: dict[str, Any] = {}
    for key, inner in value.items():
        slot = slots.get(key)
        if slot is None:
            extra[key] = inner
            continue
        name, read = slot
        given.add(name)
        values[name] = inner if read is None else read(inner, key)
    if plan.told:
        _report(plan, given, extra)
    return _assemble(plan.cls, values, given, extra)


def deviates(place: str, expected: str, value: object) -> None:
    """Log that an answer holds something else than documented; the value itself stays out."""
    if wanted():
        seen = "null" if value is None else type(value).__name__
        DEVIATIONS.debug("%s: expected %s, got %s", place, expected, seen)


@cache
def plan_of(cls: type[Model], told: bool = False) -> Plan:
    """The plan of a DTO class, made when it is first used; with `told` it looks for deviations."""
    wire: dict[str, str] = {}
    slots: dict[str, Slot] = {}
    constants: dict[str, frozenset[tuple[type, Any]]] = {}
    for name, hint in hints_of(cls).items():
        if name not in cls.model_fields:
            continue
        alias = cls.model_fields[name].validation_alias or annotated_alias(hint)
        wire[name] = alias if isinstance(alias, str) else camel(name)
        slots[wire[name]] = Slot(name, reader(hint, told))
        if members := constants_in(hint):
            constants[wire[name]] = frozenset((type(one), one) for one in members)
    required = {name for name in wire if cls.model_fields[name].is_required()}
    blank = dict.fromkeys(wire)
    return Plan(cls, told, slots, blank, wire, frozenset(required), constants)


def reader(hint: Any, told: bool) -> Read | None:
    """The reader of a type annotation; None where every value may pass as it is."""
    origin = get_origin(hint)
    if origin is Annotated:
        return reader(get_args(hint)[0], told)
    if origin in {Union, UnionType}:
        return _union_reader(get_args(hint), told)
    if origin is list:
        return _list_reader(reader(get_args(hint)[0], told), told)
    if origin is dict:
        return _dict_reader(reader(get_args(hint)[1], told), told)
    if isinstance(hint, type) and issubclass(hint, Model):
        return lambda value, place: _read(plan_of(hint, told), value, place)
    if not told:
        return None
    if origin is Literal:
        return _literal_reader(get_args(hint))
    return _scalar_reader((hint,)) if hint in _SCALARS else None


_SCALARS = (str, int, float, bool, NoneType)


def _scalar_reader(kinds: tuple[type, ...]) -> Read:
    accepted = frozenset(kinds)
    expected = " or ".join(sorted(kind.__name__ for kind in kinds))

    def read(value: Any, place: str) -> Any:
        if type(value) not in accepted:
            deviates(place, expected, value)
        return value

    return read


def _literal_reader(members: tuple[Any, ...]) -> Read:
    known = frozenset((type(member), member) for member in members)

    def read(value: Any, place: str) -> Any:
        kind = type(value)
        if kind in {list, dict} or (kind, value) not in known:
            deviates(place, "a documented member", value)
        return value

    return read


def _list_reader(item: Read | None, told: bool) -> Read | None:
    if item is None and not told:
        return None

    def read(value: Any, place: str) -> Any:
        if type(value) is not list:
            deviates(place, "list", value)
            return value
        return value if item is None else [item(inner, place) for inner in value]

    return read


def _dict_reader(item: Read | None, told: bool) -> Read | None:
    if item is None and not told:
        return None

    def read(value: Any, place: str) -> Any:
        if type(value) is not dict:
            deviates(place, "object", value)
            return value
        if item is None:
            return value
        return {key: item(inner, place) for key, inner in value.items()}

    return read


def _union_reader(options: tuple[Any, ...], told: bool) -> Read | None:
    """The reader of `A | B`; where it is told, null may stand for a field that is not there."""
    literals = [get_args(option) for option in options if get_origin(option) is Literal]
    rest = [o for o in options if o is not NoneType and get_origin(o) is not Literal]
    if (
        literals
    ):  # an open enum: the scalar beside it only says that other members may come
        read = _literal_reader(sum(literals, ())) if told else None
        return _nullable(read, NoneType in options)
    if all(option in _SCALARS for option in rest):
        return _scalar_reader(options) if told else None
    if len(rest) == 1:
        return _nullable(reader(rest[0], told), NoneType in options)
    return lambda value, place: _best(rest, value, place, told)


def _nullable(read: Read | None, nullable: bool) -> Read | None:
    if read is None or not nullable:
        return read
    inner = read
    return lambda value, place: None if value is None else inner(value, place)


def _best(options: list[Any], value: Any, place: str, told: bool) -> Any:
    """Read by the option that the value fits best; by none where it fits none of them."""
    chosen = best(options, value, plan_of)
    read = None if chosen is None else reader(chosen, told)
    return value if read is None else read(value, place)


def _assemble(
    cls: type[Model], values: dict[str, Any], given: set[str], extra: dict[str, Any]
) -> Model:
    """Make the object without validation, as `model_construct` does, keeping what is extra."""
    made = cls.__new__(cls)
    object.__setattr__(made, "__dict__", values)
    object.__setattr__(made, "__pydantic_fields_set__", given)
    object.__setattr__(made, "__pydantic_extra__", extra or None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


def _report(plan: Plan, given: set[str], extra: dict[str, Any]) -> None:
    name_of_class = plan.cls.__name__
    for name in sorted(plan.required - given):
        DEVIATIONS.debug("%s: %s is missing", name_of_class, plan.wire[name])
    for key in sorted(extra):
        DEVIATIONS.debug("%s: %s is not documented", name_of_class, key)
