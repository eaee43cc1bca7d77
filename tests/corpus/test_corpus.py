"""The corpus as a regression gate: round trip, exceptions and facts, with the figures printed."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.files import SourceFile
from generator.inputs import read_pages
from generator.model import Api, Json
from generator.openapi import export, validate
from generator.pages.facts import PageFacts
from generator.pages.read import read_page
from generator.pages.same import differences, loss_of
from generator.roundtrip import canonical, roundtrip_page

pytestmark = pytest.mark.corpus
BARS = {"factory": 1.0, "factory-2022": 1.0, "aligned-en": 0.995, "published": 0.99}


def pages_below(root: Path) -> tuple[list[PageFacts], dict[str, bytes]]:
    sources = [
        SourceFile(path.relative_to(root).as_posix(), path.read_bytes())
        for path in sorted(root.rglob("*.md"))
    ]
    pages = read_pages(sources)
    return pages.facts, pages.data


@pytest.mark.parametrize("name", sorted(BARS))
def test_round_trip(shared: Path, name: str, figure: Callable[[str], None]) -> None:
    facts, data = pages_below(shared / "corpus" / name)
    results = [roundtrip_page(page, data[page.path]) for page in facts]
    different = [one for one in results if one.difference]
    share = sum(one.exception_bytes for one in results) / sum(one.page_bytes for one in results)
    same = len(results) - len(different)
    figure(
        f"round trip {name}: {same} of {len(results)} identical, exceptions {share:.2%} of page bytes"
    )
    assert len(results) - len(different) >= BARS[name] * len(results), different[:5]
    assert share < 0.02


@pytest.mark.parametrize("name", [*sorted(BARS), "published-en"])
def test_fmt_keeps_facts_and_is_idempotent(
    shared: Path, name: str, figure: Callable[[str], None]
) -> None:
    facts, data = pages_below(shared / "corpus" / name)
    whole = [page for page in facts if loss_of(page) is None]
    for page in whole:
        formatted = canonical(page, data[page.path])
        if formatted == data[page.path]:
            continue
        again = read_page(formatted, page.path)
        assert differences(page, again) == [], page.path
        assert canonical(again, formatted) == formatted, page.path
    figure(f"fmt {name}: facts kept and idempotent on {len(whole)} of {len(facts)} pages")
    assert len(whole) >= 0.94 * len(facts)


def test_no_exception_holds_page_text(shared: Path) -> None:
    facts, _ = pages_below(shared / "corpus" / "published")
    made, _ = assemble(facts, Settings())
    for value in strings(op.pages for one in made for op in one.api.operations):
        for line in value.split("\n"):
            assert not line.lstrip().startswith(("# ", "## ", "### ")), value
            assert line.count("|") < 3, value
            assert len(line) < 4000, value


def strings(records: Iterable[object]) -> list[str]:
    found: list[str] = []
    todo = [r.exceptions for pages in records for r in pages]  # type: ignore[attr-defined]
    while todo:
        value = todo.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, Mapping):
            todo += [
                item
                for key, item in value.items()
                if not str(key).endswith((".order", "omit", "with"))
            ]
        elif isinstance(value, list):
            todo += value
    return found


@pytest.fixture(scope="module")
def evaluate(shared: Path) -> ModuleType:
    path = shared / "tools" / "evaluate_facts.py"
    spec = importlib.util.spec_from_file_location("evaluate_facts", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def truth(shared: Path, client: str) -> dict[str, Json]:
    text = (shared / "corpus" / "truth" / f"{client}-openapi.json").read_text(encoding="utf-8")
    value: dict[str, Json] = json.loads(text)
    return value


def scores(
    shared: Path, evaluate: ModuleType, apis: Iterable[Api], sets: str
) -> tuple[dict[str, list[int]], list[tuple[str, str, object, object]]]:
    total: dict[str, list[int]] = {}
    misses = []
    for api in apis:
        only = {
            path.stem for path in (shared / "corpus" / sets / "node" / api.client).rglob("*.md")
        }
        hit, every, miss = evaluate.compare(truth(shared, api.client), export(api), only)
        for key in every:
            pair = total.setdefault(key, [0, 0])
            pair[0] += hit[key]
            pair[1] += every[key]
        misses += miss
    return total, misses


@pytest.mark.parametrize(("sets", "method"), [("factory", 0.99), ("aligned-en", 0.91)])
def test_facts(
    shared: Path, evaluate: ModuleType, sets: str, method: float, figure: Callable[[str], None]
) -> None:
    facts, _ = pages_below(shared / "corpus" / sets / "node")
    made, _ = assemble(facts, Settings())
    total, misses = scores(shared, evaluate, [one.api for one in made], sets)
    share = {key: hit / all_ for key, (hit, all_) in total.items()}
    every = sum(hit for hit, _ in total.values()) / sum(all_ for _, all_ in total.values())
    for key in ("path", "method", "DTO enum-ness", "DTO array of scalars"):
        figure(f"facts {sets}: {share[key]:.2%} {key}")
    figure(f"facts {sets}: {every:.2%} all facts")
    assert every >= 0.995
    assert share["path"] >= 0.98
    assert share["method"] >= method
    assert share["DTO enum-ness"] >= 0.98
    assert share["DTO array of scalars"] >= 0.75
    assert (
        share["response type"]
        == share["DTO"]
        == share["DTO field type"]
        == share["parameter type"]
        == 1
    )
    if sets == "aligned-en":
        honest(made[0].api.operations + made[1].api.operations, misses)


def honest(operations: Iterable[object], misses: Iterable[tuple[str, str, object, object]]) -> None:
    """Wrong methods are flagged as guesses (9 of 10 at the least), and no more than a third of all are flagged."""
    wrong = {path for category, path, _, _ in misses if category == "method"}
    low = {op.path: op.inferred[0].low for op in operations}  # type: ignore[attr-defined]
    flags = low | {
        path.replace("-data", "/data"): flag for path, flag in low.items() if path.endswith("-data")
    }
    assert sum(flags[path] for path in wrong) >= 0.9 * len(wrong)
    assert sum(flags.values()) <= len(flags) / 3


def test_compact_twins_settle_the_methods(shared: Path, evaluate: ModuleType) -> None:
    twins, _ = pages_below(shared / "corpus" / "factory" / "java")
    aligned, _ = pages_below(shared / "corpus" / "aligned-en")
    for page in twins:
        page.path, page.edition = f"java/{page.path}", "java"
    made, _ = assemble([*twins, *aligned], Settings())
    total, _ = scores(shared, evaluate, [one.api for one in made], "aligned-en")
    assert total["method"][0] >= 0.99 * total["method"][1]


@pytest.mark.parametrize("name", sorted(BARS))
def test_documents_are_valid(shared: Path, name: str) -> None:
    facts, _ = pages_below(shared / "corpus" / name)
    made, found = assemble(facts, Settings())
    assert made
    assert all(one.code for one in found)
    for one in made:
        assert validate(export(one.api), one.api.client) == []
