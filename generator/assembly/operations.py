"""The pages of one operation become an operation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from generator.assembly.fields import MergedField, Merger, joined
from generator.assembly.groups import Group
from generator.assembly.infer.methods import Evidence, infer_method, infer_path
from generator.assembly.infer.types import Hints, infer_integer, infer_items, infer_parameter_enum
from generator.assembly.settings import OperationOverride, Settings
from generator.assembly.vote import Said, choose, flat
from generator.model import (
    UNSET,
    Body,
    Field,
    Inference,
    Json,
    Note,
    Operation,
    Origin,
    Parameter,
    Ref,
    Response,
    Sample,
    Type,
    Unset,
)
from generator.pages.facts import PageFacts
from generator.pages.ids import place_of
from generator.pages.registry import further
from generator.pages.sections.kind import SectionKind
from generator.pages.vocabulary import styles
from generator.source import Diagnostic, Span, diagnostic

_QUERY_METHODS = frozenset({"GET", "DELETE", "HEAD"})


class OperationMaker:
    """Makes the operations of one client for one locale."""

    def __init__(
        self, settings: Settings, locale: str, hints: Hints, found: list[Diagnostic]
    ) -> None:
        self.settings = settings
        self.locale = locale
        self.hints = hints
        self.found = found

    def make(self, group: Group) -> Operation:
        """The operation of a group of pages."""
        client = self.settings.client(group.client)
        override = client.operations.get(group.id, OperationOverride())
        merged = self._inputs(group)
        fields = [self._finished(group, item, client.types) for item in merged]
        stated = self._stated(group)
        method, path, inferred = self._http(group, fields, _told(override, stated))
        parameters, body = _parted(method, path, merged, fields)
        first = group.first
        made = Operation(
            id=group.id,
            method=method,
            path=path,
            summary=self._text(group, "title"),
            description=self._text(group, "description"),
            tag=next((page.tag for page in group.pages if page.tag), ""),
            parameters=tuple(parameters),
            body=Body(tuple(body)) if body else None,
            responses=(self._response(group),),
            samples=self._samples(group),
            notes=self._notes(group),
            deprecated=override.deprecated,
            inferred=inferred,
            origin=Origin("stated", first.span("head")),
        )
        for kind, facts in stated:
            made = kind.join(made, facts)
        return made

    def _stated(self, group: Group) -> list[tuple[SectionKind[Any], object]]:
        """What the pages state in sections that not all pages have, where they disagree what most do."""
        found = []
        for kind in further():
            there = [page for page in self._own(group) if kind.role in page.sections]
            there = there or [page for page in group.pages if kind.role in page.sections]
            if not there:
                continue
            facts, split = choose([Said(page, kind.of(page)) for page in there], lambda said: said)
            found.append((kind, facts))
            if split is not None:
                place, kept = (one.page.span(kind.role) for one in (split.other, split.kept))
                seen = f"another `{kind.role}` section of `{group.id}`"
                expected = "what the other pages say"
                self.found.append(diagnostic("A101", place, seen, expected, related=(kept,)))
        return found

    def _own(self, group: Group) -> list[PageFacts]:
        return [page for page in group.pages if page.locale == self.locale] or group.pages

    def _inputs(self, group: Group) -> list[MergedField]:
        tables = [
            Said(page, page.parameters.rows) for page in group.pages if page.parameters.present
        ]
        if not tables:
            return []
        return Merger("parameters", self.locale, self.found).merge(tables, group.id)

    def _finished(self, group: Group, item: MergedField, types: dict[str, Type] | object) -> Field:
        known = types if isinstance(types, dict) else {}
        configured = known.get(f"{group.id}.{item.field.name}")
        if configured is not None:
            return replace(item.field, type=configured)
        field = infer_integer(infer_items(item.field, self.hints))
        told = not styles()[item.page.style].sample_column  # its descriptions tell the members
        return field if told else _with_members(field, item.said)

    def _http(
        self, group: Group, fields: Sequence[Field], override: OperationOverride
    ) -> tuple[str, str, tuple[Inference, ...]]:
        settings, place = self.settings, group.first.span("parameters")
        method, why = infer_method(
            Evidence(group.id, group.pages, fields, group.stem, self._response_name(group))
        )
        path, how = infer_path(group.stem, group.id, settings.prefix, settings.segments)
        inferred = []
        for fact, value, reason, code in (
            ("method", override.method, why, "A201"),
            ("path", override.path, how, "A204"),
        ):
            if value is not None or override.confirm:
                continue
            inferred.append(reason)
            if reason.low:
                seen = f"{method if fact == 'method' else path} by the rule {reason.rule}: {reason.reason}"
                self.found.append(diagnostic(code, place, seen))
        return override.method or method, override.path or path, tuple(inferred)

    def _text(self, group: Group, fact: str) -> str:
        said = [Said(page, page.head) for page in self._own(group)]
        text, split = choose(said, lambda head: str(getattr(head, fact)), flat)
        if split is not None:
            kept, *others = (
                one.page.span("head") for one in (split.kept, split.other, *split.more)
            )
            self._unlike(f"another {fact} of `{group.id}`", others, kept)
        return text

    def _response(self, group: Group) -> Response:
        said = [Said(page, page.response) for page in group.pages if page.response.name]
        name, split = choose(said, lambda response: response.name) if said else ("", None)
        if split is not None:
            seen = f"another response type of `{group.id}`: {split.other.value.name}"
            place, kept = (one.page.span("response") for one in (split.other, split.kept))
            self.found.append(diagnostic("A101", place, seen, f"`{name}`", related=(kept,)))
        return Response(type=Ref(name) if name else None, example=self._example(group))

    def _response_name(self, group: Group) -> str:
        return next((page.response.name for page in group.pages if page.response.name), "")

    def _example(self, group: Group) -> Json | Unset:
        said = [Said(p, p.response) for p in self._own(group) if p.response.example is not UNSET]
        said = said or [Said(p, p.response) for p in group.pages if p.response.example is not UNSET]
        if not said:
            return UNSET
        example, split = choose(said, lambda response: response.example)
        if split is not None:
            kept, *others = (
                one.page.span("response", one.value.example_line)
                for one in (split.kept, split.other, *split.more)
            )
            self._unlike(f"another example of `{group.id}`", others, kept)
        return example

    def _unlike(self, seen: str, places: Sequence[Span], kept: Span) -> None:
        """Pages of one locale say a thing in different words, at some places otherwise than at the one kept."""
        expected = "what the other pages say"
        found = diagnostic("A108", places[0], seen, expected, related=(kept,))
        self.found.append(replace(found, also=tuple(places[1:])))

    def _samples(self, group: Group) -> tuple[Sample, ...]:
        by_edition: dict[str, Sample] = {}
        for page in [*self._own(group), *group.pages]:
            code = page.samples
            if code.source is not None:
                by_edition.setdefault(page.edition, Sample(page.edition, code.lang, code.source))
        order = self.settings.editions
        return tuple(by_edition[edition] for edition in order if edition in by_edition)

    def _notes(self, group: Group) -> tuple[Note, ...]:
        return tuple(
            Note(note.after, note.text, page.path) for page in group.pages for note in page.notes
        )


def _told(
    override: OperationOverride, stated: Iterable[tuple[SectionKind[Any], object]]
) -> OperationOverride:
    """What is configured, else what a section says: neither is inferred."""
    told = {fact: value for kind, facts in stated for fact, value in kind.tells(facts).items()}
    method, path = override.method or told.get("method"), override.path or told.get("path")
    return replace(override, method=method, path=path)


def _with_members(field: Field, said: Sequence[Field]) -> Field:
    """The field as an enum where pages list its values: those of all pages."""
    found = [infer_parameter_enum(replace(one, type=field.type)) for one in (field, *said)]
    enum = next((one for one in found if one.type != field.type), None)
    if enum is None:
        return field
    why = (*field.inferred, *(one for one in enum.inferred if one not in field.inferred))
    return replace(field, type=joined(enum.type, [one.type for one in found]), inferred=why)


def _location(name: str, path: str) -> str:
    """A name in the path's template is a path parameter (OpenAPI 3.1, 4.8.2), any other goes to the query."""
    return "path" if f"{{{name}}}" in path else "query"


def _parted(
    method: str, path: str, merged: Sequence[MergedField], fields: Sequence[Field]
) -> tuple[list[Parameter], list[Field]]:
    """Parameters and body fields: by the place that a row states, else by the method.

    A row that a page prints as query stays one.
    """
    parameters: list[Parameter] = []
    body: list[Field] = []
    for item, field in zip(merged, fields, strict=True):
        name, place = place_of(field.name)
        own, location = replace(field, name=name), place or _location(name, path)
        outside = item.query or location == "path" or method in _QUERY_METHODS
        if place != "body" and (place or outside):
            parameters.append(Parameter(own, location))
        else:
            body.append(own)
    return parameters, body
