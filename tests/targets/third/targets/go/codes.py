"""Codes of the Go target: B401."""

from typing import Final

from generator.source.severity import NOTE, Row

ROWS: Final[tuple[Row, ...]] = (
    ("B401", "go-name", NOTE, "A name is spelled otherwise in Go.", "use the name that Go has"),
)
