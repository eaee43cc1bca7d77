"""Rules of the specification that openapi-spec-validator's own schemas do not have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from generator.documents.grammar import Node, rewritten
from generator.model import Json
from generator.source import Diagnostic
from generator.yaml import At, pointed

_TOKEN: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
"""A name of a header (RFC 9110, section 5.1)."""
_LINK: Final = frozenset(
    ("operationRef", "operationId", "parameters", "requestBody", "description", "server", "$ref")
)


def broken_rules(document: Node) -> list[Diagnostic]:
    """A finding for each place that breaks one of the rules."""
    found: list[Diagnostic] = []

    def visit(kind: str, node: Json, at: At) -> Json:
        if isinstance(node, Mapping):
            rule = _RULES.get(kind)
            found.extend(pointed("O030", at, seen) for seen in (rule(node) if rule else ()))
            rewritten(kind, node, at, visit)
        return node

    rewritten("document", document, (), visit)
    return found


def _one_example(node: Node) -> Iterator[str]:
    if "example" in node and "examples" in node:
        yield "`example` and `examples` exclude one another"


def _parameter(node: Node) -> Iterator[str]:
    yield from _one_example(node)
    if node.get("in") == "header":
        yield from _header_name(str(node.get("name")))


def _response(node: Node) -> Iterator[str]:
    headers = node.get("headers")
    for name in headers if isinstance(headers, Mapping) else ():
        yield from _header_name(name)


def _header_name(name: str) -> Iterator[str]:
    if not _TOKEN.fullmatch(name):
        yield f"{name[:80]!r} is no name of a header"


def _link(node: Node) -> Iterator[str]:
    for key in node:
        if key not in _LINK and not key.startswith("x-"):
            yield f"{key[:80]!r} is no key of a link"


_RULES: Final[Mapping[str, Callable[[Node], Iterator[str]]]] = {
    "parameter": _parameter,
    "header": _one_example,
    "media": _one_example,
    "response": _response,
    "link": _link,
}
