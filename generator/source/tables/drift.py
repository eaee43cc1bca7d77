"""Codes of changes between two versions of an API: D001 to D009."""

from typing import Final

from generator.source.severity import ERROR, NOTE, WARNING, Row

ROWS: Final[tuple[Row, ...]] = (
    (
        "D001",
        "breaking-change",
        ERROR,
        "Programs that call the API as it was stop compiling or working.",
        "keep what callers use, or publish a new major version",
    ),
    (
        "D002",
        "compatible-change",
        WARNING,
        "The API accepts or gives more than before; programs that call it go on working.",
        "publish a new minor version",
    ),
    (
        "D003",
        "documentation-change",
        NOTE,
        "Texts, examples or samples differ; nothing on the wire does.",
        "publish a new patch version",
    ),
)
