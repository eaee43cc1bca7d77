"""Commands that read pages: parse, roundtrip, lint, fmt, explain."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from generator import files
from generator.cli.report import ToolError, failure, report
from generator.config import DEFAULT, Config, read_config
from generator.inputs import Pages, collect, read_pages
from generator.pipeline import CONFIG, Specs, make, openapi_files, read_specs
from generator.roundtrip import roundtrip_page
from generator.source import Diagnostic


def configuration(path: str | None) -> tuple[Config, list[Diagnostic]]:
    """A configuration file; ToolError when it is invalid."""
    if path is None:
        return DEFAULT, []
    source = files.read_file(Path(path), path)
    if source.error:
        raise failure("B001", path, f"{path}: {source.error}", "a configuration file")
    config, found = read_config(source.data.decode("utf-8", "replace"), path)
    if any(one.severity.value == "error" for one in found):
        raise ToolError(*found)
    return config, found


def pages_of(paths: Sequence[str]) -> Pages:
    """Read the pages that paths name; ToolError when there is nothing to read."""
    sources, problems = collect(paths)
    if problems:
        raise ToolError(*problems)
    pages = read_pages(sources)
    if pages.failed:
        raise ToolError(*pages.found)
    return pages


def parse(chosen: Namespace) -> int:
    """Pages to OpenAPI."""
    config, found = configuration(chosen.config)
    pages = pages_of(chosen.paths)
    made, problems = make(pages, config, {})
    if chosen.out is None:
        if len(made) != 1:
            names = ", ".join(one.api.client for one in made)
            raise failure("B006", chosen.paths[0], f"the clients {names}", "one client, or -o DIR")
        sys.stdout.write(openapi_files(made[0])[f"{made[0].api.client}.yaml"].decode())
    else:
        out = outside(chosen.out, chosen.paths)
        for one in made:
            files.write_tree(out, openapi_files(one))
    return report([*found, *pages.found, *problems], pages.data, chosen, config.rules)


def outside(out: str, inputs: Sequence[str]) -> Path:
    """The output folder; ToolError when it is inside an input folder."""
    target = Path(out)
    for source in inputs:
        root = Path(source).resolve()
        if root.is_dir() and root in [target.resolve(), *target.resolve().parents]:
            raise failure("B003", out, f"{out} is inside {source}")
    if target.exists() and not target.is_dir():
        raise failure("B001", out, f"{out} is no folder", "a folder")
    return target


def roundtrip(chosen: Namespace) -> int:
    """Page -> OpenAPI text -> page, each page alone."""
    pages = pages_of(chosen.paths)
    results = [roundtrip_page(page, pages.data[page.path]) for page in pages.facts]
    different = [one for one in results if one.difference]
    exceptions = sum(one.exception_bytes for one in results)
    size = sum(one.page_bytes for one in results)
    summary = {
        "pages": len(results),
        "identical": len(results) - len(different),
        "different": [{"path": one.path, "first_difference": one.difference} for one in different],
        "exception_bytes": exceptions,
        "page_bytes": size,
    }
    if chosen.format == "json":
        print(json.dumps(summary, ensure_ascii=False, indent=2))
    else:
        for one in different:
            place = one.difference or {}
            print(
                f"{one.path}:{place['line']}:{place['column']}: {place['page']!r} became {place['print']!r}"
            )
        same = len(results) - len(different)
        share = 100 * exceptions / max(1, size)
        print(f"{same} of {len(results)} pages identical; exceptions {share:.2f} % of page bytes")
    return 1 if different else 0


def specs_of(paths: Sequence[str]) -> Specs | None:
    """The specs folder that the only path names, or None."""
    if len(paths) == 1 and (Path(paths[0]) / CONFIG).is_file():
        return read_specs(Path(paths[0]))
    return None
