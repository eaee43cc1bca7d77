"""The modules of operations: each call as data, which the runtime reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.model import calls as model
from generator.model.answers import Answer, Sequence
from generator.model.calls import BODYLESS
from generator.model.media import sent
from generator.model.paging import Paging
from generator.rendering.fragments import Code, Comment, Fragment, Literal
from generator.targets.python import layout
from generator.targets.python.calls import opens, returned, typing_lines
from generator.targets.python.literals import docstring, string
from generator.targets.python.models import Enums
from generator.targets.python.plan import Call, ClientPlan
from generator.targets.python.types import shape


@dataclass(slots=True)
class OperationsView:
    """A module of operations."""

    doc: Comment
    imports: list[Code] = field(default_factory=list)
    operations: list[Code] = field(default_factory=list)


def operations_view(plan: ClientPlan, enums: Enums, module: str) -> OperationsView:
    """The view of one tag's operations."""
    view = OperationsView(docstring("Operations as data; `client.py` calls them.", 0))
    used: set[str] = set()
    for call in plan.calls_of(module):
        scope = enums.scope(call.input, frozenset())
        returns = "object" if opens(call) else returned(call, scope, twin=False)
        used |= scope.used
        data = _data(plan, call)
        text = _assignment(call.constant, returns, data)
        odd = any("(" in row.text and layout.too_long(f"    {row.text}") for row in data)
        view.operations.append(Code(layout.unformatted(text, 0) if odd else text))
    view.imports = [Code(line) for line in typing_lines(used)]
    return view


def _assignment(constant: str, returns: str, data: list[Code]) -> str:
    """`NAME: Operation[Answer] = Operation(...)`, broken as black does when its head is long."""
    head = f"{constant}: Operation[{returns}] = ("
    if not layout.fits(f"{head[:-1]}Operation(") and layout.fits(head):
        body = "\n".join(f"    {line}" for row in data for line in row.text.split("\n"))
        return f"{head}\n    Operation(\n{body}\n    )\n)"
    body = "\n".join(row.text for row in data)
    head = layout.annotated(constant, [f"Operation[{returns}]"], " = Operation(", 0)
    return f"{head}\n{body}\n)"


def _data(plan: ClientPlan, call: Call) -> list[Code]:
    """The keyword arguments of `Operation(...)`; what equals the default stays out."""
    operation = call.operation
    rows: list[tuple[str, Fragment]] = [
        ("id", string(operation.id)),
        ("method", string(operation.method.upper())),
        ("path", string(operation.path)),
    ]
    if call.input:
        rows.append(("input", string(call.input)))
    rows += _answers(plan, call)
    body = operation.body
    media = sent(body.media).lower() if body is not None else ""
    bodyless = operation.method.upper() in BODYLESS
    if media != "application/json" and (body is not None or not bodyless):
        rows.append(("media", string(media)))
    rows += _body_facts(call)
    if (security := plan.credentials.text(operation)) is not None:
        rows.append(("security", string(security)))
    if call.paging is not None:
        rows.append(("paging", _pages(call.paging)))
    lines = [Code(f"    {name}={value.text},") for name, value in rows]
    return lines + _places(call)


def _answers(plan: ClientPlan, call: Call) -> Iterator[tuple[str, Fragment]]:
    """What comes back; what equals the default stays out."""
    answers = call.inputs.answers
    alone = answers.sequence is not None and not answers.good
    yield "output", Literal('"items"') if alone else _holds(plan, answers.first)
    if answers.differ:
        yield "outputs", _by_status(plan, answers.good)
    if failures := [one for one in answers.failures if _holds(plan, one).text != '"any"']:
        yield "errors", _by_status(plan, failures)
    accepted = answers.accepted if answers.good else ("*/*",)
    accept = ", ".join(accepted or ("*/*",))
    if answers.sequence is not None:
        accept = answers.sequence.media if alone else accept
        yield "items", _items(plan, answers.sequence)
    if accept != "application/json":
        yield "accept", string(accept)
    if answers.chooser:
        named = {one.given.key: one.name for one in call.arguments}
        yield "chooser", string(named[answers.chooser])


def _holds(plan: ClientPlan, answer: Answer) -> Literal:
    """The runtime's `Shape` of an answer."""
    match answer.reading:
        case "json":
            return shape(answer.type, plan.api, plan.classes)
        case "octets":
            return Literal('"response"')
        case "text" | "none" | "any":
            return string(answer.reading)


def _by_status(plan: ClientPlan, answers: Iterable[Answer]) -> Literal:
    pairs = (f"{string(one.status).text}: {_holds(plan, one).text}" for one in answers)
    return Literal(f"{{{', '.join(pairs)}}}")


def _items(plan: ClientPlan, sequence: Sequence) -> Literal:
    """How a sequence is cut, what an item is, what ends it, its media type."""
    kind = shape(sequence.type, plan.api, plan.classes).text
    texts = (string(one).text for one in (sequence.split, sequence.end, sequence.media))
    split, end, media = texts
    return Literal(f"({split}, {kind}, {end}, {media})")


def _body_facts(call: Call) -> Iterator[tuple[str, Fragment]]:
    if call.inputs.optional is not None:
        yield "optional", Literal(str(call.inputs.optional))
    if call.inputs.together:
        yield "together", _tuple(call.inputs.together)
    if call.inputs.server:
        yield "server", string(call.inputs.server)


def _pages(paging: Paging) -> Literal:
    """The runtime's `Pages`: the kind, and the ways to the start, the size, the items, the total, the next cursor."""
    ways = (paging.start, paging.size, paging.items, paging.total, paging.next)
    return Literal(f"({', '.join([string(paging.kind).text, *(_tuple(w).text for w in ways)])})")


def _tuple(items: Iterable[str]) -> Literal:
    texts = [string(item).text for item in items]
    return Literal(f"({', '.join(texts)}{',' if len(texts) == 1 else ''})")


def _places(call: Call) -> list[Code]:
    """Where the arguments travel that do not go where the method alone says."""
    odd = [one.given for one in call.arguments if not call.inputs.default(one.given)]
    rows = [f"        {string(one.key).text}: {_place(one).text}," for one in odd]
    return [Code(line) for line in ["    places={", *rows, "    },"]] if rows else []


def _place(one: model.Argument) -> Literal:
    """The runtime's `Place`: the place, then spelling and name where they are not the usual ones."""
    name = "" if one.key == one.field.name else one.field.name
    parts = (one.place, one.spelling, name) if name else (one.place, one.spelling)
    return _tuple(part for part in parts if part or name)
