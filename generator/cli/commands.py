"""Commands that write or serve: build, check, render, generate, diff, mock, init, watch."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from generator import files
from generator.build import Outcome, build as build_specs, check as check_specs
from generator.cli.reading import configuration, outside, pages_of, specs_of
from generator.cli.report import ToolError, failure, report
from generator.configure import python_settings, typescript_settings
from generator.drift import semantic
from generator.model import Api, Json
from generator.openapi import apply_overlay, load, parse_yaml
from generator.pipeline import make
from generator.render import render_tree
from generator.scaffold import scaffold
from generator.source import Diagnostic
from generator.targets.python.emit import emit as emit_python
from generator.targets.typescript.emit import emit as emit_typescript

_EMIT: Final = {
    "python": (emit_python, python_settings),
    "typescript": (emit_typescript, typescript_settings),
}


def build(chosen: Namespace) -> int:
    """Specs to generated."""
    started = time.perf_counter()
    outcome = build_specs(Path(chosen.specs), Path(chosen.out), force=chosen.force)
    if outcome.failed:
        raise ToolError(*outcome.found)
    code = report(outcome.found, _sources(Path(chosen.specs)))
    seconds = time.perf_counter() - started
    print(
        f"{len(outcome.written)} written, {len(outcome.removed)} removed, {outcome.unchanged} unchanged"
        f" in {chosen.out} ({seconds:.1f} s)",
        file=sys.stderr,
    )
    return code


def check(chosen: Namespace) -> int:
    """Is generated what build would write?"""
    outcome: Outcome = check_specs(Path(chosen.specs), Path(chosen.out), full=chosen.full)
    if outcome.failed:
        raise ToolError(*outcome.found)
    for line in outcome.diff:
        print(line)
    for one in outcome.found:
        if one.code == "B023":
            print(f"{one.span}: {one.seen}")
    code = report(outcome.found, _sources(Path(chosen.specs)))
    if outcome.diff:
        command = f"docs2sdk build --specs {chosen.specs} -o {chosen.out}"
        usual = (chosen.specs, chosen.out) == ("specs", "generated")
        print(f"mend it with: {'docs2sdk build' if usual else command}")
    return code


def _sources(root: Path) -> dict[str, bytes]:
    """Pages by the path that findings give."""
    specs = specs_of([str(root)])
    return (
        specs.pages.data
        if specs
        else {source.path: source.data for source in files.read_tree(root / "pages", ".md")}
    )


def document_of(path: str) -> tuple[dict[str, Json], list[Diagnostic]]:
    """The document of an OpenAPI file; ToolError when it can not be read."""
    source = files.read_file(Path(path), path)
    if source.error:
        raise failure("B001", path, f"{path}: {source.error}", "an OpenAPI file")
    document, found = parse_yaml(source.data.decode("utf-8", "replace"), path)
    if not isinstance(document, dict):
        raise (
            ToolError(*found)
            if found
            else failure("O011", path, "no object", "an OpenAPI document")
        )
    return document, found


def api_of(path: str, document: dict[str, Json]) -> tuple[Api, list[Diagnostic]]:
    """The Api of a document; its client is what the document says, else the file's name."""
    docs = document.get("x-docs")
    client = str(docs.get("client", "")) if isinstance(docs, dict) else ""
    name = client or Path(path).name.split(".")[0].removesuffix("-openapi") or "api"
    api, found = load(document, client=name, file=path)
    if any(one.code == "O011" for one in found):
        raise ToolError(*found)
    return api, found


def render(chosen: Namespace) -> int:
    """OpenAPI to pages."""
    document, found = document_of(chosen.openapi)
    for name in chosen.overlay:
        overlay, problems = document_of(name)
        document, more = apply_overlay(document, overlay, name)
        found += problems + more
    api, problems = api_of(chosen.openapi, document)
    out = outside(chosen.out, [])
    wishes = {key: getattr(chosen, key) for key in ("locale", "edition", "style")}
    tree, more = render_tree(api, **wishes, samples=chosen.samples)
    files.write_tree(out, tree)
    return report([*found, *problems, *more], {})


def generate(chosen: Namespace) -> int:
    """OpenAPI to a typed client."""
    config, found = configuration(chosen.config)
    apis = []
    for path in chosen.openapi:
        document, problems = document_of(path)
        api, more = api_of(path, document)
        apis.append(api)
        found += problems + more
    emit, settings = _EMIT[chosen.target]
    texts, problems = emit(apis, settings(config, chosen.package))  # type: ignore[operator]
    out = outside(chosen.out, [])
    files.write_tree(out, {path: text.encode() for path, text in texts.items()})
    count = sum(len(api.operations) for api in apis)
    print(f"{count} of {count} operations, {len(texts)} files in {chosen.out}", file=sys.stderr)
    return report([*found, *problems], {})


def _apis(path: str) -> list[Api]:
    """The Apis of an OpenAPI file, a specs folder, or pages."""
    if Path(path).is_file() and not path.endswith(".md"):
        document, _ = document_of(path)
        return [api_of(path, document)[0]]
    specs = specs_of([path])
    if specs is not None:
        return [one.api for one in make(specs.pages, specs.config, specs.overlays)[0]]
    if Path(path).is_dir() and (documents := files.read_tree(Path(path), ".yaml")):
        names = [d.path for d in documents if ".overlay." not in d.path]
        return [api for name in names for api in _apis(str(Path(path) / name))]
    return [one.api for one in make(pages_of([path]), configuration(None)[0], {})[0]]


def diff(chosen: Namespace) -> int:
    """What changed for callers."""
    old = {api.client: api for api in _apis(chosen.old)}
    new = {api.client: api for api in _apis(chosen.new)}
    if len(old) == len(new) == 1 and old.keys() != new.keys():
        new = dict(zip(old, new.values(), strict=True))
    empty = Api(client="")
    changes = []
    for client in sorted({*old, *new}):
        changes += semantic.compare(old.get(client, empty), new.get(client, empty))
    text = semantic.to_json(changes) if chosen.format == "json" else semantic.to_text(changes)
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")
    return 1 if changes else 0


def mock(chosen: Namespace) -> int:
    """Serve the documented examples."""
    try:
        from generator.mock import Options, serve  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise failure("B030", "mock", str(error), "`pip install docs2sdk[mock]`") from error
    apis = [api for source in chosen.source for api in _apis(source)]
    secrets = dict(pair.partition("=")[::2] for pair in chosen.secret)
    options = Options(faults=tuple(chosen.fault), secrets=secrets, allow_remote=chosen.allow_remote)
    serve(apis, host=chosen.host, port=chosen.port, options=options)
    return 0


def init(chosen: Namespace) -> int:
    """A specs folder from OpenAPI files."""
    out = Path(chosen.out)
    if out.exists() and any(out.iterdir()):
        raise failure("B011", chosen.out, f"{chosen.out} is not empty", "a new folder")
    found: list[Diagnostic] = []
    apis = []
    for path in chosen.openapi:
        document, problems = document_of(path)
        api, more = api_of(path, document)
        apis.append(api)
        found += problems + more
    tree, problems = scaffold(apis)
    files.write_tree(out, tree)
    print(
        f"{len(tree)} files in {chosen.out}; next: docs2sdk build --specs {chosen.out}",
        file=sys.stderr,
    )
    return report([*found, *problems], {})


def watch(chosen: Namespace) -> int:
    """Build, and build again when something below the specs folder is saved."""
    try:
        from watchfiles import watch as changes  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise failure("B030", "watch", str(error), "`pip install docs2sdk[watch]`") from error
    build(chosen)
    for _ in changes(chosen.specs):
        build(chosen)
    return 0


__all__: Sequence[str] = [
    "build", "check", "diff", "generate", "init", "mock", "render", "watch",
]  # fmt: skip
