"""For code scanning: SARIF 2.1.0 (OASIS standard, 27 March 2020), with a rule for each code of the table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from generator import __version__
from generator.printers.json_form import dumps
from generator.printers.sources import Sources, has_place
from generator.printers.text import LONGEST, said
from generator.source import CODES, Code, Diagnostic, Severity, Span
from generator.source.visible import visible

if TYPE_CHECKING:
    from generator.model import Json

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


def render(diagnostics: Sequence[Diagnostic], sources: Sources) -> str:
    """A log of one run. Rules are those of the codes that occur, sorted."""
    codes = sorted({one.code for one in diagnostics})
    driver: Json = {
        "name": "docs2sdk",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(CODES[code]) for code in codes],
    }
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code), sources) for one in diagnostics],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: Code) -> Json:
    return {
        "id": code.code,
        "name": "".join(word.capitalize() for word in code.name.split("-")),
        "shortDescription": {"text": code.name.replace("-", " ")},
        "fullDescription": {"text": code.meaning},
        "help": {"text": f"{code.meaning}\n\nWhat to do: {code.hint}"},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(one: Diagnostic, index: int, sources: Sources) -> Json:
    text = said(one) + (f"; {visible(one.advice, LONGEST)}" if one.advice else "")
    result: dict[str, Json] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": {"text": text},
    }
    if one.span.file:
        result["locations"] = [_location(one.span, sources)]
    related = [span for span in (*one.also, *one.related) if span.file]
    if related:
        result["relatedLocations"] = [
            {"id": number, **_location(span, sources)} for number, span in enumerate(related)
        ]
    return result | {"partialFingerprints": {"finding/v1": _fingerprint(one)}}


def _location(span: Span, sources: Sources) -> dict[str, Json]:
    place: dict[str, Json] = {"artifactLocation": {"uri": uri(span.file)}}
    if has_place(span):
        region: dict[str, Json] = {"startLine": span.line, "startColumn": max(span.column, 1)}
        line = sources.line(span)
        if line is not None:
            region["snippet"] = {"text": visible(line, LONGEST)}
        place["region"] = region
    return {"physicalLocation": place}


def uri(file: str) -> str:
    """A path as a URI reference (RFC 3986); a colon in its first part would make a scheme of it."""
    text = quote(file.replace("\\", "/").encode("utf-8", "replace"), safe="/~!$&'()*+,;=@")
    return text.replace("%3A", ":") if text.startswith("/") else text


def _fingerprint(one: Diagnostic) -> str:
    """The same for the same finding when lines move."""
    parts = json.dumps([one.code, one.span.file, one.seen, one.expected])
    return hashlib.sha256(parts.encode()).hexdigest()[:32]
