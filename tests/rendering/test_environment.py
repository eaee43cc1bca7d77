"""No plain string reaches a template's output, and nothing undefined prints."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from generator.rendering.environment import PlainTextError, environment
from generator.rendering.fragments import Code, Comment, Identifier, Literal, Text, TypeCode


@pytest.mark.parametrize("value", ["import os", 1, None, 3.5, ["a"], {"a": 1}, b"x"])
def test_anything_but_a_fragment_is_refused(value: object) -> None:
    with pytest.raises(PlainTextError):
        environment("python").from_string("{{ value }}").render(value=value)


@pytest.mark.parametrize("kind", [Code, Comment, Identifier, Literal, Text, TypeCode])
def test_fragments_print_as_they_are(kind: type[Code]) -> None:
    text = environment("python").from_string("<{{ value }}>").render(value=kind("a < b & 'c'"))
    assert text == "<a < b & 'c'>"


def test_strings_of_the_template_itself_are_refused_too() -> None:
    with pytest.raises(PlainTextError):
        environment("python").from_string("{{ value or 'x' }}").render(value=None)


def test_macros_and_blocks_print() -> None:
    source = "{% macro m(v) %}[{{ v }}]{% endmacro %}{{ m(value) }}{% set s %}-{{ value }}{% endset %}{{ s }}"
    assert environment("python").from_string(source).render(value=Code("x")) == "[x]-x"


@pytest.mark.parametrize(
    "source", ["{{ missing }}", "{{ value.missing }}", "{% if missing %}{% endif %}"]
)
def test_undefined_names_raise(source: str) -> None:
    with pytest.raises((UndefinedError, PlainTextError)):
        environment("python").from_string(source).render(value=Code("x"))


def test_text_joined_to_markup_is_escaped_not_trusted() -> None:
    found = environment("python").from_string("{{ a ~ b }}").render(a=Markup("<i>"), b="<script>")
    assert "<script>" not in found
