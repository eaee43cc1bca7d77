"""Facts with their origins, as lines: what is known, and stated where, inferred by what, or configured."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from generator.model import UNSET, Field, Inference, Json, Limits, Origin, Unset
from generator.model.spelling import spell
from generator.model.spelling import value_text as in_short
from generator.source.visible import visible

WIDTH: Final = 100
_LONGEST: Final = 300
_LINES: Final = 10
Fact = tuple[str, str, tuple[str, ...]]
"""What it is about, what is known, where that comes from."""


def came_from(origin: Origin) -> str:
    """Where a value stands."""
    place = visible(str(origin.span), _LONGEST)
    if not origin.span.file:
        return (
            "configured in docs2sdk.yaml" if origin.kind == "configured" else "of no known origin"
        )
    verb = "configured" if origin.kind == "configured" else "stated"
    return f"{verb} at {place}" if origin.span.file.endswith(".md") else f"{verb} in {place}"


def inferred(one: Inference) -> str:
    """The rule, its confidence and its reason; a guess says how to confirm it."""
    reason = f": {visible(one.reason, _LONGEST)}" if one.reason else ""
    doubt = " (unsure; confirm it in docs2sdk.yaml)" if one.low else ""
    return f"inferred by {one.rule}, confidence {one.confidence:g}{reason}{doubt}"


def inference(facts: Sequence[Inference], fact: str) -> Inference | None:
    """The inference of one fact."""
    return next((one for one in facts if one.fact == fact), None)


_OF_TYPE: Final = ("items", "enum", "integer", "reference")


def field_facts(field: Field) -> Iterator[Fact]:
    """All that is known of a field."""
    where = came_from(field.origin)
    why = [inferred(one) for one in field.inferred if one.fact in _OF_TYPE]
    yield "type", visible(spell(field.type), _LONGEST), (where, *why)
    required = inference(field.inferred, "required")
    yield "required", "yes" if field.required else "no", (inferred(required),) if required else ()
    for name in ("default", "example"):
        value: Json | Unset = getattr(field, name)
        if value is not UNSET:
            yield name, visible(in_short(value), _LONGEST), ()
    yield from (("limit", text, ()) for text in _limits(field.limits))
    marks = {
        "deprecated": field.deprecated,
        "read-only": field.read_only,
        "write-only": field.write_only,
    }
    yield from ((name, "yes", ()) for name, known in marks.items() if known)
    if field.description:
        yield "description", lines_of(field.description), ()


def _limits(limits: Limits) -> list[str]:
    names = {"max_items": "at most {} items", "min_items": "at least {} items",
             "max_length": "at most {} characters", "min_length": "at least {} characters",
             "maximum": "at most {}", "minimum": "at least {}", "pattern": "matches {}"}  # fmt: skip
    said = {name: getattr(limits, name) for name in names}
    return [
        visible(names[name].format(value), _LONGEST)
        for name, value in said.items()
        if value is not None
    ]


def lines_of(text: str) -> str:
    """A text of several lines, each of them harmless; at most ten lines."""
    lines = text.splitlines()
    shown = [visible(line, _LONGEST) for line in lines[:_LINES]]
    return "\n".join([*shown, *(["…"] if len(lines) > _LINES else [])])


def listed(facts: Sequence[Fact], indent: str = "  ") -> list[str]:
    """Facts as lines in columns; where a fact comes from stands below it."""
    width = max((len(name) for name, _, _ in facts), default=0)
    lines: list[str] = []
    for name, known, origin in facts:
        lines += _wrapped(f"{indent}{name.ljust(width)}  ", known)
        for part in origin:
            lines += _wrapped(f"{indent}{' ' * width}    ", part)
    return lines


def _wrapped(lead: str, text: str) -> list[str]:
    room = max(WIDTH - len(lead), 30)
    wrapped = (textwrap.wrap(line, room, break_on_hyphens=False) for line in text.split("\n"))
    parts = [part for line in wrapped for part in line] or [""]
    return [
        f"{lead if at == 0 else ' ' * len(lead)}{part}".rstrip() for at, part in enumerate(parts)
    ]
