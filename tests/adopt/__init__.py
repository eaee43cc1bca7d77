"""OpenAPI documents from elsewhere, adopted as a team would: rendered, and made the source by `init`."""

from __future__ import annotations

from pathlib import Path

from generator.openapi import load, parse_yaml
from generator.places import Wishes
from generator.render import render_tree


def rendered(path: Path) -> str:
    """What `render` falls short of: a page an operation; empty where nothing."""
    document, _ = parse_yaml(path.read_text("utf-8", "replace"), path.name)
    if not isinstance(document, dict):
        return ""
    api, _ = load(document, client="client", file=path.name)
    made = render_tree(api, Wishes(), samples=False)
    counts = (made.operations, len(made.tree), len({one.casefold() for one in made.tree}))
    wanted = len(api.operations)
    return "" if set(counts) == {wanted} else f"{counts} pages of {wanted} operations"
