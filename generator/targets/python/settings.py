"""What no page says about the Python package: its name, and what its clients are called."""

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
class PythonSettings:
    """The distribution (what pip installs), the package (what is imported), and the clients' settings."""

    distribution: str = "identity-sdk"
    package: str = "identity_sdk"
    version: str = "1.0.0"
    clients: Mapping[str, ClientSettings] = field(default_factory=dict)

    def of(self, api: Api) -> ClientSettings:
        """The settings of an Api's client."""
        return self.clients.get(api.client, ClientSettings())
