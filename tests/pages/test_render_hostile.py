"""Hostile texts in every slot of a document: rendered, they are text; read again, the same, or a finding."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.model import (
    STRING,
    UNSET,
    Api,
    Body,
    EnumMember,
    Field,
    Note,
    OpenEnum,
    Operation,
    Parameter,
    Ref,
    Response,
    Sample,
    Schema,
)
from generator.pages.read import read_page
from generator.places import Wishes
from generator.render import render_tree
from tests.pages.test_escape import HOSTILE, active

MORE = [
    'ends in Nested type: <a href="#Evil">Evil</a>.', "Array length limit: 5.", "a ## Data structure b",
    'a ### <a id="Evil"></a> Evil', "## Request parameters\n\n| a | b |\n| --- | --- |\n| c | d |",
    "line one\nline two\n", "a\n\n| b |", "`tick", "tick`", "`whole`", "-", "| a | b |",
    "\\", "a\\", "!!!include(x.md)!!!",
    "<code>x</code>", '嵌套类型：<a href="#Evil">Evil</a>。', "数组长度限制：3。", "```", "~~~",
    "<<<<<<< HEAD", "----",
    "Sample result:", "Enum values: `a`", "x\r\ny", "\x00", "%0A::add-matcher::", "\u2028",
]  # fmt: skip
TEXTS = [*HOSTILE, *MORE]
NOTED = "en/node/management/things/create-thing.md"
Slot = Callable[[Api, str], Api]


def base() -> Api:
    fields = (
        Field("id", STRING, True, "Its id", example="x"),
        Field("kind", STRING, False, "What it is", default="a", example="b"),
        Field("last", STRING, False, "Last", example="y"),
    )
    schema = (Field("id", STRING, True, "Its id", example="x"), Field("last", STRING, True, "Last"))
    operation = Operation(
        "createThing", "POST", "/api/v3/create-thing", "Create a thing", "Makes a thing.", "things",
        parameters=(Parameter(Field("page", STRING, False, "Which", example="1")),),
        body=Body(fields), responses=(Response(type=Ref("ThingRespDto"), example={"id": "x"}),),
        samples=(Sample("node", "ts", "run();"),),
    )  # fmt: skip
    answer = (Field("data", Ref("ThingDto"), description="The thing"), Field("last", STRING))
    schemas = {
        "ThingDto": Schema("ThingDto", schema),
        "ThingRespDto": Schema("ThingRespDto", answer),
    }
    return Api("management", operations=(operation,), schemas=schemas)


def op(api: Api, **changes: object) -> Api:
    return replace(api, operations=(replace(api.operations[0], **changes),))  # type: ignore[arg-type]


def body(api: Api, **changes: object) -> Api:
    first, second, last = api.operations[0].body.fields  # type: ignore[union-attr]
    return op(api, body=Body((first, replace(second, **changes), last)))


def row(api: Api, of: str, **changes: object) -> Api:
    schema = api.schemas[of]
    fields = (replace(schema.fields[0], **changes), *schema.fields[1:])  # type: ignore[arg-type]
    return replace(api, schemas={**api.schemas, of: replace(schema, fields=fields)})


def renamed(api: Api, name: str) -> Api:
    changed = row(api, "ThingRespDto", type=Ref(name))
    schemas = {k: v for k, v in changed.schemas.items() if k != "ThingDto"}
    return replace(changed, schemas={**schemas, name: replace(api.schemas["ThingDto"], name=name)})


def included(api: Api, path: str) -> Api:
    return replace(api, schemas={**api.schemas, "ThingDto": Schema("ThingDto", include=path)})


SLOTS: dict[str, Slot] = {
    "title": lambda api, text: op(api, summary=text),
    "description": lambda api, text: op(api, description=text),
    "note": lambda api, text: op(api, notes=(Note("method.name", text, NOTED),)),
    "name": lambda api, text: body(api, name=text),
    "field description": lambda api, text: body(api, description=text),
    "default": lambda api, text: body(api, default=text),
    "example": lambda api, text: body(api, example=text),
    "enum": lambda api, text: row(api, "ThingDto", type=OpenEnum(STRING, (EnumMember(text),)), example=text),
    "schema name": renamed,
    "schema row": lambda api, text: row(api, "ThingDto", name=text),
    "schema description": lambda api, text: row(api, "ThingDto", description=text),
    "schema example": lambda api, text: row(api, "ThingDto", example=text),
    "response row": lambda api, text: row(api, "ThingRespDto", name=text),
    "response description": lambda api, text: row(api, "ThingRespDto", description=text),
    "response type": lambda api, text: op(api, responses=(Response(type=Ref(text), example={"id": "x"}),)),
    "response example": lambda api, text: op(api, responses=(Response(type=Ref("ThingRespDto"), example={"a": text}),)),
    "response text": lambda api, text: op(api, responses=(Response(type=Ref("ThingRespDto"), example=text or UNSET),)),
    "sample": lambda api, text: op(api, samples=(Sample("node", "ts", text),)),
    "sample language": lambda api, text: op(api, samples=(Sample("node", text, "run();"),)),
    "operation": lambda api, text: op(api, id=text or "x"),
    "include": lambda api, text: included(api, text or "x"),
}  # fmt: skip


@pytest.mark.parametrize("style", ["aligned", "compact"])
@pytest.mark.parametrize("slot", sorted(SLOTS))
def test_texts_stay_text(slot: str, style: str) -> None:
    silent: list[tuple[str, object]] = []
    told = 0
    for text in TEXTS:
        api = SLOTS[slot](base(), text)
        made = render_tree(api, Wishes("en", "node", style), samples=False)
        tree, found = made.tree, made.found
        ((path, data),) = tree.items()
        page = re.sub(r'<div style="width:\d+px">([^<]*)</div>', r"\1", data.decode())
        assert active(page) == [], (text, active(page))
        assert "{{" not in re.sub(r"(?ms)^(`{3,}).*?^\1\s*$", "", page), text
        read = read_page(data, path)
        rows = [one.view.field.name for one in read.parameters.rows]
        told += bool(found)
        if found:
            continue
        if slot != "name" and rows != ["page", "id", "kind", "last"]:
            silent.append((text, rows))
        last = [one.view.field.name for one in read.response.rows][-1:]
        if slot != "response type" and last != ["last"]:
            silent.append((text, "response"))
    assert silent == []
    assert told <= len(TEXTS) / 3, f"{told} of {len(TEXTS)} are only told"


def test_there_are_enough_cases() -> None:
    assert len(TEXTS) * len(SLOTS) * 2 >= 400
