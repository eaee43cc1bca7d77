"""What comes back from an operation: for each status its media type, how that is read, and the type of what it holds.

Clients, the mock and `demands` ask here; none of them looks into responses to find out what a call gives.

- A status has one answer: in the media type that clients ask for. A sequence beside it (events, lines) is `sequence`.
- Of a sequence `type` is that of an item. With OpenAPI 3.2's `itemSchema` an event is an object (`data`, `event`,
  `id`, `retry`; section 4.14.4); where a media type has a `schema` alone, as is usual before 3.2, that is what the
  data of each event or each line holds, or a list of all of them.
- Where a sequence and something else answer for one status, a boolean argument named `stream` tells which one is
  wanted; without such an argument the media type that comes does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from generator.model.api import Api, Operation, Schema
from generator.model.media import base_of, kind_of, malformed, streams
from generator.model.types import Array, Nullable, Ref, Scalar, Type
from generator.model.wire import Media, Response

Reading = Literal["json", "text", "octets", "any", "none"]
"""How an answer is read: `any` where the document does not say what it holds, `none` where nothing comes."""
Split = Literal["events", "data", "texts", "lines", "records"]
"""How a sequence is cut: events as objects, their data as JSON or as texts, lines (JSON Lines), records (RFC 7464)."""

CHOOSER: Final = "stream"
_EMPTY: Final = frozenset({"204", "205", "304"})
"""RFC 9110, 15.3.5, 15.3.6, 15.4.5: no content comes with these."""
_PARTS: Final = frozenset({"data", "event", "id", "retry"})
_END: Final = re.compile(r"\bdata:\s{0,20}(\[[A-Z_]{1,32}\])")
_DEEPEST: Final = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes with a status (`200`, `4XX`, `default`)."""

    status: str
    reading: Reading
    media: str = ""
    type: Type | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A sequence of items that are read as they arrive; `end` is the text that stands for the end, or empty."""

    split: Split
    media: str
    type: Type
    end: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that an operation documents. `good` are those of success, the one that is taken for granted first.

    `sequence` beside a `good` one: either may come; `chooser` is the argument that tells, or empty.
    """

    good: tuple[Answer, ...] = ()
    failures: tuple[Answer, ...] = ()
    sequence: Sequence | None = None
    chooser: str = ""

    @property
    def first(self) -> Answer:
        """The answer that is taken for granted."""
        return self.good[0] if self.good else Answer("200", "any")

    @property
    def differ(self) -> bool:
        """Does what comes depend on the status?"""
        return len({(one.reading, one.type) for one in self.good}) > 1

    @property
    def accepted(self) -> tuple[str, ...]:
        """The media types to ask for (RFC 9110, 12.5.1), those of the sequence apart; empty for any."""
        named = [base_of(one.media) for one in self.good if one.media]
        return () if any(malformed(one) for one in named) else tuple(dict.fromkeys(named))


NOTHING: Final = Answers()


def answers_of(api: Api, operation: Operation, flags: Iterable[str] = ()) -> Answers:
    """The answers of an operation; `flags` are the names of its boolean arguments."""
    success = operation.success
    kinds = [one for one in operation.responses if one.status.startswith("2")]
    kinds = kinds or ([success] if success else [])
    sequence = next(_sequences(api, operation, kinds), None)
    good = _ordered(_answer(one) for one in kinds if _plain(one) or sequence is None)
    if not kinds and any(one.status.startswith("3") for one in operation.responses):
        good = [Answer("3XX", "octets")]
    failures = (one for one in operation.responses if one not in kinds)
    said = (_answer(one) for one in failures if not one.status.startswith("3"))
    both = sequence is not None and any(one.type is not None for one in good)
    return Answers(
        tuple(good),
        tuple(one for one in said if one.reading == "json"),
        sequence,
        next((one for one in flags if one == CHOOSER), "") if both else "",
    )


def _ordered(good: Iterable[Answer]) -> list[Answer]:
    """Those that hold something come first; beside them nothing comes where nothing is said."""
    ordered = sorted(good, key=lambda one: one.type is None)
    if not ordered or ordered[0].type is None:
        return ordered
    return [replace(one, reading="none") if one.reading == "any" else one for one in ordered]


def _plain(response: Response) -> bool:
    """Is there a media type that is no sequence?"""
    return any(not _sequential(one) for one in response.contents)


def _sequential(media: Media) -> bool:
    return media.item is not None or streams(media.name)


def _answer(response: Response) -> Answer:
    if response.status in _EMPTY:
        return Answer(response.status, "none")
    media = next((one for one in response.contents if not _sequential(one)), Media())
    if media.type is None:
        return Answer(response.status, "any")
    return Answer(response.status, _reading(media), media.name, media.type)


def _reading(media: Media) -> Reading:
    """A text of format binary is a file, whatever its media type."""
    match kind_of(media.name):
        case "json":
            return "json"
        case _ if media.type == Scalar("string", "binary"):
            return "octets"
        case "text" | "xml":
            return "text"
        case "form" | "multipart" | "binary":
            return "octets"


def _sequences(api: Api, operation: Operation, good: Iterable[Response]) -> Iterator[Sequence]:
    for response in good:
        for media in filter(_sequential, response.contents):
            kind = media.item or _item(api, media.type)
            split = _split(api, media, kind)
            yield Sequence(split, base_of(media.name), kind, _end(api, operation))


def _item(api: Api, kind: Type | None, depth: int = _DEEPEST) -> Type:
    """The type of an item, where a schema describes one, or the list of all."""
    match kind:
        case None:
            return Scalar("any")
        case Array(item):
            return item
        case Ref(name) if depth and (schema := api.schemas.get(name)) and schema.type is not None:
            inner = _item(api, schema.type, depth - 1)
            return inner if isinstance(schema.type, Array) else kind
        case Scalar("string", format) if format:
            return Scalar("string")
        case _:
            return kind


def _split(api: Api, media: Media, kind: Type) -> Split:
    name = base_of(media.name).rpartition("/")[2]
    if name.endswith("json-seq"):
        return "records"
    if name != "event-stream":
        return "lines"
    if media.item is not None and _is_event(api, kind):
        return "events"
    return "texts" if _is_text(api, kind) else "data"


def _is_event(api: Api, kind: Type) -> bool:
    """Is it the object that OpenAPI 3.2 takes an event for?"""
    schema = api.schemas.get(kind.name) if isinstance(kind, Ref) else None
    names = {one.name for one in schema.fields} if schema is not None else set()
    return "data" in names and names <= _PARTS


def _is_text(api: Api, kind: Type, depth: int = _DEEPEST) -> bool:
    match kind:
        case Nullable(inner):
            return _is_text(api, inner, depth)
        case Ref(name) if depth and (schema := api.schemas.get(name)) and schema.type is not None:
            return _is_text(api, schema.type, depth - 1)
        case _:
            return kind == Scalar("string")


def _end(api: Api, operation: Operation) -> str:
    """What the document says stands for the end of a stream of events (`data: [DONE]`), where it says so."""
    texts = [operation.description, *(one.description for one in operation.responses)]
    for schema in api.schemas.values():
        texts += _texts(schema)
    found = (_END.search(text) for text in texts)
    return next((one[1] for one in found if one is not None), "")


def _texts(schema: Schema) -> Iterator[str]:
    yield schema.description
    yield from (one.description for one in schema.fields)
