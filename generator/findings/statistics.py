"""How many findings of each code there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.source import CODES, Diagnostic


def statistics(found: Sequence[Diagnostic]) -> str:
    """A line for each code, the most frequent first: facts, places, code, severity, name."""
    facts = Counter(one.code for one in found)
    places = Counter(one.code for one in found for _ in (one, *one.also))
    worst = {one.code: one.severity.value for one in found}
    return "".join(
        f"{facts[code]:6} facts {places[code]:6} places  {code} {worst[code]} {CODES[code].name}\n"
        for code in sorted(facts, key=lambda code: (-facts[code], code))
    )
