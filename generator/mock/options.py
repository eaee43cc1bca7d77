"""What the user of the mock server may set, and how requests of an Api prove who sends them."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.mock.faults import parse
from generator.model import Api, access_of
from generator.model.profiles import PAGES, profiles


class MockError(Exception):
    """The server can not start as asked: the extra is missing, the host is not allowed, a fault is unknown."""


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of the server.

    `secrets` maps access key ids to their secrets: while it is empty every key is taken, and signatures are
    only looked at. `faults` maps an operation id, or `*`, to faults in the words of `x-mock-fault`; a list
    holds faults for all operations, or for one as `OPERATION:FAULT`. `auth`: `auto` checks what is sent and
    demands what the document demands, `required` demands credentials everywhere, `off` looks at nothing.
    `prefix` begins the API's own headers, `label` stands before a signature, `token_path` gives tokens for
    access keys; empty: as the Api's security schemes say. Sizes are in bytes, `token_seconds` in seconds.
    A host that is not loopback needs `allow_remote`; `allowed_hosts` are further names that a Host header
    may have.
    """

    secrets: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] | Sequence[str] = ()
    auth: str = "auto"
    prefix: str = ""
    label: str = ""
    token_path: str = ""
    token_seconds: int = 7200
    user_pool_id: str = "mock-user-pool"
    max_body: int = 10 * 1024 * 1024
    download_bytes: int = 1024 * 1024
    allow_remote: bool = False
    allowed_hosts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.auth not in {"auto", "required", "off"}:
            raise MockError(f"auth is {self.auth!r}; expected auto, required or off")
        for key, text in self.faults_by_operation.items():
            try:
                parse(text)
            except ValueError as error:
                raise MockError(f"faults of {key}: {error}") from error

    @property
    def faults_by_operation(self) -> dict[str, str]:
        """Faults by operation id; those of `*` are for all that are not named."""
        if isinstance(self.faults, Mapping):
            return dict(self.faults)
        found: dict[str, str] = {}
        for one in self.faults:
            name, _, text = one.rpartition(":")
            name = name or "*"
            found[name] = f"{found[name]},{text}" if name in found else text
        return found


def is_loopback(host: str) -> bool:
    """Is it `localhost` or a loopback address (RFC 1122, RFC 4291)?"""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


@dataclass(frozen=True, slots=True)
class Brand:
    """How requests of one Api prove who sends them.

    `issues`: tokens are those that this server gives for access keys at `token_path`. `known`: the Api is
    of the family; of other APIs' credentials only their presence is looked at.
    """

    prefix: str
    label: str
    token_path: str
    issues: bool
    known: bool

    @property
    def app_id(self) -> str:
        """The header in which an application names itself."""
        return f"{self.prefix}app-id"


def brand_of(api: Api, options: Options) -> Brand:
    """The options first, then the Api's own access; pages that nothing is said of are taken for the family's."""
    access, family = access_of(api), profiles()[PAGES]
    pages = not api.schemes and any(one.pages for one in api.operations)
    prefix = options.prefix or access.prefix or family.header_prefix
    return Brand(
        prefix=prefix,
        label=options.label
        or (not options.prefix and access.label)
        or prefix.removeprefix("x-").strip("-"),
        token_path=options.token_path or access.token_path or family.token_path,
        issues=pages or access.kind == "key" or bool(options.token_path),
        known=pages or access.kind != "plain",
    )
