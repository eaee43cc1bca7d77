"""Values put right: a list that is shown as text, one object that is shown instead of a list."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

from generator.model import judge
from generator.model.judge import Judge, Path, Problem
from generator.model.types import UNSET, Json, Type, Unset
from generator.model.values import json_text

Mend = Callable[[Problem], Json | Unset]
"""What belongs in a problem's place; UNSET leaves it as it is."""
_ROUNDS: Final = 20


def right_form(problem: Problem) -> Json | Unset:
    """The same facts in the form that the type asks for."""
    match problem.kind:
        case judge.TEXT:
            hidden = json_text(problem.seen)
            return hidden[0] if hidden else UNSET
        case judge.SINGLE:
            return [problem.seen]
        case _:
            return UNSET


def mended(judges: Judge, value: Json, kind: Type, mend: Mend = right_form) -> Json:
    """The value with its problems mended as far as `mend` knows how; mending may show further ones."""
    value = deepcopy(value)
    for _ in range(_ROUNDS):
        found = [(one.path, mend(one)) for one in judges.value(value, kind)]
        changes = [(path, new) for path, new in found if new is not UNSET]
        if not changes:
            break
        for path, new in changes:
            value = _changed(value, path, new)
    return value


def _changed(value: Json, path: Path, new: Json) -> Json:
    """The value with another one at a path; what an earlier change took away stays away."""
    if not path:
        return new
    holder: Any = value
    try:
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = new
    except (LookupError, TypeError):
        return value
    return value
