"""Apis in, one npm package out: a map of relative paths to texts. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from jinja2 import Environment

from generator.model import Api
from generator.naming import unique
from generator.rendering.environment import environment, render
from generator.rendering.fragments import Identifier, Literal
from generator.rendering.markdown import prose
from generator.source import Diagnostic
from generator.targets.license import license_files
from generator.targets.typescript import names
from generator.targets.typescript.calls import operations
from generator.targets.typescript.client import (
    class_doc,
    client_imports,
    connect_head,
    made,
    operation_imports,
    options_head,
)
from generator.targets.typescript.comments import line_comment
from generator.targets.typescript.data import header, reserved, runtime_files
from generator.targets.typescript.entry import ProfileView, profile
from generator.targets.typescript.literals import json_string, string
from generator.targets.typescript.models import TypeView, models
from generator.targets.typescript.plan import Names, Plan, plan
from generator.targets.typescript.readme import readme_entry
from generator.targets.typescript.reports import reports
from generator.targets.typescript.settings import TypeScriptSettings
from generator.targets.typescript.shared import shared_models

_MODULES = ("client", "index", "models", "operations", "profile")
_FILES = ("src/index.ts", "package.json", "tsconfig.json", "tsconfig.cjs.json", "README.md")


@cache
def _environment() -> Environment:
    return environment("typescript")


def emit(
    apis: Sequence[Api], settings: TypeScriptSettings
) -> tuple[Mapping[str, str], list[Diagnostic]]:
    """The package of all clients together, by path, and what could not be said in TypeScript."""
    found: list[Diagnostic] = []
    plans = plans_of(apis, settings)
    types = [models(one, found) for one in plans]
    profiles = [profile(one, settings) for one in plans]
    tree = dict(_package(plans, types, profiles, settings))
    for one, own, reach in zip(plans, types, profiles, strict=True):
        tree |= dict(_client(one, own, reach, found))
        found += reports(one)
    tree |= {f"src/runtime/{name}": text for name, text in runtime_files().items()}
    tree |= license_files(settings)
    return dict(sorted(tree.items())), sorted(set(found))


def plans_of(apis: Sequence[Api], settings: TypeScriptSettings) -> list[Plan]:
    """The plan of each client; their folders, classes and prefixes are kept apart."""
    ordered = sorted(apis, key=lambda api: api.client)
    clients = [api.client for api in ordered]
    wanted = {api.client: settings.of(api).class_name for api in ordered}
    folders = unique(clients, names.folder)
    classes = unique(clients, lambda client: names.class_name(client, wanted[client]))
    prefixes = unique(clients, lambda client: _prefix(classes[client]))
    return [
        plan(
            api,
            settings.of(api),
            Names(folders[api.client], classes[api.client], prefixes[api.client]),
        )
        for api in ordered
    ]


def _prefix(class_name: str) -> str:
    """What a client's own names begin with; its options are not named as the runtime's are."""
    prefix = class_name.removesuffix("Client") or "Api"
    return f"{prefix}_" if f"{prefix}Options" in reserved("module") else prefix


def _client(
    one: Plan, types: Sequence[TypeView], reach: ProfileView, found: list[Diagnostic]
) -> Iterator[tuple[str, str]]:
    """The modules of a client."""
    values = {
        "class_name": Identifier(one.own.class_name),
        "connect": Identifier(one.own.connect),
        "connect_head": connect_head(one, reach),
        "options_head": options_head(reach),
        "doc": class_doc(one),
        "made": made(one, reach),
        "profile": reach,
        "operations": operations(one, found),
        "types": types,
        "operation_imports": operation_imports(one),
        "client_imports": client_imports(one),
    }
    for name in _MODULES:
        yield f"src/{one.own.folder}/{name}.ts", _text(f"client/{name}.ts.j2", values)


def _package(
    plans: Sequence[Plan],
    types: Sequence[Sequence[TypeView]],
    profiles: Sequence[ProfileView],
    settings: TypeScriptSettings,
) -> Iterator[tuple[str, str]]:
    """What stands around the clients: the index, the types of all, and npm's and the compiler's files."""
    owned = [(one.own.folder, one.own.prefix, own) for one, own in zip(plans, types, strict=True)]
    values = {
        "clients": [
            readme_entry(one, reach, settings.package)
            for one, reach in zip(plans, profiles, strict=True)
        ],
        "shared": shared_models(owned) if len(plans) > 1 else (),
        "title": prose(settings.package),
        "package": string(settings.package),
        "package_json": json_string(settings.package),
        "version_json": json_string(settings.version),
        "published": _published(settings),
    }
    for name in _FILES + (("src/models.ts",) if len(plans) > 1 else ()):
        yield name, _text(f"package/{name.removeprefix('src/')}.j2", values)


def _published(settings: TypeScriptSettings) -> tuple[tuple[Literal, Literal], ...]:
    """What npm shows of a package beside its name."""
    told = {
        "license": settings.license,
        "repository": f"git+{settings.repository}" if settings.repository else "",
        "author": settings.author,
    }
    return tuple((json_string(name), json_string(value)) for name, value in told.items() if value)


def _text(template: str, values: Mapping[str, object]) -> str:
    return render(_environment(), template, {"header": line_comment(header()), **values}).text
