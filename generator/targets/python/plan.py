"""What one client's package will hold: names, classes, modules. Decided here once, before anything is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.model import (
    Access,
    Api,
    Field,
    Operation,
    Parameter,
    Ref,
    Schema,
    Type,
    access_of,
    body_fields,
)
from generator.model.credentials import Credentials
from generator.model.paging import Paging, object_of, paging_of
from generator.naming import pascal, snake
from generator.rendering.fragments import Identifier
from generator.source import Span
from generator.targets.python import names
from generator.targets.python.entry import Entry, entry_of
from generator.targets.python.partition import homes
from generator.targets.settings import ClientSettings


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an operation: the field, where it travels (several places share a name), its spelling."""

    field: Field
    places: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """One operation with its names. `input` is the class that checks the arguments, or empty.

    `paging` leads from the arguments as Python spells them, and to fields of the answer by their wire names.
    """

    operation: Operation
    method: str
    constant: str
    module: str
    input: str
    arguments: tuple[Argument, ...]
    body_argument: str = ""
    paging: Paging | None = None


@dataclass(frozen=True, slots=True)
class Dto:
    """One class of the models: a schema, or the arguments of an operation.

    `item` is the type of the items of a page, in answers that are one.
    """

    name: str
    module: str
    fields: tuple[Field, ...]
    spelled: Mapping[str, str]
    schema: Schema | None = None
    call: Call | None = None
    item: Type | None = None


@dataclass(frozen=True, slots=True)
class ClientPlan:
    """One client: everything that its modules are printed from; `modules` have the names of their calls' classes."""

    api: Api
    settings: ClientSettings
    package: str
    class_name: str
    calls: tuple[Call, ...]
    dtos: tuple[Dto, ...]
    classes: Mapping[str, str]
    modules: Mapping[str, str]
    tags: Mapping[str, str]
    renames: tuple[tuple[str, str, str, Span], ...]
    access: Access
    credentials: Credentials
    entry: Entry

    def calls_of(self, module: str) -> list[Call]:
        """The calls of one module, in the order of their ids."""
        return [call for call in self.calls if call.module == module]


@dataclass(frozen=True, slots=True)
class _Spelled:
    """Spellings by the names of the documents: operations' methods, constants and input classes, ..."""

    methods: Mapping[str, str]
    constants: Mapping[str, str]
    inputs: Mapping[str, str]
    classes: Mapping[str, str]
    tags: Mapping[str, str]


def client_plan(api: Api, settings: ClientSettings, package: str, class_name: str) -> ClientPlan:
    """Decide all names of one client."""
    access, credentials = access_of(api), Credentials(api)
    spelled = _spelled(api)
    calls = tuple(_call(api, operation, spelled) for operation in api.operations)
    where = homes(api, spelled.tags)
    dtos = (
        *_schema_dtos(api, spelled.classes, where, _items(api, calls)),
        *_input_dtos(calls, spelled.inputs),
    )
    return ClientPlan(
        api,
        settings,
        package,
        class_name,
        calls,
        dtos,
        spelled.classes,
        _modules(spelled.tags, [dto.name for dto in dtos]),
        spelled.tags,
        tuple(_renames(api, spelled, dtos)),
        access,
        credentials,
        entry_of(access, credentials),
    )


def _spelled(api: Api) -> _Spelled:
    ids = [operation.id for operation in api.operations]
    classes = _texts(names.allocate(api.schemas, names.class_name))
    return _Spelled(
        _texts(names.allocate(ids, names.method_name)),
        _texts(names.allocate(ids, names.constant_name, filter(str.isupper, classes.values()))),
        _inputs(api, classes),
        classes,
        _tags(api),
    )


_UNTAGGED = "default"


def _texts(spelled: Mapping[str, Identifier]) -> dict[str, str]:
    return {name: ident.text for name, ident in spelled.items()}


def _tags(api: Api) -> dict[str, str]:
    """The module of each tag. `Users/Lists` and `Users/Search` are both in `users`."""
    groups = {o.tag: o.tag.partition("/")[0].strip() or _UNTAGGED for o in api.operations}
    spelled = _texts(names.allocate(sorted(set(groups.values())), names.module_name))
    return {tag: spelled[group] for tag, group in sorted(groups.items())}


def _modules(tags: Mapping[str, str], taken: list[str]) -> dict[str, str]:
    """The classes of calls by module; their modules also import DTO classes."""
    modules = sorted(set(tags.values()))
    return _texts(names.allocate(modules, names.calls_name, taken, twin="Async"))


def _inputs(api: Api, classes: Mapping[str, str]) -> dict[str, str]:
    """Names of the classes that check arguments, for the operations that need one of their own."""
    needing = [o.id for o in api.operations if _own_input(api, o)]
    spelled = names.allocate(needing, lambda n: f"{names.class_name(n)}Input", classes.values())
    return _texts(spelled)


def _own_input(api: Api, operation: Operation) -> bool:
    if operation.body is None:
        return bool(operation.parameters)
    answered = any(item.read_only for item in body_fields(api, operation.body))
    return bool(operation.parameters) or _object_ref(api, operation) is None or answered


def _object_ref(api: Api, operation: Operation) -> Schema | None:
    """The object schema that is the whole body, or None."""
    body = operation.body
    if body is None or not isinstance(body.type, Ref):
        return None
    schema = api.schemas.get(body.type.name)
    return schema if schema is not None and schema.type is None else None


def _call(api: Api, operation: Operation, by: _Spelled) -> Call:
    given, body_argument = _given(api, operation)
    spelled = names.allocate(given, names.field_name)
    schema = _object_ref(api, operation)
    checked_by = by.inputs.get(operation.id, by.classes[schema.name] if schema else "")
    arguments = tuple(
        Argument(item, tuple(dict.fromkeys(places)), spelled[name].text)
        for name, (item, places) in given.items()
    )
    return Call(
        operation,
        by.methods[operation.id],
        by.constants[operation.id],
        by.tags[operation.tag],
        checked_by,
        arguments,
        body_argument,
        _paging(api, operation, arguments),
    )


def _paging(api: Api, operation: Operation, given: Iterable[Argument]) -> Paging | None:
    paging = paging_of(api, operation)
    if paging is None:
        return None
    spelled = {one.field.name: one.name for one in given}
    start, size = (((spelled[p[0]], *p[1:]) if p else ()) for p in (paging.start, paging.size))
    return replace(paging, start=start, size=size)


def _items(api: Api, calls: Iterable[Call]) -> dict[str, Type]:
    """The type of an item of a page, by the name of the schema that is the page's answer."""
    found: dict[str, Type] = {}
    for call in calls:
        answer = call.operation.success.type if call.operation.success else None
        schema = object_of(api, answer) if answer is not None else None
        if call.paging is not None and schema is not None:
            found.setdefault(schema.name, call.paging.item)
    return found


def _given(api: Api, operation: Operation) -> tuple[dict[str, tuple[Field, list[str]]], str]:
    """The arguments by wire name, and the name of the one that is the whole body (or empty)."""
    given: dict[str, tuple[Field, list[str]]] = {}
    for item, place in _placed(api, operation.parameters, operation):
        first, places = given.setdefault(item.name, (item, []))
        places.append(place)
        if item.required and not first.required:
            given[item.name] = (item, places)
    body = operation.body
    whole = body is not None and _object_ref(api, operation) is None and body.type is not None
    if body is None or body.type is None or not whole:
        return given, ""
    name = "body"
    while name in given:
        name += "_"
    given[name] = (Field(name, body.type, body.required, body.description), ["body"])
    return given, name


def _placed(
    api: Api, parameters: tuple[Parameter, ...], operation: Operation
) -> Iterator[tuple[Field, str]]:
    for parameter in parameters:
        yield parameter.field, parameter.location
    for item in body_fields(api, operation.body):
        if not item.read_only:
            yield item, "body"


def _schema_dtos(
    api: Api, classes: Mapping[str, str], where: Mapping[str, str], items: Mapping[str, Type]
) -> Iterator[Dto]:
    for name, schema in api.schemas.items():
        fields = {f.name: f for f in reversed(schema.fields)}  # of two with one name the first
        ordered = tuple(f for f in schema.fields if fields[f.name] is f)
        spelled = _texts(names.allocate((f.name for f in ordered), names.field_name))
        yield Dto(classes[name], where[name], ordered, spelled, schema, item=items.get(name))


def _input_dtos(calls: tuple[Call, ...], inputs: Mapping[str, str]) -> Iterator[Dto]:
    for call in calls:
        if call.operation.id in inputs:
            fields = tuple(argument.field for argument in call.arguments)
            spelled = {argument.field.name: argument.name for argument in call.arguments}
            yield Dto(call.input, call.module, fields, spelled, None, call)


def _renames(api: Api, by: _Spelled, dtos: tuple[Dto, ...]) -> Iterator[tuple[str, str, str, Span]]:
    """What could not have its usual spelling: (kind, name, spelling, place)."""
    spans = {o.id: o.origin.span for o in api.operations}
    for name, spelled in by.methods.items():
        if spelled != snake(name):
            yield "method", name, spelled, spans[name]
    for name, spelled in by.classes.items():
        if spelled != pascal(name):
            yield "class", name, spelled, api.schemas[name].origin.span
    for dto in dtos:
        places = {f.name: f.origin.span for f in dto.fields}
        for name, spelled in dto.spelled.items():
            if spelled != snake(name):
                yield f"field of {dto.name}", name, spelled, places[name]
