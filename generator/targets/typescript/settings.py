"""What no page says about the npm package: its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.targets.settings import PUBLISHED, VERSION, Option, Settings, Wanted

ABOUT: Final = "The npm package."
OPTIONS: Final = {
    "package": Option("Its name.", r"^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$"),
    "version": VERSION,
    **PUBLISHED,
}
_NODE: Final = (
    "assert async_hooks buffer child_process cluster console constants crypto dgram"
    " diagnostics_channel dns domain events fs http http2 https inspector module net node_modules os"
    " path perf_hooks process punycode querystring readline repl stream string_decoder sys timers"
    " tls trace_events tty url util v8 vm wasi worker_threads zlib"
)
"""Node's own modules, which `import` finds before any package (https://nodejs.org/api/modules.html#built-in-modules)."""


@dataclass(frozen=True, slots=True)
class TypeScriptSettings(Settings):
    """The package as npm calls it, which samples import."""

    package: str = "identity-node-sdk"


def settings(wanted: Wanted) -> TypeScriptSettings:
    """The settings: what is chosen, else configured, else usual."""
    name = wanted.chosen or wanted.own.get("package", wanted.usual)
    version = wanted.own.get("version", wanted.version)
    return TypeScriptSettings(name, version, wanted.clients, **wanted.published)


def refused(package: str) -> str:
    """Why a package can not have the name; empty when it can."""
    return "a module of Node.js" if package in _NODE.split() else ""
