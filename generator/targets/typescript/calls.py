"""The operations of a client as its modules have them: constants, and the methods that call them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import Ref, Scalar, Type
from generator.model.calls import Argument
from generator.model.paging import Paging
from generator.rendering.fragments import Code, Comment
from generator.source import Diagnostic
from generator.targets.typescript.docs import operation_doc
from generator.targets.typescript.inputs import SAID, Inputs
from generator.targets.typescript.layout import (
    LINE,
    SOFT,
    Doc,
    Group,
    IfBreak,
    Indent,
    entry,
    fits,
    print_doc,
)
from generator.targets.typescript.literals import string
from generator.targets.typescript.plan import Plan, Planned
from generator.targets.typescript.types import Speller, one_line


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation: its constant and its method, each with its comment."""

    doc: Comment
    constant: Code
    method_doc: Comment
    method: Code


def operations(plan: Plan, found: list[Diagnostic]) -> list[OperationView]:
    """The operations of a client, as constants and as methods."""
    return [_operation(plan, one, found) for one in plan.operations]


def _operation(plan: Plan, one: Planned, found: list[Diagnostic]) -> OperationView:
    speller = plan.speller(found, one.operation.origin.span, "Models.")
    params = f"Models.{one.params}" if one.params else "NoParams"
    result = f"Models.{one.result}" if one.result else one_line(speller.spell(one.answer_type))
    types = [params, result]
    if one.paging is not None:
        types.append(_item_type(one.paging.item, speller))
    return OperationView(
        doc=operation_doc(one.operation, ""),
        constant=_constant(one, types),
        method_doc=operation_doc(one.operation),
        method=_signature(one, params, types[1:]),
    )


def _item_type(item: Type, speller: Speller) -> str:
    return one_line(speller.spell(item)) if isinstance(item, Ref | Scalar) else "unknown"


def _arguments(opening: str, parts: Sequence[str], closing: str, last: str = "") -> tuple[Doc, ...]:
    """`(a, b)` on one line, or each on its own; `last` follows the last one if broken."""
    inner: list[Doc] = [SOFT]
    for number, part in enumerate(parts):
        inner += [",", LINE] if number else []
        inner.append(part)
    return (opening, Indent((*inner, IfBreak((last,)))), SOFT, closing)


def _constant(one: Planned, types: Sequence[str]) -> Code:
    """The constant; Prettier moves the object to its own line if only ` {` does not fit."""
    kind = "Operation" if one.paging is None else "PagedOperation"
    head = f"export const {one.constant}: {kind}"
    line = f"{head}<{', '.join(types)}> ="
    if fits(line, " {"):
        return Code("\n".join((f"{line} {{", *entries(one, "  "), "};")))
    if fits(line, ""):
        return Code("\n".join((line, "  {", *entries(one, "    "), "  };")))
    broken = "".join(f"  {name},\n" for name in types).removesuffix(",\n")
    return Code("\n".join((f"{head}<", broken, "> = {", *entries(one, "  "), "};")))


def entries(one: Planned, indent: str) -> list[str]:
    """What the runtime is told of an operation, in the lines of an object."""
    operation, inputs = one.operation, one.inputs
    path = operation.path if operation.path.startswith("/") else f"/{operation.path}"
    codes = {"method": string(operation.method.upper()).text, "path": string(path).text}
    if inputs.encoding:
        codes["encoding"] = f"ways.{inputs.encoding}"
    texts = {"media": inputs.media, "answer": one.answer}
    codes |= {name: string(text).text for name, text in texts.items() if text}
    lines = [entry(indent, name, code) for name, code in codes.items()]
    if inputs.listed:
        lines.append(_inputs(inputs, indent))
    lines += _body_facts(inputs, indent)
    if one.security is not None:
        lines.append(entry(indent, "security", string(one.security).text))
    if one.fills:
        lines.append(f"{indent}fills: {_strings(one.fills)},")
    if one.paging is not None:
        lines.append(_pages(one.paging, indent))
    return lines


def _pages(paging: Paging, indent: str) -> str:
    """How it pages; what the runtime takes for granted is left out."""
    ways = {"start": paging.start, "items": paging.items, "total": paging.total}
    ways |= {"next": paging.next} if paging.kind == "cursor" else {}
    kinds = {"page": [], "offset": ['kind: "offset"'], "cursor": ["cursors: ways.cursors"]}
    parts = ["by: ways.paged", *kinds[paging.kind]]
    for name, way in ways.items():
        if (way and way != ("page",)) or name == "items":
            parts.append(f"{name}: {_strings(way)}")
    return _object("pages", parts, indent)


def _object(name: str, parts: Sequence[str], indent: str) -> str:
    inner: list[Doc] = []
    for number, part in enumerate(parts):
        inner += [",", LINE, part] if number else [LINE, part]
    doc = Group((f"{indent}{name}: {{", Indent((*inner, IfBreak((",",)))), LINE, "}"))
    return _printed((doc, ","), indent)


def _printed(parts: tuple[Doc, ...], indent: str) -> str:
    for _ in range(len(indent) // 2):
        parts = (Indent(parts),)
    return print_doc(parts)


def _strings(texts: Sequence[str]) -> str:
    return f"[{', '.join(_literals(texts))}]"


def _literals(texts: Sequence[str]) -> list[str]:
    return [string(text).text for text in texts]


def _inputs(inputs: Inputs, indent: str) -> str:
    """One argument per line from two on: Prettier breaks an array of more than one array."""
    rows = [Group(_arguments("[", _input(inputs, one), "]", ",")) for one in inputs.listed]
    if len(rows) == 1:
        doc: tuple[Doc, ...] = (Group(("[", Indent((SOFT, rows[0], IfBreak((",",)))), SOFT, "]")),)
    else:
        doc = ("[", *(Indent((LINE, row, ",")) for row in rows), LINE, "]")
    return _printed((f"{indent}inputs: ", *doc, ","), indent)


def _input(inputs: Inputs, argument: Argument) -> list[str]:
    """The runtime's `Input`: name and place, then the spelling, the name on the wire and what writes it, if unusual."""
    way = inputs.way(argument)
    wire = "" if argument.key == argument.field.name else argument.field.name
    told = 2 if wire or way else len(argument.spelling[:1])
    place = string(argument.place).text if argument.place in SAID else f"ways.{argument.place}"
    tail = _literals((argument.spelling, wire)[:told])
    return [string(argument.key).text, place, *tail, *([f"ways.{way}"] if way else [])]


def _body_facts(inputs: Inputs, indent: str) -> Iterator[str]:
    if inputs.call.optional is not None and inputs.bodied:
        yield f"{indent}optional: {str(inputs.call.optional).lower()},"
    if inputs.call.together:
        parts = ("by: ways.together", f"names: {_strings(inputs.call.together)}")
        yield _object("together", parts, indent)
    if inputs.call.server:
        yield entry(indent, "server", string(inputs.call.server).text)


def _signature(one: Planned, params: str, results: Sequence[str]) -> Code:
    given = "params" if one.inputs.required else "params?"
    takes = (f"{given}: {params}", "options?: RequestOptions")
    promise = "ApiPromise" if one.paging is None else "PagePromise"
    gives = Group(_arguments("<", results, ">")) if len(results) > 1 else f"<{results[0]}>"
    name = (
        '"new"' if one.method == "new" else one.method
    )  # bare, it is what a constructor is told by
    head = _arguments(f"  {name}(", takes, ")", ",")
    return Code(print_doc([Indent((Group((*head, f": {promise}", gives)), ";"))]))
