"""Redirects that are followed: of GET and HEAD, within the origin."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import httpx

from .prepared import Prepared

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


def redirected(prepared: Prepared, url: str, target: str | None) -> Prepared | None:
    """The request that a redirect of GET or HEAD leads to within the origin of its `url`, else None.

    Nothing with a body, and no credentials, are carried to where the server of another origin may
    read them (RFC 9110, 15.4); what is not followed is an error with its `location`.
    """
    if target is None or prepared.method not in {"GET", "HEAD"} or not url:
        return None
    try:
        moved = httpx.URL(url).join(target)
        same = _origin(moved) == _origin(httpx.URL(url))
    except (httpx.InvalidURL, ValueError):
        return None
    if not same:
        return None
    values = {name: moved.params[name] for name in moved.params}
    return replace(prepared, url=str(moved), query=[], arguments=values)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port (RFC 6454)."""
    return url.scheme, url.host, url.port
