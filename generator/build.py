"""Floor 7: `build` and `check`: bring the output folder to what the specs give, or tell how it differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from generator import files
from generator.causes import causes
from generator.drift import manifest as manifests
from generator.drift.manifest import Manifest
from generator.drift.trees import Plan, plan, unified
from generator.findings.settle import raw
from generator.pipeline import CONFIG, Output, Specs, outputs, read_specs
from generator.source import Diagnostic, Span, diagnostic
from generator.source.severity import Severity
from generator.untouched import read_before, untouched

_FATAL: Final = frozenset({"B001", "B002", "B003"})


@dataclass(slots=True)
class Outcome:
    """What a run did or saw; `failed` when it could not do its work."""

    found: list[Diagnostic] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    diff: list[str] = field(default_factory=list)
    unchanged: int = 0
    failed: bool = False

    @property
    def clean(self) -> bool:
        """Is there nothing that somebody must look at?"""
        return not any(one.severity is not Severity.NOTE for one in self.found)


def build(root: Path, out: Path, *, force: bool = False) -> Outcome:
    """Write what changed, remove what has no source any more, leave alone what others wrote."""
    outcome = _ready(root, out)
    if outcome.failed:
        return outcome
    specs = read_specs(root)
    output = outputs(specs)
    outcome.found += raw(output.found, specs.pages.data, specs.config.rules)
    if specs.pages.failed:
        return _nothing(outcome, root)
    if _unusable(specs, outcome):
        return outcome
    files.sweep(out)
    todo, hashes, before = _plan(output, out, force=force)
    findings = tuple(one for one in outcome.found if one.severity is not Severity.NOTE)
    new = Manifest(files.fingerprint(), specs.hashes, hashes, findings=findings)
    _carry_out(todo, new, before, out)
    outcome.written, outcome.removed = sorted(todo.write), list(todo.remove)
    outcome.unchanged = len(output.tree) - len(todo.write)
    outcome.found += _left_alone(todo)
    return outcome


def check(root: Path, out: Path, *, full: bool = False) -> Outcome:
    """Tell how the output folder differs from what a build would write; write nothing."""
    outcome = _ready(root, out)
    if outcome.failed:
        return outcome
    known = None if full else untouched(root, out)
    if known is not None:
        outcome.found += known
        return outcome
    specs = read_specs(root)
    output = outputs(specs)
    outcome.found += raw(output.found, specs.pages.data, specs.config.rules)
    if specs.pages.failed:
        return _nothing(outcome, root)
    if _unusable(specs, outcome):
        return outcome
    todo, _, before = _plan(output, out, force=True)
    outcome.unchanged = len(output.tree) - len(todo.write)
    outcome.found += causes(specs, before, out) if todo.write or todo.remove else []
    for one in _drift(todo, out):
        outcome.found.append(one)
    outcome.diff = list(_diffs(todo, out))
    return outcome


def _ready(root: Path, out: Path) -> Outcome:
    outcome = Outcome()
    inside = (
        root.resolve() in [out.resolve(), *out.resolve().parents]
        or out.resolve() in root.resolve().parents
    )
    if not root.is_dir():
        outcome.found.append(
            diagnostic("B001", Span(str(root)), f"no folder {root}", "a specs folder")
        )
    elif inside:
        outcome.found.append(diagnostic("B003", Span(str(out)), f"{out} and {root} overlap"))
    outcome.failed = bool(outcome.found)
    return outcome


def _nothing(outcome: Outcome, root: Path) -> Outcome:
    seen = f"no page that can be read below {root}"
    outcome.found.append(diagnostic("B002", Span(str(root)), seen))
    outcome.failed = True
    return outcome


def _unusable(specs: Specs, outcome: Outcome) -> bool:
    """A configuration or overlay that can not be read: what a build would write then is not what is meant."""
    own = (CONFIG, f"{specs.config.overlays}/")
    broken = [
        one
        for one in outcome.found
        if one.severity is Severity.ERROR and one.span.file.startswith(own)
    ]
    outcome.failed = bool(broken)
    outcome.found = broken or outcome.found
    return outcome.failed


def _plan(output: Output, out: Path, *, force: bool) -> tuple[Plan, dict[str, str], Manifest]:
    before = read_before(out)
    hashes = {path: files.sha256(data) for path, data in output.tree.items()}
    disk = files.hash_tree(out, {*output.tree, *before.files, *before.pending})
    todo = plan(output.tree, hashes, disk, before, force=force)
    return todo, hashes, before


def _carry_out(todo: Plan, new: Manifest, before: Manifest, out: Path) -> None:
    """Announce the writes in the manifest, write, remove, then close the manifest: any cut can be healed."""
    left = {*todo.edited, *todo.foreign}
    owned = {path: digest for path, digest in new.files.items() if path not in left}
    owned |= {path: before.files[path] for path in todo.edited if path in before.files}
    if todo.write or todo.remove:
        pending = {path: files.sha256(data) for path, data in todo.write.items()}
        announced = replace(before, pending=pending)
        files.write(out, manifests.NAME, manifests.print_manifest(announced))
    files.write_tree(out, todo.write)
    for path in todo.remove:
        files.remove(out, path)
    final = replace(new, files=owned)
    for name, text in (
        (manifests.NAME, manifests.print_manifest(final)),
        (manifests.STATE, manifests.print_state(final)),
    ):
        if text != files.read_bytes(out, name):
            files.write(out, name, text)


def _left_alone(todo: Plan) -> Iterator[Diagnostic]:
    for path in todo.edited:
        yield diagnostic("B010", Span(path), f"{path} was changed by hand")
    for path in todo.foreign:
        yield diagnostic("B011", Span(path), f"{path} is not ours")


def _drift(todo: Plan, out: Path) -> Iterator[Diagnostic]:
    for path in sorted(todo.write):
        exists = files.read_bytes(out, path) is not None
        code, seen = (
            ("B020", "is not what a build would write") if exists else ("B021", "is missing")
        )
        yield diagnostic(code, Span(path), f"{path} {seen}")
    for path in todo.remove:
        yield diagnostic("B022", Span(path), f"{path} has no source any more")


def _diffs(todo: Plan, out: Path) -> Iterator[str]:
    for path in sorted({*todo.write, *todo.remove}):
        old = files.read_bytes(out, path) or b""
        yield from unified(old, todo.write.get(path, b""), path)
