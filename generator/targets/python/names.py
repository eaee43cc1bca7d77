"""Names of Python: identifiers through an allow-list, kept apart, stable, readable.

An identifier consists of letters and digits of `words()` only (NFKC, as PEP 3131 wants), so no text of a
document gets further than its letters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final

from generator.naming import pascal, snake
from generator.rendering.fragments import Identifier
from generator.targets.python.layout import width
from generator.targets.python.target import reserved

_LONGEST: Final = 60
_LONGEST_MODULE: Final = 40
_EMPTY: Final = "unnamed"

Spelling = Callable[[str], str]


@lru_cache(maxsize=65536)
def _finished(spelled: str, name: str, *kinds: str, longest: int = _LONGEST) -> str:
    """Cut what is too long (a hash keeps it apart) and step aside for what is reserved."""
    letters = "".join(char for char in spelled if f"x{char}".isidentifier()).strip("_")
    if not letters.isidentifier() and letters:
        letters = f"n{letters}" if letters[0].isdigit() else ""
    if width(letters) > longest:
        digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
        while width(letters) > longest - 9:
            letters = letters[: min(len(letters) - 1, longest - 9)]
        letters = f"{letters}_{digest}"
    letters = letters or _EMPTY
    return f"{letters}_" if any(letters in reserved(kind) for kind in kinds) else letters


def field_name(name: str) -> str:
    """A DTO field or an argument: `userId` -> `user_id`."""
    return _finished(snake(name), name, "words", "fields")


def method_name(name: str) -> str:
    """A method, spelled as the Python pages spell it: `getUser` -> `get_user`."""
    return _finished(snake(name), name, "words", "methods")


def class_name(name: str) -> str:
    """A class; it begins with an ASCII capital, so that it never equals a field's name."""
    spelled = _finished(pascal(name), name, "words", "classes")
    return spelled if "A" <= spelled[0] <= "Z" else f"Dto{spelled[:1].upper()}{spelled[1:]}"


def module_name(name: str) -> str:
    """A module, which is a file too: no device name, no path."""
    return _finished(snake(name), name, "words", "modules", longest=_LONGEST_MODULE)


def constant_name(name: str) -> str:
    """An operation's constant: `getUser` -> `GET_USER`."""
    return _finished(snake(name).upper(), name, "words", "classes")


def allocate(
    names: Iterable[str], spell: Spelling, taken: Iterable[str] = ()
) -> dict[str, Identifier]:
    """Spell all names apart. A name that is spelled like itself has precedence, then the order counts."""
    wanted = list(dict.fromkeys(names))
    used = {spelling.casefold() for spelling in taken}
    result: dict[str, Identifier] = {}
    for name in sorted(wanted, key=lambda n: spell(n) != n):
        result[name] = Identifier(_apart(spell(name), used))
    return {name: result[name] for name in wanted}


def _apart(base: str, used: set[str]) -> str:
    spelling, count = base, 1
    while spelling.casefold() in used:
        count += 1
        spelling = f"{base.rstrip('_')}_{count}"
    used.add(spelling.casefold())
    return spelling


def camel_wire(name: str) -> str:
    """What the runtime's `camel` takes for the wire name of a field; others need `Wire`."""
    head, *rest = name.split("_")
    return head + "".join(word[:1].upper() + word[1:] for word in rest)


def renamed(spelled: Mapping[str, Identifier], plain: Spelling) -> list[tuple[str, str]]:
    """What had to step aside: (name, spelling) where the usual spelling was not free or not possible."""
    return [(name, ident.text) for name, ident in spelled.items() if ident.text != plain(name)]
