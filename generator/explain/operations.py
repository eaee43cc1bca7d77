"""What is known of one operation: HTTP, inputs, answers, pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.explain.facts import Fact, came_from, field_facts, inference, inferred, listed
from generator.model import Api, Field, Operation, security_text
from generator.model.calls import call_of
from generator.model.spelling import spell
from generator.source.visible import visible

_LONGEST: Final = 200


def explain_operation(api: Api, name: str) -> str | None:
    """The facts of an operation with their origins; None when the Api has no operation of that id."""
    operation = next((one for one in api.operations if one.id == name), None)
    if operation is None:
        return None
    lines = [f"{visible(operation.id)} (operation of client {visible(api.client)})"]
    lines += listed([*_http(operation), *_texts(operation)])
    for place, fields in _inputs(api, operation):
        lines += ["", f"  {visible(place, _LONGEST)}"]
        for field in fields:
            lines += _input(field)
    lines += ["", "  answers", *listed(list(_answers(operation)), "    ")]
    if operation.pages:
        lines += ["", "  pages"]
        lines += [f"    {visible(page.path)} ({visible(page.style)})" for page in operation.pages]
    return "\n".join(lines) + "\n"


def _http(operation: Operation) -> Iterator[Fact]:
    for fact in ("method", "path"):
        yield fact, visible(getattr(operation, fact), _LONGEST), (_origin(operation, fact),)


def _origin(operation: Operation, fact: str) -> str:
    """No page states method or path: what is not inferred there is configured."""
    why = inference(operation.inferred, fact)
    if why is not None:
        return inferred(why)
    if operation.origin.span.file.endswith(".md"):
        return "configured in docs2sdk.yaml or an overlay"
    return came_from(operation.origin)


def _texts(operation: Operation) -> Iterator[Fact]:
    yield "title", visible(operation.summary, _LONGEST), (came_from(operation.origin),)
    if operation.tag:
        yield "tag", visible(operation.tag, _LONGEST), ()
    if operation.deprecated:
        yield "deprecated", "yes", ()
    if operation.security is not None:
        yield "security", visible(security_text(operation.security)), ()


def _inputs(api: Api, operation: Operation) -> Iterator[tuple[str, list[Field]]]:
    """The places that arguments travel to, and what travels there."""
    given = call_of(api, operation).arguments
    for place in dict.fromkeys(one.place for one in given):
        fields = [one.field for one in given if one.place == place]
        if place == "content":
            yield f"body: {visible(spell(fields[0].type))}", []
        else:
            yield ("body, beside its fields" if place == "more" else place), fields


def _input(field: Field) -> list[str]:
    known = {name: (text, why) for name, text, why in field_facts(field)}
    kind, origins = known["type"]
    needed, why = known["required"]
    state = "required" if needed == "yes" else "optional"
    return listed([(visible(field.name, _LONGEST), f"{kind}, {state}", (*origins, *why))], "    ")


def _answers(operation: Operation) -> Iterator[Fact]:
    for one in operation.responses:
        yield visible(one.status, _LONGEST), (
            visible(spell(one.type), _LONGEST) if one.type else "no content"
        ), ()
