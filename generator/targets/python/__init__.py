"""The Python target: an installable package of typed clients and DTO classes."""

from generator.targets.python.emit import emit
from generator.targets.python.settings import ClientSettings, PythonSettings

__all__ = ["ClientSettings", "PythonSettings", "emit"]
