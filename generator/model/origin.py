"""Where a model value comes from: stated on a page, inferred by a rule, or configured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.source import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the thing is stated; `kind` is stated, inferred or configured."""

    kind: str = "stated"
    span: Span = NOWHERE


CONFIGURED: Final = Origin("configured")
NOT_SAID: Final = Origin()


@dataclass(frozen=True, slots=True)
class Inference:
    """A fact that no page states: which fact, by which named rule, why, how sure (0 to 1).

    `fact` is one of method, path, items, enum, integer, reference, required, id, tag.
    Below `LOW` an inference is a warning until the configuration confirms it.
    """

    fact: str
    rule: str
    confidence: float
    reason: str = ""

    @property
    def low(self) -> bool:
        """Is it a guess that wants confirmation?"""
        return self.confidence < LOW


LOW: Final = 0.8
