"""Floor 6: OpenAPI documents out and in, validation, overlays."""

from generator.openapi.carry import for_pages, without_words
from generator.openapi.demands import hollow, unmet
from generator.openapi.export import export
from generator.openapi.load import load
from generator.openapi.origins import keep_origins
from generator.openapi.overlays import apply_overlay, extends
from generator.openapi.pointers import Places
from generator.openapi.translations import locale_overlay, localized, translate
from generator.openapi.validate import validate
from generator.yaml import parse_yaml, to_yaml

__all__ = [
    "Places",
    "apply_overlay",
    "export",
    "extends",
    "for_pages",
    "hollow",
    "keep_origins",
    "load",
    "locale_overlay",
    "localized",
    "parse_yaml",
    "to_yaml",
    "translate",
    "unmet",
    "validate",
    "without_words",
]
