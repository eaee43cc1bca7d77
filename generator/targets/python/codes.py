"""Codes of the Python target: B201 to B209."""

from typing import Final

from generator.source.severity import NOTE, WARNING, Row

ROWS: Final[tuple[Row, ...]] = (
    (
        "B201",
        "python-name",
        NOTE,
        "A name is no identifier of Python, is reserved there, or stands twice; the package spells it otherwise.",
        "use the name that the package gives it (`api.md` lists them), or rename it in the document",
    ),
    (
        "B202",
        "python-type",
        WARNING,
        "A type is `object` in the package: its schema is missing, or is only another name for itself.",
        "define the schema, or end the circle of names",
    ),
    (
        "B203",
        "python-server",
        WARNING,
        "The server URL is no plain http or https URL, so the package has no default host.",
        "set `clients.<client>.servers` in docs2sdk.yaml, or write the server's URL in full",
    ),
    (
        "B204",
        "python-argument",
        NOTE,
        "Two arguments of one operation have the same name; in the package the parameter keeps the name, and "
        "the body's has a number after it.",
        "use the name that the package gives it",
    ),
)
