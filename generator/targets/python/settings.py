"""What no page says about the Python package: its name, and how each client reaches its API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import Api


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """How one client reaches its API. An empty text or None: taken from the Api where it tells.

    `auth` is `key` (access key: token or signature), `app` (an app's id and secret, a user's token) or
    `bearer` (a token). `prefix` begins the API's own headers (`x-example-`); `label` stands before the signature
    in `authorization`; `scheme` is what an access
    key is used for unless the caller says otherwise: `token` or `signature`. `token_path` gives a token for
    an access key. With `envelope` an answer's own `statusCode` counts as its status.
    """

    class_name: str = ""
    host: str = ""
    auth: str = ""
    prefix: str = ""
    label: str = ""
    scheme: str = "token"
    token_path: str = "/api/v3/get-management-token"  # noqa: S105 - a path
    lang: str = "en-US"
    envelope: bool | None = None


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
