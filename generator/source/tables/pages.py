"""Codes of reading a page:  to ."""

from typing import Final

from generator.source.severity import ERROR, NOTE, WARNING, Row

_ = (ERROR, NOTE, WARNING)
ROWS: Final[tuple[Row, ...]] = ()
