"""Samples that are written from the model, for editions whose pages show none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from generator.model import Api, Json, Operation, Sample
from generator.model.credentials import Credentials
from generator.model.editions import editions as known_editions
from generator.naming import camel, snake
from generator.rules.literals import NODE, PYTHON, literal, node_string
from generator.rules.sample_values import sample_arguments
from generator.rules.spelling import NAMES, Names, identifier, module


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a sample is made of."""

    package: str
    class_name: str
    method: str
    options: Sequence[str]
    given: Mapping[str, Json]


def generate_sample(
    api: Api,
    operation: Operation,
    edition: str,
    names: Mapping[str, Names] = NAMES,
    usual: Sequence[str] | None = None,
) -> Sample:
    """The sample of an operation for an edition; KeyError for one that no sample is written for.

    It gives all required arguments, and takes values from examples, defaults and enum members where these
    are of the stated type. `usual` are the credentials that the Api's clients are made with, where they are known
    already. ValueError when `names` has an impossible package name.
    """
    spell = names[edition]
    given = {
        spell.argument(api, operation, name): data
        for name, data in sample_arguments(api, operation, edition).items()
    }
    class_name = identifier(spell.class_name(api), "Api").text
    method = identifier(spell.method(api, operation), "call").text
    options = Credentials(api).usual if usual is None else usual
    parts = _Parts(spell.package, class_name, method, options, given)
    return Sample(edition, known_editions()[edition].fence, WRITERS[edition](parts), generated=True)


def with_generated_samples(
    api: Api, editions: Collection[str], names: Mapping[str, Names] = NAMES
) -> Api:
    """The Api with a generated sample wherever an operation has none for one of the editions.

    Editions that no sample can be written for are left out.
    """
    wanted = [edition for edition in WRITERS if edition in editions]
    usual = Credentials(api).usual
    operations = tuple(_filled(api, one, wanted, names, usual) for one in api.operations)
    return replace(api, operations=operations)


def _filled(
    api: Api,
    operation: Operation,
    editions: Sequence[str],
    names: Mapping[str, Names],
    usual: Sequence[str],
) -> Operation:
    there = {sample.edition for sample in operation.samples}
    missing = [edition for edition in editions if edition not in there]
    made = tuple(generate_sample(api, operation, edition, names, usual) for edition in missing)
    return replace(operation, samples=(*operation.samples, *made))


def _node(parts: _Parts) -> str:
    client = camel(parts.class_name) or "client"
    given = literal(parts.given, NODE, 1).text if parts.given else ""
    options = {camel(name): name.upper() for name in parts.options}
    made = literal(options, NODE).text if options else ""
    return "\n".join(
        [
            f"import {{ {parts.class_name} }} from {node_string(parts.package)};",
            "",
            f"const {client} = new {parts.class_name}({made});",
            "",
            "(async () => {",
            f"  const result = await {client}.{parts.method}({given});",
            "  console.log(result);",
            "})();",
        ]
    )


def _python(parts: _Parts) -> str:
    client = snake(parts.class_name) or "client"
    options = {name: name.upper() for name in parts.options}
    return "\n".join(
        [
            f"from {module(parts.package)} import {parts.class_name}",
            "",
            f"{client} = {parts.class_name}{_keywords(options)}",
            "",
            f"result = {client}.{parts.method}{_keywords(parts.given)}",
            "print(result)",
        ]
    )


def _keywords(given: Mapping[str, Json]) -> str:
    """`(name=value, ...)`, one argument a line."""
    heads = [(f"    {identifier(name, 'n').text}=", data) for name, data in given.items()]
    lines = [f"{head}{literal(data, PYTHON, 1, len(head) + 1).text}," for head, data in heads]
    return "\n".join(["(", *lines, ")"]) if lines else "()"


WRITERS: Final[Mapping[str, Callable[[_Parts], str]]] = MappingProxyType(
    {"node": _node, "python": _python}
)
"""The editions that samples can be written for."""
