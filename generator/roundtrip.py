"""Floor 7: one page through OpenAPI text and back, and the canonical form of a page."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Final

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.drift.trees import first_difference
from generator.model import Api, Json, Operation, PageRecord
from generator.openapi import export, load, parse_yaml, to_yaml
from generator.pages.facts import PageFacts
from generator.pages.ids import STRUCTURE, STRUCTURE_STEPS
from generator.pages.read import read_page
from generator.pages.same import differences
from generator.pages.write import print_page

_ROUNDS: Final = 4


@dataclass(frozen=True, slots=True)
class Result:
    """How a page came back; `difference` is None when it is identical."""

    path: str
    difference: dict[str, object] | None
    exception_bytes: int
    page_bytes: int


def roundtrip_page(page: PageFacts, data: bytes) -> Result:
    """Page -> OpenAPI YAML text -> page."""
    if not page.locale:
        return Result(page.path, _difference(data, b""), 0, len(data))
    api = through_text(_alone(page))
    operation = api.operations[0]
    printed = print_page(api, operation, operation.pages[0])
    exceptions = json.dumps(
        dict(operation.pages[0].exceptions), ensure_ascii=False, separators=(",", ":")
    )
    size = len(exceptions.encode()) if operation.pages[0].exceptions else 0
    return Result(
        page.path, _difference(data, printed) if printed != data else None, size, len(data)
    )


def _alone(page: PageFacts) -> Api:
    made, _ = assemble([page], Settings())
    return made[0].api


def through_text(api: Api) -> Api:
    """The Api after a way through the text of its OpenAPI document."""
    document, _ = parse_yaml(to_yaml(export(api)), f"{api.client}.yaml")
    if not isinstance(document, dict):
        raise TypeError("an exported document is always an object")
    loaded, _ = load(document, client=api.client, file=f"{api.client}.yaml", trusted=True)
    return loaded


def _difference(source: bytes, printed: bytes) -> dict[str, object]:
    line, column, page, text = first_difference(source, printed)
    return {"line": line, "column": column, "page": page, "print": text}


def canonical(page: PageFacts, data: bytes) -> bytes:
    """The page in the canonical form of its locale and style: without those exceptions that are only form.

    An exception that carries a fact (a word that the canonical form does not have) is kept.
    """
    if not page.locale:
        return data
    api = _alone(page)
    operation: Operation = api.operations[0]
    record = operation.pages[0]
    kept = {key for key, value in record.exceptions.items() if _is_kept(key, value)}
    for _ in range(_ROUNDS):
        printed = print_page(api, operation, _with(record, kept))
        if printed == data:
            break
        carried = {one.key for one in differences(page, read_page(printed, page.path))}
        if not (carried & set(record.exceptions)) - kept:
            break
        kept |= carried
    return printed


def _is_kept(key: str, value: Json) -> bool:
    """Structure stays, and so do somebody's words in the comment; another spelling of it does not."""
    if key == "comment":
        return not str(value).startswith("~")
    return key in STRUCTURE or key.endswith(STRUCTURE_STEPS)


def _with(record: PageRecord, kept: set[str]) -> PageRecord:
    exceptions = {key: value for key, value in record.exceptions.items() if key in kept}
    return replace(record, exceptions=exceptions)
