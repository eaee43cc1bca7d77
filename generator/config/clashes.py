"""Names that are right by themselves, but would take the place of others."""

from __future__ import annotations

import keyword
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.naming import pascal
from generator.source import CODES, Diagnostic, diagnostic
from generator.yaml import Locator

_NEEDED: Final = (
    "annotated_types anyio certifi h11 httpcore httpx idna pydantic pydantic_core sniffio"
    " typing_extensions typing_inspection"
)
"""What the generated client imports, and what that imports."""
_NODE: Final = (
    "assert async_hooks buffer child_process cluster console constants crypto dgram"
    " diagnostics_channel dns domain events fs http http2 https inspector module net node_modules os"
    " path perf_hooks process punycode querystring readline repl stream string_decoder sys timers"
    " tls trace_events tty url util v8 vm wasi worker_threads zlib"
)
"""Node's own modules, which `import` finds before any package (https://nodejs.org/api/modules.html#built-in-modules)."""


def clashes(value: Mapping[str, Any], locator: Locator) -> Iterator[Diagnostic]:
    """A finding for each package that hides another one or a keyword, and for each class that two clients have."""
    packages = value.get("packages", {})
    for target, key in (("python", "package"), ("typescript", "package")):
        name = packages.get(target, {}).get(key, "")
        if why := refused_package(target, name):
            place = locator.span(("packages", target, key))
            yield diagnostic("C001", place, f"the package `{name}` is {why}", "a name of its own")
    taken: dict[str, str] = {}
    for client, one in value.get("clients", {}).items():
        name = one.get("class") or f"{pascal(client)}Client"
        if name in taken:
            place = locator.span(
                ("clients", client, "class") if "class" in one else ("clients", client)
            )
            seen = f"`{client}` and `{taken[name]}` are both the class {name}"
            yield diagnostic("C001", place, seen, "a class for each client")
        taken.setdefault(name, client)


def unknown_codes(value: Mapping[str, Any], locator: Locator) -> Iterator[Diagnostic]:
    """A finding for each rule that speaks of no code."""
    for key in value.get("rules", {}):
        if not any(code.startswith(key) for code in CODES):
            seen = f"no code begins with {key}"
            yield diagnostic("C001", locator.span(("rules", key)), seen, "codes such as S022 or A")


def refused_package(target: str, name: str) -> str:
    """Why a package can not have the name; empty when it can."""
    if target == "python" and name:
        if not name.isidentifier():
            return "no name of a module"
        if keyword.iskeyword(name) or keyword.issoftkeyword(name):
            return "a keyword of Python"
        if name in sys.stdlib_module_names or name in _NEEDED.split():
            return "a module that the generated client needs, or may need"
    return "a module of Node.js" if target == "typescript" and name in _NODE.split() else ""
