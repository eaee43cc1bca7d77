"""The files of the package that are not modules of calls or DTO classes: clients, exports, project files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from generator.rendering.fragments import Code, Comment, Identifier, Literal
from generator.targets.python import layout
from generator.targets.python.calls import calls_class
from generator.targets.python.data import reserved
from generator.targets.python.entry import Entry
from generator.targets.python.literals import docstring, string
from generator.targets.python.plan import ClientPlan
from generator.targets.python.settings import PythonSettings

_ERRORS: Final = tuple(sorted(reserved("errors")))
_RUNTIME: Final = {
    "NOT_GIVEN": "._runtime.not_given",
    "AsyncStreamedResponse": "._runtime.responses",
    "NotGiven": "._runtime.not_given",
    "RawResponse": "._runtime.responses",
    "RequestOptions": "._runtime.types",
    "StreamedResponse": "._runtime.responses",
}

_COMMON_DOC: Final = """    timeout: Seconds for a whole call with its attempts and waits; None for no limit.
    connect_timeout: Seconds for connecting; None for no limit.
    attempt_timeout: Seconds for one attempt, and for the silence of a stream; None for no limit.
    max_retries: Attempts after the first one.
    retry_statuses: Further statuses after which a call is sent again, such as 409.
    headers: Headers that every request carries; None leaves one out.
    allow_http: Send credentials over plain http too, not to this machine only.
    http_client: An httpx2 or httpx client of your own; it stays open when this client is closed."""


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


def client_values(plan: ClientPlan, settings: PythonSettings, *, twin: bool) -> dict[str, object]:
    """What the template of a client class is given."""
    base = "AsyncClient" if twin else "SyncClient"
    access, entry = plan.access, plan.entry
    variable = host_variable(plan, settings.package)
    modules = sorted(plan.modules, key=layout.module_key)
    bases = [calls_class(plan, module, twin=twin) for module in modules]
    return {
        "doc": docstring(f"{class_name(plan, twin=twin)}, from its calls by tag.", 0),
        "imports": _client_imports(plan, modules, entry, twin=twin),
        "auth": Identifier(entry.kind),
        "name": Identifier(class_name(plan, twin=twin)),
        "bases": _bases(class_name(plan, twin=twin), bases or [base]),
        "class_doc": docstring(
            plan.api.description.strip() or plan.api.title or plan.api.client, 4
        ),
        "models_module": string(f"{settings.package}.{plan.package}.models"),
        "enveloped": Literal(repr(access.envelope)),
        "security": string(plan.credentials.default),
        "credentials": entry.arguments,
        "schemes": entry.schemes,
        "scheme": string(access.scheme),
        "lang": string(access.lang),
        "label": string(access.label),
        "prefix": string(access.prefix),
        "http": Identifier("AsyncHttpClient" if twin else "HttpClient"),
        "agent": string(f"{settings.distribution}-python/{settings.version}"),
        "idempotency": string(access.idempotency),
        "init_doc": docstring(
            "\n".join(["Make a client.", "", "Args:", *entry.told(variable), _COMMON_DOC]), 8
        ),
        "host_variable": string(variable),
        "host": string(host_of(plan)),
        "sdk_version": string(f"{settings.distribution}-python:{settings.version}"),
        "token_path": string(access.token_path),
    }


def _client_imports(
    plan: ClientPlan, modules: Sequence[str], entry: Entry, *, twin: bool
) -> list[Code]:
    folder, kind = ("async_calls", "async") if twin else ("sync_calls", "sync")
    base = "AsyncClient" if twin else "SyncClient"
    lines = [
        *([] if entry.kind == "scheme" else ["from .._runtime.auth import Brand"]),
        *([] if modules else [f"from .._runtime.{kind}_client import {base}"]),
        layout.from_import(".._runtime.connect", entry.connecting),
        "from .._runtime.limits import Limits",
        layout.from_import(".._runtime.schemes", entry.runtime),
        *(layout.from_import(f".{folder}.{m}", [calls_class(plan, m, twin=twin)]) for m in modules),
    ]
    ordered = sorted((line for line in lines if line), key=_import_order)
    return [Code(line) for line in ordered]


def _import_order(line: str) -> tuple[object, ...]:
    return layout.module_key(line.split()[1])


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
