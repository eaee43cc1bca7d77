"""Calls of every operation of a document by both clients, with made arguments, as requests that were recorded."""

from __future__ import annotations

import base64
import importlib
import json
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from generator.model import UNSET, Api, Json, Unset
from generator.model.calls import Argument, call_of
from generator.model.credentials import Credentials
from generator.model.judge import Judge
from generator.model.maker import Maker, Wish
from generator.naming import camel
from generator.targets.python.emit import client_plans
from generator.targets.python.emit import emit as emit_python
from generator.targets.python.settings import PythonSettings
from generator.targets.typescript.emit import emit as emit_typescript
from generator.targets.typescript.emit import plans_of
from generator.targets.typescript.settings import TypeScriptSettings
from tests.python_client.support import write
from tests.typescript_client.support import MODULES, Node

CASE: Final = "x-wire-case"
FILE: Final = "the content of a file"
_DRIVER: Final = """
import { readFileSync } from "node:fs";
import { CLASS } from "./src/index.ts";
const plain = (value) =>
  value === FILE ? new Blob([value])
  : Array.isArray(value) ? value.map(plain)
  : value && typeof value === "object"
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
  : value;
const { options, cases } = JSON.parse(readFileSync("cases.json", "utf8"));
const client = new CLASS(options);
const unsent = {};
for (const [name, method, given] of cases) {
  const extra = { maxRetries: 0, headers: { "x-wire-case": name } };
  await client[method](plain(given), extra).catch((error) => { unsent[name] = String(error); });
}
console.log(JSON.stringify(unsent));
"""


@dataclass(slots=True)
class Recorder:
    """A server on loopback that keeps what it is sent and answers `{}`."""

    host: str = ""
    records: list[dict[str, Json]] = field(default_factory=list)

    def cases(self) -> set[Json]:
        return {one["case"] for one in self.records}


@contextmanager
def recording() -> Iterator[Recorder]:
    recorder = Recorder()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def any_method(self) -> None:
            body = self._chunked() if "transfer-encoding" in self.headers else self._sized()
            recorder.records.append(
                {
                    "case": self.headers.get(CASE, ""),
                    "method": self.command,
                    "target": self.path,
                    "headers": [[name.lower(), value] for name, value in self.headers.items()],
                    "body": base64.b64encode(body).decode(),
                }
            )
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", "2")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(b"{}")

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = any_method

        def _sized(self) -> bytes:
            return self.rfile.read(int(self.headers.get("content-length") or 0))

        def _chunked(self) -> bytes:
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    recorder.host = f"http://127.0.0.1:{server.server_port}"
    try:
        yield recorder
    finally:
        server.shutdown()
        server.server_close()


Cases = dict[str, dict[str, Json]]
"""Arguments by their keys, for each `operation all` and `operation required`."""


def made(api: Api, step: int = 1) -> Cases:
    """Arguments for every operation, all of them and only the required ones."""
    cases: Cases = {}
    for operation in api.operations[::step]:
        arguments = call_of(api, operation).arguments
        for name in ("required", "all"):
            wish = Wish(name == "all", sending=True, file=FILE)
            wanted = [one for one in arguments if one.field.required or name == "all"]
            given = {one.key: Maker(api, wish).field(one.field) for one in wanted}
            if all(_good(api, one, given[one.key]) for one in wanted):
                cases[f"{operation.id} {name}"] = given
    return cases


def _good(api: Api, one: Argument, value: Json | Unset) -> bool:
    """Could a value be made? Examples of documents break limits, and of an empty text nobody knows where it is."""
    empty = value == "" and one.place == "query"
    judge = Judge(api.schemas, sending=True)
    return value is not UNSET and not empty and not list(judge.field(value, one.field, ()))


HOST: Final = "the recorder"


def by_python(
    api: Api, cases: Cases, recorder: Recorder, root: Path, package: str, host: str | None = HOST
) -> list[str]:
    """Make the calls with the Python client; those that sent nothing, and why."""
    settings = PythonSettings(package)
    files, _ = emit_python([api], settings)
    write({path: text for path, text in files.items() if path.startswith(package)}, root)
    sys.path.insert(0, str(root))
    plan = client_plans([api], settings)[0]
    client_class = getattr(importlib.import_module(package), plan.class_name)
    options = dict.fromkeys(credentials(api), "x")
    options |= {"scheme": "signature"} if plan.entry.kind == "key" else {}
    calls = {call.operation.id: call for call in plan.calls}
    unsent = {}
    with client_class(**options, host=host and recorder.host, max_retries=0) as client:
        for name, given in cases.items():
            call = calls[name.rpartition(" ")[0]]
            spelled = {one.given.key: one.name for one in call.arguments}
            arguments = {spelled[key]: _content(value) for key, value in given.items()}
            extra = {"headers": {CASE: name}}
            try:
                getattr(client, call.method)(**arguments, request_options=extra)
            except Exception as error:  # noqa: BLE001 - what counts is what was sent
                unsent[name] = f"{type(error).__name__}: {error}"
    return _missing(cases, unsent, recorder)


def by_typescript(
    api: Api, cases: Cases, recorder: Recorder, root: Path, package: str, host: str | None = HOST
) -> list[str]:
    """Make the calls with the TypeScript client; those that sent nothing, and why."""
    settings = TypeScriptSettings(package)
    files, _ = emit_typescript([api], settings)
    plan = plans_of([api], settings)[0]
    methods = {one.operation.id: one.method for one in plan.operations}
    options = {camel(name): "x" for name in credentials(api)}
    options |= {"host": recorder.host} if host else {}
    options |= {"scheme": "signature"} if "accessKeyId" in options else {}
    rows = [[name, methods[name.rpartition(" ")[0]], given] for name, given in cases.items()]
    script = _DRIVER.replace("CLASS", plan.own.class_name).replace("FILE", json.dumps(FILE))
    texts = {"run.ts": script, "cases.json": json.dumps({"options": options, "cases": rows})}
    write({**files, **texts}, root)
    flags = ("--bundle", "--platform=node", "--format=esm", "--outfile=run.mjs", "run.ts")
    node = Node()
    node.run(MODULES / ".bin" / "esbuild", *flags, "--log-level=error", cwd=root)
    unsent = json.loads(node.run("node", "run.mjs", cwd=root))
    return _missing(cases, unsent, recorder)


def credentials(api: Api) -> Sequence[str]:
    known = Credentials(api)
    uses = [one.name for use in known.uses for one in use.given]
    return [one.name for one in known.family] or uses


def _content(value: Json) -> Any:
    if value == FILE:
        return FILE.encode()
    if isinstance(value, dict):
        return {key: _content(one) for key, one in value.items()}
    return [_content(one) for one in value] if isinstance(value, list) else value


def _missing(cases: Cases, unsent: Mapping[str, str], recorder: Recorder) -> list[str]:
    sent = recorder.cases()
    return [f"{name}: not sent: {unsent.get(name, '')[:300]}" for name in cases if name not in sent]
