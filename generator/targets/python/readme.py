"""README.md, api.md per client, and the facts of pyproject.toml."""

from __future__ import annotations
from collections.abc import Iterator, Sequence
from generator.source import Diagnostic
from generator.targets.python.literals import string
from generator.targets.python.plan import ClientPlan
from generator.targets.python.settings import PythonSettings


def diagnostics(plans: Sequence[ClientPlan]) -> list[Diagnostic]:
    return []


def pages(plans: Sequence[ClientPlan], settings: PythonSettings) -> Iterator[tuple[str, str]]:
    yield "README.md", "x\n"


def project(plans, settings):
    return {
        "distribution": string(settings.distribution),
        "version": string(settings.version),
        "description": string("d"),
        "package": string(settings.package),
    }
