"""Floor 6: OpenAPI documents out and in, validation, overlays."""

from generator.openapi.export import export
from generator.openapi.load import load
from generator.openapi.text import parse_yaml, to_yaml
from generator.openapi.validate import validate

__all__ = ["export", "load", "parse_yaml", "to_yaml", "validate"]
