"""Codes of samples that compilers tell; the others are in the files of their rules (`generator/rules/checks/`)."""

from typing import Final

from generator.source.severity import WARNING, Row

ROWS: Final[tuple[Row, ...]] = (
    (
        "S030",
        "sample-does-not-compile",
        WARNING,
        "A compiler refuses the sample, against the package that is made of the same pages (`lint --compile`).",
        "correct the sample, or the tables that it disagrees with",
    ),
)
