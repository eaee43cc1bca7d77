"""Floor 3: JSON data as YAML text that reads well in a diff, and back, with places for findings."""

from generator.yaml.builder import DEEPEST, LARGEST
from generator.yaml.pointers import escape, pointer
from generator.yaml.positions import At, Locator, pointed
from generator.yaml.reader import parse_yaml, text_of
from generator.yaml.writer import to_yaml

__all__ = [
    "DEEPEST",
    "LARGEST",
    "At",
    "Locator",
    "escape",
    "parse_yaml",
    "pointed",
    "pointer",
    "text_of",
    "to_yaml",
]
