"""The readers of code and of JSON: what is not installed, what is too long, what is hostile."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.pages.facts import PageFacts
from generator.pages.read import read_page
from generator.rules import code
from generator.rules.json_places import scan
from generator.rules.languages import READERS, read_code
from generator.rules.run import check, fix_page
from generator.rules.values import data_of

from .test_rules import CASES, HERE, findings, pages_of

READABLE = [edition for edition in READERS if code.parser(edition) is not None]
TEMPLATE = next(iter(pages_of(HERE / "S007-typescript.md").values())).decode()
HEAD, REST = TEMPLATE.split("```ts\n")
BODY, TAIL = REST.split("\n```", 1)


def page(source: str, lang: str = "ts") -> PageFacts:
    text = f"{HEAD}```{lang}\n{source}\n```{TAIL}"
    return read_page(text.encode("utf-8", "replace"), "en/node/management/ovens/start-oven.md")


@pytest.fixture
def _no_grammars(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(code, "GRAMMARS", dict.fromkeys(code.GRAMMARS, ("no_such_grammar", "x")))
    code.parser.cache_clear()
    yield
    code.parser.cache_clear()


@pytest.mark.usefixtures("_no_grammars")
def test_without_grammars_one_note_says_so() -> None:
    pages = [page(BODY), page('print("x")', "python")]
    line = HEAD[: HEAD.index("## Sample")].count("\n") + 1
    seen = f"S001 {line}:1 samples were not read: no parser for the node edition\n"
    assert findings(pages[:1]) == seen
    api = assemble(pages[:1], Settings())[0][0].api
    (found,) = check([api], pages)
    assert found.severity.value == "note"


def test_a_sample_that_is_too_long() -> None:
    long = f"{BODY}\n// {'x' * code.LONGEST}"
    first = HEAD.count("\n") + 2
    assert findings([page(long)]).startswith(f"S013 {first}:1 ")


@pytest.mark.parametrize("edition", READABLE)
@pytest.mark.parametrize("pair", ["[]", "{}", "()", "a(", "${`", "f(x=", "{'a':", "{{:"])
def test_deep_nesting_is_read_or_refused(edition: str, pair: str) -> None:
    assert read_code("client.startOven(" + pair[:-1] * 5000 + pair[-1:] * 5000, edition)


@pytest.mark.parametrize("edition", READABLE)
@given(source=st.text())
@settings(max_examples=100)
def test_no_text_crashes_a_reader(edition: str, source: str) -> None:
    assert read_code(source, edition) is not None


WORDS = """managementClient . startOven ( ) { } [ ] , : = "x" 'y' `z` ${ } 1 -1 1e999 null true new ManagementClient
const await ... => ovenId trays program " ' ` \\ \n \r \u2028 \x00 # // /* */ f" r' ** * lambda as never"""
PIECES = st.sampled_from(WORDS.split(" "))


@given(parts=st.lists(PIECES, max_size=60), lang=st.sampled_from(["ts", "python", "js", "", "go"]))
@settings(max_examples=100)
def test_no_sample_crashes_the_rules(parts: list[str], lang: str) -> None:
    findings([page(" ".join(parts), lang)])
    findings([page(f"{BODY}\n{' '.join(parts)}", lang)])


@given(data=st.data())
@settings(max_examples=100)
def test_no_bytes_crash_the_rules(data: st.DataObject) -> None:
    """Real pages, cut and spliced with any bytes, are judged and mended without a crash."""
    cases = [(path, text) for case in CASES for path, text in pages_of(case).items()]
    path, text = data.draw(st.sampled_from(cases))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 80)))
    noise = data.draw(st.binary(max_size=20) | st.sampled_from([b"|", b"```", b"\r", b"{", b'"']))
    spliced = text[:start] + noise + text[end:]
    read = read_page(spliced, path)
    apis = [made.api for made in assemble([read], Settings())[0]]
    check(apis, [read])
    for api in apis:
        assert isinstance(fix_page(spliced, read, api), bytes)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(data=JSON, indent=st.sampled_from([None, 0, 2]), ascii_only=st.booleans())
def test_scanned_json_is_the_same_data(data: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    value = scan(text)
    assert value is not None
    assert data_of(value) == data
    lines = text.split("\n")
    assert lines[value.place.row][value.place.column - 1] == text.lstrip()[0]


@given(st.text())
def test_scan_agrees_with_json(text: str) -> None:
    try:
        data = json.loads(text)
    except ValueError:
        assert scan(text) is None
    else:
        value = scan(text)
        assert value is not None
        assert data_of(value) == data or data != data  # noqa: PLR0124 - NaN


def test_json_nested_too_deep_is_not_judged() -> None:
    assert scan("[" * 3000 + "]" * 3000) is None
    assert scan("[" * 100_000 + "]" * 100_000) is None


def test_the_grammars_that_this_project_needs_are_there() -> None:
    assert {"node", "python"} <= set(READABLE)
