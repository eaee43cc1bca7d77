"""Codes of what is wrong with a request, their names and the HTTP status that they answer with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.source.tables.mock import ROWS

NAMES: Final[Mapping[str, str]] = MappingProxyType({row[0]: row[1] for row in ROWS})
STATUS: Final[Mapping[str, int]] = MappingProxyType(
    {"M001": 404, "M002": 405, "M013": 401, "M015": 421, "M016": 413, "M017": 400}
)
"""HTTP status of a finding's answer; 422 for all others."""
