"""Profiles: all that belongs to one vendor, as data (`templates/profiles/`); `neutral` is everybody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import yaml

from generator.files import template, template_names
from generator.model.api import Api

NEUTRAL: Final = "neutral"
PAGES: Final = "authing"
"""The profile of pages that no configuration speaks of: their layout is its own."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one vendor's APIs have in common.

    `keys` tells by the end of a header key's name how clients are made (key, app); `clients` names them.
    `prefix` and `segments` make paths of file names. `omit` are parts that a new page does not have,
    `pages` is the pattern of its name (`places.py`), and `shares` tells whether pages leave out what others describe;
    `customs` is what new pages have otherwise than their document (`generator/customs.py`).
    `head` has by locale the comment, the quote and the pattern of a quote.
    """

    name: str
    keys: Mapping[str, str]
    clients: Mapping[str, str]
    token_path: str
    header_prefix: str
    prefix: str
    segments: tuple[str, ...]
    omit: tuple[str, ...]
    pages: str
    shares: bool
    customs: Mapping[str, Any]
    head: Mapping[str, Mapping[str, Any]]

    def told(self, api: Api) -> Iterator[tuple[str, str]]:
        """The kinds and header prefixes that the header keys of an Api tell."""
        ends = "|".join(map(re.escape, self.keys)) or "(?!)"
        for scheme in api.schemes:
            header = str(scheme.definition.get("name", "")).lower()
            if match := re.fullmatch(rf"(x-[a-z0-9-]*?)({ends})", header):
                yield self.keys[match[2]], match[1]


@cache
def profiles() -> Mapping[str, Profile]:
    """All profiles by name."""
    found = (_profile(yaml.safe_load(template(n))) for n in template_names("profiles", "*.yaml"))
    return MappingProxyType({one.name: one for one in found})


def _profile(data: Mapping[str, Any]) -> Profile:
    return Profile(
        data["name"],
        data["keys"],
        data["clients"],
        data["token_path"],
        data["header_prefix"],
        data["path"]["prefix"],
        tuple(data["path"]["segments"]),
        tuple(data["omit"]),
        data["pages"],
        data["shares"],
        data["customs"],
        data["head"],
    )


def recognised(api: Api) -> Profile:
    """The profile of a document: the one whose header keys it has, else the neutral one."""
    named = (one for one in profiles().values() if any(one.told(api)))
    return next(named, profiles()[NEUTRAL])
