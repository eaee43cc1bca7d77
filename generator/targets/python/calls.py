"""The modules of calls: operations as data, and the methods of the client and of its async twin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.model import Response
from generator.model.media import kind_of
from generator.rendering.fragments import Code, Comment, Identifier
from generator.targets.python import layout
from generator.targets.python.data import reserved
from generator.targets.python.docs import call_text
from generator.targets.python.literals import docstring, string
from generator.targets.python.models import RUNTIME, Enums
from generator.targets.python.plan import Argument, Call, ClientPlan
from generator.targets.python.types import Scope, anything, joined, spell

_MODELS: Final = "..models"
_RUNTIME_HOMES: Final[Mapping[str, str]] = {
    "Json": f"{RUNTIME}.types",
    "NOT_GIVEN": f"{RUNTIME}.not_given",
    "NotGiven": f"{RUNTIME}.not_given",
    "Number": f"{RUNTIME}.types",
    "Part": f"{RUNTIME}.types",
    "RequestOptions": f"{RUNTIME}.types",
    "SyncClient": f"{RUNTIME}.sync_client",
    "AsyncClient": f"{RUNTIME}.async_client",
    "StreamedResponse": f"{RUNTIME}.responses",
    "AsyncStreamedResponse": f"{RUNTIME}.responses",
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "deprecated": "typing_extensions",
}
_AT_RUN_TIME: Final = frozenset({"NOT_GIVEN", "SyncClient", "AsyncClient", "deprecated"})


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method: how it is declared, its docstring, and what it calls."""

    name: Identifier
    body: Code
    lines: tuple[Code, ...]
    returns: Code
    doc: Comment
    marks: tuple[Code, ...] = ()
    after: tuple[Code, ...] = ()


@dataclass(slots=True)
class CallsView:
    """A module of methods; imports are in groups, parted by a blank line."""

    name: Identifier
    base: Identifier
    module: Identifier
    doc: Comment
    imports: list[Code] = field(default_factory=list)
    typing_imports: list[Code] = field(default_factory=list)
    methods: list[MethodView] = field(default_factory=list)


def streams(response: Response | None, responses: tuple[Response, ...]) -> bool:
    """Is the answer a file, or a redirection, which is handed over unread?"""
    if response is None:
        return any(r.status.startswith("3") for r in responses)
    return kind_of(response.media) != "json"


def unread(call: Call) -> bool:
    """Is its answer handed over with its body still to be read?"""
    return streams(call.operation.success, call.operation.responses)


def docs(plan: ClientPlan, module: str) -> dict[str, Comment]:
    """The docstrings of one tag's methods, which the async ones share."""
    return {call.method: _doc(call) for call in plan.calls_of(module)}


def methods_view(
    plan: ClientPlan, enums: Enums, module: str, told: Mapping[str, Comment], *, twin: bool
) -> CallsView:
    """The view of one tag's methods; `twin` for the async ones."""
    calls = plan.calls_of(module)
    base = "AsyncClient" if twin else "SyncClient"
    hidden = frozenset(call.method for call in calls) & reserved("builtins")
    used = {base, "RequestOptions"}
    tags = [name or module for name, spelled in plan.tags.items() if spelled == module]
    view = CallsView(
        Identifier(calls_class(plan, module, twin=twin)),
        Identifier(base),
        Identifier(module),
        docstring(f"Calls of {', '.join(tags)}.", 4),
    )
    for call in calls:
        scope = enums.scope(call.input, hidden)
        view.methods.append(_method(call, scope, told[call.method], twin=twin))
        used |= scope.used
    view.imports = _blocks(used & _AT_RUN_TIME, f"from ..operations import {module} as _operations")
    view.typing_imports = [Code(line) for line in typing_lines(used - _AT_RUN_TIME)]
    return view


def calls_class(plan: ClientPlan, module: str, *, twin: bool) -> str:
    """The class of one tag's methods."""
    return f"{'Async' if twin else ''}{plan.modules[module]}"


def _doc(call: Call) -> Comment:
    told = "The answer, with its body still to be read." if unread(call) else _returned(call)
    pages = _iteration(call) if call.paging is not None else ""
    return docstring(call_text(call, told, pages), 8)


def _method(call: Call, scope: Scope, doc: Comment, *, twin: bool) -> MethodView:
    wide = scope.widened()
    lines = [_parameter(argument, wide) for argument in call.arguments]
    options = layout.annotated("request_options", ["RequestOptions", "None"], " = None", 8)
    parameters = tuple(Code(f"{line},") for line in [*lines, options])
    returns = returned(call, scope, twin=twin)
    marks, after = _marks(call, [*parameters, Code(f"    ) -> {returns}:")], scope)
    return MethodView(
        Identifier(call.method),
        _body(call, twin=twin),
        parameters,
        Code(returns),
        doc,
        marks,
        after,
    )


def _body(call: Call, *, twin: bool) -> Code:
    sender = f"{'await ' if twin else ''}self.{'_stream' if unread(call) else '_call'}"
    inner = f"_operations.{call.constant}, locals()"
    line = f"return {sender}({inner})"
    if layout.fits(line, 8):
        return Code(line)
    return Code(f"return {sender}(\n            {inner}\n        )")


def _marks(
    call: Call, parameters: Iterable[Code], scope: Scope
) -> tuple[tuple[Code, ...], tuple[Code, ...]]:
    """What stands before and after a method: `@deprecated`, and a word to black where a name is too long."""
    long = any(layout.too_long(line.text) for line in parameters)
    marks = [Code("    # fmt: off")] if long else []
    if call.operation.deprecated:
        text = string(f"{call.method} is deprecated").text
        marks.append(Code(f"    @{scope.need('deprecated')}({text})"))
    return tuple(marks), (Code("    # fmt: on"),) if long else ()


def _parameter(argument: Argument, scope: Scope) -> str:
    options = spell(argument.field.type, scope)
    if argument.field.required:
        return layout.annotated(argument.name, options, "", 8, atom=False)
    sent = argument.given.place in {"body", "content"}
    null = ["None"] if sent and not anything(options) else []
    scope.need("NOT_GIVEN")
    options = [o for o in options if o != "None" or not null]
    everything = [*options, *null, scope.need("NotGiven")]
    return layout.annotated(argument.name, everything, " = NOT_GIVEN", 8, atom=False)


def returned(call: Call, scope: Scope, *, twin: bool) -> str:
    """The annotation of what a method returns."""
    if unread(call):
        return scope.need("AsyncStreamedResponse" if twin else "StreamedResponse")
    response = call.operation.success
    if response is None or response.type is None:
        return scope.builtin("object")
    return joined(spell(response.type, scope))


def _returned(call: Call) -> str:
    response = call.operation.success
    text = response.description.strip() if response is not None else ""
    return text.replace("\r", "\n").replace("\n", "\n    ") or "The answer."


def _iteration(call: Call) -> str:
    return f"All items of all pages: `client.iterate(client.{call.method}, ...)`."


def typing_lines(used: set[str]) -> list[str]:
    """The lines inside `if TYPE_CHECKING:`."""
    groups: dict[str, set[str]] = defaultdict(set)
    for name in used - {"builtins"}:
        groups[_RUNTIME_HOMES.get(name, _MODELS)].add(name)
    standard = ["    import builtins"] if "builtins" in used else []
    standard += [layout.from_import(m, groups[m], 4) for m in sorted(groups) if m[0] != "."]
    ordered = sorted((m for m in groups if m[0] == "."), key=lambda m: (m == _MODELS, m))
    blank = [""] if standard and ordered else []
    return [*standard, *blank, *(layout.from_import(m, groups[m], 4) for m in ordered)]


def _blocks(used: set[str], last: str) -> list[Code]:
    groups: dict[str, set[str]] = defaultdict(set)
    for name in used:
        groups[_RUNTIME_HOMES[name]].add(name)
    other = [layout.from_import(m, groups[m]) for m in sorted(groups) if m[0] != "."]
    local = [layout.from_import(m, groups[m]) for m in sorted(groups) if m[0] == "."]
    return [Code(line) for line in [*([*other, ""] if other else []), *local, last]]
