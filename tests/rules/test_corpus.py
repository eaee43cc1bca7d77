"""The rules over real pages: figures are printed (`pytest -s`), and what was read and found true stays so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.model import Api
from generator.pages.facts import PageFacts
from generator.pages.read import PageReader
from generator.rules.run import check, fix_page
from generator.source import Diagnostic, Severity


def read(base: Path, folder: str = "") -> tuple[list[Api], list[PageFacts]]:
    reader = PageReader()
    paths = sorted((base / folder).rglob("*.md"))
    pages = [reader.read(path.read_bytes(), path.relative_to(base).as_posix()) for path in paths]
    return [made.api for made in assemble(pages, Settings())[0]], pages


def about_samples(apis: list[Api], pages: list[PageFacts]) -> list[Diagnostic]:
    return [found for found in check(apis, pages) if found.code < "S020"]


def failing(found: list[Diagnostic]) -> set[str]:
    return {d.span.file for d in found if d.severity is not Severity.NOTE}


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("folder", "samples", "passing"),
    [("published/node", 152, 117), ("published/python", 6, 4)],
)
def test_share_of_samples_that_pass(shared: Path, folder: str, samples: int, passing: int) -> None:
    """Of the samples of published/node 35 have findings; all 41 of these were read and are true."""
    apis, pages = read(shared / "corpus", folder)
    found = about_samples(apis, pages)
    judged = [p for p in pages if p.samples.source is not None and p.edition in {"node", "python"}]
    good = len(judged) - len(failing(found))
    print(
        f"\n{folder}: {good} of {len(judged)} samples pass",
        sorted(Counter(d.code for d in found).items()),
    )
    assert (len(judged), good) == (samples, passing)


def mutants(source: str, function: str) -> Iterator[tuple[str, str]]:
    """A sample with one fault each, and the code of the finding that it must give."""
    call = f".{function}({{"
    if call in source:
        yield source.replace(call, f"{call} zzz: 1,"), "S007"
        yield source.replace(call, f".{function}X({{"), "S004"
        yield source.replace(call, f"{call} {{"), "S002"
    if f".{function}(" in source:
        yield re.sub(rf"\.{function}\(", f".{function}(5, ", source), "S011"
        yield source.replace("new ", "new Wrong"), "S006"


@pytest.mark.corpus
def test_faults_are_found(shared: Path) -> None:
    """Every fault that is put into a real, faultless sample is found."""
    apis, pages = read(shared / "corpus", "published/node")
    bad = failing(about_samples(apis, pages))
    total: Counter[str] = Counter()
    missed = []
    for page in pages:
        source, function = page.samples.source, page.method.function
        if source is None or not function or page.path in bad:
            continue
        for changed, code in mutants(source, function):
            total[code] += 1
            mutant = page.saying("samples", replace(page.samples, source=changed))
            if code not in {d.code for d in check(apis, [mutant])}:
                missed.append((page.path, code))
    print(f"\nfaults put into samples: {sorted(total.items())}; missed: {len(missed)}")
    assert total.total() > 400
    assert missed == []


@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["published/node", "published/python", "factory", "aligned-en"])
def test_examples_and_their_fix(shared: Path, folder: str) -> None:
    """After the fix no disguise is left, and a second fix changes nothing."""
    corpus = shared / "corpus"
    if not (corpus / folder).is_dir():
        pytest.skip(f"no {folder}")
    apis, pages = read(corpus, folder)
    before = check(apis, pages)
    home = {api.client: api for api in apis}
    mended, reader = [], PageReader()
    for page in pages:
        data = (corpus / page.path).read_bytes()
        fixed = fix_page(data, page, home[page.client])
        again = reader.read(fixed, page.path)
        mended.append(again)
        assert fix_page(fixed, again, home[page.client]) == fixed
    after = check(apis, mended)
    disguised = {d.span.file for d in before if d.code in {"S024", "S025"}}
    counts = [sorted(Counter(d.code for d in found).items()) for found in (before, after)]
    print(
        f"\n{folder}: {len(pages)} pages, {len(disguised)} with disguises; {counts[0]} -> {counts[1]}"
    )
    unprintable = {p.path for p in pages if isinstance(p.response.example, str)}
    left = {d.span.file for d in after if d.code in {"S024", "S025"}}
    assert left <= unprintable


def test_the_project_s_own_pages(project: Path) -> None:
    """specs/ may have one deliberate fault, a list shown as text, and no other."""
    apis, pages = read(project / "specs" / "pages")
    found = check(apis, pages)
    assert {
        (d.code, d.span.file.rsplit("/", 1)[-1]) for d in found if d.severity is not Severity.NOTE
    } <= {("S024", "get-application.md")}
