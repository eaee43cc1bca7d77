"""What a caller wants to be told: which codes, whether notes, and what counts as failure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.source import Diagnostic, Severity

RANK: Final[Mapping[Severity, int]] = MappingProxyType(
    {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}
)


@dataclass(frozen=True, slots=True)
class Choice:
    """`select` and `ignore` hold codes or beginnings of codes; `fail_on` is the least severity that fails."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    notes: bool = False
    fail_on: Severity = Severity.ERROR

    def shown(self, one: Diagnostic) -> bool:
        """Is the finding to be told? A selected note is, and one that fails."""
        if one.code.startswith(self.ignore) if self.ignore else False:
            return False
        if self.select:
            return one.code.startswith(self.select)
        return self.notes or one.severity is not Severity.NOTE or self.fails(one)

    def fails(self, one: Diagnostic) -> bool:
        """Is it as bad as what must not pass?"""
        return is_reached(one.severity, self.fail_on)


def is_reached(severity: Severity, least: Severity) -> bool:
    """Is a severity at least as bad as another?"""
    return RANK[severity] >= RANK[least]
