"""A baseline: the findings that a tree had when it began, so that only new ones count and the tree gets better.

A finding is known by its fact (code, page, what was seen and expected), never by its line.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from generator.findings.facts import Key, fact_of
from generator.source import Diagnostic, Span, diagnostic

FORMAT: Final = 1
BASELINE: Final = "baseline.json"
"""The baseline of a specs folder: `init` writes it there, and every command that tells findings reads it."""
Baseline = Mapping[Key, int]
"""Facts, and how many findings of each are known."""
_NONE: Final[Baseline] = MappingProxyType({})
_KEYS: Final = ("code", "page", "seen", "expected")


def print_baseline(found: Iterable[Diagnostic], kept: Baseline = _NONE) -> str:
    """The file: one line for each fact, sorted, so that a difference of versions can be read; with facts to keep."""
    rows = []
    for key, count in sorted({**kept, **Counter(map(fact_of, found))}.items()):
        row: dict[str, str | int] = dict(zip(_KEYS, key, strict=True))
        rows.append(json.dumps(row | {"count": count}, ensure_ascii=False))
    body = ",\n  ".join(rows)
    return f'{{\n "format": {FORMAT},\n "findings": [\n  {body}\n ]\n}}\n'


def read_baseline(text: str, file: str) -> tuple[Baseline, list[Diagnostic]]:
    """The facts of a baseline; a finding (and no facts) when the file is none."""
    try:
        value = json.loads(text)
        rows: Any = value["findings"] if value["format"] == FORMAT else None
        return {_key(row): int(row["count"]) for row in rows}, []
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        seen = "no baseline of this version"
        return {}, [diagnostic("B031", Span(file), seen, "a file that --update-baseline wrote")]


def _key(row: Mapping[str, Any]) -> Key:
    code, page, seen, expected = (str(row[key]) for key in _KEYS)
    return code, page, seen, expected


def unknown(found: Iterable[Diagnostic], known: Baseline) -> list[Diagnostic]:
    """The findings that the baseline does not have; of one fact the first ones by place are the known ones."""
    if not known:
        return sorted(found)
    left = Counter(dict(known))
    new = []
    for one in sorted(found):
        left[fact_of(one)] -= 1
        if left[fact_of(one)] < 0:
            new.append(one)
    return new


def healed(found: Iterable[Diagnostic], known: Baseline) -> int:
    """How many findings of the baseline are gone."""
    return sum((Counter(dict(known)) - Counter(map(fact_of, found))).values())
