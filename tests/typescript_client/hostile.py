"""Hostile texts, and an Api that carries one of them in every slot; with a harmless twin of the same shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.model import (
    Api,
    Array,
    Body,
    Discriminator,
    EnumMember,
    Field,
    Limits,
    Map,
    Nullable,
    OpenEnum,
    Operation,
    Parameter,
    Ref,
    Response,
    Sample,
    Scalar,
    Schema,
    SecurityScheme,
    Server,
    Union,
)
from tests.hostile.breaks import BREAKS

STRING = Scalar("string")
_RUN = "globalThis.MARKER = 1"
_BREAKS = (
    *BREAKS,
    *("\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\U000e0041"),
)
_LONG = "x" * 300
_ENDS = (
    f'"""\n{_RUN}',
    "\\",
    '"',
    '\\"""',
    f'";{_RUN};"',
    f"';{_RUN};'",
    f"`;{_RUN};`",
    f"${{{_RUN}}}",
    "${process.exit()}",
    "{__import__('os').system('id')}",
    "{{7*7}}",
    "{% raw %}",
    "{# #}",
    f"*/ {_RUN} /*",
    f"*/\n{_RUN}\n/*",
    "//",
    "/* @ts-nocheck */",
    "@ts-ignore",
    "// @ts-expect-error",
    "@license keep",
    "@__PURE__",
    "@deprecated {@link x}",
    '/// <reference path="/etc/passwd" />',
    "//# sourceMappingURL=/etc/passwd",
    "-->",
    "<!--",
    f"</a><script>{_RUN}</script>",
    "<img src=x onerror=MARKER=1>",
    "[x](javascript:MARKER=1)",
    "a|b",
    f"a','GET',x)&&({_RUN});(",
    f"X[1]; {_RUN} //",
    f"str\n{_RUN}\n//",
    "name', __import__('os').system('x'), 'email",
    f"}}; {_RUN}; {{",
    f"[{_RUN}]",
    f"): void {{ {_RUN} }} x(",
)
_NAMES = (
    "../../x",
    "C:\\x",
    "CON",
    "/etc/x",
    "__init__",
    "class",
    "self",
    "this",
    "None",
    "null",
    "any",
    "__class__",
    "__proto__",
    "constructor",
    "prototype",
    "then",
    "call",
    "callPages",
    "toString",
    "delete",
    "await",
    "eval",
    "arguments",
    "list",
    "dict",
    "type",
    "interface",
    "schema",
    "json",
    "copy",
    "Models",
    "Operation",
    "Client",
    "PROFILE",
    "operations",
    "params",
    "options",
    "ManagementClient",
    "\u017felf",
    "\uff43lass",
    "UserDto",
    "userDto",
    "USERDTO",
    "名称",
    "Ünïcode",
    "1abc",
    "a-b",
    "a_b",
    "$",
    "_",
    _LONG,
    "",
)
NUMBERS = (1e999, float("nan"), 10**400, -(10**30), 1e22, -0.0, 1e-7, True, None)
TEXTS = (
    *_ENDS,
    *_NAMES,
    *(f"{mark}{_RUN}" for mark in _BREAKS),
    *(f"a{mark}b" for mark in _BREAKS),
)


def hostile_api() -> Api:
    """Every text in every slot."""
    return document(TEXTS)


def twin() -> Api:
    """The same Api with harmless texts."""
    texts = dict.fromkeys(TEXTS)
    names = {text: f"plain{number}" for number, text in enumerate(texts)} | {
        _LONG: "y" * len(_LONG)
    }
    return document(TEXTS, names.__getitem__)


def document(wanted: Sequence[str], say: Callable[[str], str] = str) -> Api:
    """An Api that has each text in each slot, as `say` says it."""
    texts = list(dict.fromkeys(wanted))
    operations = [
        one for number, text in enumerate(texts) for one in _operations(say(text), number)
    ]
    schemas = [one for number, text in enumerate(texts) for one in _schemas(say(text), number)]
    first = say(texts[13 % len(texts)])
    return Api(
        client="hostile",
        title=first,
        description=first,
        version=first,
        servers=(Server(first, first),),
        schemes=(SecurityScheme(first, {"type": "apiKey", "in": "header", "name": first}),),
        operations=tuple(sorted(operations, key=lambda one: one.id)),
        schemas={schema.name: schema for schema in sorted(schemas, key=lambda one: one.name)},
    )


def _enum(text: str, closed: bool) -> OpenEnum:
    values: Iterator[object] = iter((text, "ok", *NUMBERS))
    members = tuple(EnumMember(value, text) for value in values)  # type: ignore[arg-type]
    return OpenEnum(STRING, members, closed)


def _fields(text: str) -> tuple[Field, ...]:
    limits = Limits(pattern=text, max_length=3, minimum=float("inf"))
    common = {"description": text, "default": text, "example": {text: [text]}, "limits": limits}
    return (
        Field(text, STRING, required=True, **common),  # type: ignore[arg-type]
        Field(f"{text}2", _enum(text, True), **common),  # type: ignore[arg-type]
        Field(f"{text}3", Array(_enum(text, False)), deprecated=True),
        Field(
            f"{text}4",
            Union(
                (Ref(text), Ref("missing"), Map(Ref(text))), Discriminator(text, ((text, text),))
            ),
        ),
        Field(f"{text}5", Nullable(Scalar("string", text))),
    )


def _schemas(text: str, number: int) -> tuple[Schema, ...]:
    alias = f"alias {number} {text}"
    return (
        Schema(text, _fields(text), description=text, example=text),
        Schema(alias, type=_enum(text, False), description=text),
    )


def _operations(text: str, number: int) -> tuple[Operation, ...]:
    fields = _fields(text)
    places = ("query", "path", "header", "cookie", "query")
    parameters = tuple(Parameter(field, place) for field, place in zip(fields, places, strict=True))
    answer = Response("200", Ref(text), text, "application/json", {text: text})
    common = {
        "summary": text,
        "description": text,
        "tag": text,
        "samples": (Sample(text, text, text),),
    }
    body = Body(fields, description=text)
    raw = Body(type=STRING, media=text)
    return (
        Operation(text, "GET", f"/{text}", parameters=parameters, responses=(answer,), **common),  # type: ignore[arg-type]
        Operation(f"o{number} {text}", "POST", text, body=body, responses=(answer,), **common),  # type: ignore[arg-type]
        Operation(f"p{number} {text}", "PUT", text, parameters=parameters, body=raw, **common),  # type: ignore[arg-type]
    )
