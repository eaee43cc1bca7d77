"""Hypothesis strategies for every Api that the model can hold."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from generator.model import (
    UNSET,
    Api,
    Array,
    Body,
    Discriminator,
    Encoding,
    EnumMember,
    Field,
    Inference,
    Limits,
    Map,
    Media,
    Need,
    Note,
    Nullable,
    OpenEnum,
    Operation,
    PageRecord,
    Parameter,
    Ref,
    Response,
    Sample,
    Scalar,
    Schema,
    SecurityScheme,
    Server,
    ServerVariable,
    Tuple,
    Type,
    Union,
)

ODD = [
    "",
    "a/b~c",
    "~1",
    "%25",
    "用户 dto",
    "x-name",
    "$ref",
    "200",
    "true",
    "null",
    "~",
    "<<",
    "=",
    "on",
    "é",
    "A b#c",
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        *ODD,
        "one\ntwo",
        "end \n",
        "\n lead",
        " \n",
        "|2\n x\n\n",
        "# no\n",
        "a: b",
        "- x",
        "🎉\n\tx\n",
        "1e5",
        "\ufeffx",
        "a\u2028b\n",
    ]
)
NAME = st.sampled_from(ODD) | TEXT
SCHEMA_NAME = st.sampled_from(["A", "A_2fb", "A/b", "用户", "用户_", "", "Resp.Dto-1", "_"])
NUMBER = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAME, inner, max_size=3),
    max_leaves=6,
)
MAYBE = st.just(UNSET) | JSON
SCALAR = st.builds(
    Scalar,
    st.sampled_from(["string", "number", "integer", "boolean", "object", "any", "null"]),
    st.sampled_from(["", "date-time", "int32", "用"]),
)
MEMBER = st.builds(EnumMember, st.none() | st.booleans() | NUMBER | TEXT, TEXT)
ENUM = st.builds(OpenEnum, SCALAR, st.lists(MEMBER, max_size=3).map(tuple), st.booleans())


DISCRIMINATOR = st.none() | st.builds(
    Discriminator,
    st.sampled_from(["", "kind"]),
    st.dictionaries(TEXT, SCHEMA_NAME, max_size=2).map(lambda found: tuple(found.items())),
)


def _deeper(inner: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
    options = st.lists(inner, min_size=1, max_size=3).map(tuple)
    union = st.builds(Union, options, DISCRIMINATOR, st.booleans())
    rows = st.builds(Tuple, st.lists(inner, min_size=1, max_size=2).map(tuple), st.none() | inner)
    return (
        st.builds(Array, inner) | rows | st.builds(Map, inner) | st.builds(Nullable, inner) | union
    )


TYPE: st.SearchStrategy[Type] = st.recursive(
    SCALAR | ENUM | st.builds(Ref, SCHEMA_NAME), _deeper, max_leaves=4
)
SIZE = st.none() | st.integers(0, 9)
LIMITS = st.just(Limits()) | st.builds(
    Limits,
    *(SIZE, SIZE, SIZE, SIZE, st.none() | NUMBER, st.none() | NUMBER, st.none() | TEXT),
    *(st.none() | NUMBER, st.none() | NUMBER, st.sampled_from([None, 0.1, 5]), SIZE, SIZE),
    st.none() | st.booleans(),
)
INFERRED = st.lists(
    st.builds(Inference, st.sampled_from(["method", "items"]), TEXT, st.floats(0, 1), TEXT),
    max_size=2,
).map(tuple)
FIELD = st.builds(
    Field,
    NAME,
    TYPE,
    *(
        st.booleans(),
        TEXT,
        MAYBE,
        MAYBE,
        LIMITS,
        st.booleans(),
        st.booleans(),
        st.booleans(),
        INFERRED,
    ),
)
FIELDS = st.lists(FIELD, max_size=3, unique_by=lambda field: field.name).map(tuple)
MEDIA = st.sampled_from(["application/json", "multipart/form-data", "application/octet-stream"])
STYLE = st.sampled_from(["", "form", "deepObject"])
SPELLED = (STYLE, st.none() | st.booleans(), st.booleans())
ENCODING = st.dictionaries(
    st.sampled_from(ODD),
    st.builds(Encoding, st.sampled_from(["", "image/png"]), *SPELLED),
    max_size=1,
)
ITEM = st.none() | SCALAR | st.builds(Ref, SCHEMA_NAME)
OTHERS = st.lists(
    st.builds(
        Media, st.sampled_from(["text/csv", "a/b"]), ITEM, st.just(()), MAYBE, ITEM, ENCODING
    ),
    max_size=2,
    unique_by=lambda one: one.name,
).map(tuple)
TOLD = (st.booleans(), MEDIA, TEXT, MAYBE, ITEM, ENCODING)
NAMED_OTHERS = OTHERS.map(lambda found: tuple(one for one in found if one.type is not None))
BODY = st.builds(Body, FIELDS, st.none(), *TOLD, NAMED_OTHERS) | st.builds(
    Body, st.just(()), TYPE, *TOLD, NAMED_OTHERS
)


def parameters(field: st.SearchStrategy[Field], *locations: str) -> st.SearchStrategy[Parameter]:
    """Parameters with a style, or with a media type."""
    location = st.sampled_from(locations)
    other = st.builds(
        Parameter, field, location, media=st.sampled_from(["application/json", "a/b"])
    )
    return st.builds(Parameter, field, location, *SPELLED) | other


HEADERS = st.lists(
    parameters(st.builds(Field, st.sampled_from(ODD), SCALAR, st.booleans(), TEXT), "header"),
    max_size=2,
    unique_by=lambda one: one.field.name,
).map(tuple)
RESPONSE = st.builds(
    Response,
    st.sampled_from(["200", "404", "5XX", "default"]),
    st.none() | TYPE,
    TEXT,
    MEDIA,
    MAYBE,
    ITEM,
    HEADERS,
    OTHERS,
)
SAMPLE = st.builds(
    Sample,
    st.sampled_from(["node", "python", "rust", "C#"]),
    st.sampled_from(["ts", "python", "", "x"]),
    TEXT,
    st.booleans(),
)
PAGE = st.builds(PageRecord, NAME, NAME, NAME, NAME, st.dictionaries(NAME, JSON, max_size=2))
SECURITY = st.lists(
    st.lists(
        st.builds(Need, NAME, st.lists(NAME, max_size=2).map(tuple)),
        max_size=2,
        unique_by=lambda one: one.scheme,
    ).map(tuple),
    max_size=2,
).map(tuple)
VARIABLE = st.builds(
    ServerVariable, st.sampled_from(["a", "b"]), NAME, st.lists(TEXT, max_size=2).map(tuple), TEXT
)


@st.composite
def servers(draw: st.DrawFn) -> Server:
    """A server whose url is its template with the variables' defaults."""
    variables = draw(st.lists(VARIABLE, max_size=2, unique_by=lambda one: one.name).map(tuple))
    template = url = draw(st.sampled_from(["https://{a}.x/{b}", "https://x", "/{a}"]) | NAME)
    for one in variables:
        url = url.replace(f"{{{one.name}}}", one.default)
    return Server(url, draw(TEXT), template if url != template else "", variables)


SERVERS = st.lists(servers(), max_size=2).map(tuple)
OPERATION = st.builds(
    Operation,
    NAME,
    st.sampled_from(["GET", "POST", "DELETE", "QUERY"]),
    st.sampled_from(["/a", "/api/v3/用户", "/a/{id}"]),
    *(TEXT, TEXT, TEXT),
    st.lists(parameters(FIELD, "query", "path", "header"), max_size=2).map(tuple),
    st.none() | BODY,
    st.lists(RESPONSE, max_size=2, unique_by=lambda one: one.status).map(tuple),
    st.lists(SAMPLE, max_size=2).map(tuple),
    st.lists(st.builds(Note, NAME, TEXT, NAME), max_size=2).map(tuple),
    st.booleans(),
    st.none() | SECURITY,
    st.lists(PAGE, max_size=2).map(tuple),
    INFERRED,
    servers=SERVERS,
)


@st.composite
def schemas(draw: st.DrawFn) -> dict[str, Schema]:
    names = draw(st.lists(SCHEMA_NAME, max_size=3, unique=True))
    shapes = st.tuples(FIELDS, st.none(), TEXT, st.none() | TYPE) | st.tuples(
        st.just(()), TYPE, TEXT, st.none()
    )
    more = st.tuples(st.sampled_from(["", "shared/table.md"]), st.booleans(), MAYBE, INFERRED)
    told = st.fixed_dictionaries(
        {
            "limits": LIMITS,
            "default": MAYBE,
            "bases": st.lists(st.sampled_from(ODD), max_size=2).map(tuple),
            "discriminator": DISCRIMINATOR,
        }
    )
    found = {}
    for name in sorted(names):
        shape, rest = draw(shapes), draw(told)
        rest |= {"discriminator": None} if shape[1] is not None else {}
        rest["bases"] = tuple(one for one in rest["bases"] if one != name)  # type: ignore[union-attr]
        found[name] = replace(Schema(name, *shape, *draw(more)), **rest)  # type: ignore[arg-type]
    return {name: one for name, one in found.items() if not _is_own_alias(one, found)}


def _is_own_alias(schema: Schema, known: dict[str, Schema]) -> bool:
    """Is the schema another name of a type that leads to an earlier name or itself? Loops need one of these."""
    kinds: list[Type | None] = [schema.type]
    for kind in kinds:
        if isinstance(kind, Nullable):
            kinds.append(kind.inner)
        if isinstance(kind, Union):
            kinds += kind.options
    return any(
        isinstance(kind, Ref) and kind.name in known and kind.name <= schema.name for kind in kinds
    )


SCHEME = st.sampled_from(
    [
        {"type": "http", "scheme": "bearer"},
        {"type": "apiKey", "in": "header", "name": "authorization"},
    ]
)
APIS = st.builds(
    Api,
    st.just("management"),
    *(TEXT, TEXT, TEXT),
    SERVERS,
    st.lists(
        st.builds(SecurityScheme, st.sampled_from(["bearer", "x.y-z", "A_1"]), SCHEME),
        max_size=2,
        unique_by=lambda one: one.name,
    ).map(tuple),
    st.lists(OPERATION, max_size=3, unique_by=lambda one: one.id).map(
        lambda found: tuple(sorted(found, key=lambda one: one.id))
    ),
    schemas(),
    st.sampled_from(["en", "zh-CN"]),
    security=st.none() | SECURITY,
)
