"""The files of the package that are not modules of calls or DTO classes: clients, exports, project files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from generator.model import access_of
from generator.rendering.fragments import Code, Comment, Fragment, Identifier, Literal
from generator.targets.python import layout
from generator.targets.python.calls import calls_class
from generator.targets.python.literals import docstring, string
from generator.targets.python.plan import ClientPlan
from generator.targets.python.settings import PythonSettings
from generator.targets.python.target import reserved

_ERRORS: Final = tuple(sorted(reserved("errors")))
_RUNTIME: Final = {
    "NOT_GIVEN": "._runtime.not_given",
    "AsyncStreamedResponse": "._runtime.responses",
    "NotGiven": "._runtime.not_given",
    "RawResponse": "._runtime.responses",
    "RequestOptions": "._runtime.types",
    "StreamedResponse": "._runtime.responses",
}

_KEY_DOC: Final = """Args:
    access_key_id: The id of the access key.
    access_key_secret: The secret of the access key; it is never logged.
    host: Scheme and host of the API, else the environment variable {variable}.
    scheme: What the key is used for: tokens that are renewed by themselves, or signatures.
    user_pool_id: The user pool of the token, where the token itself does not tell.
    tenant_app_id: The application of the tenant that calls are made for.
    lang: The language of the messages of the API.
    header_prefix: What the headers of the API begin with; it differs by brand."""
_APP_DOC: Final = """Args:
    app_id: The id of the application.
    app_secret: The secret of the application, for calls that take `client_secret`.
    host: Scheme and host of the application, else the environment variable {variable}.
    access_token: The token of a user, for calls in their name.
    lang: The language of the messages of the API.
    header_prefix: What the headers of the API begin with; it differs by brand."""
_BEARER_DOC: Final = """Args:
    token: Sent as `authorization: Bearer`.
    host: Scheme and host of the API, else the environment variable {variable}.
    auth: Another way to authorize requests, instead of a token."""
_COMMON_DOC: Final = """    timeout: Seconds for a whole call with its attempts and waits; None for no limit.
    connect_timeout: Seconds for connecting; None for no limit.
    max_retries: Attempts after the first one.
    headers: Headers that every request carries.
    http_client: An HTTP client of your own; it stays open when this client is closed."""
_DOCS: Final = {"key": _KEY_DOC, "app": _APP_DOC, "bearer": _BEARER_DOC}


def auth_of(plan: ClientPlan) -> str:
    """How the client is constructed: key, app or bearer."""
    kind = access_of(plan.api).kind
    return "bearer" if kind == "plain" else kind


def host_of(plan: ClientPlan) -> str:
    """The documented host, or empty."""
    servers = [s.url.rstrip("/") for s in plan.api.servers if plain_host(s.url)]
    return plan.settings.host or next(iter(servers), "")


def plain_host(url: str) -> bool:
    """Is it an http or https URL without anything strange in it?"""
    return re.fullmatch(r"https?://[A-Za-z0-9._~:%/\[\]-]+", url) is not None


def host_variable(plan: ClientPlan, package: str) -> str:
    """The environment variable that names another host."""
    return re.sub(r"[^A-Z0-9]+", "_", f"{package}_{plan.package}_HOST".upper())


def client_values(
    plan: ClientPlan, settings: PythonSettings, *, twin: bool
) -> dict[str, Fragment | list[Code]]:
    """What the template of a client class is given."""
    base = "AsyncClient" if twin else "SyncClient"
    auth = auth_of(plan)
    variable = host_variable(plan, settings.package)
    modules = sorted(plan.modules, key=layout.module_key)
    bases = [calls_class(plan, module, twin=twin) for module in modules]
    access = access_of(plan.api)
    return {
        "doc": docstring(f"{class_name(plan, twin=twin)}, from its calls by tag.", 0),
        "imports": _client_imports(plan, modules, auth, twin=twin),
        "auth": Identifier(auth),
        "name": Identifier(class_name(plan, twin=twin)),
        "bases": _bases(class_name(plan, twin=twin), bases or [base]),
        "class_doc": docstring(
            plan.api.description.strip() or plan.api.title or plan.api.client, 4
        ),
        "models_module": string(f"{settings.package}.{plan.package}.models"),
        "enveloped": Literal(repr(access.envelope)),
        "scheme": string(access.scheme),
        "lang": string(access.lang),
        "label": string(access.label),
        "prefix": string(access.prefix),
        "http": Identifier("AsyncClient" if twin else "Client"),
        "init_doc": docstring(
            f"Make a client.\n\n{_DOCS[auth].format(variable=variable)}\n{_COMMON_DOC}", 8
        ),
        "host_variable": string(variable),
        "host": string(host_of(plan)),
        "sdk_version": string(f"{settings.distribution}-python:{settings.version}"),
        "token_path": string(access.token_path),
    }


def _connecting(auth: str) -> list[str]:
    """What a client needs of the runtime to reach its API."""
    return ["Common", f"{auth}_settings", *(["use_token"] if auth == "app" else [])]


def _client_imports(
    plan: ClientPlan, modules: Sequence[str], auth: str, *, twin: bool
) -> list[Code]:
    folder, kind = ("async_calls", "async") if twin else ("sync_calls", "sync")
    base = "AsyncClient" if twin else "SyncClient"
    lines = [
        *([] if auth == "bearer" else ["from .._runtime.auth import Brand"]),
        *([] if modules else [f"from .._runtime.{kind}_client import {base}"]),
        layout.from_import(".._runtime.connect", _connecting(auth)),
        *(layout.from_import(f".{folder}.{m}", [calls_class(plan, m, twin=twin)]) for m in modules),
    ]
    return [Code(line) for line in lines]


def class_name(plan: ClientPlan, *, twin: bool) -> str:
    """The name of the client class, or of its async twin."""
    return f"Async{plan.class_name}" if twin else plan.class_name


def _bases(name: str, bases: Sequence[str]) -> Code:
    line = ", ".join(bases)
    if layout.fits(f"class {name}({line}):"):
        return Code(line)
    if len(bases) == 1:
        return Code(f"\n    {line}\n")
    return Code("\n" + "".join(f"    {base},\n" for base in bases))


def lazy_values(doc: Comment, homes: Mapping[str, str]) -> dict[str, object]:
    """What the template of a lazily loading `__init__` is given: names and their modules."""
    groups: dict[str, list[str]] = {}
    for name, home in homes.items():
        groups.setdefault(home, []).append(name)
    ordered = sorted(homes, key=layout.export_key)
    return {
        "doc": doc,
        "imports": [
            Code(layout.from_import(home, groups[home], 4))
            for home in sorted(groups, key=layout.module_key)
        ],
        "homes": [
            Code(f"    {string(name).text}: {string(homes[name]).text},") for name in ordered
        ],
        "exported": [string(name) for name in ordered],
    }


def package_exports(plans: Sequence[ClientPlan]) -> dict[str, str]:
    """What the package itself offers, and where it stands."""
    homes = {**_RUNTIME, **dict.fromkeys(_ERRORS, ".errors")}
    for plan in plans:
        homes |= {
            class_name(plan, twin=twin): f".{plan.package}.{'async_client' if twin else 'client'}"
            for twin in (False, True)
        }
    return homes


def client_exports(plan: ClientPlan) -> dict[str, str]:
    """What a client's subpackage offers."""
    return {
        class_name(plan, twin=False): ".client",
        class_name(plan, twin=True): ".async_client",
    }
