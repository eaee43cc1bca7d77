"""What the site says in a locale: `templates/site/<locale>.yaml`; English where a locale has no file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import yaml

from generator.files import template, template_names

_USUAL: Final = "en"


@cache
def words(locale: str) -> Mapping[str, Any]:
    """The words by their keys."""
    known = locale if f"site/{locale}.yaml" in template_names("site", "*.yaml") else _USUAL
    found: Mapping[str, Any] = yaml.safe_load(template(f"site/{known}.yaml"))
    return found if known == locale else {**found, "name": locale}
