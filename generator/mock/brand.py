"""What differs by brand of one API family: header prefix, word before a signature, where tokens are issued."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.mock.options import Options
from generator.model import Api

_KEY: Final = re.compile(r"(x-[a-z0-9-]+-)(userpool-id|app-id)")
_PREFIX: Final = "x-authing-"
_TOKEN_PATH: Final = "/api/v3/get-management-token"  # noqa: S105 - a path


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
    """The options first, then what the Api's security schemes say, then the family's defaults."""
    told = list(_told(api, "x-header-prefix"))
    keys = [match for match in map(_KEY.fullmatch, _key_names(api)) if match]
    prefix = options.prefix or next(iter([*told, *(match[1] for match in keys)]), _PREFIX)
    label = options.label or next(_told(api, "x-label"), prefix.removeprefix("x-").strip("-"))
    path = options.token_path or next(_told(api, "x-token-path"), "")
    pools = any(match[2] == "userpool-id" for match in keys)
    return Brand(
        prefix=prefix,
        label=label,
        token_path=path or _TOKEN_PATH,
        issues=not api.security or pools or bool(path),
        known=not api.security or bool(told or keys),
    )


def _told(api: Api, key: str) -> Iterator[str]:
    for scheme in api.security:
        value = scheme.definition.get(key)
        if isinstance(value, str) and value:
            yield value


def _key_names(api: Api) -> Iterator[str]:
    for scheme in api.security:
        yield scheme.name.lower()
        yield str(scheme.definition.get("name", "")).lower()
