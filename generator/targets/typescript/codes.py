"""Codes of the TypeScript target: B301 to B309."""

from typing import Final

from generator.source.severity import NOTE, WARNING, Row

ROWS: Final[tuple[Row, ...]] = (
    (
        "B301",
        "typescript-name",
        NOTE,
        "A name is no identifier of TypeScript, is reserved there, or stands twice; the package spells it otherwise.",
        "rename it in the document, or use the name that the package gives it",
    ),
    (
        "B302",
        "typescript-type",
        WARNING,
        "A type can not be said in TypeScript: its schema is missing, is only another name for itself, or nests too "
        "deep. It is `unknown` in the package.",
        "define the schema, or end the circle of names",
    ),
    (
        "B303",
        "typescript-server",
        WARNING,
        "The server URL is no plain http or https URL, so the package has no default host.",
        "set `clients.<client>.servers` in docs2sdk.yaml, or write the server's URL in full",
    ),
    (
        "B304",
        "typescript-argument",
        NOTE,
        "Two arguments of one operation have the same name; in the package the parameter keeps the name, and "
        "the body's has a number after it.",
        "use the name that the package gives it",
    ),
    (
        "B305",
        "typescript-media",
        WARNING,
        "The media type of a body is malformed, so the package sends application/octet-stream.",
        "correct the media type in the document",
    ),
    (
        "B306",
        "typescript-bodyless",
        WARNING,
        "A GET or HEAD operation has a body, which `fetch` refuses; the package sends its fields in the query.",
        "make them query parameters, or correct the method",
    ),
)
