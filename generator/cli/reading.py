"""Commands that read pages: parse, roundtrip, lint, fmt, explain."""

from __future__ import annotations

import difflib
import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import files
from generator.cli.report import ToolError, failure, findings, lines_of, report
from generator.config import DEFAULT, Config, read_config
from generator.explain import explain_code, explain_field, explain_operation
from generator.inputs import Pages, collect, read_pages
from generator.pipeline import CONFIG, Made, Specs, make, openapi_files, read_specs
from generator.printers import render_diagnostics
from generator.roundtrip import canonical, roundtrip_page
from generator.rules import check_examples, check_samples, fix_page
from generator.source import CODES, Diagnostic


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
    return report([*found, *pages.found, *problems], pages.data)


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


def lint(chosen: Namespace) -> int:
    """Every diagnostic of reading, assembly, samples and examples."""
    config, found = configuration(chosen.config)
    pages, config, found = _linted(chosen.paths, config, found)
    made, problems = make(pages, config, {})
    apis = [one.api for one in made]
    checked = [*check_samples(apis, pages.facts), *check_examples(apis, pages.facts)]
    if chosen.fix:
        _fix(chosen.paths, pages, made)
    every = sorted({*found, *pages.found, *problems, *checked})
    sys.stdout.write(render_diagnostics(every, lines_of(pages.data, every), chosen.format))
    return 1 if findings(every) else 0


def _linted(
    paths: Sequence[str], config: Config, found: list[Diagnostic]
) -> tuple[Pages, Config, list[Diagnostic]]:
    """The pages to lint; a specs folder brings its own configuration."""
    specs = specs_of(paths)
    if specs is None:
        return pages_of(paths), config, found
    if specs.pages.failed:
        raise ToolError(*specs.found)
    return specs.pages, specs.config, [one for one in specs.found if one not in specs.pages.found]


def specs_of(paths: Sequence[str]) -> Specs | None:
    """The specs folder that the only path names, or None."""
    if len(paths) == 1 and (Path(paths[0]) / CONFIG).is_file():
        return read_specs(Path(paths[0]))
    return None


def _fix(paths: Sequence[str], pages: Pages, made: Sequence[Made]) -> None:
    apis = {one.api.client: one.api for one in made}
    places = _places(paths)
    for page in pages.facts:
        data = pages.data[page.path]
        fixed = fix_page(data, page, apis[page.client]) if page.client in apis else data
        if fixed != data and page.path in places:
            root, name = places[page.path]
            files.write(root, name, fixed)
            print(f"fixed {page.path}", file=sys.stderr)


def _places(paths: Sequence[str]) -> dict[str, tuple[Path, str]]:
    """Where each page stands on the disk: a folder and the path below it."""
    places: dict[str, tuple[Path, str]] = {}
    for argument in paths:
        root = Path(argument)
        if (root / CONFIG).is_file():
            root = root / read_specs(root).config.pages
        if root.is_file():
            names = [(source.path, root.name) for source in collect([argument])[0]]
            places |= {path: (root.parent, name) for path, name in names}
        else:
            own = [source.path for source in files.read_tree(root, ".md")]
            given = [source.path for source in collect([argument])[0]]
            pairs = (
                zip(given, own, strict=True)
                if len(given) == len(own)
                else zip(own, own, strict=True)
            )
            places |= {path: (root, name) for path, name in pairs}
    return places


def fmt(chosen: Namespace) -> int:
    """Bring pages to the canonical form of their style."""
    pages = pages_of(chosen.paths)
    changed = [(page, data) for page, data in _formatted(pages) if data != pages.data[page]]
    if chosen.stdout:
        for page in pages.facts:
            sys.stdout.write(canonical(page, pages.data[page.path]).decode("utf-8", "replace"))
        return 0
    if chosen.check or chosen.diff:
        for path, data in changed:
            print("\n".join(_diff(path, pages.data[path], data)) if chosen.diff else path)
        return 1 if changed else 0
    places = _places(chosen.paths)
    for path, data in changed:
        files.write(*places[path], data)
        print(f"formatted {path}", file=sys.stderr)
    return 0


def _formatted(pages: Pages) -> Iterator[tuple[str, bytes]]:
    for page in pages.facts:
        if page.locale:
            yield page.path, canonical(page, pages.data[page.path])


def _diff(path: str, old: bytes, new: bytes) -> Iterator[str]:
    before, after = (data.decode("utf-8", "replace").splitlines() for data in (old, new))
    return difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm="")


def explain(chosen: Namespace) -> int:
    """What a code means, or what is known of an operation or field and why."""
    if chosen.name.upper() in CODES:
        print(explain_code(chosen.name.upper()))
        return 0
    paths = chosen.paths or ["specs"]
    specs = specs_of(paths)
    pages, config = (specs.pages, specs.config) if specs else (pages_of(paths), DEFAULT)
    made, _ = make(pages, config, specs.overlays if specs else {})
    tell = explain_field if "." in chosen.name else explain_operation
    answers = [tell(one.api, chosen.name) for one in made]
    known = [text for text in answers if text is not None]
    if not known:
        raise failure(
            "B007", chosen.name, f"{chosen.name!r}", "a code, an operation or schema.field"
        )
    print("\n\n".join(known))
    return 0
