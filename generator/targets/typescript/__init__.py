"""The TypeScript target: a sequence of Apis becomes one package, as a map of paths to texts."""

from generator.targets.typescript.emit import emit
from generator.targets.typescript.settings import ClientSettings, TypeScriptSettings

__all__ = ["ClientSettings", "TypeScriptSettings", "emit"]
