"""Every diagnostic code that exists: what it means, how bad it is, and what to do about it.

Codes are stable. P: reading a page; A: assembling pages to an Api; C: configuration and overlays;
O: OpenAPI in and out; B: build, check and files; S: samples and examples; D: changes; M: requests to the mock server.
Rows: `tables/`, `codes.py` of each target, and each rule's own file (`rules/checks/`): the registry finds them, so no
floor is climbed by an import.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from generator.registry import modules, names_of_files
from generator.source.severity import Severity
from generator.source.tables import (
    assembly,
    build,
    config,
    drift,
    mock,
    openapi,
    pages,
    rows,
    samples,
)


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding; `meaning` is what `docs2sdk explain CODE` prints, `hint` what to do.

    `loss`: the page holds something that was not read, so nothing may be written over it.
    """

    code: str
    name: str
    severity: Severity
    meaning: str
    hint: str
    loss: bool = False


_FAMILIES: Final = (
    pages,
    rows,
    assembly,
    config,
    openapi,
    build,
    samples,
    mock,
    drift,
    *modules("targets", "codes"),
)
_RULES: Final = "rules.checks"


class _Codes(Mapping[str, Code]):
    """The rows of the tables, and those of rules, each of which is read with its rule's file when it is asked for."""

    def __init__(self) -> None:
        self._known = {row[0]: Code(*row) for family in _FAMILIES for row in family.ROWS}

    def __getitem__(self, code: str) -> Code:
        known = self._known.get(code)
        if known is not None or code not in _rules():
            return known or self._known[code]
        return Code(*import_module(f"generator.{_RULES}.{code.lower()}").RULE.row)

    def __contains__(self, code: object) -> bool:
        return code in self._known or code in _rules()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted((*self._known, *_rules())))

    def __len__(self) -> int:
        return len(self._known) + len(_rules())


def _rules() -> tuple[str, ...]:
    return tuple(name.upper() for name in names_of_files(_RULES))


CODES: Final[Mapping[str, Code]] = _Codes()
