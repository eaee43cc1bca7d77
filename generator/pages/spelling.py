"""Which of its vocabulary's spellings a page prefers, by counting; the rest are exceptions of single cells."""

from __future__ import annotations

from generator.pages.layout import EARLY, header_cell
from generator.pages.vocabulary import Dialect, Labels


def spelling(text: str, usual: Dialect) -> str:
    """The preferred spellings that are not the usual ones, as `dialect` takes them; often empty."""
    found = {}
    for role, labels in usual.column_labels.items():
        found[role] = _most(
            text, {k: header_cell(role, one, "request", usual) for k, one in labels.items()}
        )
    for state, labels in usual.required_labels.items():
        found["yes" if state else "no"] = _most(text, labels)
    found["header"] = EARLY if 'px"></div>' in text else ""
    return " ".join(f"{what}={key}" for what, key in sorted(found.items()) if key)


def _most(text: str, cells: Labels) -> str:
    """The key of the cell that stands there most often; empty for the usual one."""
    if len(cells) == 1:
        return ""
    counts = {key: text.count(f"| {cell} ") for key, cell in cells.items()}
    best = max(counts, key=lambda key: counts[key])
    return best if counts[best] and best != next(iter(cells)) else ""
