"""What one client's package will hold: names, classes, modules. Decided here once, before anything is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.model import (
    Access,
    Api,
    Field,
    Operation,
    Schema,
    Type,
    access_of,
)
from generator.model import calls as model
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
    """One argument of an operation, and its name in Python."""

    given: model.Argument
    name: str

    @property
    def field(self) -> Field:
        """What the caller gives."""
        return self.given.field


@dataclass(frozen=True, slots=True)
class Call:
    """One operation with its names. `input` is the class that checks the arguments, or empty.

    `inputs` are the arguments as the model has them. `paging` leads from the arguments as Python spells them, and to
    fields of the answer by their wire names.
    """

    inputs: model.Call
    method: str
    constant: str
    module: str
    input: str
    arguments: tuple[Argument, ...]
    paging: Paging | None = None

    @property
    def operation(self) -> Operation:
        """The operation that is called."""
        return self.inputs.operation


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
    inputs = [model.call_of(api, operation) for operation in api.operations]
    spelled = _spelled(api, inputs)
    calls = tuple(_call(api, one, spelled) for one in inputs)
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


def _spelled(api: Api, inputs: Iterable[model.Call]) -> _Spelled:
    ids = [operation.id for operation in api.operations]
    classes = _texts(names.allocate(api.schemas, names.class_name))
    return _Spelled(
        _texts(names.allocate(ids, names.method_name)),
        _texts(names.allocate(ids, names.constant_name, filter(str.isupper, classes.values()))),
        _inputs(inputs, classes),
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


def _inputs(calls: Iterable[model.Call], classes: Mapping[str, str]) -> dict[str, str]:
    """Names of the classes that check arguments, for the operations that need one of their own."""
    needing = [one.operation.id for one in calls if one.arguments and not one.whole]
    spelled = names.allocate(needing, lambda n: f"{names.class_name(n)}Input", classes.values())
    return _texts(spelled)


def _call(api: Api, inputs: model.Call, by: _Spelled) -> Call:
    spelled = names.allocate((one.key for one in inputs.arguments), names.field_name)
    operation = inputs.operation
    checked_by = by.inputs.get(operation.id, by.classes.get(inputs.whole, ""))
    arguments = tuple(Argument(one, spelled[one.key].text) for one in inputs.arguments)
    return Call(
        inputs,
        by.methods[operation.id],
        by.constants[operation.id],
        by.tags[operation.tag],
        checked_by,
        arguments,
        _paging(api, operation, arguments),
    )


def _paging(api: Api, operation: Operation, given: Iterable[Argument]) -> Paging | None:
    paging = paging_of(api, operation)
    if paging is None:
        return None
    sent = (one for one in given if one.given.place in {"query", "body"})
    spelled: dict[str, str] = {}
    for one in sent:
        spelled.setdefault(one.field.name, one.name)
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
            fields = tuple(replace(one.field, name=one.given.key) for one in call.arguments)
            spelled = {one.given.key: one.name for one in call.arguments}
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
