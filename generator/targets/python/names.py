"""Names of Python: identifiers through an allow-list, kept apart, stable, readable.

An identifier consists of letters and digits of `words()` only (NFKC, as PEP 3131 wants), so no text of a
document gets further than its letters.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from generator.naming import free, pascal, snake
from generator.rendering.fragments import Identifier
from generator.targets.python.data import reserved
from generator.targets.python.layout import width

_LONGEST: Final = 60
_LONGEST_MODULE: Final = 40
_EMPTY: Final = "unnamed"

Spelling = Callable[[str], str]


def _plain(name: str) -> str:
    """The name as Python's parser reads it: changing the case of a letter may leave parts that NFKC joins."""
    return name if name.isascii() else unicodedata.normalize("NFKC", name)


@lru_cache(maxsize=65536)
def _finished(spelled: str, name: str, *kinds: str, longest: int = _LONGEST) -> str:
    """Cut what is too long (a hash keeps it apart) and step aside for what is reserved."""
    letters = _plain("".join(char for char in spelled if f"x{char}".isidentifier())).strip("_")
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
    return spelled if "A" <= spelled[0] <= "Z" else _plain(f"Dto{_capital(spelled)}")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def client_name(name: str) -> str:
    """A client class: it stands beside what the package exports, and what makes a client."""
    spelled = class_name(name)
    return f"{spelled}_" if spelled in reserved("clients") | reserved("errors") else spelled


def calls_name(module: str) -> str:
    """The class of the methods of one module: `user_groups` -> `UserGroupsCalls`."""
    return _plain("".join(map(_capital, module.split("_"))) + "Calls")


def module_name(name: str) -> str:
    """A module, which is a file too: no device name, no path."""
    return _finished(snake(name), name, "words", "modules", longest=_LONGEST_MODULE)


def constant_name(name: str) -> str:
    """An operation's constant: `getUser` -> `GET_USER`."""
    return _finished(snake(name).upper(), name, "words", "classes")


def allocate(
    names: Iterable[str], spell: Spelling, taken: Iterable[str] = (), *, twin: str = ""
) -> dict[str, Identifier]:
    """Spell all names apart. A name that is spelled like itself has precedence, then the order counts.

    With `twin` each name stands for two: the spelling, and the same with `twin` before it.
    """
    wanted = list(dict.fromkeys(names))
    used = {_folded(spelling) for spelling in taken}
    result: dict[str, Identifier] = {}
    for name in sorted(wanted, key=lambda n: spell(n) != n):
        result[name] = Identifier(_apart(spell(name), used, twin))
    return {name: result[name] for name in wanted}


def _apart(base: str, used: set[str], twin: str) -> str:
    def taken(one: str) -> bool:
        return one == bare != base or not used.isdisjoint((_folded(one), _folded(twin + one)))

    bare = base.rstrip("_")
    spelling = free(bare, taken, "_") if taken(base) else base
    used |= {_folded(spelling), _folded(twin + spelling)}
    return spelling


def _folded(spelling: str) -> str:
    """What a file system that ignores case takes for the same name."""
    return _plain(spelling.casefold())


def camel_wire(name: str) -> str:
    """What the runtime's `camel` takes for the wire name of a field; others need `Wire`."""
    head, *rest = name.split("_")
    return head + "".join(word[:1].upper() + word[1:] for word in rest)
