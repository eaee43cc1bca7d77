"""`docs2sdk.yaml` of the new folder: titles, servers, security, paths, and what the rules would infer otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.config import DEFAULT, Config, read_config
from generator.configure import wanted
from generator.model import Api, Json, Operation
from generator.naming import pascal
from generator.places import Layout
from generator.targets.target import targets
from generator.yaml import to_yaml

NAME = "docs2sdk.yaml"
_ABOUT: Final = "# What no page says. The pages are the source of everything else.\n"


def configuration(
    apis: Sequence[Api],
    layout: Layout,
    inferred: Mapping[str, Mapping[str, Operation]],
) -> tuple[str, Config]:
    """The file's text and what it means. `inferred` has the operations that pages give alone, by client and id.

    What the configuration does not allow is left out; the overlay says it.
    """
    value: dict[str, Json] = {
        "locales": [layout.locale],
        "editions": [layout.edition],
        "profile": layout.profile.name,
        "packages": packages(apis),
        "reference": {"style": layout.style},
        "clients": {api.client: _client(api, inferred.get(api.client)) for api in apis},
    }
    kept = {key: part for key, part in value.items() if _allowed({key: part})}
    text = _ABOUT + to_yaml(kept)
    return text, read_config(text, NAME)[0]


def _allowed(value: Json) -> bool:
    return not read_config(to_yaml(value), NAME)[1]


def packages(apis: Sequence[Api]) -> Json:
    """The packages as they are called where nobody names them; what nothing tells stays out."""
    made = {name: one.settings(wanted(name, DEFAULT, apis)) for name, one in targets().items()}
    told = {
        name: {key: getattr(made[name], key) for key in one.options}
        for name, one in targets().items()
    }
    return {name: {key: text for key, text in own.items() if text} for name, own in told.items()}


def _client(api: Api, inferred: Mapping[str, Operation] | None) -> Json:
    servers: list[Json] = [
        {"url": one.url} | ({"description": one.description} if one.description else {})
        for one in api.servers
    ]
    parts: dict[str, Json] = {
        "class": f"{pascal(api.client)}Client",
        "title": api.title,
        "version": api.version,
        "description": api.description,
        "servers": servers,
        "security": {one.name: dict(one.definition) for one in api.schemes},
        "operations": _operations(api, inferred or {}),
    }
    return {
        key: value
        for key, value in parts.items()
        if value and _allowed({"clients": {api.client: {key: value}}})
    }


def _operations(api: Api, inferred: Mapping[str, Operation]) -> Json:
    """The method and path of operations where the rules would say otherwise, or guess."""
    said = {
        one.id: facts
        for one in api.operations
        if one.id in inferred and (facts := _facts(one, inferred[one.id]))
    }

    def allowed(some: Json) -> bool:
        return _allowed({"clients": {api.client: {"operations": some}}})

    if allowed(said):
        return said
    kept = {
        id_: {fact: value for fact, value in facts.items() if allowed({id_: {fact: value}})}
        for id_, facts in said.items()
    }
    return {id_: facts for id_, facts in kept.items() if facts}


def _facts(one: Operation, guess: Operation) -> dict[str, Json]:
    unsure = {why.fact for why in guess.inferred if why.low}
    return {
        fact: getattr(one, fact)
        for fact in ("method", "path")
        if fact in unsure or getattr(one, fact) != getattr(guess, fact)
    }
