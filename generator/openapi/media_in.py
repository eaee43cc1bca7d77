"""The media types of bodies, answers and parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from generator.model import Encoding, Json, Media, Scalar, Type
from generator.openapi.reading import Node, Reading
from generator.openapi.schemas_in import SchemaReader, example, is_object
from generator.yaml import At

JSON_MEDIA: Final = "application/json"
_SEVERAL: Final = 2
_BINARY: Final = Scalar("string", "binary")


class MediaReader:
    """Reads Media Type Objects."""

    def __init__(self, reading: Reading, schemas: SchemaReader) -> None:
        self._reading = reading
        self._schemas = schemas

    def chosen(self, node: Node, at: At) -> tuple[str, Node]:
        """The media type to use: JSON before others, then in the order of the document."""
        contents = self._reading.mapping(node.get("content"), (*at, "content"))
        if not contents:
            return JSON_MEDIA, {}
        media = min(contents, key=lambda name: name != JSON_MEDIA and 2 - ("json" in name.lower()))
        return media, self._reading.mapping(contents[media], (*at, "content", media))

    def others(
        self, node: Node, media: str, own: Media, at: At, hint: tuple[str, ...]
    ) -> Iterator[Media]:
        """The further media types; one that says the same of its values as the first has the same type."""
        contents = self._reading.mapping(node.get("content"), (*at, "content"))
        if len(contents) < _SEVERAL:
            return
        first = self._reading.mapping(contents.get(media), at)
        for name, value in contents.items():
            if name != media:
                place = (*at, "content", name)
                content = self._reading.mapping(value, place)
                same = "schema" in content and "schema" in first
                same = same and content["schema"] == first["schema"]
                made = self.content(name, content, place, (*hint[:1], name, *hint[1:]))
                yield replace(made, type=own.type, fields=own.fields) if same else made

    def inline(self, name: str, content: Node, at: At, hint: tuple[str, ...]) -> Media:
        """A body's media type: an object schema that stands there gives its fields."""
        schema, at_schema = content.get("schema", {}), (*at, "schema")
        flat = self._schemas.types.flat(schema, at_schema) if isinstance(schema, Mapping) else {}
        if is_object(flat) and not isinstance(flat.get("additionalProperties"), Mapping):
            plain = self.content(name, {**content, "schema": {}}, at, hint)
            return replace(plain, type=None, fields=self._schemas.fields(flat, at_schema, hint))
        return self.content(name, {**content, "schema": flat or schema}, at, hint)

    def content(self, name: str, content: Node, at: At, hint: tuple[str, ...]) -> Media:
        """The Media Type Object."""
        kind = item = None
        if "schema" in content or not self._reading.ours:
            schema = content.get("schema", {})
            kind = self._content_type(schema, name, (*at, "schema"), hint)
        if "itemSchema" in content:
            place = (*at, "itemSchema")
            item = self._schemas.types.type(content["itemSchema"], place, (*hint, "item"))
        encoding = self._reading.mapping(content.get("encoding"), (*at, "encoding"))
        told = {
            key: self._encoding(self._reading.mapping(one, (*at, "encoding", key)), at)
            for key, one in encoding.items()
        }
        return Media(name, kind, (), example(content), item, told)

    def _encoding(self, node: Node, at: At) -> Encoding:
        media, style = (self._reading.text(node, key, at) for key in ("contentType", "style"))
        return Encoding(media, style, *spelling(node))

    def _content_type(self, schema: Json, media: str, at: At, hint: tuple[str, ...]) -> Type:
        if (
            not schema
            and not self._reading.ours
            and media != JSON_MEDIA
            and not media.startswith("text/")
        ):
            return _BINARY
        return self._schemas.types.type(schema, at, hint)


def spelling(node: Node) -> tuple[bool | None, bool]:
    """What is said of `explode` and `allowReserved`."""
    explode = node.get("explode")
    return explode if isinstance(explode, bool) else None, node.get("allowReserved") is True
