"""The programs that README.md shows. Each runs as it stands, with credentials and a host that are real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.model import UNSET
from generator.model.maker import Maker, Wish
from generator.rendering.fragments import Code
from generator.targets.python.client import host_of
from generator.targets.python.literals import literal, string
from generator.targets.python.plan import Argument, Call, ClientPlan

_KINDS: Final = ("key", "app", "scheme")
# no files: a program of a few lines has none at hand
_WISH: Final = Wish(optional=False, sending=True, code=True, file=UNSET)


def quick_start(plans: Sequence[ClientPlan], package: str) -> Code:
    """A first program: it makes a client and calls the operation that wants least."""
    for plan in _ordered(plans):
        for call, given in _callable(plan, plan.calls):
            answer = f"answer = client.{call.method}({given})"
            return _program(plan, package, call, (answer, "print(answer)"))
    lines = ("print(client.base_url)",)
    return _program(_ordered(plans)[0], package, None, lines) if plans else Code("")


def pages(plans: Sequence[ClientPlan], package: str) -> Code | None:
    """A program that walks through all pages; None when nothing answers page by page."""
    for plan in _ordered(plans):
        paged = [call for call in plan.calls if call.paging is not None]
        for call, given in _callable(plan, paged):
            method = ", ".join(filter(None, (f"client.{call.method}", given)))
            lines = (f"for item in client.iterate({method}):", "    print(item)")
            return _program(plan, package, call, lines)
    return None


def _ordered(plans: Sequence[ClientPlan]) -> list[ClientPlan]:
    return sorted(plans, key=lambda p: (_KINDS.index(p.entry.kind), p.class_name))


def _callable(plan: ClientPlan, calls: Sequence[Call]) -> Iterator[tuple[Call, str]]:
    """Calls with their arguments: reading before writing, few arguments before many, pages before single things."""
    ordered = sorted(
        calls,
        key=lambda c: (
            c.operation.deprecated,
            c.operation.method.upper() != "GET",
            sum(a.field.required for a in c.arguments),
            c.paging is None,
            c.method,
        ),
    )
    for call in ordered:
        made = [_argument(plan, one) for one in call.arguments if one.field.required]
        given = [text for text in made if text is not None]
        if len(given) == len(made):
            yield call, ", ".join(given)


def _argument(plan: ClientPlan, one: Argument) -> str | None:
    value = Maker(plan.api, _WISH).field(one.field)
    return None if value is UNSET else f"{one.name}={literal(value).text}"


def constructed(plan: ClientPlan, call: Call | None) -> dict[str, str]:
    """What an example gives to a client: the credentials of its call, and the host where no document tells it."""
    usual = plan.credentials.usual(call.operation if call else None)
    host = {} if host_of(plan) else {"host": "https://HOST"}
    return {name: name.upper() for name in usual} | host


def _program(plan: ClientPlan, package: str, call: Call | None, lines: Sequence[str]) -> Code:
    given = constructed(plan, call)
    inside = "".join(f"\n    {name}={string(text).text}," for name, text in given.items())
    head = f"from {package} import {plan.class_name}\n\nwith {plan.class_name}("
    body = "".join(f"\n    {line}" for line in lines)
    return Code(f"{head}{inside}{chr(10) if given else ''}) as client:{body}")
