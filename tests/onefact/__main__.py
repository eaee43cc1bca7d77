"""2,000 changes of real pages (`make facts`). usage: python -m tests.onefact [COUNT] [SEED]"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator

from generator.pages.place import place
from generator.pages.read import PageReader
from tests.conftest import SHARED
from tests.onefact.judge import Group, changes
from tests.onefact.kinds import KINDS

_SETS = ("published", "published-en", "aligned-en", "factory-2022")
_EACH = 6
"""Changes of one page."""


def pages() -> dict[str, bytes]:
    found = {}
    for name in _SETS:
        root = SHARED / "corpus" / name
        for path in sorted(root.rglob("*.md")):
            found[f"{name}/{path.relative_to(root).as_posix()}"] = path.read_bytes()
    return found


def groups(every: dict[str, bytes]) -> dict[tuple[str, str], dict[str, bytes]]:
    """Pages of one file name and client in one set are twins."""
    found: dict[tuple[str, str], dict[str, bytes]] = {}
    for path, data in every.items():
        key = path.split("/")[0] + place(path).client, path.rsplit("/", 1)[-1]
        found.setdefault(key, {})[path] = data
    return found


def tried(count: int, seed: int) -> Iterator[tuple[str, str, str, str]]:
    rng = random.Random(seed)  # noqa: S311 - the same draw each time
    every, reader = pages(), PageReader()
    twins = {path: group for group in groups(every).values() for path in group}
    order = sorted(every)
    rng.shuffle(order)
    done = start = 0
    for at, path in enumerate(order):
        page = reader.read(every[path], path)
        if not page.locale or not page.is_reference or not page.whole:
            continue
        group = Group(twins[path] if at % 2 else {path: every[path]})
        breaks, all_breaks = every[path].count(b"\r\n"), every[path].count(b"\n")
        if 0 < breaks < all_breaks:
            continue  # what has two kinds of line ends could not be put together again
        newline = "\r\n" if breaks else "\n"
        kinds = [start + number for number in range(_EACH)]
        start += _EACH
        for change in changes(every[path], rng, kinds):
            yield path, change.kind, change.what, group.judged(path, change, newline)
            done += 1
            if done >= count:
                return


def main() -> int:
    count, seed = (int(one) for one in [*sys.argv[1:], "2000", "9"][:2])
    kinds: Counter[str] = Counter()
    wrong = 0
    for path, kind, what, why in tried(count, seed):
        kinds[kind] += 1
        if why:
            wrong += 1
            print(f"{path}: {kind}: {what}: {why}", flush=True)
    print(f"{sum(kinds.values())} changes of {len(kinds)} of {len(KINDS)} kinds; {wrong} wrong")
    print(", ".join(f"{kind} {number}" for kind, number in kinds.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
