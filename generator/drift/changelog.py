"""Changes as Markdown that people would publish: by client, the breaking ones first, then by operation.

Names and values of documents stand in code spans only, so no text of theirs is markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

from generator.drift.change import BREAKING, COMPATIBLE, DOCS
from generator.drift.steps import Step
from generator.drift.told import ClientChanges, Told
from generator.printers.markdown import code

_HEADINGS: Final[Mapping[str, str]] = MappingProxyType(
    {BREAKING: "Breaking changes", COMPATIBLE: "Compatible changes", DOCS: "Documentation"}
)


def changelog(clients: Iterable[ClientChanges]) -> str:
    """The whole text; a sentence where nothing changed."""
    changed = [one for one in clients if one.told]
    return "\n".join(map(_client, changed)) if changed else "No change.\n"


def _client(one: ClientChanges) -> str:
    parts = [f"## {code(one.client)} {_versions(one.step)}\n"]
    for kind, heading in _HEADINGS.items():
        told = [each for each in one.told if each.change.kind == kind]
        if told:
            parts.append(f"### {heading}\n\n{''.join(_objects(told))}")
    return "\n".join(parts)


def _versions(step: Step) -> str:
    span = f"{code(step.old)} → {code(step.new)}" if step.old != step.new else code(step.new)
    need = f"needs a {step.needed} step"
    return (
        f"{span} ({need}: {step.wanted} or above)" if step.enough is False else f"{span} ({need})"
    )


def _objects(told: Sequence[Told]) -> Iterable[str]:
    """An item for each operation or schema, and below it one for each change, unless there is one only."""
    ranked = sorted(told, key=_object)
    for name, own in groupby(ranked, key=_object):
        items = list(own)
        if len(items) == 1:
            yield f"- {_change(items[0])}\n"
        else:
            yield f"- {code(name)}\n" + "".join(f"  - {_change(one)}\n" for one in items)


def _object(one: Told) -> str:
    return one.change.where.partition(".")[0]


def _change(one: Told) -> str:
    change = one.change
    what = f"{code(change.where)}: {change.code.replace('-', ' ')}"
    if change.old or change.new:
        sides = [code(side) if side else "nothing" for side in (change.old, change.new)]
        what += f" ({sides[0]} → {sides[1]})"
    agreed = f" Agreed: {code(one.approval.reason)}" if one.approval else ""
    return f"{what}. {change.explanation}{agreed}"
