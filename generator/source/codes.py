"""Every diagnostic code that exists: what it means, how bad it is, and what to do about it.

Codes are stable. P: reading a page; A: assembling pages to an Api; C: configuration and overlays;
O: OpenAPI in and out; B: build, check and files; S: samples and examples; D: changes; M: requests to the mock server.
Rows: `tables/`, and `codes.py` of each target: the registry finds them, so no floor is climbed by an import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.registry import modules
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


_FAMILIES = (
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
CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {row[0]: Code(*row) for family in _FAMILIES for row in family.ROWS}
)
