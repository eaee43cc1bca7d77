"""What no page says about the TypeScript package: its name, and what its clients are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import Api


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """How one client is called, and another host than the document's first server; empty: as the Api says."""

    class_name: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class TypeScriptSettings:
    """The package: its npm name and version, and the settings of clients by their short names."""

    package: str = "identity-node-sdk"
    version: str = "1.0.0"
    clients: Mapping[str, ClientSettings] = field(default_factory=dict)

    def of(self, api: Api) -> ClientSettings:
        """The settings of an Api's client."""
        return self.clients.get(api.client, ClientSettings())

    def name(self, client: str) -> str:
        """The configured class name of a client, or an empty text."""
        return self.clients[client].class_name if client in self.clients else ""
