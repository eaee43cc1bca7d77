"""Floor 7: `surface.yaml`, the names that programs may use of each client in each language, with their signatures.

It stands in version control beside the clients, so that a change of a name is seen as what it is; a build tells names
that went, and what they are called now where one new name has the same signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.source import Diagnostic, Span, diagnostic
from generator.targets.target import Surface
from generator.yaml import parse_yaml, to_yaml

NAME: Final = "surface.yaml"
Members = Mapping[str, dict[str, str]]
"""By class and member; what is no class has its signature under an empty name."""


def printed(surfaces: Mapping[str, Surface]) -> bytes:
    """The file, by language."""
    return to_yaml(surfaces).encode()


def gone(before: bytes, after: bytes, file: str) -> list[Diagnostic]:
    """A finding for each public name that `after` has no more (B029); none where `before` can not be read."""
    old, new = (parse_yaml(text.decode("utf-8", "replace"), NAME)[0] for text in (before, after))
    found = []
    for language, clients in _below(old).items():
        for client, classes in _below(clients).items():
            now = _below(_below(_below(new).get(language)).get(client))
            pairs = _moved({name: _below(one) for name, one in _below(classes).items()}, now)
            found += [_told(f"{language}/{client}", *pair, file) for pair in pairs]
    return found


def _below(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _told(where: str, name: str, new: str, file: str) -> Diagnostic:
    said = f"is called `{new}` now" if new else "is gone"
    return diagnostic("B029", Span(file), f"{where}: `{name}` {said}")


def _moved(old: Members, new: Members) -> Iterator[tuple[str, str]]:
    """Names that went, and what took their place; empty where nothing did."""
    yield from _successors(
        {
            name: " ".join(f"{key}: {said}" for key, said in one.items())
            for name, one in old.items()
        },
        {
            name: " ".join(f"{key}: {said}" for key, said in one.items())
            for name, one in new.items()
        },
    )
    for name in sorted({*old} & {*new}):
        pairs = _successors(old[name], new[name])
        yield from ((f"{name}.{was}", now and f"{name}.{now}") for was, now in pairs)


def _successors(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    shapes: dict[str, list[str]] = {}
    for name in sorted({*new} - {*old}):
        shapes.setdefault(_shape(name, new[name]), []).append(name)
    for name in sorted({*old} - {*new}):
        same = shapes.get(_shape(name, old[name]), [])
        yield name, same[0] if len(same) == 1 else ""


def _shape(name: str, signature: str) -> str:
    """A signature without the name, which names of its own types begin with."""
    plain = name.replace("_", "").lower()
    return signature.lower().replace(plain, "_") if len(plain) > 1 else signature.lower()
