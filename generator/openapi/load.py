"""An OpenAPI 3.0, 3.1 or 3.2 document as an Api: what `export` wrote, or any file from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from generator.documents.sources import Beside
from generator.model import Api, Json
from generator.openapi.carry import with_words
from generator.openapi.keys import METHODS, MORE, OTHERS
from generator.openapi.loops import without_loops
from generator.openapi.names_in import distinct, from_place, operation_ids
from generator.openapi.normal import normal
from generator.openapi.operations_in import OperationReader, RawOperation
from generator.openapi.reading import Node, Reading
from generator.openapi.schemas_in import SchemaReader
from generator.openapi.security_in import schemes, security
from generator.openapi.servers_in import servers
from generator.source import Diagnostic
from generator.yaml import At

_METHODS: Final = {method.lower(): method for method in METHODS}
_HIDDEN: Final = re.compile(r"x-.*hidden-from-sdk|x-internal")


def load(
    document: Mapping[str, Json],
    *,
    client: str,
    file: str,
    text: str = "",
    beside: Beside | None = None,
    trusted: bool = False,
) -> tuple[Api, list[Diagnostic]]:
    """The Api of a document, with findings for all that is wrong or not supported. Never raises.

    `load(export(api), client=api.client, file=...)` gives the api again.
    `beside` gives the documents of files below the document's folder that references lead to; no other is read.
    With the file's `text` findings have a line and column. `trusted` is for what `export` has just given: it
    is not compared with what would be written.
    """
    reading = Reading(document, file)
    if not _is_openapi(reading):
        return Api(client), reading.diagnostics(text)
    if not reading.ours:
        reading.document = normal(reading, beside)
    api = _api(reading, client)
    return (api if trusted else with_words(api, reading.document)), reading.diagnostics(text)


def _is_openapi(reading: Reading) -> bool:
    version = str(reading.document.get("openapi", ""))
    if re.match(r"3\.[012](\D|$)", version):
        return True
    if "swagger" in reading.document:
        seen = f"Swagger {reading.document['swagger']!s:.20}"
        reading.find("O011", ("swagger",), seen, "OpenAPI 3.0, 3.1 or 3.2")
    else:
        reading.find("O011", ("openapi",), f"version {version[:20]!r}", "OpenAPI 3.0, 3.1 or 3.2")
    return False


def _api(reading: Reading, client: str) -> Api:
    document = reading.document
    info = reading.mapping(document.get("info"), ("info",))
    docs = reading.mapping(document.get("x-docs"), ("x-docs",))
    schemas = SchemaReader(reading)
    reader = OperationReader(reading, schemas)
    raw = _visible(reading, list(_raw_operations(reading)))
    operations = [
        reader.operation(key, one) for key, one in zip(_ids(reading, raw), raw, strict=True)
    ]
    return Api(
        client,
        reading.text(info, "title", ("info",)),
        reading.text(info, "version", ("info",)),
        reading.text(info, "description", ("info",)),
        tuple(servers(reading, document, ())),
        schemes(reading),
        tuple(sorted(operations, key=lambda one: one.id)),
        without_loops(reading, schemas.schemas()),
        reading.text(docs, "locale", ("x-docs",)) if "locale" in docs else "en",
        security=security(reading, document, ()),
    )


def _raw_operations(reading: Reading) -> Iterator[RawOperation]:
    paths = reading.mapping(reading.document.get("paths"), ("paths",))
    for path, value in sorted(paths.items()):
        if not path.startswith("x-"):
            at: At = ("paths", path)
            yield from _of_path(reading, path, reading.resolve(value, at), at)


def _of_path(reading: Reading, path: str, item: Node, at: At) -> Iterator[RawOperation]:
    for word, value in item.items():
        place = (*at, word)
        if word in _METHODS:
            yield RawOperation(_METHODS[word], path, reading.mapping(value, place), item, place)
        elif word == OTHERS:
            for method, one in reading.mapping(value, place).items():
                node = reading.mapping(one, (*place, method))
                yield RawOperation(method, path, node, item, (*place, method))
        elif word == MORE:
            for index, one in enumerate(reading.items(value, place)):
                node = reading.mapping(one, (*place, index))
                method = reading.text(node, "x-method", (*place, index))
                yield RawOperation(method, path, node, item, (*place, index))


def _visible(reading: Reading, raw: list[RawOperation]) -> list[RawOperation]:
    seen = [one for one in raw if not is_hidden(one.node)]
    if len(seen) < len(raw):
        count = len(raw) - len(seen)
        reading.find("O023", ("paths",), f"{count} operations are marked as hidden and left out")
    return seen


def is_hidden(node: Node) -> bool:
    """Is an operation marked as none for clients?"""
    return any(value is True and _HIDDEN.fullmatch(key) for key, value in node.items())


def _ids(reading: Reading, raw: list[RawOperation]) -> list[str]:
    given = [reading.text(one.node, "operationId", one.at) for one in raw]
    counts = Counter(given)
    for key, one in zip(given, raw, strict=True):
        if key and counts[key] > 1:
            reading.find(
                "O024",
                (*one.at, "operationId"),
                f"operationId `{key}` is there {counts[key]} times",
            )
    if reading.ours:
        return distinct(given)
    nameless = [one.at for key, one in zip(given, raw, strict=True) if not key]
    if nameless:
        seen = f"operations without operationId: {len(nameless)}; here the first"
        reading.find("O025", nameless[0], seen)
    names = [key or from_place(one.method, one.path) for key, one in zip(given, raw, strict=True)]
    return operation_ids(names, [one.path for one in raw])
