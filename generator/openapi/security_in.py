"""Security schemes and requirements; the model knows alternatives of whole schemes."""

from __future__ import annotations

from generator.model import Json, SecurityScheme
from generator.openapi.reading import Reading
from generator.yaml import At


def schemes(reading: Reading) -> tuple[SecurityScheme, ...]:
    """The security schemes of the document, in its order."""
    at: At = ("components", "securitySchemes")
    components = reading.mapping(reading.document.get("components"), at[:1])
    nodes = reading.mapping(components.get("securitySchemes"), at)
    return tuple(
        SecurityScheme(name, dict(reading.resolve(value, (*at, name))))
        for name, value in nodes.items()
    )


def default_requirement(
    reading: Reading, known: tuple[SecurityScheme, ...]
) -> tuple[str, ...] | None:
    """What an operation without `security` needs: None for the Api's default, which is any known scheme."""
    said = reading.document.get("security")
    if said is None:
        return None if reading.ours or not known else ()
    names = requirement(reading, said, ("security",))
    return None if names == tuple(scheme.name for scheme in known) else names


def requirement(reading: Reading, value: Json, at: At) -> tuple[str, ...]:
    """The names of a list of Security Requirement Objects; several in one object count as alternatives."""
    names: list[str] = []
    for index, item in enumerate(reading.items(value, at)):
        one = reading.mapping(item, (*at, index))
        if len(one) > 1:
            reading.find(
                "O022", (*at, index), "several schemes at once", "one scheme; they are alternatives"
            )
        if not one:
            reading.ignore("an empty security requirement", (*at, index))
        if any(one.values()):
            reading.ignore("scopes of a security requirement", (*at, index))
        names += [name for name in one if name not in names or reading.ours]
    return tuple(names)
