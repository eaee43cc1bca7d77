"""The place of one pointer in a YAML text, read event by event only as far as it stands: for a few questions."""

from __future__ import annotations

from collections.abc import Sequence

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)
from yaml._yaml import CParser

_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)
Place = tuple[int, int]
"""Line and column, from 1."""


class UnknownError(ValueError):
    """Only the whole text tells: an alias stands in the way."""


def place(text: str, way: Sequence[str]) -> Place:
    """Line and column of the key or item, or of the nearest one around it; zeros where there is none at all.

    UnknownError for an alias on the way, YAMLError where the text up to there is none.
    """
    parser = CParser(text)
    found_at: Place = (0, 0)
    event = _next(parser)
    while isinstance(event, StreamStartEvent | DocumentStartEvent):
        event = _next(parser)
    for segment in way:
        found = _step(parser, event, segment)
        if found is None:
            break
        found_at, event = found
    return found_at


def _step(parser: CParser, event: Event, segment: str) -> tuple[Place, Event] | None:
    """The key or item below the node that begins with the event, and the event that begins its value."""
    if isinstance(event, AliasEvent):
        raise UnknownError
    if isinstance(event, MappingStartEvent):
        while not isinstance(key := _next(parser), MappingEndEvent):
            if isinstance(key, ScalarEvent) and key.value == segment:
                return _mark(key), _next(parser)
            _skip(parser, key)
            _skip(parser, _next(parser))
    elif isinstance(event, SequenceStartEvent) and segment.isdecimal():
        left = int(segment)
        while not isinstance(item := _next(parser), SequenceEndEvent):
            if not left:
                return _mark(item), item
            left -= 1
            _skip(parser, item)
    return None


def _skip(parser: CParser, event: Event) -> None:
    """Pass over a node."""
    depth = int(isinstance(event, _STARTS))
    while depth:
        event = _next(parser)
        depth += isinstance(event, _STARTS) - isinstance(event, _ENDS)


def _next(parser: CParser) -> Event:
    event = parser.get_event()
    if event is None:  # the text ends before the node does
        raise UnknownError
    return event


def _mark(event: Event) -> Place:
    mark = event.start_mark
    if mark is None:
        raise UnknownError
    return mark.line + 1, mark.column + 1
