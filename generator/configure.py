"""Floor 7: the configuration as the targets want it."""

from __future__ import annotations

from generator.config import Client, Config
from generator.naming import snake
from generator.targets.python.settings import ClientSettings as PythonClient
from generator.targets.python.settings import PythonSettings
from generator.targets.typescript.settings import ClientSettings as TypeScriptClient
from generator.targets.typescript.settings import TypeScriptSettings


def python_settings(config: Config, package: str | None = None) -> PythonSettings:
    """Settings of the Python target; `package` overrules the configured name."""
    own = config.python
    clients = {name: _python_client(one) for name, one in config.clients.items()}
    distribution = package.replace("_", "-") if package else own.distribution
    name = snake(package) if package else own.package
    return PythonSettings(distribution, name, own.version, clients)


def _python_client(client: Client) -> PythonClient:
    auth = client.auth
    return PythonClient(
        class_name=client.class_name,
        host=client.host,
        auth=auth.kind,
        prefix=auth.header_prefix,
        label=auth.label,
        scheme=auth.scheme,
        token_path=auth.token_path,
        lang=auth.lang,
        envelope=client.envelope,
    )


def typescript_settings(config: Config, package: str | None = None) -> TypeScriptSettings:
    """Settings of the TypeScript target; `package` overrules the configured name."""
    own = config.typescript
    clients = {name: _typescript_client(one) for name, one in config.clients.items()}
    return TypeScriptSettings(package or own.package, own.version, clients)


def _typescript_client(client: Client) -> TypeScriptClient:
    auth = client.auth
    return TypeScriptClient(
        class_name=client.class_name,
        host=client.host,
        auth=auth.kind,
        prefix=auth.header_prefix or None,
        label=auth.label,
        scheme=auth.scheme,
        token_path=auth.token_path,
        lang=auth.lang,
        envelope=client.envelope,
    )
