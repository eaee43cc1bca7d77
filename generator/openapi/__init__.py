"""Floor 6: OpenAPI documents out and in, validation, overlays."""

from generator.openapi.carry import for_pages
from generator.openapi.demands import hollow, unmet
from generator.openapi.difference import actions, overlay_document
from generator.openapi.export import export
from generator.openapi.load import load
from generator.openapi.origins import keep_origins
from generator.openapi.overlays import apply_overlay, extends
from generator.openapi.validate import validate
from generator.yaml import parse_yaml, to_yaml

__all__ = [
    "actions",
    "apply_overlay",
    "export",
    "extends",
    "for_pages",
    "hollow",
    "keep_origins",
    "load",
    "overlay_document",
    "parse_yaml",
    "to_yaml",
    "unmet",
    "validate",
]
