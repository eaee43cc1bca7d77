"""What no page says about the TypeScript package: its name, and how each client reaches its API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import Api


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """How one client reaches its API. An empty text or None: taken from the Api where it tells.

    `auth` is `key` (an access key), or `app` (a user's token, an app's id and secret); `scheme` is how an
    access key is used: `signature` (also when empty) or `token`.
    `prefix` begins the API's own headers (`x-example-`); `label` stands before the signature in
    `authorization`; `token_path` gives a token for an access key. With `envelope` an answer's own
    `statusCode` counts as its status.
    """

    class_name: str = ""
    host: str = ""
    auth: str = ""
    prefix: str | None = None
    label: str = ""
    token_path: str = ""
    lang: str = "en-US"
    envelope: bool | None = None
    scheme: str = ""


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
