"""Names that are right by themselves, but would take the place of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.naming import pascal
from generator.source import CODES, Diagnostic, diagnostic
from generator.targets.target import target
from generator.yaml import Locator


def clashes(value: Mapping[str, Any], locator: Locator) -> Iterator[Diagnostic]:
    """A finding for each package that hides another one or a keyword, and for each class that two clients have."""
    for language, own in value.get("packages", {}).items():
        name = own.get("package")
        if name is not None and (why := target(language).refused(name)):
            place = locator.span(("packages", language, "package"))
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
