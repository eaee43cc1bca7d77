"""Names of TypeScript: what a document calls a thing is kept where it is an identifier, else respelled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from generator.naming import camel, kebab, pascal, unique
from generator.targets.typescript.data import reserved

_PLAIN: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_LETTERS: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"})
_LONGEST: Final = 80


def is_plain(name: str) -> bool:
    """Is it an ASCII identifier (ECMAScript, section 12.7), reserved or not?"""
    return _PLAIN.fullmatch(name) is not None


def _allowed(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char == "_"
    return char.isidentifier() and unicodedata.category(char) in _LETTERS and ord(char) <= 0xFFFF


def _spell(name: str, style: Callable[[str], str], *kinds: str) -> str:
    """An identifier for a name: as it is where it is one, else its words in `style`; long names are cut."""
    if not is_plain(name):
        name = "".join(filter(_allowed, style(name)))
    name = name[:_LONGEST]
    if not name or name[0].isdigit():
        name = f"_{name}" if name else "unnamed"
    return f"{name}_" if any(name in reserved(kind) for kind in kinds) else name


def constants(names: Iterable[str], taken: Collection[str]) -> Mapping[str, str]:
    """Names of operations as exported constants, apart from each other and from those taken."""
    kinds = ("words", "members", "module")
    spelled = unique([*taken, *names], lambda name: _spell(name, camel, *kinds))
    return {name: spelled[name] for name in names}


def methods(names: Iterable[str]) -> Mapping[str, str]:
    """Names of operations as methods: reserved words are fine there (`client.delete()`)."""
    return unique(names, lambda name: _spell(name, camel, "members"))


def type_names(wanted: Mapping[str, str]) -> Mapping[str, str]:
    """Type names for keys, each as near to its wanted name as may be, apart from each other."""
    return unique(wanted, lambda key: _type_name(wanted[key]))


def _type_name(name: str) -> str:
    return _spell(name, pascal, "words", "types", "members")


def class_name(client: str, configured: str = "") -> str:
    """`management` -> `ManagementClient`; `ApiClient` for a name without letters."""
    base = "".join(filter(_allowed, pascal(client))) or "Api"
    return _spell(configured or f"{base}Client", pascal, "words", "types", "module")


def folder(client: str) -> str:
    """A folder name of lower-case ASCII letters, digits and hyphens that every system takes."""
    name = re.sub(r"[^a-z0-9-]", "", kebab(client)).strip("-")[:_LONGEST]
    return f"{name or 'api'}-api" if not name or name in reserved("folders") else name


def variable(class_name: str) -> str:
    """The variable of a sample's client, which hides neither its class nor what the sample declares."""
    name = _spell(camel(class_name), camel, "words")
    return f"{name}_" if name in {class_name, "result", "console"} else name
