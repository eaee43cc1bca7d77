"""Operations, parameters, bodies and responses as OpenAPI objects."""

from __future__ import annotations

from generator.model import (
    UNSET,
    Body,
    Json,
    Note,
    Operation,
    PageRecord,
    Parameter,
    Response,
    Sample,
    Security,
    spoken,
)
from generator.openapi.editions import language
from generator.openapi.schemas_out import Node, SchemaWriter, inferred

JSON_MEDIA = "application/json"


class OperationWriter:
    """Writes operations with the schemas of a `SchemaWriter`."""

    def __init__(self, schemas: SchemaWriter) -> None:
        self._schemas = schemas

    def operation(self, operation: Operation) -> Node:
        """The Operation Object, with the document's own words; what is not said is left out."""
        node = spoken(self._said(operation), operation.words)
        assert isinstance(node, dict)  # noqa: S101 - narrows the type
        return node

    def _said(self, operation: Operation) -> Node:
        parts: Node = {
            "operationId": operation.id,
            "summary": operation.summary or None,
            "description": operation.description or None,
            "tags": [operation.tag] if operation.tag else None,
            "deprecated": operation.deprecated or None,
            "parameters": [self.parameter(one) for one in operation.parameters] or None,
            "requestBody": self.body(operation.body) if operation.body else None,
            "responses": {one.status: self.response(one) for one in operation.responses} or None,
            "security": None if operation.security is None else requirements(operation.security),
            "x-codeSamples": [sample(one) for one in operation.samples] or None,
            "x-notes": [_note(one) for one in operation.notes] or None,
            "x-docs": (
                {"pages": [_page(one) for one in operation.pages]} if operation.pages else None
            ),
        }
        node: Node = {key: value for key, value in parts.items() if value is not None}
        return node | inferred(operation.inferred)

    def parameter(self, parameter: Parameter) -> Node:
        """The Parameter Object; a path parameter is always required there, so `x-required` keeps another word."""
        field = parameter.field
        node: Node = {"name": field.name, "in": parameter.location}
        if field.required or parameter.location == "path":
            node["required"] = True
            node |= {} if field.required else {"x-required": False}
        if field.description:
            node["description"] = field.description
        if field.deprecated:
            node["deprecated"] = True
        node["schema"] = self._schemas.typed(field, parameter=True)
        if field.example is not UNSET:
            node["example"] = field.example
        return node | inferred(field.inferred)

    def body(self, body: Body) -> Node:
        """The Request Body Object; inline fields are an inline object schema."""
        schema = (
            self._schemas.object(body.fields)
            if body.type is None
            else self._schemas.type(body.type)
        )
        node: Node = {"description": body.description} if body.description else {}
        node |= {"required": True} if body.required else {}
        return node | {"content": {body.media: {"schema": schema}}}

    def response(self, response: Response) -> Node:
        """The Response Object; no `content` where nothing is said of it."""
        node: Node = {"description": response.description}
        media: Node = {}
        if response.type is not None:
            media["schema"] = self._schemas.type(response.type)
        if response.example is not UNSET:
            media["example"] = response.example
        if media or response.media != JSON_MEDIA:
            node["content"] = {response.media: media}
        return node


def requirements(security: Security) -> Json:
    """A list of Security Requirement Objects."""
    return [{need.scheme: list(need.scopes) for need in one} for one in security]


def _page(page: PageRecord) -> Node:
    node: Node = {
        "path": page.path,
        "locale": page.locale,
        "edition": page.edition,
        "style": page.style,
    }
    return node | {"exceptions": dict(page.exceptions)} if page.exceptions else node


def sample(one: Sample) -> Node:
    """An entry of `x-codeSamples`; the fence info only where it is not the edition's usual one."""
    name, fence = language(one.edition)
    node: Node = {"lang": name, "x-edition": one.edition}
    if one.lang != fence:
        node["x-fence"] = one.lang
    if one.generated:
        node["x-generated"] = True
    return node | {"source": one.source}


def _note(note: Note) -> Node:
    page: Node = {"page": note.page} if note.page else {}
    return {"after": note.after} | page | {"text": note.text}
