"""Findings with the paths that a person can open, instead of the names that the model has for its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from generator.source.diagnostics import Diagnostic
from generator.source.spans import Span

_WORD: Final = re.compile(r"[^\s`'\"(),;|]+")
_PLACE: Final = re.compile(r"(?:[.:]|:\d+(?::\d+)?)$")
"""What may follow a name in a text: its line and column, or the end of a sentence."""


def located(one: Diagnostic, paths: Mapping[str, str]) -> Diagnostic:
    """The finding with each name that `paths` knows replaced by its path, in its places and in its texts."""

    def place(span: Span) -> Span:
        return replace(span, file=paths[span.file]) if span.file in paths else span

    return replace(
        one,
        span=place(one.span),
        seen=in_text(one.seen, paths),
        expected=in_text(one.expected, paths),
        hint=in_text(one.hint, paths),
        related=tuple(map(place, one.related)),
        also=tuple(map(place, one.also)),
    )


def in_text(text: str, paths: Mapping[str, str]) -> str:
    """The text with names of files replaced by their paths."""
    return _WORD.sub(lambda word: _path(word[0], paths), text) if paths else text


def _path(word: str, paths: Mapping[str, str]) -> str:
    name = word if word in paths else _PLACE.sub("", word)
    return f"{paths[name]}{word[len(name) :]}" if name in paths else word
