"""The command that shows the pages: site."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from generator.cli.baselines import known_of
from generator.cli.named import outside
from generator.cli.output import say
from generator.cli.report import ToolError, report
from generator.cli.waiting import waiting
from generator.site import read_site, write_site

_SHOWN = 10


def site(chosen: Namespace) -> int:
    """Pages to a VitePress site."""
    out = outside(chosen.out, [chosen.specs])
    with waiting("site"):
        made = read_site(Path(chosen.specs))
        if made.failed:
            raise ToolError(*made.found, sources=made.sources)
        written = write_site(made.site, out)
    _tell_lost(made.site.lost)
    say(
        f"{len(made.site.pages)} pages, {len(made.site.tree)} files ({written} new) in {chosen.out}"
    )
    say(f"build it with: cd {chosen.out} && npm ci && npm run build")
    return report(made.found, made.sources, chosen, known=known_of(chosen.specs))


def _tell_lost(lost: Sequence[tuple[str, str]]) -> None:
    """Links that lead to no page of the site are text there."""
    for page, to in lost[:_SHOWN]:
        say(f"{page}: no page {to}; the link is text on the site")
    if len(lost) > _SHOWN:
        say(f"and {len(lost) - _SHOWN} more links")
