"""Floor 7: samples that pages lack, written by the target whose language an edition shows."""

from __future__ import annotations

from dataclasses import replace

from generator.config import DEFAULT, Config
from generator.configure import wanted
from generator.model import Api, Operation, Sample
from generator.model.editions import edition as edition_of
from generator.targets.target import Sampler, targets


def with_samples(api: Api, edition: str, config: Config = DEFAULT) -> Api:
    """The Api with a generated sample wherever an operation has none for the edition, if a target writes it.

    It gives all required arguments, and takes values from examples, defaults and enum members where these are of the
    stated type.
    """
    name = next((name for name, one in targets().items() if one.edition == edition), None)
    if name is None:
        return api
    target = targets()[name]
    write = target.samples([api], target.settings(wanted(name, config, [api])))
    operations = tuple(_filled(api.client, one, edition, write) for one in api.operations)
    return replace(api, operations=operations)


def _filled(client: str, operation: Operation, edition: str, write: Sampler) -> Operation:
    if any(sample.edition == edition for sample in operation.samples):
        return operation
    source = write(client, operation.id)
    made = Sample(edition, edition_of(edition).fence, source, generated=True)
    return replace(operation, samples=(*operation.samples, made))
