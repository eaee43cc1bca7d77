"""Floor 7: openapi-spec-validator's judgement on the documents that we write ourselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.files import SourceFile
from generator.openapi import parse_yaml, validate
from generator.source import Diagnostic


def judged(tree: Mapping[str, bytes], out: Path) -> tuple[list[Diagnostic], dict[str, SourceFile]]:
    """What is wrong with the OpenAPI documents among files to be written below `out`, and those documents.

    Slow: about a second for 300 KB, so ask about what has changed.
    """
    found: list[Diagnostic] = []
    sources: dict[str, SourceFile] = {}
    for path, data in sorted(tree.items()):
        if not path.endswith(".yaml") or path.endswith(".overlay.yaml"):
            continue
        text = data.decode()
        document, problems = parse_yaml(text, path)
        found += problems
        if isinstance(document, Mapping) and "openapi" in document:
            found += validate(document, path, text)
            sources[path] = SourceFile(path, data, "", out / path)
    return found, sources
