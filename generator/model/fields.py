"""A property of a schema, and what its values must be."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model.origin import Inference, Origin
from generator.model.types import UNSET, Json, Type, Unset


@dataclass(frozen=True, slots=True)
class Limits:
    """JSON Schema's validation keywords; None where nothing is said. `max_items` counts array items."""

    max_items: int | None = None
    min_items: int | None = None
    max_length: int | None = None
    min_length: int | None = None
    maximum: int | float | None = None
    minimum: int | float | None = None
    pattern: str | None = None
    exclusive_maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    multiple_of: int | float | None = None
    max_properties: int | None = None
    min_properties: int | None = None
    unique_items: bool | None = None


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Field:
    """A property of a schema or body, or what a parameter holds.

    `description` is Markdown with line breaks as newlines. `origin` tells where it stands and does not
    count in comparisons; `inferred` lists the facts that no page states.
    """

    name: str
    type: Type
    required: bool = False
    description: str = ""
    default: Json | Unset = UNSET
    example: Json | Unset = UNSET
    limits: Limits = NO_LIMITS
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    inferred: tuple[Inference, ...] = ()
    origin: Origin = field(default=Origin(), compare=False)
