"""python-jsonpath with its steps counted, and its regular expressions run by RE2. Slow to import."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from jsonpath import JSONPathEnvironment
from jsonpath.function_extensions import ExpressionType, FilterFunction
from jsonpath.match import JSONPathMatch
from jsonpath.parse import Parser
from jsonpath.segments import (
    JSONPathChildSegment,
    JSONPathRecursiveDescentSegment,
    JSONPathSegment,
)
from jsonpath.stream import TokenStream
from jsonpath.token import TOKEN_SINGLE_QUOTE_STRING, Token
from jsonpath.unescape import unescape_string

from generator.patterns import matches_i_regexp

Spend = Callable[[int], None]
_ESCAPE: Final = re.compile(r"\\(?:u00[01][0-9A-Fa-f]|.)", re.DOTALL)
_CONTROL: Final = len(r"\u001f")
"""How long the escape of a control character is; others match by two characters."""
_TEXT: Final = 50
"""Characters that a regular expression reads in about the time of one step."""


def environment(spend: Spend) -> JSONPathEnvironment:
    """A strict environment of RFC 9535 that tells `spend` how many nodes a path looks at."""

    class Counted(JSONPathEnvironment):
        parser_class = type("CountedParser", (_Parser,), {"spend": staticmethod(spend)})

    made = Counted(strict=True)
    made.function_extensions["match"] = _Expression(spend, whole=True)
    made.function_extensions["search"] = _Expression(spend, whole=False)
    return made


class _Parser(Parser):
    """Makes counting segments, of embedded queries too."""

    spend: Spend

    def _decode_string_literal(self, token: Token) -> str:
        """The text of a literal; escaped control characters too, which the library refuses (RFC 9535, 2.3.1.1)."""
        quote = "'" if token.kind == TOKEN_SINGLE_QUOTE_STRING else '"'
        parts, start = [], 0
        for found in _ESCAPE.finditer(token.value):
            if len(found[0]) == _CONTROL:
                parts.append(unescape_string(token.value[start : found.start()], token, quote))
                parts.append(chr(int(found[0].removeprefix("\\u"), base=16)))
                start = found.end()
        return "".join([*parts, unescape_string(token.value[start:], token, quote)])

    def parse_query(self, stream: TokenStream) -> Iterable[JSONPathSegment]:
        for segment in super().parse_query(stream):
            kind = _Descent if isinstance(segment, JSONPathRecursiveDescentSegment) else _Child
            made = kind(env=segment.env, token=segment.token, selectors=segment.selectors)
            made.spend = self.spend
            yield made


class _Child(JSONPathChildSegment):
    __slots__ = ("spend",)
    spend: Spend

    def resolve(self, nodes: Iterable[JSONPathMatch]) -> Iterable[JSONPathMatch]:
        return super().resolve(self._counted(nodes))

    def _counted(self, nodes: Iterable[JSONPathMatch]) -> Iterable[JSONPathMatch]:
        for node in nodes:
            self.spend(_cost(node, len(self.selectors)))
            yield node


class _Descent(JSONPathRecursiveDescentSegment):
    __slots__ = ("spend",)
    spend: Spend

    def _visit(self, node: JSONPathMatch, depth: int = 1) -> Iterable[JSONPathMatch]:
        self.spend(_cost(node, len(self.selectors)))
        return super()._visit(node, depth)


def _cost(node: JSONPathMatch, selectors: int) -> int:
    """Each selector looks at all children; the deeper a node, the longer its path and the way to it."""
    children = len(node.obj) if isinstance(node.obj, dict | list) else 0
    return (1 + children) * selectors + len(node.parts)


class _Expression(FilterFunction):
    """`match` and `search` (RFC 9535, 2.4.6 and 2.4.7); an expression that RE2 does not know matches nothing."""

    arg_types = (ExpressionType.VALUE, ExpressionType.VALUE)  # type: ignore[assignment]
    return_type = ExpressionType.LOGICAL

    def __init__(self, spend: Spend, *, whole: bool) -> None:
        self._spend = spend
        self._whole = whole

    def __call__(self, value: object, pattern: object) -> bool:
        if not isinstance(value, str) or not isinstance(pattern, str):
            return False
        self._spend((len(value) + len(pattern)) // _TEXT)
        return matches_i_regexp(pattern, value, whole=self._whole) is True
