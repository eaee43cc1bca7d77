"""Entries of the configuration that speak of nothing in the Api."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config.model import Client, Config
from generator.model import Api, input_fields
from generator.source import Diagnostic, diagnostic


def unmatched(config: Config, apis: Iterable[Api]) -> list[Diagnostic]:
    """A finding for each exception of a function or a field that no page has."""
    found: list[Diagnostic] = []
    for api in apis:
        found += _of_client(config.client(api.client), api)
    return sorted(found)


def _of_client(client: Client, api: Api) -> Iterator[Diagnostic]:
    known = {operation.id for operation in api.operations}
    pages = (page.path for operation in api.operations for page in operation.pages)
    known |= {path.rsplit("/", 1)[-1].removesuffix(".md") for path in pages}
    for key in client.operations:
        if key not in known:
            yield diagnostic(
                "C002", client.places[key], f"operation `{key}`", "one that a page has"
            )
    fields = {f"{one.id}.{item.name}" for one in api.operations for item in input_fields(api, one)}
    fields |= {
        f"{name}.{item.name}" for name, schema in api.schemas.items() for item in schema.fields
    }
    for key in client.types:
        if key not in fields:
            yield diagnostic("C002", client.places[key], f"field `{key}`", "one that a page has")
