"""Which of several types a value is of: as its discriminator or constants say, else the one that it fits best."""

from __future__ import annotations

from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from .model import Model
from .plans import Plan

PlanOf = Callable[[type[Model]], Plan]
Fit = tuple[bool, bool, int, int, int]
UNFIT: Final[Fit] = (False, False, 0, 0, 0)


def best(options: list[Any], value: Any, plan_of: PlanOf) -> Any:
    """The option that an object or a list fits best; None where it fits none."""
    if type(value) not in {dict, list}:
        return None
    ranked = [(_fit(option, value, plan_of), option) for option in options]
    found, chosen = max(ranked, key=lambda one: one[0])
    return chosen if found > UNFIT else None


def _fit(hint: Any, value: Any, plan_of: PlanOf) -> Fit:
    """How well an object or a list fits a type: the greater, the better.

    In this order: no constant says otherwise (of a discriminator too), all required fields are there, how many
    constants are met, how many fields are known, how few known ones are missing.
    """
    origin = get_origin(hint)
    if origin is Annotated:
        return _fit(get_args(hint)[0], value, plan_of)
    if origin in {Union, UnionType}:
        return max(_fit(option, value, plan_of) for option in get_args(hint))
    if origin in {list, dict}:
        return _fit_items(hint, value, plan_of) if isinstance(value, origin) else UNFIT
    if isinstance(hint, type) and issubclass(hint, Model) and isinstance(value, dict):
        return _fit_model(plan_of(hint), value)
    return UNFIT


def _fit_items(hint: Any, value: Any, plan_of: PlanOf) -> Fit:
    """Lists and mappings fit as their first item does; an empty list fits every list."""
    item = get_args(hint)[-1]
    first = next(iter(value.values() if isinstance(value, dict) else value), None)
    if type(first) not in {dict, list}:
        return (True, isinstance(value, list), 0, 0, 0)
    return _fit(item, first, plan_of)


def _fit_model(plan: Plan, value: dict[str, Any]) -> Fit:
    said = [(key, known) for key, known in plan.constants.items() if key in value]
    met = [_same(value[key], known) for key, known in said]
    required = all(plan.wire[name] in value for name in plan.required)
    known = sum(key in plan.slots for key in value)
    return (all(met), required, sum(met), known, known - len(plan.slots))


def _same(value: Any, constants: frozenset[tuple[type, Any]]) -> bool:
    kind = type(value)
    return kind not in {list, dict} and (kind, value) in constants
