"""From arguments to an HTTP request. Writing is strict: what is wrong raises, nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import ModuleType
from typing import Any, Final

from pydantic import ValidationError

from .decode import plan_of
from .errors import InvalidRequestError
from .model import Model
from .not_given import NOT_GIVEN
from .operation import Operation
from .prepared import FORM, MULTIPART, Prepared, is_file
from .spelling import in_header, in_path, in_query


def prepare(
    operation: Operation[Any],
    arguments: Mapping[str, Any],
    models: ModuleType,
    fill: Mapping[str, str],
) -> Prepared:
    """Check the arguments and put each where it travels.

    `fill` holds values, by wire name, for arguments that the caller left out (client_id, ...).
    """
    prepared = Prepared(operation.method, operation.path, media=operation.media)
    try:
        values = _checked(operation, arguments, models, fill)
        usual = operation.default_place
        for key, value in values.items():
            place, *how = operation.places.get(key, usual)
            spelling, name = (*how, "", "")[:2]
            _PLACES[place](prepared, name or key, value, spelling)
        _whole(operation, values, prepared)
        if prepared.body is not NOT_GIVEN:
            to_json_check(prepared)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidRequestError(
            str(error), method=operation.method, path=operation.path
        ) from error
    return prepared


def _whole(
    operation: Operation[Any], values: Mapping[str, Any], prepared: Prepared
) -> None:
    """An optional body is there with all that it needs, or not at all; a needed one is never left out."""
    if prepared.body is NOT_GIVEN:
        left = operation.optional
        if left is None:
            left = operation.default_place == ("query",)
        if operation.input and operation.media and not left:
            prepared.body = {}
        return
    if missing := [key for key in operation.together if key not in values]:
        raise ValueError(f"{', '.join(missing)}: needed where any of the body is given")


def to_json_check(prepared: Prepared) -> None:
    """Raise where the body has no JSON form (NaN, a foreign object)."""
    if prepared.media not in {FORM, MULTIPART} and not isinstance(prepared.body, bytes):
        prepared.json()


def to_wire(value: Any) -> Any:
    """JSON data of a DTO, or of what holds DTOs; fields that were not given stay out."""
    if isinstance(value, Model):
        wire = plan_of(type(value)).wire
        given = value.model_fields_set
        data = {wire[k]: to_wire(v) for k, v in value.__dict__.items() if k in given}
        return data | (value.__pydantic_extra__ or {})
    if isinstance(value, list | tuple) and not is_file(value):
        return [to_wire(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_wire(item) for key, item in value.items()}
    return value


def _checked(
    operation: Operation[Any],
    arguments: Mapping[str, Any],
    models: ModuleType,
    fill: Mapping[str, str],
) -> dict[str, Any]:
    given = {k: _plain(v) for k, v in arguments.items() if v is not NOT_GIVEN}
    if not operation.input:
        return {}
    cls: type[Model] = getattr(models, operation.input)
    wire = plan_of(cls).wire
    for name, alias in wire.items():
        if alias in fill and name not in given:
            given[name] = fill[alias]
    try:
        checked = cls.model_validate(given)
    except ValidationError as error:
        raise ValueError(_explained(error)) from None
    values: dict[str, Any] = to_wire(checked)
    return values


def _explained(error: ValidationError) -> str:
    lines = [
        f"{'.'.join(map(str, item['loc']))}: {item['msg']}"
        for item in error.errors(
            include_input=False, include_url=False, include_context=False
        )
    ]
    return "; ".join(dict.fromkeys(lines))


def _plain(value: Any) -> Any:
    """Tuples and other sequences become lists, dates their ISO 8601 text, as pydantic's strict mode wants."""
    if isinstance(value, Model | str | bytes):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {
            key: _plain(item) for key, item in value.items() if item is not NOT_GIVEN
        }
    if isinstance(value, Sequence) and not is_file(value):
        return [_plain(item) for item in value]
    return value


def _into_path(prepared: Prepared, name: str, value: Any, spelling: str) -> None:
    text = in_path(name, value, spelling)
    if text in {"", ".", ".."}:
        raise ValueError(f"{name}: {text!r} can not stand in a path")
    prepared.path = prepared.path.replace(f"{{{name}}}", text)


def _into_query(prepared: Prepared, name: str, value: Any, spelling: str) -> None:
    prepared.arguments[name] = value
    prepared.query += in_query(name, value, spelling)


def _into_header(prepared: Prepared, name: str, value: Any, spelling: str) -> None:
    prepared.headers[name] = in_header(name, value, spelling)


def _into_cookie(prepared: Prepared, name: str, value: Any, spelling: str) -> None:
    prepared.cookies += in_query(name, value, spelling)


def _into_body(prepared: Prepared, name: str, value: Any, spelling: str) -> None:
    if prepared.body is NOT_GIVEN:
        prepared.body = {}
    prepared.body[name] = value
    if spelling:
        prepared.spellings[name] = spelling


def _beside(prepared: Prepared, _name: str, value: Any, _: str) -> None:
    """Fields that the document does not name; one that it names keeps the value of its own argument."""
    known = {} if prepared.body is NOT_GIVEN else prepared.body
    prepared.body = {**value, **known}


def _as_body(prepared: Prepared, _name: str, value: Any, _: str) -> None:
    prepared.body = value


_PLACES: Final = {
    "path": _into_path,
    "query": _into_query,
    "header": _into_header,
    "cookie": _into_cookie,
    "body": _into_body,
    "more": _beside,
    "content": _as_body,
}
