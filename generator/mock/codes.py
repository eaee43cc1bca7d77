"""The HTTP status that findings about a request answer with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

STATUS: Final[Mapping[str, int]] = MappingProxyType(
    {"M001": 404, "M002": 405, "M013": 401, "M015": 421, "M016": 413, "M017": 400}
)
"""HTTP status of a finding's answer; 422 for all others."""
