"""Severity as a configuration has it: by code (or the beginning of codes), and there by path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from generator.findings.globs import matches
from generator.source import Diagnostic, Severity

Rules = Mapping[str, str | Mapping[str, str]]
"""Code, or beginning of codes, to a severity or `off`; or to severities by path pattern."""
NONE: Final[Rules] = MappingProxyType({})
OFF: Final = "off"


def levelled(found: Iterable[Diagnostic], rules: Rules) -> Iterator[Diagnostic]:
    """The findings with the severity that the rules give them; those that are off are left out."""
    for one in found:
        level = _level(one, rules)
        if level != OFF:
            yield replace(one, level=Severity(level)) if level else one


def _level(one: Diagnostic, rules: Rules) -> str:
    """What the longest key that begins the code says; empty where none speaks of the path."""
    for key in sorted(rules, key=len, reverse=True):
        rule = rules[key] if one.code.startswith(key) else ""
        level = rule if isinstance(rule, str) else _of_path(one.span.file, rule)
        if level:
            return level
    return ""


def _of_path(path: str, rule: Mapping[str, str]) -> str:
    """What the last pattern that names the path says."""
    return next((level for glob, level in [*rule.items()][::-1] if matches(path, [glob])), "")
