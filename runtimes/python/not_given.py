"""The value that is not there, distinct from None (which is sent as JSON null)."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal


class _Absent(Enum):
    NOT_GIVEN = "NOT_GIVEN"

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "NOT_GIVEN"


NotGiven = Literal[_Absent.NOT_GIVEN]
"""The type of `NOT_GIVEN`."""

NOT_GIVEN: Final = _Absent.NOT_GIVEN
"""Pass this (or nothing) to leave an argument out of the request."""
