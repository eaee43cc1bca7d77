"""What can change for callers, how bad it is in a request and in an answer, and why: one read-only table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.drift.change import (
    API,
    COMPATIBLE,
    DOCS,
    REQUEST,
    SOURCE,
    UNUSED,
    WIRE,
    Change,
    Place,
)
from generator.drift.codes_calls import ROWS as CALLS
from generator.drift.codes_schemas import ROWS as SCHEMAS


@dataclass(frozen=True, slots=True)
class Rule:
    """How bad a change is in one direction, and what it means for callers."""

    kind: str
    text: str


RULES: Final[Mapping[tuple[str, str], Rule]] = MappingProxyType(
    {(code, direction): Rule(kind, text) for code, direction, kind, text in (*CALLS, *SCHEMAS)}
)
"""All rules by code and direction; `API` where the direction does not matter."""

_SOURCE: Final = frozenset((
    "client-renamed", "operation-renamed", "schema-renamed", "schema-removed", "schema-added",
    "unused-schema-removed", "include-changed",
))  # fmt: skip
"""What is in the names of generated clients only."""
_UNUSED: Final = Rule(COMPATIBLE, "No operation that callers had reaches it.")


def judged(
    code: str,
    direction: str,
    where: str,
    texts: tuple[str, str] = ("", ""),
    places: tuple[Place | None, Place | None] = (None, None),
) -> Change:
    """The change as the table judges it; what no operation reaches is compatible. KeyError for unknown codes."""
    rule = RULES.get((code, direction)) or RULES.get((code, API)) or RULES[code, REQUEST]
    if direction == UNUSED and rule.kind != DOCS:
        rule = _UNUSED
    concerns = DOCS if rule.kind == DOCS else SOURCE if code in _SOURCE else WIRE
    return Change(rule.kind, code, where, *texts, rule.text, concerns, direction, *places)
