"""What openapi-core says of recorded requests. It runs where that is installed, apart from the project's tools.

usage: judge.py DOCUMENT RECORDS VERDICTS; RECORDS is a JSON list, VERDICTS gets one `[case, [fault, ...]]` for each.
"""

import base64
import json
import re
import sys
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.validation.request import (
    V30RequestBodyValidator,
    V30RequestParametersValidator,
    V31RequestBodyValidator,
    V31RequestParametersValidator,
)
from werkzeug.datastructures import Headers, ImmutableMultiDict

UNJUDGED = "not judged: "
_LIMITS = re.compile(
    r" b'.*is not of type 'string'"  # bytes of files are no text for it
    r"|not available"  # arrays of style deepObject
    r"|dictionary update sequence"  # JSON as the field of a form
    r"|not an object format"  # objects in queries whose content is JSON
    r"|could not be resolved"  # mappings of discriminators by name
    r"|path parameter: ",  # styles label and matrix
    re.DOTALL,
)
"""What openapi-core 0.23 cannot judge, by its messages."""


@dataclass
class Request:
    """A request as openapi-core takes it."""

    host_url: str
    path: str
    method: str
    parameters: RequestParameters
    content_type: str
    body: bytes | None


def request(record: dict[str, Any]) -> Request:
    """The recorded request; its path and its query are decoded by libraries that are not ours."""
    path, _, query = record["target"].partition("?")
    path = unquote(path.replace("%2F", "%252F"))  # as frameworks give it, with its segments kept
    headers = Headers([(name, value) for name, value in record["headers"]])
    jar: SimpleCookie = SimpleCookie()
    jar.load(headers.get("cookie", ""))
    parameters = RequestParameters(
        query=ImmutableMultiDict(parse_qsl(query, keep_blank_values=True)),
        header=headers,
        cookie=ImmutableMultiDict({name: one.value for name, one in jar.items()}),
    )
    body = base64.b64decode(record["body"])
    media = headers.get("content-type", "")
    return Request("http://wire", path, record["method"].lower(), parameters, media, body or None)


def validators(document: dict[str, Any]) -> list[Any]:
    """What judges parameters and bodies; credentials are judged elsewhere."""
    spec = OpenAPI.from_dict(document, Config(spec_validator_cls=None)).spec
    more = {"extra_media_type_deserializers": dict.fromkeys(medias(document), json.loads)}
    if str(document.get("openapi", "")).startswith("3.0"):
        return [V30RequestParametersValidator(spec), V30RequestBodyValidator(spec, **more)]
    return [V31RequestParametersValidator(spec), V31RequestBodyValidator(spec, **more)]


def medias(node: Any) -> set[str]:
    """All media types of JSON that a document names; openapi-core knows application/json only."""
    if isinstance(node, list):
        return {name for one in node for name in medias(one)}
    if not isinstance(node, dict):
        return set()
    return {key for key in node if key.endswith("+json")} | medias(list(node.values()))


def faults(judges: list[Any], record: dict[str, Any]) -> list[str]:
    """What is wrong with a request; what the judge cannot do is told apart."""
    found = []
    for judge in judges:
        try:
            errors = judge.iter_errors(request(record))
            # a body that may be left out is an error of this name too
            found += [_text(one) for one in errors if type(one).__name__ != "MissingRequestBody"]
        except Exception as error:  # noqa: BLE001 - a fault of the judge, not of the request
            found.append(f"{UNJUDGED}{type(error).__name__}: {str(error)[:200]}")
    return [UNJUDGED + one if _LIMITS.search(one) else one for one in found]


def _text(error: BaseException) -> str:
    causes = [error]
    while causes[-1].__cause__ is not None:
        causes.append(causes[-1].__cause__)
    inner = getattr(causes[-1], "schema_errors", None) or [causes[-1]]
    first = next(iter(inner))
    where = "/".join(map(str, getattr(first, "absolute_path", ())))
    return f"{type(error).__name__}: {where} {str(getattr(first, 'message', first))[:240]}"


def main(document: str, records: str, verdicts: str) -> None:
    """Judge all records."""
    content = json.loads(Path(document).read_text("utf-8"))
    content["servers"] = [{"url": "http://wire"}]
    for item in content.get("paths", {}).values():
        for node in [item, *(one for one in item.values() if isinstance(one, dict))]:
            node.pop("servers", None)
    judges = validators(content)
    told = [[one["case"], faults(judges, one)] for one in json.loads(Path(records).read_text())]
    Path(verdicts).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
