"""Typed pieces of output code. Only these may stand between `{{` and `}}` of a template.

A fragment is made by a function that knows its language (an identifier, a literal, a comment); text that
came from a document never becomes a fragment as it is. Source of the rule: CWE-94, code injection.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of finished output; the subclasses say what it is."""

    text: str

    def __html__(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text


class Identifier(Fragment):
    """A name that the target language accepts, from that language's naming module."""


class Literal(Fragment):
    """A literal of the target language, from that language's literal writer."""


class Comment(Fragment):
    """Text that can not leave the comment or docstring that it stands in."""


class TypeCode(Fragment):
    """A type annotation, built from identifiers and literals."""


class Code(Fragment):
    """Finished code, built from other fragments or rendered by a template."""


class Text(Fragment):
    """Markdown of a reference page: prose and cells as the writer of that section escaped them."""
