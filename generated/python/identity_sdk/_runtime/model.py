"""The base of the DTO classes: strict to write, forgiving to read.

Writing (`Dto(...)`, or a mapping given to a method) raises on a wrong type and on an unknown
name. Reading an answer never fails: see `decode`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


def camel(name: str) -> str:
    """The wire name that a field has unless `Wire` gives another: `user_id` -> `userId`."""
    head, *rest = name.split("_")
    return head + "".join(word[:1].upper() + word[1:] for word in rest)


def Wire(name: str) -> Any:
    """The wire name of a field, where it is not the camelCase of the Python name."""
    return Field(validation_alias=name, serialization_alias=name)


READ_ONLY: Any = None
"""The default of a field that answers have and that nobody gives."""


class Model(BaseModel):
    """A DTO. Fields that the documentation does not know are kept in `model_extra`."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        alias_generator=camel,
        populate_by_name=True,
        protected_namespaces=(),
        hide_input_in_errors=True,
        defer_build=True,
    )

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        given = self.model_fields_set | set(self.__pydantic_extra__ or ())
        return (pair for pair in super().__repr_args__() if pair[0] in given)


class OpenModel(Model):
    """A DTO that takes further fields, beyond those that the documentation names."""

    model_config = ConfigDict(extra="allow")
