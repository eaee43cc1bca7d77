"""How the generated packages spell what a generated sample names.

The defaults spell what is usual. Where names are reserved or clash, the targets decide: the pipeline gives
`Names` whose functions ask the target's own plan.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.model import Api, Operation
from generator.naming import camel, pascal, snake
from generator.rendering.fragments import Identifier

_PLAIN: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_RESERVED: Final = frozenset({"constructor", "then", "call", "callPages", "setAccessToken"})


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one edition's package. `package` is what samples import."""

    package: str
    method: Callable[[Api, Operation], str]
    argument: Callable[[Api, Operation, str], str]
    class_name: Callable[[Api], str] = lambda api: f"{pascal(api.client)}Client"


def _node_method(api: Api, operation: Operation) -> str:
    del api
    name = operation.id if _PLAIN.fullmatch(operation.id) else camel(operation.id)
    return f"{name}_" if name in _RESERVED else name


def _python_name(name: str) -> str:
    spelled = snake(name)
    return f"{spelled}_" if keyword.iskeyword(spelled) or spelled in {"self", "cls"} else spelled


NAMES: Final[Mapping[str, Names]] = MappingProxyType(
    {
        "node": Names("identity-node-sdk", _node_method, lambda _api, _operation, name: name),
        "python": Names(
            "identity_sdk",
            lambda _api, operation: _python_name(operation.id),
            lambda _api, _operation, name: _python_name(name),
        ),
    }
)
"""By edition: the usual spelling, and the names of the packages that the specs of this project make."""


def identifier(name: str, fallback: str) -> Identifier:
    """An identifier of ASCII letters, digits and underscores; of other names their letters only."""
    letters = name if _PLAIN.fullmatch(name) else re.sub(r"[^A-Za-z0-9_]", "", name)
    return Identifier(letters if letters and not letters[0].isdigit() else f"{fallback}{letters}")


def module(name: str) -> Identifier:
    """A Python package's dotted name. ValueError when it is none."""
    if not all(part.isidentifier() and not keyword.iskeyword(part) for part in name.split(".")):
        raise ValueError(f"no name of a Python package: {name!r}")
    return Identifier(name)
