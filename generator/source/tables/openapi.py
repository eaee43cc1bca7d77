"""Codes of OpenAPI in and out: O001 to O099."""

from typing import Final

from generator.source.severity import ERROR, NOTE, WARNING, Row

ROWS: Final[tuple[Row, ...]] = (
    (
        "O001",
        "yaml-syntax",
        ERROR,
        "The file is no YAML 1.2 or JSON text: nothing can be read from there on.",
        "mend the syntax at the place shown",
    ),
    (
        "O002",
        "yaml-duplicate-key",
        ERROR,
        "A mapping holds one key twice; the first is kept, but readers differ in which one they take.",
        "remove one of the two",
    ),
    (
        "O003",
        "yaml-limit",
        ERROR,
        "The document is nested too deeply, grows too large through its aliases, or an alias holds itself.",
        "write the content out, less deeply nested",
    ),
    (
        "O004",
        "yaml-value",
        ERROR,
        "A value has no equal in JSON: a number that is not finite or has too many digits, half a surrogate "
        "pair, an unknown tag, a mapping as a key.",
        "write a JSON value",
    ),
)
