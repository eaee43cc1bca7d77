"""The one place that all findings pass on their way from detection to a printer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from generator.findings.baseline import Baseline, unknown
from generator.findings.choice import Choice
from generator.findings.comments import suppressed
from generator.findings.facts import joined
from generator.findings.levels import NONE, Rules, levelled
from generator.source import Diagnostic

_NOTHING: Final[Mapping[str, bytes]] = MappingProxyType({})
_NO_BASELINE: Final[Baseline] = MappingProxyType({})


def raw(
    found: Iterable[Diagnostic],
    sources: Mapping[str, bytes] = _NOTHING,
    rules: Rules = NONE,
    *,
    complete: bool = False,
) -> list[Diagnostic]:
    """Each finding once, with its configured severity, without those that pages suppress; for a baseline."""
    kept = suppressed(sorted(dict.fromkeys(found)), sources, complete=complete)
    return sorted(levelled(kept, rules))


def settle(
    found: Iterable[Diagnostic],
    choice: Choice,
    known: Baseline = _NO_BASELINE,
) -> list[Diagnostic]:
    """What is to be told of findings that `raw` gave: new ones, one for each fact, those that are chosen."""
    return sorted(one for one in joined(unknown(found, known)) if choice.shown(one))
