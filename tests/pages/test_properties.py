"""Properties of cells, tables and whole pages: what is printed reads back as the same facts, in every style."""

from __future__ import annotations

import json
import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.assembly.assemble import assemble
from generator.assembly.settings import Settings
from generator.markdown.tables import read_table, split_row
from generator.markdown.width import display_width
from generator.model import (
    BOOLEAN,
    INTEGER,
    NUMBER,
    OBJECT,
    STRING,
    UNSET,
    Api,
    Array,
    Body,
    EnumMember,
    Field,
    Json,
    Limits,
    OpenEnum,
    Operation,
    PageRecord,
    Ref,
    Response,
    Sample,
    Schema,
    Type,
)
from generator.pages import cells, edits
from generator.pages.json_text import FORMS, print_json, read_json
from generator.pages.read import read_page
from generator.pages.vocabulary import dialect, styles, vocabularies
from generator.pages.write import print_page

WORDS = st.text(string.ascii_letters + string.digits + "_", min_size=1, max_size=12)
NAMES = st.one_of(
    WORDS,
    st.sampled_from(["list", "type", "zh-CN", "class", "__proto__", "$id", "@odd", "a.b", "名"]),
)
VISIBLE = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Co", "Cn"]
)
PROSE = st.text(st.one_of(VISIBLE, st.just(" ")), max_size=40).map(lambda t: " ".join(t.split()))
SAFE_PROSE = PROSE.filter(
    lambda t: not set(t) & set("\\`<>") and "ype" not in t and "imit" not in t and "类型" not in t
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=4)),
    max_leaves=12,
)
DTOS = ("ADto", "BDto")


def types() -> st.SearchStrategy[Type]:
    flat = st.sampled_from([STRING, NUMBER, INTEGER, BOOLEAN, OBJECT])
    return st.one_of(
        flat,
        st.sampled_from([Ref(n) for n in DTOS]),
        st.sampled_from([Array(Ref(n)) for n in DTOS]),
        flat.map(Array),
    )


def sample_for(kind: Type) -> st.SearchStrategy[Json]:
    values: dict[object, st.SearchStrategy[Json]] = {
        STRING: SAFE_PROSE.filter(lambda t: bool(t) and not t.startswith(("[", "{"))),
        NUMBER: st.floats(-1000, 1000).map(lambda f: round(f, 2)).filter(lambda f: f != int(f)),
        INTEGER: st.integers(-1000, 1000),
        BOOLEAN: st.booleans(),
        OBJECT: st.dictionaries(WORDS, st.integers(0, 9), min_size=1, max_size=3),
        Array(STRING): st.lists(WORDS, min_size=1, max_size=3),
        Array(INTEGER): st.lists(st.integers(0, 9), min_size=1, max_size=3),
    }
    return values.get(kind, st.just(UNSET))


@st.composite
def fields(draw: st.DrawFn, *, request: bool) -> tuple[Field, ...]:
    names = draw(st.lists(NAMES, max_size=5, unique=True))
    made = []
    for name in names:
        kind = draw(types())
        if not request and draw(st.booleans()):
            values = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
            kind = OpenEnum(STRING, (EnumMember(values[0]),))
            example: Json = values[0]
        else:
            example = draw(st.one_of(st.just(UNSET), sample_for(kind)))
        limit = draw(st.one_of(st.none(), st.integers(1, 99))) if isinstance(kind, Array) else None
        default = draw(st.one_of(st.just(UNSET), WORDS)) if request and kind == STRING else UNSET
        made.append(
            Field(
                name,
                kind,
                draw(st.booleans()),
                draw(SAFE_PROSE),
                default,
                example,
                Limits(max_items=limit),
            )
        )
    return tuple(made)


@st.composite
def apis(draw: st.DrawFn) -> Api:
    schemas = {name: Schema(name, draw(fields(request=False))) for name in DTOS}
    envelope = tuple(
        Field(f.name, f.type, description=f.description) for f in draw(fields(request=True))
    )
    schemas["RespDto"] = Schema(
        "RespDto", tuple(f for f in envelope if not isinstance(f.type, Array))
    )
    example = draw(st.one_of(st.just(UNSET), st.dictionaries(WORDS, JSON, min_size=1, max_size=4)))
    code = draw(
        st.one_of(st.none(), st.text(VISIBLE, max_size=30).filter(lambda t: "```" not in t))
    )
    operation = Operation(
        id="createThing",
        method="POST",
        path="/api/v3/create-thing",
        summary=draw(SAFE_PROSE.filter(lambda t: bool(t) and not t.endswith("#"))),
        body=Body(draw(fields(request=True)) or (Field("id", STRING),)),
        responses=(Response(type=Ref("RespDto"), example=example),),
        samples=(Sample("node", "ts", code),) if code is not None else (),
    )
    return Api("management", operations=(operation,), schemas=schemas)


def facts(kind: Type) -> object:
    """What pages keep of a type: whole numbers print as numbers, items of scalar arrays only in requests."""
    match kind:
        case Array(Ref(name)):
            return f"{name}[]"
        case Array():
            return "array"
        case OpenEnum():
            return "enum"
        case _:
            return cells.scalar_word(kind) or repr(kind)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(apis(), st.sampled_from(sorted(vocabularies())), st.sampled_from(sorted(styles())))
def test_a_printed_page_reads_back(api: Api, locale: str, style: str) -> None:
    operation = api.operations[0]
    path = f"{locale}/node/management/things/create-thing.md"
    record = PageRecord(path, locale, "node", style)
    data = print_page(api, operation, record)
    page = read_page(data, path)
    assert (page.locale, page.head.title) == (locale, operation.summary)
    assert page.style == style or "| ---" not in data.decode()
    body = operation.body
    assert body is not None
    for want, row in zip(body.fields, page.parameters.rows, strict=True):
        have = row.view.field
        assert (have.name, facts(have.type), have.required) == (
            want.name,
            facts(want.type),
            want.required,
        )
        assert have.description == want.description
        assert (
            cells.spell(have.default) == cells.spell(want.default)
            if want.default is not UNSET
            else True
        )
        assert have.limits == want.limits
        assert (
            have.example is UNSET
            if want.example is UNSET
            else cells.spell(have.example) == cells.spell(want.example)
        )
    assert page.response.example == operation.responses[0].example
    assert page.samples.source == (operation.samples[0].source if operation.samples else None)
    for schema in page.schemas:
        assert [r.view.field.name for r in schema.rows] == [
            f.name for f in api.schemas[schema.name].fields
        ]
    made, _ = assemble([page], Settings())
    again = made[0].api
    assert print_page(again, again.operations[0], again.operations[0].pages[0]) == data


@given(
    st.lists(
        st.text(st.characters(exclude_characters="|`\n\r\\"), max_size=12), min_size=1, max_size=7
    )
)
def test_rows_split_into_their_cells(texts: list[str]) -> None:
    row = split_row("|" + "".join(f"{text}|" for text in texts), 0)
    assert list(row.cells) == texts
    assert row.text == "|" + "".join(f"{text}|" for text in texts)


@given(st.text(st.characters(exclude_characters="\n\r\\"), max_size=30))
def test_cells_escape_pipes(text: str) -> None:
    assert cells.uncell(cells.cell(text)) == text
    assert len(split_row(f"| {cells.cell(text)} | b |", 0, 2).cells) == 2


@given(st.text(max_size=40), st.text(max_size=40))
def test_edits_lead_from_canonical_to_actual(canonical: str, actual: str) -> None:
    try:
        changes = edits.diff(canonical, actual)
    except edits.UnrecordableError:
        return
    assert edits.apply(canonical, changes) == actual


@given(JSON.filter(lambda v: isinstance(v, dict | list)), st.sampled_from(sorted(FORMS)))
def test_json_reads_back_in_every_form(value: Json, form: str) -> None:
    text = print_json(value, form)
    found = read_json(text)
    assert found is not None
    assert found[0] == value
    assert print_json(value, found[1]) == text
    assert json.loads(text) == value


@given(st.text(max_size=30))
def test_width_is_additive_and_never_negative(text: str) -> None:
    assert 0 <= display_width(text) <= 2 * len(text)
    assert display_width("a" + text) == 1 + display_width(text) or "\ufe0f" in text


@given(
    st.lists(
        st.lists(SAFE_PROSE.filter(lambda t: "|" not in t), min_size=3, max_size=3), max_size=5
    )
)
def test_aligned_tables_have_straight_columns(rows: list[list[str]]) -> None:
    from generator.pages.layout import Line, aligned, line_text

    lines = [
        Line(("Name", "Type", "Description"), ()),
        Line(("---",) * 3, ()),
        *(Line(tuple(r), ()) for r in rows),
    ]
    text = [line_text(line) for line in aligned(lines, 1)]
    assert len({display_width(line) for line in text}) == 1
    table = read_table(text, 0)
    assert [[cell.strip() for cell in row.cells] for row in table.rows] == rows


def test_dialects_are_shared() -> None:
    assert dialect("en", "aligned") is dialect("en", "aligned")
