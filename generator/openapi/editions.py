"""Page editions and how OpenAPI tools name their languages (`x-codeSamples` wants the names of GitHub Linguist)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final[Mapping[str, tuple[str, str]]] = {
    "node": ("TypeScript", "ts"),
    "python": ("Python", "python"),
    "java": ("Java", "java"),
    "go": ("Go", "go"),
    "php": ("PHP", "php"),
    "csharp": ("C#", "csharp"),
}
"""Edition: the language's name, and the fence info that its pages use."""

EDITIONS: Final[Mapping[str, str]] = {
    "typescript": "node",
    "javascript": "node",
    "node.js": "node",
    "python": "python",
    "java": "java",
    "go": "go",
    "php": "php",
    "c#": "csharp",
    "csharp": "csharp",
}
"""A language's name in lower case: the edition that it belongs to."""


def language(edition: str) -> tuple[str, str]:
    """The language's name and usual fence info of an edition; an unknown edition is its own name."""
    return LANGUAGES.get(edition, (edition, edition))


def edition(language_name: str) -> str:
    """The edition of a language's name; an unknown language is its own edition."""
    return EDITIONS.get(language_name.lower(), language_name.lower())
