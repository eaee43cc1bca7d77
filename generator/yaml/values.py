"""The one type of this package's data."""

from __future__ import annotations

Json = object
"""Any JSON value (str, int, float, bool, None, list, dict), as in the model."""
