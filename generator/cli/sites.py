"""Commands that show the pages: site, preview."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.baselines import known_of
from generator.cli.named import outside
from generator.cli.output import say, show
from generator.cli.report import ToolError, fail, failure, refused, report
from generator.cli.waiting import waiting
from generator.site import read_site, write_site

if TYPE_CHECKING:
    from generator.site.preview import Preview

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


def preview(chosen: Namespace) -> int:
    """Pages in a browser: read again on every save, judged right after."""
    from generator import live  # noqa: PLC0415 - not needed by `site`
    from generator.site.preview import Preview  # noqa: PLC0415
    from generator.site.server import serving  # noqa: PLC0415

    shown = Preview(Path(chosen.specs))
    shown.read()
    if not shown.now.pages:
        raise failure("B002", chosen.specs, f"no page below {chosen.specs}")
    with serving(shown, chosen.port) as url:
        show(url)
        sys.stdout.flush()
        say("stop it with Ctrl-C")
        try:
            for _ in live.saves(shown.root):
                _renewed(shown, chosen.specs)
        except live.WatchError as error:
            hint = "`pip install docs2sdk[watch]`"
            raise failure("B030", "preview", str(error), hint) from error
        except KeyboardInterrupt:
            pass
    return 0


def _renewed(shown: Preview, specs: str) -> None:
    """Show what was saved, then what is wrong with it; a failure is told, and waited out."""
    try:
        shown.read()
        shown.judge(known_of(specs))
    except ToolError as error:
        fail(error)
    except OSError as error:
        fail(refused(error))


def _tell_lost(lost: Sequence[tuple[str, str]]) -> None:
    """Links that lead to no page of the site are text there."""
    for page, to in lost[:_SHOWN]:
        say(f"{page}: no page {to}; the link is text on the site")
    if len(lost) > _SHOWN:
        say(f"and {len(lost) - _SHOWN} more links")
