"""Which of its vocabulary's spellings a page prefers, by counting; the rest are exceptions of single cells."""

from __future__ import annotations

from collections.abc import Sequence

from generator.pages.layout import header_cell
from generator.pages.vocabulary import Dialect


def spelling(text: str, usual: Dialect) -> str:
    """The preferred spellings that are not the usual ones, as `dialect` takes them; often empty."""
    found = {}
    for role, labels in usual.column_labels.items():
        cells = [f"| {header_cell(role, label, 'request', usual)} " for label in labels]
        found[role] = _most(text, cells)
    for state, labels in usual.required_labels.items():
        found["yes" if state else "no"] = _most(text, [f"| {label} " for label in labels])
    found["header"] = int('px"></div>' in text)
    numbers = {key: _number(key, number, usual) for key, number in found.items() if number}
    return " ".join(f"{key}={number}" for key, number in sorted(numbers.items()))


def _most(text: str, cells: Sequence[str]) -> int:
    if len(cells) == 1:
        return 0
    counts = [text.count(cell) for cell in cells]
    best = max(counts)
    return counts.index(best) if best else 0


def _number(key: str, position: int, usual: Dialect) -> int:
    """The vocabulary's number of the label at a position of the usual order."""
    if key == "header":
        return position
    if key in {"yes", "no"}:
        state = key == "yes"
        return usual.words.required[state].index(usual.required_labels[state][position])
    return usual.words.columns[key].index(usual.column_labels[key][position])
