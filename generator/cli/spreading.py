"""The command that carries an edit of one page to its twins: spread."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from generator import files
from generator.cli.named import OUT
from generator.cli.output import ask, say, show
from generator.cli.reading import must_be_readable, page_named
from generator.cli.report import failure, report
from generator.cli.waiting import waiting
from generator.drift.trees import unified
from generator.pipeline import Specs, read_specs
from generator.spread.carry import Spread
from generator.spread.carry import spread as carried
from generator.spread.log import KINDS
from generator.spread.since import before_of
from generator.untouched import read_before


def spread(chosen: Namespace) -> int:
    """An edit of one page on its twins: shown as a diff, asked for by kind on a terminal, written where wished."""
    root = Path(chosen.specs) if chosen.specs else _around(Path(chosen.page))
    out = Path(chosen.out) if chosen.out else root.parent / OUT
    with waiting("spread"):
        specs = read_specs(root)
        must_be_readable(specs.found, specs.pages)
        page = page_named(specs.pages, chosen.page)
        before = before_of(page.path, specs, read_before(out)[0], out)
        kinds = frozenset(chosen.only or KINDS)
        done = carried(page, before, specs.pages, specs.config.settings, kinds)
    _shown(done, specs)
    if chosen.diff or not done.written:
        return _told(done, specs, chosen, written=not done.written)
    if not chosen.write:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return _told(done, specs, chosen, written=False)
        kinds = frozenset(kind for kind in done.kinds if _asked(kind, done.kinds[kind]))
        done = carried(page, before, specs.pages, specs.config.settings, kinds)
    for path, data in done.written.items():
        files.rewrite(specs.pages.places[path], data)
        say(f"carried to {specs.pages.places[path]}")
    return _told(done, specs, chosen, written=True)


def _around(page: Path) -> Path:
    """The specs folder that a page lies in."""
    above = page.absolute().parents
    found = next((folder for folder in above if files.exists(folder / files.CONFIG)), None)
    if found is None:
        raise failure(
            "B001", str(page), f"no {files.CONFIG} in a folder above {page}", "a page of specs"
        )
    here = Path.cwd()
    return found.relative_to(here) if found.is_relative_to(here) else found


def _shown(done: Spread, specs: Specs) -> None:
    for path, data in done.written.items():
        place = str(specs.pages.places[path])
        show("\n".join(unified(specs.pages.data[path], data, place)))


def _asked(kind: str, count: int) -> bool:
    """Does the person at the terminal want a kind carried? What is no yes is a no."""
    ask(f"carry {count} of the kind `{kind}`? [y/N] ")
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _told(done: Spread, specs: Specs, chosen: Namespace, *, written: bool) -> int:
    """What was or would be carried, and what is left to a person; the exit code."""
    for line in _summary(done, specs, written=written):
        say(line)
    code = report(done.refused, specs.pages.sources, chosen, specs.config.rules)
    return code or int(bool(done.written) and not written)


def _summary(done: Spread, specs: Specs, *, written: bool) -> Iterator[str]:
    if not done.written:
        yield "nothing to carry: the twins say the same, or what they say is left to them"
    else:
        kinds = ", ".join(f"{count} {kind}" for kind, count in done.kinds.most_common())
        verb = "carried" if written else "to carry (`--write`)"
        yield f"{verb}: {kinds}; {len(done.written)} pages"
    for path, texts in done.unwritten.items():
        for text in texts:
            yield f"to write in {specs.pages.places[path]}: {text}"
    for path, texts in done.left.items():
        yield f"left as it is in {specs.pages.places[path]}: {', '.join(texts)}"
