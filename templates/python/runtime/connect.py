"""From what a client is constructed with to its `Settings`. Options that would have no effect are refused."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .auth import AppAuth, Auth, BearerAuth, Brand, NoAuth, SignatureAuth, TokenAuth
from .base_client import Settings
from .flow import Limits


@dataclass(frozen=True, slots=True)
class Common:
    """What every client takes; seconds where time is meant."""

    host: str | None
    host_variable: str
    default_host: str
    timeout: float | None
    connect_timeout: float | None
    max_retries: int
    headers: Mapping[str, str] | None = field(default=None)

    def settings(self, auth: Auth, brand: Brand | None) -> Settings:
        """The settings; the host is the argument, the environment variable, or the documented one."""
        host = self.host or os.environ.get(self.host_variable) or self.default_host
        if not host:
            raise ValueError(f"no host: pass it, or set {self.host_variable}")
        limits = Limits(self.timeout, self.connect_timeout, self.max_retries)
        return Settings(host, auth, limits, dict(self.headers or {}), brand)


def key_settings(
    common: Common,
    brand: Brand,
    access_key_id: str,
    access_key_secret: str,
    *,
    scheme: str,
    token_path: str,
    user_pool_id: str | None,
    tenant_app_id: str | None,
) -> Settings:
    """A client that has an access key, for tokens or for signatures."""
    if not access_key_id or not access_key_secret:
        raise ValueError("access_key_id and access_key_secret must not be empty")
    brand = replace(brand, app_id=tenant_app_id)
    if scheme == "token":
        auth: Auth = TokenAuth(
            brand, access_key_id, access_key_secret, token_path, user_pool_id
        )
    elif scheme == "signature" and user_pool_id is None:
        auth = SignatureAuth(brand, access_key_id, access_key_secret)
    else:
        raise ValueError(
            "scheme is 'token', or 'signature' (then user_pool_id has no place)"
        )
    return common.settings(auth, brand)


def app_settings(
    common: Common,
    brand: Brand,
    app_id: str,
    app_secret: str | None,
    access_token: str | None,
) -> Settings:
    """A client that speaks for an application and, with a token, for its user."""
    if not app_id:
        raise ValueError("app_id must not be empty")
    auth = AppAuth(app_id, app_secret, access_token)
    return common.settings(auth, replace(brand, app_id=app_id))


def use_token(settings: Settings, access_token: str | None) -> None:
    """Let an application's client speak for another user."""
    if isinstance(settings.auth, AppAuth):
        settings.auth.use(access_token)


def bearer_settings(common: Common, token: str | None, auth: Auth | None) -> Settings:
    """A client that sends a token, or is authorized in a way of your own."""
    if token is not None and auth is not None:
        raise ValueError("give either token or auth")
    own = auth or (NoAuth() if token is None else BearerAuth(token))
    return common.settings(own, None)
