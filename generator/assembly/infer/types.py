"""Array items, whole numbers, enums of parameters and required response fields, which tables do not state."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from generator.model import (
    ANY,
    BOOLEAN,
    INTEGER,
    NUMBER,
    OBJECT,
    STRING,
    UNSET,
    Api,
    Array,
    Field,
    Inference,
    Json,
    OpenEnum,
    Scalar,
    Type,
    input_fields,
)
from generator.naming import words
from generator.pages.bullets import bullet_members
from generator.pages.cells import spell
from generator.source import Diagnostic, diagnostic

_WHOLE_WORDS: Final = frozenset(
    {"page", "limit", "count", "size", "total", "offset", "code", "seconds", "minutes", "hours", "days",
     "port", "index", "number", "times", "length", "level", "version", "interval", "timeout", "age", "order"}
)  # fmt: skip
_ALWAYS: Final = frozenset({"statusCode", "message", "data"})
_ENVELOPE: Final = frozenset({"statusCode", "message"})


@dataclass(frozen=True, slots=True)
class Hints:
    """What other tables say of a name: item types of arrays that request tables state (`tenantIds string[]`)."""

    items: Mapping[str, Type] = field(default_factory=dict)


ItemRule = Callable[[Field, Hints], tuple[Type, Inference] | None]


def _inference(rule: str, confidence: float, reason: str) -> Inference:
    return Inference("items", rule, confidence, reason)


def items_of_sample(field: Field, hints: Hints) -> tuple[Type, Inference] | None:
    """The sample is a JSON list: its elements' type."""
    del hints
    values = field.example
    if isinstance(values, str) and values[:1] == "[":
        values = _loads(values)
    if not isinstance(values, list) or not values:
        return None
    kinds = {_kind(value) for value in values}
    if len(kinds) != 1 or None in kinds:
        return None
    kind = kinds.pop() or ANY
    return kind, _inference("sample", 0.9, f"the sample holds values of type {kind.kind}")


def _loads(text: str) -> Json:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _kind(value: Json) -> Scalar | None:
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, int | float):
        return NUMBER
    if isinstance(value, str):
        return STRING
    return OBJECT if isinstance(value, dict) else None


def items_of_text(field: Field, hints: Hints) -> tuple[Type, Inference] | None:
    """The sample is a text that is no list: an array of such texts."""
    del hints
    value = field.example
    if not isinstance(value, str) or not value or value[:1] in "[{":
        return None
    return STRING, _inference("text-sample", 0.85, "the sample is a text")


def items_of_same_name(field: Field, hints: Hints) -> tuple[Type, Inference] | None:
    """A request table states the items of an array with the same name."""
    kind = hints.items.get(field.name)
    return (kind, _inference("same-name", 0.85, "a request table states it")) if kind else None


def items_of_bullets(field: Field, hints: Hints) -> tuple[Type, Inference] | None:
    """The description lists values in backticks."""
    del hints
    if not bullet_members(field.description):
        return None
    return STRING, _inference("bullets", 0.85, "the description lists values")


def items_by_default(field: Field, hints: Hints) -> tuple[Type, Inference] | None:
    """Most arrays without evidence hold strings: 9 of 10 on measured pages."""
    del hints
    if field.example is not UNSET and not isinstance(field.example, str):
        return None
    return STRING, _inference("most-arrays", 0.6, "nothing else is known")


ITEM_RULES: Final[tuple[ItemRule, ...]] = (
    items_of_sample,
    items_of_text,
    items_of_same_name,
    items_of_bullets,
    items_by_default,
)


def infer_items(item: Field, hints: Hints) -> Field:
    """Give an array without item type the type that the first rule knows."""
    if item.type != Array(ANY):
        return item
    for rule in ITEM_RULES:
        if answer := rule(item, hints):
            kind, why = answer
            example = item.example
            return replace(item, type=Array(kind), example=example, inferred=(*item.inferred, why))
    return item


def infer_integer(item: Field) -> Field:
    """A number whose sample or default is whole, or whose name counts something."""
    if item.type != NUMBER:
        return item
    said = [value for value in (item.example, item.default) if value is not UNSET]
    if said and all(isinstance(value, int) and not isinstance(value, bool) for value in said):
        why = Inference("integer", "whole-sample", 0.9, f"{spell(said[0])} is whole")
    elif not said and (word := _whole_word(item.name)):
        why = Inference("integer", "counting-name", 0.85, f"`{word}` counts")
    else:
        return item
    return replace(item, type=INTEGER, inferred=(*item.inferred, why))


def _whole_word(name: str) -> str:
    last = (words(name) or ("",))[-1].lower()
    return last if last in _WHOLE_WORDS else ""


_CODE_SAMPLE: Final = re.compile(r"[\w.:/+-]{1,64}")


def infer_parameter_enum(item: Field) -> Field:
    """A text parameter whose description lists values, its sample or default among them: an open enum."""
    if item.type != STRING:
        return item
    said = [spell(value) for value in (item.example, item.default) if value is not UNSET]
    listed = bullet_members(item.description, plain=bool(said))
    values = {spell(member.value) for member in listed}
    if (
        not values
        or (len(values) == 1 and not said)
        or not all(_CODE_SAMPLE.fullmatch(v) for v in values)
        or (said and not set(said) & values)
    ):
        return item
    why = Inference("enum", "bullets", 0.85, "the description lists the values")
    members = tuple({spell(m.value): m for m in listed}.values())
    return replace(item, type=OpenEnum(STRING, members), inferred=(*item.inferred, why))


def infer_required(fields: Sequence[Field], always: Container[str] = _ALWAYS) -> tuple[Field, ...]:
    """Response tables do not say what is always there; an envelope always has its code, message and data.

    `always` are the names of fields that no page leaves out.
    """
    names = {item.name for item in fields}
    if not names >= _ENVELOPE:
        return tuple(fields)
    why = Inference("required", "envelope", 0.9, "envelopes always have it")
    return tuple(
        (
            replace(item, required=True, inferred=(*item.inferred, why))
            if item.name in _ALWAYS and item.name in always
            else item
        )
        for item in fields
    )


def unknown_items(api: Api) -> Iterator[Diagnostic]:
    """Notes of arrays whose items are a guess, or not known at all."""
    owned = [(f"{op.id}.", op) for op in api.operations]
    fields = [(owner + f.name, f) for owner, op in owned for f in input_fields(api, op)]
    fields += [(f"{name}.{f.name}", f) for name, s in api.schemas.items() for f in s.fields]
    for name, item in fields:
        guess = next((why for why in item.inferred if why.fact == "items" and why.low), None)
        if item.type == Array(ANY):
            yield diagnostic("A203", item.origin.span, f"`{name}` is a list of anything")
        elif guess is not None:
            yield diagnostic("A202", item.origin.span, f"`{name}`: {guess.reason}")
