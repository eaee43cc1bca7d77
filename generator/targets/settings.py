"""What no document says about a package, whatever its language: names, version, what its clients are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.model import Api


@dataclass(frozen=True, slots=True)
class Option:
    """A text below `packages.<target>` of docs2sdk.yaml: what it means, and the pattern (ECMA-262) that it matches."""

    meaning: str
    pattern: str


VERSION = Option("Its version.", r"^\d+\.\d+\.\d+[a-z0-9]*([-.+][a-z0-9]+)*$")
PUBLISHED: Final = {
    "license": Option("Its licence, by the identifier of SPDX.", r"^[A-Za-z0-9][A-Za-z0-9.+-]*$"),
    "repository": Option("Where its source is kept.", r"^https://[A-Za-z0-9._~:/@%+-]+$"),
    "author": Option("Who publishes it and holds its copyright.", r"^\w[\w .,&'()-]*$"),
}
"""What package registries show."""


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """How one client is called, and another host than the document's first server; empty: as the Api says."""

    class_name: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The package's name and version, and the settings of clients by their short names."""

    package: str
    version: str = "1.0.0"
    clients: Mapping[str, ClientSettings] = field(default_factory=dict)
    license: str = field(default="", kw_only=True)
    repository: str = field(default="", kw_only=True)
    author: str = field(default="", kw_only=True)

    def of(self, api: Api) -> ClientSettings:
        """The settings of an Api's client."""
        return self.clients.get(api.client, ClientSettings())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What settings are made of.

    `chosen` is the package's name on the command line, `own` what the configuration says below `packages.<target>`;
    `usual` (`like-this-sdk`) and `version` are the documents', for where both are silent.
    """

    usual: str
    version: str = "1.0.0"
    chosen: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    clients: Mapping[str, ClientSettings] = field(default_factory=dict)

    @property
    def published(self) -> dict[str, str]:
        """What is said of `PUBLISHED`."""
        return {name: self.own[name] for name in PUBLISHED if name in self.own}
