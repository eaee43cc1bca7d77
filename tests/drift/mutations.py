"""Every kind of change at many places of real documents: each found, in its class, at its place, and nothing else.

`python -m tests.drift.mutations [PLACES] [FOLDER...]` makes all of them; the tests make a small part.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.drift.change import Change
from generator.drift.semantic import differences
from generator.drift.sides import Side
from generator.yaml import parse_yaml, pointer
from tests.drift.kinds import Kind
from tests.drift.kinds_calls import CALLS
from tests.drift.kinds_schemas import SCHEMAS
from tests.drift.walk import Spot, Walk, edited

PROJECT = Path(__file__).parents[2]
OWN = sorted((PROJECT / "generated" / "openapi").glob("*.yaml"))
KINDS = [*SCHEMAS, *CALLS]
ORDER = ("breaking", "compatible", "docs")


CALLED = frozenset(("item", "operation", "parameter", "body"))
"""What callers send: of messages of the server it means something else."""


def spots(kind: Kind, every: Iterator[Spot]) -> list[Spot]:
    """The objects that the kind of change can be made to."""
    return [
        one
        for one in every
        if isinstance(one.node, dict)
        and not (kind.on in CALLED and (one.at[0] == "webhooks" or "callbacks" in one.at))
        and not (kind.on in CALLED and "response" in one.directions)
        and not ("$ref" in one.node and one.kind != "schema")
        and not (one.odd and kind.plain and one.kind == "schema")
        and not (one.spoken and kind.name in {"type changed", "type withdrawn"})
        and kind.wanted(one.node)
    ]


def documents(files: Iterable[Path]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for file in files:
        value, _ = parse_yaml(file.read_text(encoding="utf-8"), file.name)
        if isinstance(value, dict) and "openapi" in value:
            found[file.name] = value
    return found


def walks(read: Mapping[str, Any]) -> dict[str, Walk]:
    return {name: Walk(document) for name, document in read.items()}


def chosen(kind: Kind, walked: Mapping[str, Walk], most: int) -> list[tuple[str, Spot]]:
    """Up to so many objects for a kind of change, spread over the documents; the same in each run."""
    every: dict[str, list[Spot]] = {}
    for name, walk in walked.items():
        found = (
            [Spot("document", (), walk.document, {"request"})]
            if kind.on == "document"
            else list(walk.of(kind.on))
        )
        every[name] = spots(kind, iter(found))
        random.Random(kind.name + name).shuffle(every[name])  # noqa: S311 - no secret
    turns = [
        (name, each[turn])
        for turn in range(most)
        for name, each in every.items()
        if turn < len(each)
    ]
    return turns[:most]


def wrong(kind: Kind, spot: Spot, document: Any) -> str:
    """What the program says otherwise than it should of one change; empty where it is right."""
    found = differences(Side(document), Side(edited(document, spot.at, kind.change)))
    if len(found) != 1:
        shown = [(one.kind, one.code, _at(one)) for one in found[:4]]
        return f"{len(found)} changes: {shown}"
    one = found[0]
    told = (one.code in kind.codes, one.kind, one.concerns in (kind.concerns, one.kind))
    if told != (True, expected(kind, spot), True):
        return (
            f"{one.code}, {one.kind} {one.concerns} ({one.direction}), not {expected(kind, spot)}"
        )
    return "" if all(at.startswith(pointer(*spot.at)) for at in _at(one)) else f"at {_at(one)}"


def expected(kind: Kind, spot: Spot) -> str:
    """The worse of what it means in the directions that reach the object; nothing breaks where none does."""
    levels: list[str] = [getattr(kind, one) for one in spot.directions]
    if not levels:
        return "docs" if kind.request == kind.response == "docs" else "compatible"
    return min(levels, key=ORDER.index)


def _at(one: Change) -> list[str]:
    return [each.pointer for each in (one.old_place, one.new_place) if each is not None]


def run(walked: Mapping[str, Walk], most: int) -> tuple[Counter[str], list[str]]:
    """How often each kind of change was made, and all that was wrong."""
    made: Counter[str] = Counter()
    bad: list[str] = []
    for kind in KINDS:
        for name, spot in chosen(kind, walked, most):
            made[kind.name] += 1
            if said := wrong(kind, spot, walked[name].document):
                bad.append(f"{kind.name}: {name} {pointer(*spot.at)}: {said}")
    return made, bad


def main(most: int, folders: list[str]) -> int:
    files = [one for folder in folders for one in sorted(Path(folder).iterdir())]
    made, bad = run(walks(documents([*files, *OWN])), most)
    print("\n".join(bad))
    full = sum(count == most for count in made.values())
    print(
        f"{len(made)} kinds of change, {sum(made.values())} changes ({full} kinds at {most} places), "
        f"{len(bad)} wrong"
    )
    return int(bool(bad))


if __name__ == "__main__":
    places = int(sys.argv[1]) if sys.argv[1:] else 20
    sys.exit(main(places, sys.argv[2:] or [str(PROJECT.parent / "shared" / "openapi" / "real")]))
