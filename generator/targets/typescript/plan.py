"""The plan of one client: every name and type that its modules need, decided once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.model import Api, Operation, Ref, Scalar, Type
from generator.model.credentials import Credentials
from generator.model.media import kind_of
from generator.model.paging import Paging, paging_of
from generator.naming import pascal
from generator.source import Diagnostic, Span, diagnostic
from generator.targets.settings import ClientSettings
from generator.targets.typescript import names as naming
from generator.targets.typescript.inputs import Inputs, inputs_of
from generator.targets.typescript.types import Speller, alias_cycles


@dataclass(frozen=True, slots=True)
class Planned:
    """An operation with all that its code says.

    `params` is the type name of its arguments, empty without any; `own` tells that the type is written for it.
    `result` names the type written for its answer, or is empty where the answer's type is spelled in place.
    """

    operation: Operation
    constant: str
    method: str
    inputs: Inputs
    params: str
    own: bool
    result: str
    answer: str
    answer_type: Type
    paging: Paging | None
    security: str | None
    fills: tuple[str, ...]

    @property
    def has_models(self) -> bool:
        """Does its code name a type of the models?"""
        return bool(self.params or self.result) or isinstance(self.answer_type, Ref)


@dataclass(frozen=True, slots=True)
class Names:
    """A client's folder, its class, and what its own exports of the package begin with."""

    folder: str
    class_name: str
    prefix: str

    @property
    def connect(self) -> str:
        """The name of the function that makes a client without methods."""
        return f"connect{self.prefix}"

    @property
    def options(self) -> str:
        """The name of the options of a client whose credentials its document's schemes name."""
        return f"{self.prefix}Options"


@dataclass(frozen=True, slots=True)
class Plan:
    """One client: names, operations, and the speller of its types."""

    api: Api
    settings: ClientSettings
    own: Names
    names: Mapping[str, str]
    cyclic: frozenset[str]
    operations: tuple[Planned, ...]
    credentials: Credentials

    def speller(self, diagnostics: list[Diagnostic], span: Span, prefix: str = "") -> Speller:
        """A speller that reports what it loses at `span`; `prefix` stands before names of types."""

        def lost(what: str) -> None:
            diagnostics.append(diagnostic("B302", span, what))

        return Speller(self.names, self.cyclic, lost, prefix)


def plan(api: Api, settings: ClientSettings, own: Names) -> Plan:
    """Decide all names of a client."""
    ids = [operation.id for operation in api.operations]
    constants = naming.constants(ids, (own.class_name, own.connect, own.options))
    methods = naming.methods(ids)
    names = _type_names(api)
    credentials = Credentials(api)
    operations = tuple(
        _planned(
            credentials, api, operation, (constants[operation.id], methods[operation.id]), names
        )
        for operation in api.operations
    )
    schemas = {name: names[f"schema {name}"] for name in api.schemas}
    cyclic = alias_cycles(api.schemas)
    return Plan(api, settings, own, schemas, cyclic, operations, credentials)


def _type_names(api: Api) -> Mapping[str, str]:
    """Type names of schemas, arguments and results, apart from each other; schemas choose first."""
    wanted = {f"schema {name}": name for name in api.schemas}
    for operation in api.operations:
        own, named = _capital(operation.id), operation.body.name if operation.body else ""
        wanted[f"params {operation.id}"] = named or f"{own}Params"
        wanted[f"result {operation.id}"] = f"{own}Result"
    return naming.type_names(wanted)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:] if naming.is_plain(name) else pascal(name)


def _planned(
    credentials: Credentials,
    api: Api,
    operation: Operation,
    spelled: tuple[str, str],
    names: Mapping[str, str],
) -> Planned:
    inputs = inputs_of(api, operation)
    params = names.get(f"schema {inputs.whole}", "") if inputs.whole else ""
    own = not params and bool(inputs.arguments)
    answer, kind = _answer(operation)
    simple = isinstance(kind, Ref | Scalar)
    return Planned(
        operation=operation,
        constant=spelled[0],
        method=spelled[1],
        inputs=inputs,
        params=params or (names[f"params {operation.id}"] if own else ""),
        own=own,
        result="" if simple else names[f"result {operation.id}"],
        answer=answer,
        answer_type=kind,
        paging=_paging(api, operation, inputs),
        security=credentials.text(operation),
        fills=tuple(a.key for a in inputs.arguments if a.key in credentials.filled),
    )


def _paging(api: Api, operation: Operation, inputs: Inputs) -> Paging | None:
    """How it pages, with the name of the argument as TypeScript spells it."""
    paging = paging_of(api, operation)
    if paging is None:
        return None
    sent = [one for one in reversed(inputs.arguments) if one.place in {"query", "body"}]
    spelled = {one.field.name: one.key for one in sent}
    return replace(paging, start=(spelled[paging.start[0]], *paging.start[1:]))


def _answer(operation: Operation) -> tuple[str, Type]:
    """How the runtime reads the answer (empty: as JSON), and the answer's type."""
    success = operation.success
    if success is None or success.type is None:
        return "any", Scalar("any")
    match kind_of(success.media):
        case "json":
            return "", success.type
        case "text" | "xml":
            return "text", Scalar("string")
        case "form" | "multipart" | "binary":
            return "blob", Scalar("string", "binary")
