"""Documents record labels by stable keys: a new spelling in a locale file changes no page of an existing document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from generator.files import template
from generator.model import Api
from generator.openapi import load, parse_yaml
from generator.pages import escape, registry, repair, vocabulary
from generator.pages.write import print_page
from tests.pages.support import PROJECT

CACHES = (
    vocabulary.vocabularies,
    vocabulary.dialect,
    escape._structure,
    repair._labels,
    repair._glued,
    repair._bare,
)


def documents() -> Iterator[Api]:
    for path in sorted((PROJECT / "generated" / "openapi").glob("*.yaml")):
        if "overlay" not in path.name:
            document, _ = parse_yaml(path.read_text(encoding="utf-8"), path.name)
            assert isinstance(document, dict)
            yield load(document, client=path.stem, file=path.name, trusted=True)[0]


def printed(apis: list[Api]) -> dict[str, bytes]:
    return {
        record.path: print_page(api, operation, record)
        for api in apis
        for operation in api.operations
        for record in operation.pages
    }


def widened(text: str) -> str:
    """A vocabulary with one more spelling, in front of the others and behind them, at every label."""
    data = {key: wider(value, key) for key, value in yaml.safe_load(text).items()}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def wider(value: Any, name: str) -> Any:
    if not isinstance(value, dict):
        return value
    return (
        more(value, name)
        if "usual" in value
        else {key: wider(one, key) for key, one in value.items()}
    )


def more(labels: dict[str, Any], name: str) -> dict[str, Any]:
    return {"new-first": f"New {name}", **labels, "new-last": f"Further {name}"}


def test_a_new_spelling_changes_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    apis = list(documents())
    before = printed(apis)
    assert any(record_of(api) for api in apis), "no document records a spelling"
    for cache in CACHES:
        cache.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(
            vocabulary,
            "template",
            lambda name: template(name) if name in vocabulary._TABLES else widened(template(name)),
        )
        assert len(vocabulary.vocabularies()["en"].headings["method"]) == 4
        after = printed(apis)
    for cache in CACHES:
        cache.cache_clear()
    assert [path for path, data in before.items() if after[path] != data] == []


def record_of(api: Api) -> bool:
    return any(
        "spelling" in record.exceptions for one in api.operations for record in one.pages
    ) or any(
        str(value).startswith("~")
        for one in api.operations
        for record in one.pages
        for value in record.exceptions.values()
    )


def test_every_locale_prints_every_label() -> None:
    known = vocabulary.vocabularies()
    labels = {name: labels_of(words) for name, words in known.items()}
    assert labels["en"] == labels["zh-CN"]
    for words in known.values():
        terms = (one for role in words.terms.values() for one in role.values())
        groups = (words.headings, words.columns, words.lines)
        for all_ in (*terms, *(one for group in groups for one in group.values())):
            assert next(iter(all_)) == vocabulary.USUAL
            assert len(set(all_.values())) == len(all_)


def labels_of(words: vocabulary.Vocabulary) -> list[set[str]]:
    terms = {f"{role}.{key}" for role, all_ in words.terms.items() for key in all_}
    return [set(words.headings), set(words.columns), set(words.lines), set(words.words), terms]


def test_every_section_has_its_heading_in_every_locale() -> None:
    for words in vocabulary.vocabularies().values():
        assert set(words.headings) == set(registry.below_the_head())


def test_a_key_that_is_unknown_prints_what_is_usual() -> None:
    dialect = vocabulary.dialect("en", "aligned", "required=gone yes=capital nonsense =")
    assert dialect.yes_no[True] == "Yes"
    assert vocabulary.printed(dialect.column_labels["required"]) == "Required"
