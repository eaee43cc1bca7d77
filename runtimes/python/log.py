"""Logging through `logging`, with secrets redacted.

The logger is named like the package. INFO: one line per attempt; DEBUG: headers and bodies as
well. `<package>.deviations` tells, at DEBUG, where an answer differs from its documentation.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Final

_PACKAGE: Final = __name__.split(".", maxsplit=1)[0]
LOGGER: Final = logging.getLogger(_PACKAGE)
DEVIATIONS: Final = logging.getLogger(f"{_PACKAGE}.deviations")

REDACTED: Final = "[redacted]"
_SECRET: Final = re.compile(
    r"authorization|cookie|secret|password|passwd|token|credential|signature|salt"
    r"|api[-_]?key|pass[-_]?code|private[-_]?key|recovery[-_]?code|otp|assertion"
    r"|^code$|^ticket$",
    re.IGNORECASE,
)


def redacted(value: object, depth: int = 0) -> object:
    """A copy of JSON data in which secrets are replaced, whatever their depth."""
    if depth > 20:
        return "..."
    if isinstance(value, Mapping):
        return {
            key: REDACTED if _SECRET.search(str(key)) else redacted(inner, depth + 1)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [redacted(inner, depth + 1) for inner in value]
    return value
