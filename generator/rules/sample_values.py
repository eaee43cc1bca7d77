"""What a generated sample gives to a call: all required arguments; without any, a few with an example."""

from __future__ import annotations

from typing import Final

from generator.model import UNSET, Api, Json, Operation
from generator.model.maker import Maker, Wish
from generator.rules.book import arguments
from generator.rules.literals import Binary

_SOME: Final = 3


def sample_arguments(api: Api, operation: Operation, edition: str) -> dict[str, Json]:
    """The arguments by name; what cannot be made within the bounds is an empty object."""
    fields = arguments(api, operation, edition)
    wish = Wish(optional=False, sending=True, code=True, file=Binary())
    required = [one for one in fields if one.required]
    told = [one for one in fields if Maker(api, wish).told(one) is not UNSET]
    made = {one.name: Maker(api, wish).field(one) for one in required or told[:_SOME]}
    return {name: {} if value is UNSET else value for name, value in made.items()}
