"""S006: wrong client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.rules.rule import SAMPLE, Found, Rule
from generator.source.severity import ERROR

if TYPE_CHECKING:
    from generator.rules.sample import Sample


def _check(sample: Sample) -> Iterator[Found]:
    wanted = sample.client_class
    made = [one for one in sample.code.made if one.class_name != "Client"]
    if wanted and made and not {one.class_name for one in made} & {wanted, f"Async{wanted}"}:
        yield Found(sample.code.made[0].place, f"`{made[0].class_name}`", f"`{wanted}`")


RULE = Rule(
    (
        "S006",
        "wrong-client",
        ERROR,
        "The sample makes another client than the one that the page names.",
        "make the client that the page names, or mend the method section",
    ),
    SAMPLE,
    _check,
)
