"""Floor 7: the configuration as the targets want it."""

from __future__ import annotations

from generator.config import Config
from generator.naming import snake
from generator.targets.python.settings import ClientSettings as PythonClient
from generator.targets.python.settings import PythonSettings
from generator.targets.typescript.settings import ClientSettings as TypeScriptClient
from generator.targets.typescript.settings import TypeScriptSettings


def python_settings(config: Config, package: str | None = None) -> PythonSettings:
    """Settings of the Python target; `package` overrules the configured name."""
    own = config.python
    clients = {name: PythonClient(one.class_name, one.host) for name, one in config.clients.items()}
    distribution = package.replace("_", "-") if package else own.distribution
    name = snake(package) if package else own.package
    return PythonSettings(distribution, name, own.version, clients)


def typescript_settings(config: Config, package: str | None = None) -> TypeScriptSettings:
    """Settings of the TypeScript target; `package` overrules the configured name."""
    own = config.typescript
    clients = {
        name: TypeScriptClient(one.class_name, one.host) for name, one in config.clients.items()
    }
    return TypeScriptSettings(package or own.package, own.version, clients)
