"""`docs2sdk.yaml` as a `Config`, with findings at line and column."""

from __future__ import annotations

from typing import Any, Final

from generator.assembly.settings import OperationOverride
from generator.config.check import violations
from generator.config.clashes import clashes, unknown_codes
from generator.config.model import (
    DEFAULT,
    Alias,
    Auth,
    Client,
    Config,
    Reference,
    Site,
)
from generator.config.types import type_of
from generator.model import Origin, SecurityScheme, Server
from generator.model.profiles import profiles
from generator.source import Diagnostic
from generator.yaml import Locator, parse_yaml

_AUTH: Final = {
    "kind": "kind",
    "scheme": "scheme",
    "headerPrefix": "header_prefix",
    "label": "label",
    "tokenPath": "token_path",
    "lang": "lang",
    "idempotencyHeader": "idempotency",
}


def read_config(text: str, file: str) -> tuple[Config, list[Diagnostic]]:
    """The configuration; with any finding it is `DEFAULT`. An empty file is `DEFAULT` too. Never raises."""
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return DEFAULT, []
    value, findings = parse_yaml(text, file)
    locator = Locator(text, file)
    findings = findings or sorted(violations(value, locator))
    if isinstance(value, dict) and not findings:
        findings = sorted([*clashes(value, locator), *unknown_codes(value, locator)])
    if findings or not isinstance(value, dict):
        return DEFAULT, findings
    return _config(value, locator), []


def _config(value: dict[str, Any], locator: Locator) -> Config:
    path = value.get("path", {})
    profile = profiles()[value.get("profile", DEFAULT.profile)]
    pages = value.get("pages", DEFAULT.pages)
    clients = value.get("clients", {})
    return Config(
        tuple(value.get("locales", DEFAULT.locales)),
        tuple(value.get("editions", DEFAULT.editions)),
        pages,
        value.get("overlays", DEFAULT.overlays),
        path.get("prefix", profile.prefix),
        tuple(path.get("segments", profile.segments)),
        {name: _client(name, one, locator) for name, one in clients.items()},
        value.get("packages", {}),
        Reference(**value.get("reference", {})),
        {code: _levels(rule, pages) for code, rule in value.get("rules", {}).items()},
        {
            _below(glob, pages): locator.span(("exclude", index))
            for index, glob in enumerate(value.get("exclude", ()))
        },
        profile.name,
        Site(**value.get("site", {})),
    )


def _levels(rule: Any, pages: str) -> Any:
    """The severity of a code, or its severities by pattern."""
    if isinstance(rule, str):
        return rule
    return {_below(glob, pages): level for glob, level in rule.items()}


def _below(glob: str, pages: str) -> str:
    """A pattern as from the folder of pages, for it may be written as from the folder of the configuration."""
    return glob.removeprefix("/").removeprefix(f"{pages}/") if "/" in glob else glob


def _client(name: str, value: dict[str, Any], locator: Locator) -> Client:
    operations, types = value.get("operations", {}), value.get("types", {})
    places = {
        key: locator.span(("clients", name, part, key))
        for part, entries in (("operations", operations), ("types", types))
        for key in entries
    }
    return Client(
        value.get("class", ""),
        value.get("title", ""),
        value.get("version", Client().version),
        value.get("description", ""),
        tuple(Server(**one) for one in value.get("servers", ())),
        tuple(SecurityScheme(key, one) for key, one in value.get("security", {}).items()),
        Auth(**{_AUTH[key]: one for key, one in value.get("auth", {}).items()}),
        value.get("envelope"),
        {
            key: OperationOverride(**one, origin=Origin("configured", places[key]))
            for key, one in operations.items()
        },
        {key: type_of(one) for key, one in types.items()},
        places,
        value.get("paging"),
        {
            key: Alias(one["of"], one["until"], locator.span(("clients", name, "aliases", key)))
            for key, one in value.get("aliases", {}).items()
        },
    )
