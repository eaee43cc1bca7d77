"""The modules of calls: operations as data, and the methods of the client and of its async twin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.model.answers import Answer, Answers
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
    "Literal": "typing",
    "NOT_GIVEN": f"{RUNTIME}.not_given",
    "NotGiven": f"{RUNTIME}.not_given",
    "Number": f"{RUNTIME}.types",
    "Part": f"{RUNTIME}.types",
    "RequestOptions": f"{RUNTIME}.types",
    "SyncClient": f"{RUNTIME}.sync_client",
    "AsyncClient": f"{RUNTIME}.async_client",
    "StreamedResponse": f"{RUNTIME}.responses",
    "Stream": f"{RUNTIME}.streams",
    "AsyncStream": f"{RUNTIME}.streams",
    "AsyncStreamedResponse": f"{RUNTIME}.responses",
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "deprecated": "typing_extensions",
}
_AT_RUN_TIME: Final = frozenset({"NOT_GIVEN", "SyncClient", "AsyncClient", "deprecated"})


@dataclass(frozen=True, slots=True)
class Overload:
    """What a method gives for one kind of arguments."""

    lines: tuple[Code, ...]
    returns: Code


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
    overloads: tuple[Overload, ...] = ()


@dataclass(slots=True)
class CallsView:
    """A module of methods; imports are in groups, parted by a blank line."""

    name: Identifier
    base: Identifier
    module: Identifier
    doc: Comment
    typing: Code
    imports: list[Code] = field(default_factory=list)
    typing_imports: list[Code] = field(default_factory=list)
    methods: list[MethodView] = field(default_factory=list)


def opens(call: Call) -> bool:
    """May its answer be handed over with its body still to be read?"""
    answers = call.inputs.answers
    return answers.sequence is not None or any(one.reading == "octets" for one in answers.good)


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
        Code("from typing import TYPE_CHECKING"),
    )
    for call in calls:
        scope = enums.scope(call.input, hidden)
        view.methods.append(_method(call, scope, told[call.method], twin=twin))
        used |= scope.used
    if any(method.overloads for method in view.methods):
        view.typing = Code("from typing import TYPE_CHECKING, overload")
    view.imports = _blocks(used & _AT_RUN_TIME, f"from ..operations import {module} as _operations")
    view.typing_imports = [Code(line) for line in typing_lines(used - _AT_RUN_TIME)]
    return view


def calls_class(plan: ClientPlan, module: str, *, twin: bool) -> str:
    """The class of one tag's methods."""
    return f"{'Async' if twin else ''}{plan.modules[module]}"


def _doc(call: Call) -> Comment:
    told = "The answer, with its body still to be read." if _unread(call) else _returned(call)
    pages = _iteration(call) if call.paging is not None else ""
    return docstring(call_text(call, told, pages), 8)


def _method(call: Call, scope: Scope, doc: Comment, *, twin: bool) -> MethodView:
    wide = scope.widened()
    lines = [_parameter(argument, wide) for argument in call.arguments]
    options = layout.annotated("request_options", ["RequestOptions", "None"], " = None", 8)
    parameters = tuple(Code(f"{line},") for line in [*lines, options])
    returns = returned(call, scope, twin=twin)
    marks, after = _marks(call, [*parameters, Code(f"    ) -> {returns}: ...")], scope)
    return MethodView(
        Identifier(call.method),
        _body(call, twin=twin),
        parameters,
        Code(returns),
        doc,
        marks,
        after,
        tuple(_overloads(call, scope, parameters, returns, twin=twin)),
    )


def _overloads(
    call: Call, scope: Scope, parameters: Sequence[Code], returns: str, *, twin: bool
) -> Iterator[Overload]:
    """Where an argument chooses between a sequence and something else, each has its type."""
    answers = call.inputs.answers
    if not answers.chooser or answers.sequence is None:
        return
    at = next(i for i, one in enumerate(call.arguments) if one.given.key == answers.chooser)
    literal, name = scope.need("Literal"), call.arguments[at].name
    before, usual, after = parameters[:at], parameters[at], parameters[at + 1 :]
    null = "" if call.arguments[at].field.required else " | None | NotGiven = NOT_GIVEN"
    given = {
        Code(f"        {name}: {literal}[True],"): _sequence(answers, scope, twin=twin),
        Code(f"        {name}: {literal}[False]{null},"): _plain(answers, scope, twin=twin),
        usual: [returns],
    }
    for line, gives in given.items():
        yield Overload((*before, line, *after), Code(joined(gives)))


def _body(call: Call, *, twin: bool) -> Code:
    sender = f"{'await ' if twin else ''}self.{'_open' if opens(call) else '_call'}"
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
    answers = call.inputs.answers
    return joined([*_plain(answers, scope, twin=twin), *_sequence(answers, scope, twin=twin)])


def _plain(answers: Answers, scope: Scope, *, twin: bool) -> list[str]:
    """The options of the annotation, but for a sequence."""
    if answers.sequence is not None and not answers.good:
        return []
    good = answers.good or (answers.first,)
    options = [text for one in good for text in _options(one, scope, twin=twin)]
    whole = [one for one in options if anything([one])]
    null = ["None"] if "None" in options else []
    return whole[:1] or [*dict.fromkeys(one for one in options if one != "None"), *null]


def _options(answer: Answer, scope: Scope, *, twin: bool) -> list[str]:
    match answer.reading:
        case "json" if answer.type is not None:
            return spell(answer.type, scope)
        case "octets":
            return [scope.need("AsyncStreamedResponse" if twin else "StreamedResponse")]
        case "text":
            return [scope.builtin("str")]
        case "none":
            return ["None"]
        case "any" | "json":
            return [scope.builtin("object")]


def _sequence(answers: Answers, scope: Scope, *, twin: bool) -> list[str]:
    if answers.sequence is None:
        return []
    name = scope.need("AsyncStream" if twin else "Stream")
    return [f"{name}[{joined(spell(answers.sequence.type, scope))}]"]


def _unread(call: Call) -> bool:
    answers = call.inputs.answers
    return answers.sequence is None and all(one.reading == "octets" for one in answers.good)


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
