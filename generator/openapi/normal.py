"""The normal form of an OpenAPI document: the one form that is read, and that `export` gives back.

It says the same as the document, in one way only:
- 3.0 is written as 3.1 (`nullable`, boolean `exclusiveMinimum`); 3.2 stays 3.2;
- parameters, bodies, answers, headers and path items stand where they are referred to, and so does anything
  from a file beside the document; parameters of a path are given at each of its operations;
- a reference to a schema names a schema of `components`: what stood elsewhere (`$anchor`, `$defs`, another
  file, the inside of a schema) becomes one, and keys that OpenAPI does not allow are spelled as it does;
- a schema that is `true` or `false` is `{}` or `{"not": {}}` where it has a name of its own;
- paths, methods and schemas are sorted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath
from typing import Final

from generator.documents.grammar import HOLDS, METHODS, Node, rewritten
from generator.documents.sources import Beside, Source, Sources, Target
from generator.model import Json
from generator.naming import free, pascal
from generator.openapi.keys import free_keys, reference
from generator.openapi.reading import Reading
from generator.openapi.upgrade import upgraded
from generator.yaml import At

VERSION: Final = "3.1.0"
_INLINE: Final = frozenset(
    ("item", "operation", "parameter", "header", "body", "response", "media")
)
_DEEPEST: Final = 32
_SCHEMAS: Final[At] = ("components", "schemas")
_TEXTS: Final = ("summary", "description")
_BESIDE: Final = {"item": (*METHODS, "parameters", "servers", *_TEXTS), "operation": ()}
_ITEM: Final = 2
"""How deep a path item stands: below `paths` or `webhooks`."""
_SCHEMA_KEYS: Final = ("schema", "itemSchema")
_PARTS: Final = frozenset(
    ("properties", "items", "allOf", "anyOf", "oneOf", "additionalProperties")
)
_NAMED_BELOW: Final = ("definitions", "$defs", "schemas", "properties")
_KIND: Final = {"responses": "Response", "requestBodies": "Body", "parameters": "Parameter"}
_NOISE: Final = frozenset(
    (*_SCHEMA_KEYS, *HOLDS["components"], "components", "paths", "content", "properties")
)
_UNSAFE: Final = re.compile(r"[^a-zA-Z0-9._-]+")


def normal(reading: Reading, beside: Beside | None = None) -> dict[str, Json]:
    """The document of the reading in normal form; what is wrong with a reference is a finding of the reading."""
    return _Normal(reading, beside).document()


class _Normal:
    def __init__(self, reading: Reading, beside: Beside | None) -> None:
        document = reading.document
        self._reading = reading
        self.sources = Sources(document, beside)
        self.old = str(document.get("openapi", "")).startswith("3.0")
        self._made: dict[tuple[str, str, At], Json] = {}
        self._names: dict[tuple[str, At], str] = {}
        self._waiting: list[tuple[str, Target]] = []
        components = document.get("components")
        schemas = components.get("schemas") if isinstance(components, Mapping) else None
        self.keys = free_keys(schemas) if isinstance(schemas, Mapping) else {}
        self._taken = set(self.keys.values())

    def document(self) -> dict[str, Json]:
        """The whole document; schemas that references find elsewhere join its components."""
        part = _Part(self, self.sources.main, 0)
        made = dict(rewritten("document", self._reading.document, (), part.rewrite))
        if self.old:
            made["openapi"] = VERSION
        if isinstance(paths := made.get("paths"), Mapping):
            made["paths"] = dict(sorted(paths.items()))
        components = made.get("components", {})
        schemas = components.get("schemas", {}) if isinstance(components, Mapping) else {}
        if (
            isinstance(components, Mapping)
            and isinstance(schemas, Mapping)
            and (schemas or self._waiting)
        ):
            named = self._named(schemas) | self._found()
            made["components"] = {**components, "schemas": dict(sorted(named.items()))}
        self._reading.texts = self.sources.texts()
        return made

    def _named(self, schemas: Node) -> dict[str, Json]:
        named: dict[str, Json] = {}
        for name, value in schemas.items():
            key = self.keys.get(name, name)
            new = key != name and isinstance(value, Mapping) and "x-name" not in value
            named[key] = {**value, "x-name": name} if new and isinstance(value, Mapping) else value
            if key != name:
                self._reading.moved[(*_SCHEMAS, key)] = ("", (*_SCHEMAS, name))
        return named

    def _found(self) -> dict[str, Json]:
        """The schemas that references found elsewhere; reading them may find more."""
        named: dict[str, Json] = {}
        for name, target in self._waiting:
            at = (*_SCHEMAS, name)
            self._reading.moved[at] = (target.source.path, target.at)
            named[name] = _Part(self, target.source, 0).rewrite("schema", target.node, at)
        return named

    def inline(self, kind: str, target: Target, at: At, depth: int) -> Json:
        """What a reference leads to, in its place."""
        self._reading.moved[at] = (target.source.path, target.at)
        key = (kind, target.source.path, target.at)
        if key not in self._made:
            self._made[key] = _Part(self, target.source, depth + 1).rewrite(kind, target.node, at)
        return self._made[key]

    def tell(self, code: str, at: At, seen: str) -> None:
        """Keep a finding."""
        self._reading.find(code, at, seen)

    def missing(self, said: str, at: At) -> None:
        """Tell of a reference that leads nowhere, or where nothing is read."""
        self._reading.missing(said, at)

    def move(self, moves: list[tuple[At, At]]) -> None:
        """Keep where things stood, all at once: (new place, old place)."""
        self._reading.moved.update([(new, self._reading.source_of(old)) for new, old in moves])

    def place(self, at: At) -> At:
        """The place in its file of what stands at a place of the normal form."""
        return self._reading.source_of(at)[1]

    def name(self, target: Target) -> str:
        """The component key of a schema that stands elsewhere."""
        place = (target.source.path, target.at)
        if place not in self._names:
            self._names[place] = free(_words(target, self._taken), self._taken.__contains__)
            self._taken.add(self._names[place])
            self._waiting.append((self._names[place], target))
        return self._names[place]


class _Part:
    """Rewrites what stands in one source."""

    def __init__(self, whole: _Normal, source: Source, depth: int) -> None:
        self._whole = whole
        self._source = source
        self._depth = depth

    def rewrite(self, kind: str, node: Json, at: At) -> Json:
        """The object in normal form; `at` is its place in the normal form."""
        if not isinstance(node, Mapping):
            return _boolean(node, at) if kind == "schema" else node
        said = node.get("$ref")
        if kind == "schema":
            return self._schema(node, at)
        if isinstance(said, str) and not self._stays(kind, said):
            return self._inlined(kind, node, said, at)
        made = rewritten(kind, node, at, self.rewrite)
        return self._item(made, at) if kind == "item" and len(at) == _ITEM else made

    def _stays(self, kind: str, said: str) -> bool:
        """A reference within the main document to what only `components` holds is kept."""
        return kind not in _INLINE and said.startswith("#") and not self._source.path

    def _schema(self, node: Node, at: At) -> Json:
        if self._depth and at[-1] in _SCHEMA_KEYS and not _PARTS.isdisjoint(node):
            # one object, one name, however many operations refer to the answer that holds it
            place = self._whole.place(at)
            if place[0] == "components":
                target = Target(self._source, place, node)
                return {"$ref": reference(self._whole.name(target))}
        made = rewritten("schema", node, at, self.rewrite)
        if isinstance(said := node.get("$ref"), str):
            made = {**made, "$ref": self._named(said, at)}
        self._tell_unfollowed(node, at)
        if isinstance(told := node.get("discriminator"), Mapping):
            made = {**made, "discriminator": self._discriminator(told, (*at, "discriminator"))}
        return upgraded(made) if self._whole.old else made

    def _tell_unfollowed(self, node: Node, at: At) -> None:
        if "$dynamicRef" in node:
            seen = "`$dynamicRef` is not followed; any value counts as right"
            self._whole.tell("O017", (*at, "$dynamicRef"), seen)
        if "$id" in node and (len(at) > _ITEM) and _refers(node):
            seen = "references below `$id` are read as if it were not there"
            self._whole.tell("O017", (*at, "$id"), seen)

    def _named(self, said: str, at: At) -> str:
        """The reference by a schema's component key; one that leads nowhere stays, under its file's name."""
        target = self._whole.sources.target(said, self._source)
        if target is None or not (target.at or target.source.path):
            self._whole.missing(said, at)
            return f"{self._source.path}{said}" if said.startswith("#") else said
        key = target.component
        return reference(
            self._whole.name(target) if key is None else self._whole.keys.get(key, key)
        )

    def _discriminator(self, told: Node, at: At) -> Json:
        mapping = told.get("mapping")
        if not isinstance(mapping, Mapping):
            return told
        made = {
            value: self._named(said, at) if isinstance(said, str) and _is_reference(said) else said
            for value, said in mapping.items()
        }
        return {**told, "mapping": made}

    def _inlined(self, kind: str, node: Node, said: str, at: At) -> Json:
        """What the reference leads to, with what the 3.1 rules let stand beside a reference."""
        target = self._whole.sources.target(said, self._source)
        if target is None or self._depth > _DEEPEST:
            if target is None:
                self._whole.missing(said, at)
            return {**node, "$ref": f"{self._source.path}{said}" if said.startswith("#") else said}
        found = self._whole.inline(kind, target, at, self._depth)
        if not isinstance(found, Mapping):
            return node
        beside = {key: value for key, value in node.items() if key in _BESIDE.get(kind, _TEXTS)}
        return {**found, **beside} if beside else found

    def _item(self, made: Node, at: At) -> Json:
        """The path item with its methods in order, and its parameters at each of them."""
        shared = made.get("parameters")
        rest = {key: value for key, value in made.items() if key not in METHODS}
        methods = {key: made[key] for key in sorted(METHODS) if key in made}
        more = rest.get("additionalOperations")
        if not isinstance(shared, list) or not (methods or more):
            return rest | methods
        del rest["parameters"]
        if isinstance(more, Mapping):
            rest["additionalOperations"] = {
                key: self._given(one, shared, at, (*at, "additionalOperations", key))
                for key, one in more.items()
            }
        return rest | {
            key: self._given(one, shared, at, (*at, key)) for key, one in methods.items()
        }

    def _given(self, operation: Json, shared: list[Json], item: At, at: At) -> Json:
        """The operation with the path's parameters, but for those that it gives itself."""
        own = operation.get("parameters", []) if isinstance(operation, Mapping) else None
        if not isinstance(operation, Mapping) or not isinstance(own, list):
            return operation
        known = [_identity(one) for one in own]
        every = [
            ((*item, "parameters", index), one)
            for index, one in enumerate(shared)
            if _identity(one) not in known
        ]
        every += [((*at, "parameters", index), one) for index, one in enumerate(own)]
        self._whole.move([((*at, "parameters", to), old) for to, (old, _) in enumerate(every)])
        return {**operation, "parameters": [one for _, one in every]}


def _refers(value: Json) -> bool:
    if isinstance(value, Mapping):
        return isinstance(value.get("$ref"), str) or any(map(_refers, value.values()))
    return isinstance(value, list) and any(map(_refers, value))


def _identity(parameter: Json) -> Json:
    if not isinstance(parameter, Mapping):
        return parameter
    return [parameter.get(key) for key in ("name", "in", "$ref")]


def _is_reference(text: str) -> bool:
    """A discriminator names a schema, or refers to it (OpenAPI 3.1, section 4.8.25.3)."""
    return text.startswith("#") or "/" in text or text.endswith((".json", ".yaml", ".yml"))


def _words(target: Target, taken: AbstractSet[str]) -> str:
    """A name for a schema that has none: its key, or the words on the way to it."""
    at = [str(segment) for segment in target.at] or [PurePosixPath(target.source.path).stem]
    if at[-2:-1] and at[-2] in _NAMED_BELOW:
        return _UNSAFE.sub("_", at[-1]) or "Schema"
    media = {index + 1 for index, word in enumerate(at) if word == "content"}
    told = [word for index, word in enumerate(at) if word not in _NOISE and index not in media]
    name = pascal(" ".join(told)) or "Schema"
    return name + _KIND.get(at[1] if at[1:] else "", "") if name in taken else name


def _boolean(node: Json, at: At) -> Json:
    """`true` and `false` as objects, where a schema has a name of its own."""
    own = at[-1] in _SCHEMA_KEYS or at[-2] in ("properties", "schemas")
    return ({} if node else {"not": {}}) if own and isinstance(node, bool) else node
