"""How bad a finding is."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Severity(Enum):
    """Error: something is wrong or lost. Warning: probably wrong. Note: good to know, not a finding."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


ERROR: Final = Severity.ERROR
WARNING: Final = Severity.WARNING
NOTE: Final = Severity.NOTE

LOSS: Final = True
"""The page holds something that was not read: printed again it would be lost, so nothing is written over it."""

Row = tuple[str, str, Severity, str, str] | tuple[str, str, Severity, str, str, bool]
"""code, short name (kebab-case), severity, meaning, what to do; `LOSS` where the code means that."""
