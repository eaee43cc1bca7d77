"""Floor 6: `specs/docs2sdk.yaml`, what no page says."""

from generator.config.matches import unmatched
from generator.config.model import DEFAULT, Alias, Auth, Client, Config, Reference
from generator.config.read import read_config

__all__ = [
    "DEFAULT",
    "Alias",
    "Auth",
    "Client",
    "Config",
    "Reference",
    "read_config",
    "unmatched",
]
