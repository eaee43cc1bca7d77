"""From what a client is constructed with to its `Settings`. Options that would have no effect are refused."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .auth import AppAuth, Auth, Brand, SignatureAuth, TokenAuth
from .base_client import Settings
from .errors import InvalidRequestError
from .limits import Limits
from .schemes import Given, Scheme, SchemeAuth


@dataclass(frozen=True, slots=True)
class Common:
    """What every client takes; seconds where time is meant."""

    host: str | None
    host_variable: str
    default_host: str
    limits: Limits
    headers: Mapping[str, str | None] | None = None
    allow_http: bool = False

    def settings(self, auth: Auth, brand: Brand | None) -> Settings:
        """The settings; the host is the argument, the environment variable, or the documented one."""
        chosen = self.host or os.environ.get(self.host_variable)
        host = chosen or self.default_host
        if not host:
            raise InvalidRequestError(f"no host: pass it, or set {self.host_variable}")
        return Settings(
            host,
            auth,
            self.limits,
            dict(self.headers or {}),
            brand,
            bool(chosen),
            self.allow_http,
        )


def key_settings(
    common: Common,
    brand: Brand,
    access_key_id: Given,
    access_key_secret: Given,
    *,
    scheme: str,
    token_path: str,
    user_pool_id: str | None,
    tenant_app_id: str | None,
) -> Settings:
    """A client that has an access key, for tokens or for signatures."""
    key_id, secret = needed(access_key_id, access_key_secret)
    brand = replace(brand, app_id=tenant_app_id)
    if scheme == "token":
        auth: Auth = TokenAuth(brand.prefix, key_id, secret, token_path, user_pool_id)
    elif scheme == "signature" and user_pool_id is None:
        auth = SignatureAuth(brand, key_id, secret)
    else:
        raise InvalidRequestError(
            "scheme is 'token', or 'signature' (then user_pool_id has no place)"
        )
    return common.settings(auth, brand)


def app_settings(
    common: Common,
    brand: Brand,
    app_id: Given,
    app_secret: Given,
    access_token: Given,
) -> Settings:
    """A client that speaks for an application and, with a token, for its user."""
    (own,) = needed(app_id)
    auth = AppAuth(own, app_secret.value or None, access_token.value or None)
    return common.settings(auth, replace(brand, app_id=own))


def use_token(settings: Settings, access_token: str | None) -> None:
    """Let an application's client speak for another user."""
    if isinstance(settings.auth, AppAuth):
        settings.auth.use(access_token)


def scheme_settings(
    common: Common, schemes: Mapping[str, Scheme], auth: Auth | None
) -> Settings:
    """A client that sends what the document's schemes want, or is authorized in a way of your own."""
    return common.settings(auth or SchemeAuth(schemes), None)


def needed(*given: Given) -> tuple[str, ...]:
    """The credentials; raises `InvalidRequestError`, naming those that are neither given nor in the environment."""
    missing = " and ".join(str(one) for one in given if not one.value)
    if missing:
        raise InvalidRequestError(f"no credentials: give {missing}")
    return tuple(one.value for one in given)
