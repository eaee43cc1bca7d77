"""An overlay changes one field: every other value still stands where its page has it."""

from __future__ import annotations

from generator.model import (
    INTEGER,
    STRING,
    Api,
    Body,
    Field,
    Nullable,
    Operation,
    Origin,
    Parameter,
    Ref,
    Schema,
    Union,
)
from generator.openapi import apply_overlay, export, keep_origins, load
from generator.source import Span


def page(line: int) -> Origin:
    return Origin("stated", Span("en/node/get-user.md", line))


API = Api(
    "management",
    operations=(
        Operation(
            "getUser",
            "POST",
            "/user",
            parameters=(Parameter(Field("id", STRING, origin=page(2))),),
            body=Body((Field("a", STRING, origin=page(3)), Field("b", STRING, origin=page(4)))),
            origin=page(1),
        ),
        Operation("other", "GET", "/other", origin=page(9)),
    ),
    schemas={"User": Schema("User", (Field("name", STRING, origin=page(6)),), origin=page(5))},
)
OVERLAY = {
    "overlay": "1.1.0",
    "info": {"title": "o", "version": "1"},
    "actions": [
        {"target": "$..properties.b", "update": {"description": "New"}},
        {"target": "$.components.schemas", "update": {"More": {"type": "string"}}},
        {"target": "$.components.schemas.User.properties", "update": {"age": {"type": "integer"}}},
    ],
}


def test_only_what_the_overlay_changed_is_configured() -> None:
    document, findings = apply_overlay(export(API), OVERLAY, "o.yaml")
    assert not findings
    loaded, _ = load(document, client="management", file="o.yaml")
    api = keep_origins(loaded, API, "overlays/o.yaml")
    assert api == loaded
    configured = Origin("configured", Span("overlays/o.yaml"))
    get, other = api.operations
    assert get.origin == page(1)
    assert other.origin == page(9)
    assert get.parameters[0].field.origin == page(2)
    assert get.body is not None
    assert [field.origin for field in get.body.fields] == [page(3), configured]
    assert api.schemas["User"].origin == page(5)
    assert [field.origin for field in api.schemas["User"].fields] == [page(6), configured]
    assert api.schemas["More"].origin == configured


def test_an_overlay_may_write_what_export_never_does() -> None:
    types = {
        "maybe": {"type": "string", "nullable": True},
        "choice": {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]},
        "user": {"allOf": [{"$ref": "#/components/schemas/User"}], "description": "Who"},
        "inner": {"type": "object", "properties": {"x": {"type": "number"}}},
    }
    action = {"target": "$.components.schemas.User.properties", "update": types}
    document, findings = apply_overlay(export(API), {**OVERLAY, "actions": [action]}, "o.yaml")
    api, found = load(document, client="management", file="o.yaml")
    assert findings + found == []
    kinds = {field.name: field.type for field in api.schemas["User"].fields}
    assert kinds["maybe"] == Nullable(STRING)
    assert kinds["choice"] == Nullable(Union((STRING, INTEGER)))
    assert kinds["user"] == Ref("User")
    assert kinds["inner"] == Ref("UserInner")
    assert load(export(api), client="management", file="x")[0] == api
