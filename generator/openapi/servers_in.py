"""Servers of a document, of a path or of an operation."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Server, ServerVariable
from generator.openapi.reading import Node, Reading
from generator.yaml import At


def servers(reading: Reading, node: Node, at: At) -> Iterator[Server]:
    """The servers that an object names; each variable of an address is its default in `url`."""
    at = (*at, "servers")
    for index, value in enumerate(reading.items(node.get("servers"), at)):
        one = reading.mapping(value, (*at, index))
        template = reading.text(one, "url", (*at, index))
        variables = tuple(_variables(reading, one, (*at, index)))
        url = template
        for each in variables:
            url = url.replace(f"{{{each.name}}}", each.default)
        text = reading.text(one, "description", (*at, index))
        yield Server(url, text, template if url != template else "", variables)


def _variables(reading: Reading, node: Node, at: At) -> Iterator[ServerVariable]:
    at = (*at, "variables")
    for name, value in reading.mapping(node.get("variables"), at).items():
        one = reading.mapping(value, (*at, name))
        said, text = (reading.text(one, key, (*at, name)) for key in ("default", "description"))
        values = reading.items(one.get("enum"), (*at, name, "enum"))
        yield ServerVariable(name, said, tuple(map(str, values)), text)
