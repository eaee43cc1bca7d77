"""Security schemes and requirements as OpenAPI has them: alternatives of combinations, with scopes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Json, Need, Requirement, Security, SecurityScheme
from generator.openapi.reading import Node, Reading
from generator.yaml import At


def schemes(reading: Reading) -> tuple[SecurityScheme, ...]:
    """The security schemes of the document, in its order."""
    at: At = ("components", "securitySchemes")
    components = reading.mapping(reading.document.get("components"), at[:1])
    nodes = reading.mapping(components.get("securitySchemes"), at)
    return tuple(
        SecurityScheme(name, dict(reading.resolve(value, (*at, name))))
        for name, value in nodes.items()
    )


def security(reading: Reading, node: Node, at: At) -> Security | None:
    """The Security Requirement Objects of a document or an operation; None where it says nothing."""
    if "security" not in node:
        return None
    place = (*at, "security")
    items = reading.items(node["security"], place)
    return tuple(_requirement(reading, item, (*place, n)) for n, item in enumerate(items))


def _requirement(reading: Reading, value: Json, at: At) -> Requirement:
    return tuple(_needs(reading, reading.mapping(value, at), at))


def _needs(reading: Reading, node: Node, at: At) -> Iterator[Need]:
    for name, scopes in node.items():
        yield Need(name, tuple(str(scope) for scope in reading.items(scopes, (*at, name))))
