"""Floor 7: `build` and `check`: bring the output folder to what the specs give, or tell how it differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import files, surface
from generator.causes import causes
from generator.drift import manifest as manifests
from generator.drift.manifest import Manifest
from generator.drift.trees import Plan, plan, unified
from generator.files import CONFIG, SourceFile
from generator.findings.settle import raw
from generator.held import Held, held
from generator.judged import judged
from generator.pipeline import Output, Specs, outputs, read_specs
from generator.recall import Recall
from generator.source import Diagnostic, Span, diagnostic
from generator.source.severity import Severity
from generator.spread.hints import with_edits
from generator.untouched import left_alone, read_before, unknown, untouched


@dataclass(slots=True)
class Outcome:
    """What a run did or saw; `failed` when it could not do its work."""

    found: list[Diagnostic] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    diff: list[str] = field(default_factory=list)
    unchanged: int = 0
    failed: bool = False
    sources: dict[str, SourceFile] = field(default_factory=dict)

    def judge(self, tree: Mapping[str, bytes], out: Path) -> None:
        """Add what the OpenAPI specification says of the documents in a tree."""
        found, sources = judged(tree, out)
        self.found += found
        self.sources |= sources

    @property
    def clean(self) -> bool:
        """Is there nothing that somebody must look at?"""
        return not any(one.severity is not Severity.NOTE for one in self.found)


def build(
    root: Path,
    out: Path,
    *,
    force: bool = False,
    validate: bool = False,
    recall: Recall | None = None,
) -> Outcome:
    """Write what changed, remove what has no source any more, leave alone what others wrote.

    With `validate` the documents that are written are judged by their specification. `recall` knows what earlier
    builds of this process made.

    OSError where the system refuses to write; what is on disk then is healed by the next build.
    """
    outcome, specs, output = _made(root, out, recall)
    if outcome.failed:
        return outcome
    outcome.found = with_edits(outcome.found, specs, out)
    findings = tuple(outcome.found)
    with files.alone(out):
        seen = _seen(output, out, force=force)
        kept = Held(inputs=specs.hashes) if force else held(specs, output.tree, seen.before)
        todo = kept.plan(seen.todo)
        findings += tuple(kept.found())
        new = Manifest(
            files.fingerprint(),
            kept.inputs,
            kept.hashes(seen.hashes, seen.before),
            findings=findings,
            pages=specs.config.pages,
        )
        names = _gone(todo, out)
        _carry_out(todo, new, seen.before, out)
    outcome.written, outcome.removed = sorted(todo.write), list(todo.remove)
    outcome.unchanged = len(output.tree) - len(todo.write)
    outcome.found += [*seen.damaged, *kept.found(), *_left_alone(todo, out), *names]
    if validate:
        outcome.judge(todo.write, out)
    return outcome


def check(root: Path, out: Path, *, full: bool = False) -> Outcome:
    """Tell how the output folder differs from what a build would write; write nothing.

    With `full` neither the hashes of the manifest nor the state of this checkout are believed.
    """
    known = None if full else untouched(root, out)
    if known is not None:
        return Outcome(list(known.found), sources=dict(known.sources))
    outcome, specs, output = _made(root, out)
    if outcome.failed:
        return outcome
    seen = _seen(output, out, force=True)
    kept = held(specs, output.tree, seen.before)
    todo = kept.plan(seen.todo)
    outcome.unchanged = len(output.tree) - len(todo.write)
    outcome.found += [*seen.damaged, *kept.found()]
    inputs = {*specs.hashes, *seen.before.inputs}
    outcome.sources |= {path: SourceFile(path, b"", "", root / path) for path in sorted(inputs)}
    outcome.found += causes(specs, seen.before, out) if todo.write or todo.remove else []
    outcome.found = with_edits(outcome.found, specs, out)
    drift = [
        *_drift(todo, out),
        *_left_alone(todo, out),
        *_strangers({*output.tree, *kept.paths}, todo, out),
    ]
    outcome.found += drift or _manifest_drift(seen, kept, out)
    outcome.found += _gone(todo, out)
    outcome.diff = list(_diffs(todo, out))
    if full:
        outcome.judge(output.tree, out)
    return outcome


def _made(root: Path, out: Path, recall: Recall | None = None) -> tuple[Outcome, Specs, Output]:
    """What the specs give; the outcome is failed where that is not what is meant."""
    outcome = _ready(root, out)
    if outcome.failed:
        return outcome, Specs(), Output()
    specs = read_specs(root, recall=recall)
    output = outputs(specs)
    outcome.sources = specs.pages.sources
    if not _unusable(specs, output, outcome) and specs.pages.failed:
        seen = f"no page that can be read below {root}"
        outcome.found.append(diagnostic("B002", Span(str(root)), seen))
        outcome.failed = True
    return outcome, specs, output


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


def _unusable(specs: Specs, output: Output, outcome: Outcome) -> bool:
    """An input that can not be read: what a build would write then is not what is meant."""
    own = (CONFIG, f"{specs.config.overlays}/")
    broken = [
        one
        for one in output.found
        if one.code == "B008" or (one.severity is Severity.ERROR and one.span.file.startswith(own))
    ]
    outcome.failed = bool(broken)
    outcome.found += broken or raw(output.found, specs.pages.data, specs.config.rules)
    return outcome.failed


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is on disk against what is wanted."""

    todo: Plan
    hashes: dict[str, str]
    before: Manifest
    damaged: list[Diagnostic]


def _seen(output: Output, out: Path, *, force: bool) -> _Seen:
    before, damaged = read_before(out)
    hashes = {path: files.sha256(data) for path, data in output.tree.items()}
    known = {path for path in (*before.files, *before.pending) if not left_alone(path)}
    disk = files.hash_tree(out, {*output.tree, *known})
    todo = plan(output.tree, hashes, disk, before, force=force)
    return _Seen(todo, hashes, before, damaged)


def _carry_out(todo: Plan, new: Manifest, before: Manifest, out: Path) -> None:
    """Announce the writes in the manifest, write, remove, then close the manifest: any cut can be healed."""
    left = {*todo.edited, *todo.foreign, *todo.strange}
    owned = {path: digest for path, digest in new.files.items() if path not in left}
    owned |= {path: before.files[path] for path in todo.edited if path in before.files}
    if todo.write or todo.remove:
        pending = {path: files.sha256(data) for path, data in todo.write.items()}
        announced = replace(before, pending=pending)
        files.write(out, manifests.NAME, manifests.print_manifest(announced))
    for path in sorted(todo.write):
        files.write(out, path, todo.write[path])
    for path in todo.remove:
        files.remove(out, path)
    final = replace(new, files=owned)
    for name, text in (
        (manifests.NAME, manifests.print_manifest(final)),
        (manifests.STATE, manifests.print_state(final)),
    ):
        if text != files.read_bytes(out, name):
            files.write(out, name, text)


def _about(out: Path, path: str, code: str, seen: str) -> Diagnostic:
    """A finding about an output, whose path people can open."""
    return diagnostic(code, Span(str(out / path)), f"{path} {seen}")


def _gone(todo: Plan, out: Path) -> list[Diagnostic]:
    """Public names that the last build had, and this one has no more."""
    before = files.read_bytes(out, surface.NAME)
    after = todo.write.get(surface.NAME)
    return surface.gone(before, after, str(out / surface.NAME)) if before and after else []


def _left_alone(todo: Plan, out: Path) -> Iterator[Diagnostic]:
    for code, paths, seen in (
        ("B010", todo.edited, "was changed by hand"),
        ("B011", todo.foreign, "is not ours"),
        ("B012", todo.strange, "is a link, or no file"),
    ):
        yield from (_about(out, path, code, seen) for path in paths)


def _drift(todo: Plan, out: Path) -> Iterator[Diagnostic]:
    there = files.hash_tree(out, todo.write)
    for path in sorted(todo.write):
        code, seen = (
            ("B020", "is not what a build would write") if path in there else ("B021", "is missing")
        )
        yield _about(out, path, code, seen)
    for path in todo.remove:
        yield _about(out, path, "B022", "has no source any more")


def _strangers(known: set[str], todo: Plan, out: Path) -> Iterator[Diagnostic]:
    for path in unknown(out, {*known, *todo.remove, *todo.strange}):
        yield _about(out, path, "B025", "is written by no build")


def _manifest_drift(seen: _Seen, kept: Held, out: Path) -> list[Diagnostic]:
    """The manifest is an output too: a wrong one would let a later build take other files for its own."""
    wanted = manifests.print_manifest(
        Manifest(inputs=kept.inputs, files=kept.hashes(seen.hashes, seen.before))
    )
    if files.read_bytes(out, manifests.NAME) == wanted:
        return []
    return [_about(out, manifests.NAME, "B020", "is not what a build would write")]


def _diffs(todo: Plan, out: Path) -> Iterator[str]:
    for path in sorted({*todo.write, *todo.remove}):
        old = files.read_bytes(out, path) or b""
        yield from unified(old, todo.write.get(path, b""), (out / path).as_posix())
