"""Operations, parameters, bodies and responses as OpenAPI objects."""

from __future__ import annotations

from generator.model import (
    UNSET,
    Body,
    Encoding,
    Json,
    Media,
    Note,
    Operation,
    PageRecord,
    Parameter,
    Response,
    Sample,
    Security,
    Server,
    ServerVariable,
    spoken,
)
from generator.model.editions import edition
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
            "servers": [server(one) for one in operation.servers] or None,
            "security": None if operation.security is None else requirements(operation.security),
            "x-paging": None if operation.paging is UNSET else operation.paging,
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
        schema = self._schemas.typed(field, parameter=True)
        node |= _spelling(parameter)
        shown: Node = {"schema": schema}
        if field.example is not UNSET:
            shown["example"] = field.example
        node |= {"content": {parameter.media: shown}} if parameter.media else shown
        return node | inferred(field.inferred)

    def header(self, header: Parameter) -> Node:
        """The Header Object of an answer's header: a parameter without name and place."""
        node = self.parameter(header)
        return {key: value for key, value in node.items() if key not in ("name", "in")}

    def body(self, body: Body) -> Node:
        """The Request Body Object; inline fields are an inline object schema."""
        node: Node = {"description": body.description} if body.description else {}
        node |= {"required": True} if body.required else {}
        node |= {"x-dto": body.name} if body.name else {}
        return node | {"content": {one.name: self._body_media(one) for one in body.contents}}

    def _body_media(self, media: Media) -> Node:
        if media.type is None:
            return {"schema": self._schemas.object(media.fields)} | self._media(media)
        return self._media(media)

    def _media(self, media: Media) -> Node:
        """The Media Type Object."""
        node: Node = {} if media.type is None else {"schema": self._schemas.type(media.type)}
        if media.item is not None:
            node["itemSchema"] = self._schemas.type(media.item)
        if media.encoding:
            node["encoding"] = {name: _encoding(one) for name, one in media.encoding.items()}
        if media.example is not UNSET:
            node["example"] = media.example
        return node

    def response(self, response: Response) -> Node:
        """The Response Object; no `content` where nothing is said of it."""
        node: Node = {"description": response.description}
        if response.headers:
            node["headers"] = {one.field.name: self.header(one) for one in response.headers}
        content = {one.name: self._media(one) for one in response.contents}
        if content != {JSON_MEDIA: {}}:
            node["content"] = content
        return node


def _spelling(one: Parameter | Encoding) -> Node:
    """What is said of how a value is spelled; the standard's defaults are not."""
    node: Node = {"style": one.style} if one.style else {}
    node |= {} if one.explode is None else {"explode": one.explode}
    return node | ({"allowReserved": True} if one.allow_reserved else {})


def _encoding(encoding: Encoding) -> Node:
    node: Node = {"contentType": encoding.media} if encoding.media else {}
    return node | _spelling(encoding)


def requirements(security: Security) -> Json:
    """A list of Security Requirement Objects."""
    return [{need.scheme: list(need.scopes) for need in one} for one in security]


def server(one: Server) -> Node:
    """The Server Object."""
    node: Node = {"url": one.template or one.url}
    node |= {"description": one.description} if one.description else {}
    if one.variables:
        node["variables"] = {each.name: _variable(each) for each in one.variables}
    return node


def _variable(one: ServerVariable) -> Node:
    node: Node = {"enum": list(one.values)} if one.values else {}
    node |= {"default": one.default}
    return node | ({"description": one.description} if one.description else {})


def _page(page: PageRecord) -> Node:
    node: Node = {
        "path": page.path,
        "locale": page.locale,
        "edition": page.edition,
        "style": page.style,
    }
    parts = (("variant", page.variant), ("exceptions", page.exceptions))
    return node | {key: dict(part) for key, part in parts if part}


def sample(one: Sample) -> Node:
    """An entry of `x-codeSamples`; the fence info only where it is not the edition's usual one."""
    known = edition(one.edition)
    node: Node = {"lang": known.language, "x-edition": one.edition}
    if one.lang != known.fence:
        node["x-fence"] = one.lang
    if one.generated:
        node["x-generated"] = True
    return node | {"source": one.source}


def _note(note: Note) -> Node:
    page: Node = {"page": note.page} if note.page else {}
    return {"after": note.after} | page | {"text": note.text}
