"""Commands that read OpenAPI documents: render, generate, diff, init."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator import files
from generator.cli.output import data, say, show
from generator.cli.reading import configuration, outside, pages_of, specs_of, text_named
from generator.cli.report import ToolError, choice_of, failure, report, tell
from generator.config.clashes import refused_package
from generator.configure import python_settings, typescript_settings
from generator.drift import semantic
from generator.drift.findings import findings
from generator.model import Api, Json
from generator.naming import snake
from generator.openapi import apply_overlay, load, parse_yaml
from generator.pipeline import make
from generator.printers import render_diagnostics
from generator.printers.json_form import dumps
from generator.render import render_tree
from generator.scaffold import scaffold
from generator.source import Diagnostic
from generator.targets.python.emit import emit as emit_python
from generator.targets.typescript.emit import emit as emit_typescript

_EMIT: Final = {
    "python": (emit_python, python_settings),
    "typescript": (emit_typescript, typescript_settings),
}

_EMITTED: Final = {
    "python": re.compile(r"^\w+: Operation\[", re.MULTILINE),
    "typescript": re.compile(r"^export const \w+:\s+(?:Paged)?Operation<", re.MULTILINE),
}
"""What an emitted operation looks like: the coverage line counts what was written, not what was asked for."""


def document_of(path: str) -> tuple[dict[str, Json], list[Diagnostic]]:
    """The document of an OpenAPI file; ToolError when it can not be read."""
    document, found = parse_yaml(text_named(path, "an OpenAPI file"), path)
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
    return report([*found, *problems, *more], {}, chosen)


def generate(chosen: Namespace) -> int:
    """OpenAPI to a typed client."""
    config, found = configuration(chosen.config)
    apis = []
    for path in chosen.openapi:
        document, problems = document_of(path)
        api, more = api_of(path, document)
        apis.append(api)
        found += problems + more
    _must_differ(chosen.openapi, apis)
    _must_be_free(chosen.target, chosen.package)
    emit, settings = _EMIT[chosen.target]
    reached = [config.reached(api) for api in apis]
    texts, problems = emit(reached, settings(config, chosen.package))  # type: ignore[operator]
    out = outside(chosen.out, [])
    files.write_tree(out, {path: text.encode() for path, text in texts.items()})
    wanted = sum(len(api.operations) for api in apis)
    emitted = sum(len(_EMITTED[chosen.target].findall(text)) for text in texts.values())
    say(f"{emitted} of {wanted} operations, {len(texts)} files in {chosen.out}")
    return report([*found, *problems], {}, chosen, config.rules)


def _must_differ(paths: Sequence[str], apis: Sequence[Api]) -> None:
    """ToolError for a second document of one client: it would take the place of the first."""
    taken: dict[str, str] = {}
    for path, api in zip(paths, apis, strict=True):
        if api.client in taken:
            seen = f"{path} and {taken[api.client]} are both the client `{api.client}`"
            raise failure("B004", path, seen, "another file name, or `x-docs: {client: NAME}`")
        taken[api.client] = path


def _must_be_free(target: str, package: str | None) -> None:
    """ToolError for a package that hides another one."""
    if package is not None:
        name = (snake(package) or "-") if target == "python" else package
        if why := refused_package(target, name):
            raise failure("B007", package, f"the package `{name}` is {why}", "a name of its own")


def apis_of(path: str) -> list[Api]:
    """The Apis of an OpenAPI file, a specs folder, or pages."""
    if Path(path).is_file() and not path.endswith(".md"):
        document, _ = document_of(path)
        return [api_of(path, document)[0]]
    specs = specs_of([path])
    if specs is not None:
        return [one.api for one in make(specs.pages, specs.config, specs.overlays)[0]]
    if Path(path).is_dir() and (documents := files.read_tree(Path(path), ".yaml")):
        names = [d.path for d in documents if ".overlay." not in d.path]
        return [api for name in names for api in apis_of(str(Path(path) / name))]
    return [one.api for one in make(pages_of([path]), configuration(None)[0], {})[0]]


def diff(chosen: Namespace) -> int:
    """What changed for callers."""
    old = {api.client: api for api in apis_of(chosen.old)}
    new = {api.client: api for api in apis_of(chosen.new)}
    if len(old) == len(new) == 1 and old.keys() != new.keys():
        new = dict(zip(old, new.values(), strict=True))
    empty = Api(client="")
    changes: list[semantic.Change] = []
    found: list[Diagnostic] = []
    for client in sorted({*old, *new}):
        pair = old.get(client, empty), new.get(client, empty)
        own = semantic.compare(*pair)
        changes += own
        found += findings(own, *pair)
    return _told(changes, found, chosen)


def _told(
    changes: Sequence[semantic.Change], found: Sequence[Diagnostic], chosen: Namespace
) -> int:
    """Print all changes, notes too; breaking ones fail, unless `--fail-on` says otherwise."""
    choice = replace(choice_of(chosen), notes=True)
    if chosen.format == "json":
        told, own = json.loads(render_diagnostics(found, {}, "json")), semantic.as_json(changes)
        told["counts"].update(own.pop("counts"))
        data(dumps(told | own))
        return int(any(map(choice.fails, found)))
    code = tell(found, {}, chosen, choice)
    (show if chosen.format == "text" else say)(semantic.verdict(changes))
    return code


def init(chosen: Namespace) -> int:
    """A specs folder from OpenAPI files."""
    out = Path(chosen.out)
    if not files.is_free(out):
        raise failure("B011", chosen.out, f"{chosen.out} is not empty", "a new folder")
    found: list[Diagnostic] = []
    apis = []
    for path in chosen.openapi:
        document, problems = document_of(path)
        api, more = api_of(path, document)
        apis.append(api)
        found += problems + more
    _must_differ(chosen.openapi, apis)
    tree, problems = scaffold(apis)
    files.write_tree(out, tree)
    say(f"{len(tree)} files in {chosen.out}; next: docs2sdk build --specs {chosen.out}")
    return report([*found, *problems], {}, chosen)
