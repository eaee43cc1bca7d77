"""Kinds of change that are made to real documents, with what each means by direction: written by hand, to judge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

B, C, D = "breaking", "compatible", "docs"
Test = Callable[[Any], Any]


@dataclass(frozen=True)
class Kind:
    """`wanted` says of which objects; `change` changes a copy; `at` is what of the object the change is about."""

    name: str
    on: str
    request: str
    response: str
    codes: tuple[str, ...]
    wanted: Test
    change: Test
    concerns: str = "wire"
    plain: bool = True
    most: int = 1


def put(key: str, value: Any) -> Test:
    def change(node: Any) -> None:
        node[key] = value(node) if callable(value) else value

    return change


def drop(key: str) -> Test:
    def change(node: Any) -> None:
        del node[key]

    return change


def typed(kind: str, *without: str) -> Test:
    return (
        lambda node: node.get("type") == kind
        and not {*without, "enum", "const", "x-extensible-enum", "default"} & node.keys()
    )


def has(*keys: str, without: tuple[str, ...] = ()) -> Test:
    return lambda node: all(key in node for key in keys) and not any(key in node for key in without)


def schema(name: str, levels: str, code: str, wanted: Test, change: Test, **more: Any) -> Kind:
    request, response = (({"B": B, "C": C, "D": D})[one] for one in levels)
    concerns = "docs" if levels == "DD" else "wire"
    return Kind(
        name, "schema", request, response, tuple(code.split()), wanted, change, concerns, **more
    )
