"""S016: a client that is imported from another package than the one that is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import WARNING

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    for one in sample.foreign_imports():
        yield Found(one.place, f"`{one.package}`", f"`{sample.package}`")


RULE = Rule(
    (
        "S016",
        "another-package",
        WARNING,
        "The sample imports the client from another package than the one that is made of the pages.",
        "import it from the package, or name the package in docs2sdk.yaml below `packages`",
    ),
    SAMPLE,
    _check,
)
