"""Commands that read pages: parse, roundtrip, lint, fmt, explain."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator import files
from generator.cli.named import configuration, outside
from generator.cli.output import data, show
from generator.cli.report import ToolError, failure, report
from generator.cli.waiting import waiting
from generator.inputs import Pages, collect, read_pages
from generator.judged import judged
from generator.pages.facts import PageFacts
from generator.pipeline import Specs, make, openapi_files, read_specs
from generator.printers.json_form import dumps
from generator.roundtrip import roundtrip_page
from generator.source import Diagnostic


def pages_of(paths: Sequence[str], exclude: Iterable[str] = (), *, whole: bool = True) -> Pages:
    """Read the pages that paths name; ToolError when there is nothing to read.

    `whole`: when one can not be read, too, or none is a page of the reference.
    """
    sources, problems = collect(paths)
    if problems:
        raise ToolError(*problems)
    pages = read_pages(sources, exclude)
    if pages.failed and (whole or not pages.others):
        raise ToolError(*pages.found, sources=pages.sources)
    if whole:
        must_be_readable(pages.found, pages)
    return pages


def must_be_readable(found: Sequence[Diagnostic], pages: Pages) -> None:
    """ToolError when an input can not be read: what is made of the others is not what is meant."""
    if lost := [one for one in found if one.code == "B008"]:
        raise ToolError(*lost, sources=pages.sources)


def page_named(pages: Pages, path: str) -> PageFacts:
    """The page that the command line names among those that were read; ToolError when it is none of them."""
    wanted = Path(path).absolute()
    known = {place.absolute(): name for name, place in pages.places.items()}
    found = next((one for one in pages.facts if one.path == known.get(wanted)), None)
    if found is None or not found.locale:
        raise failure("B001", path, f"{path} is none of the pages", "a page of the reference")
    return found


def parse(chosen: Namespace) -> int:
    """Pages to OpenAPI."""
    config, found = configuration(chosen.config)
    with waiting("parse"):
        pages = pages_of(chosen.paths, config.exclude)
        made, problems = make(pages, config, {})
    tree = {path: text for one in made for path, text in openapi_files(one).items()}
    if chosen.out is None:
        if len(made) != 1:
            names = ", ".join(one.api.client for one in made)
            raise failure("B006", chosen.paths[0], f"the clients {names}", "one client, or -o DIR")
        data(tree[f"{made[0].api.client}.yaml"].decode())
    else:
        out = outside(chosen.out, chosen.paths)
        files.write_tree(out, tree)
    wrong, documents = judged(tree, Path(chosen.out or ""))
    found += [*pages.found, *problems, *wrong]
    return report(found, pages.sources | documents, chosen, config.rules)


def roundtrip(chosen: Namespace) -> int:
    """Page -> OpenAPI text -> page, each page alone."""
    with waiting("roundtrip"):
        pages = pages_of(chosen.paths)
        results = [roundtrip_page(page, pages.data[page.path]) for page in pages.facts]
    different = [one for one in results if one.difference]
    exceptions = sum(one.exception_bytes for one in results)
    size = sum(one.page_bytes for one in results)
    summary = {
        "pages": len(results),
        "identical": len(results) - len(different),
        "different": [
            {"path": str(pages.places[one.path]), "first_difference": one.difference}
            for one in different
        ],
        "exception_bytes": exceptions,
        "page_bytes": size,
    }
    if chosen.format == "json":
        data(dumps(summary))
    else:
        for one in different:
            place = one.difference or {}
            where = f"{pages.places[one.path]}:{place['line']}:{place['column']}"
            show(f"{where}: {place['page']!r} became {place['print']!r}")
        same = len(results) - len(different)
        share = 100 * exceptions / max(1, size)
        show(f"{same} of {len(results)} pages identical; exceptions {share:.2f} % of page bytes")
    return 1 if different else 0


def specs_of(paths: Sequence[str], *, whole: bool = True) -> Specs | None:
    """The specs folder that the only path names, or None; ToolError as `pages_of` has it."""
    if len(paths) != 1 or not files.exists(Path(paths[0]) / files.CONFIG):
        return None
    specs = read_specs(Path(paths[0]))
    if whole:
        must_be_readable(specs.found, specs.pages)
    return specs
