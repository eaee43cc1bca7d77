"""Samples that are written from the model, for editions whose pages show none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from generator.model import Api, Json, Operation, Sample
from generator.naming import camel, snake
from generator.pages.sections.samples import FENCE_WORD
from generator.rules.literals import NODE, PYTHON, literal, node_string
from generator.rules.sample_values import sample_arguments
from generator.rules.spelling import NAMES, Names, identifier, module

_OPTIONS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "key": {"accessKeyId": "ACCESS_KEY_ID", "accessKeySecret": "ACCESS_KEY_SECRET"},
        "app": {"appId": "APP_ID", "appSecret": "APP_SECRET"},
        "bearer": {"accessToken": "ACCESS_TOKEN"},
    }
)
_PYTHON_OPTIONS: Final = MappingProxyType({"accessToken": "token"})


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a sample is made of."""

    package: str
    class_name: str
    method: str
    options: Mapping[str, str]
    given: Mapping[str, Json]


def generate_sample(
    api: Api, operation: Operation, edition: str, names: Mapping[str, Names] = NAMES
) -> Sample:
    """The sample of an operation for an edition; KeyError for one that no sample is written for.

    It gives all required arguments, and takes values from examples, defaults and enum members where these
    are of the stated type. ValueError when `names` has an impossible package name.
    """
    spell = names[edition]
    given = {
        spell.argument(api, operation, name): data
        for name, data in sample_arguments(api, operation, edition).items()
    }
    class_name = identifier(spell.class_name(api), "Api").text
    method = identifier(spell.method(api, operation), "call").text
    parts = _Parts(spell.package, class_name, method, _OPTIONS[spell.auth(api)], given)
    return Sample(edition, FENCE_WORD[edition], WRITERS[edition](parts), generated=True)


def with_generated_samples(
    api: Api, editions: Collection[str], names: Mapping[str, Names] = NAMES
) -> Api:
    """The Api with a generated sample wherever an operation has none for one of the editions.

    Editions that no sample can be written for are left out.
    """
    wanted = [edition for edition in WRITERS if edition in editions]
    operations = tuple(_filled(api, operation, wanted, names) for operation in api.operations)
    return replace(api, operations=operations)


def _filled(
    api: Api, operation: Operation, editions: Sequence[str], names: Mapping[str, Names]
) -> Operation:
    there = {sample.edition for sample in operation.samples}
    missing = [edition for edition in editions if edition not in there]
    made = tuple(generate_sample(api, operation, edition, names) for edition in missing)
    return replace(operation, samples=(*operation.samples, *made))


def _node(parts: _Parts) -> str:
    client = camel(parts.class_name) or "client"
    given = literal(parts.given, NODE, 1).text if parts.given else ""
    return "\n".join(
        [
            f"import {{ {parts.class_name} }} from {node_string(parts.package)};",
            "",
            f"const {client} = new {parts.class_name}({literal(parts.options, NODE).text});",
            "",
            "(async () => {",
            f"  const result = await {client}.{parts.method}({given});",
            "  console.log(result);",
            "})();",
        ]
    )


def _python(parts: _Parts) -> str:
    client = snake(parts.class_name) or "client"
    options = {_PYTHON_OPTIONS.get(name, snake(name)): text for name, text in parts.options.items()}
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
