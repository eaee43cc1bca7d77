"""Names that a document from elsewhere does not give: operation ids, names of inline objects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from generator.naming import camel, free

_CLASS_PREFIX: Final = re.compile(r"[A-Z]\w*?_(?=[A-Za-z])")
TEMPLATE: Final = re.compile(r"\{([^{}]*)\}")


def from_place(method: str, path: str) -> str:
    """An id for an operation without one: `get /users/{id}` is `getUsersById`."""
    return camel(f"{method.lower()} {TEMPLATE.sub(lambda found: f'by {found[1]}', path)}")


def operation_ids(given: Sequence[str], paths: Sequence[str]) -> list[str]:
    """Function names of the ids: `UsersController_getUser` is `getUser` where that stays unique.

    Where it does not, the end of the path serves if it begins with that name (`/delete-device-by-user` for
    `deleteDevice`), else the whole id.
    """
    short = [camel(_CLASS_PREFIX.sub("", one, count=1)) or "operation" for one in given]
    counts = Counter(short)
    names = [
        name if counts[name] == 1 else _longer(name, full, path)
        for name, full, path in zip(short, given, paths, strict=True)
    ]
    return distinct(names, given)


def _longer(name: str, full: str, path: str) -> str:
    end = camel(path.rsplit("/", 1)[-1])
    return end if end.startswith(name) else camel(full) or name


def distinct(names: Sequence[str], given: Sequence[str] = ()) -> list[str]:
    """The names, a repeated one with 2, 3, ... behind it; each name that occurs once stays.

    Of repeated ones the first that was `given` so stays: what is added and spelled otherwise does not rename it.
    """
    counts = Counter(names)
    taken = {name for name, count in counts.items() if count == 1}
    result = list(names)
    repeated = [at for at, name in enumerate(names) if counts[name] > 1]
    order = sorted(repeated, key=lambda at: names[at] not in given[at : at + 1])
    for at in order:
        result[at] = free(names[at], taken.__contains__)
        taken.add(result[at])
    return result
