"""A target as small as one can be: a method per operation."""

import json
import re
from collections.abc import Sequence
from typing import Final

from generator.model import Api
from generator.model.credentials import Credentials
from generator.naming import kebab, pascal, unique
from generator.rendering.environment import environment, render
from generator.rendering.fragments import Identifier, Literal
from generator.targets.check import Check
from generator.targets.settings import VERSION, Option, Settings, Wanted
from generator.targets.target import Emitted, Sampler, Target

_NOT_PLAIN: Final = re.compile(r"[^A-Za-z0-9]")


def settings(wanted: Wanted) -> Settings:
    name = wanted.chosen or wanted.own.get("package", f"example.com/{wanted.usual}")
    return Settings(name, wanted.own.get("version", wanted.version), wanted.clients)


def _methods(api: Api) -> dict[str, str]:
    ids = [one.id for one in api.operations]
    return dict(unique(ids, lambda name: f"Call{_NOT_PLAIN.sub('', pascal(name))}"))


def emit(apis: Sequence[Api], settings: Settings) -> Emitted:
    files = {"go.mod": f"module {settings.package}\n\ngo 1.21\n"}
    for api in apis:
        names = _methods(api)
        calls = [
            {
                "name": Identifier(names[one.id]),
                "verb": Literal(json.dumps(one.method)),
                "path": Literal(json.dumps(one.path)),
            }
            for one in api.operations
        ]
        values = {"client": Identifier(pascal(api.client)), "calls": calls}
        files[f"{kebab(api.client)}.go"] = render(environment("go"), "client.go.j2", values).text
    return files, []


def samples(apis: Sequence[Api], settings: Settings) -> Sampler:
    known = {
        (api.client, name): (api, text) for api in apis for name, text in _methods(api).items()
    }

    def write(client: str, name: str) -> str:
        api, method = known[client, name]
        given = ", ".join(json.dumps(one.upper()) for one in Credentials(api).usual())
        return f"client := sdk.New{pascal(client)}({given})\nclient.{method}(nil)"

    return write


TARGET: Final[Target[Settings]] = Target(
    about="The Go module.",
    options={"package": Option("Its path.", r"^[a-z0-9./_-]+$"), "version": VERSION},
    settings=settings,
    refused=lambda package: "" if package else "no path",
    emit=emit,
    samples=samples,
    edition="go",
    check=lambda *_: Check(".go", ("gofmt", "-l", "."), "the Go tools"),
    imports=re.compile(r'sdk "([^"]+)"'),
    operation=re.compile(r"^func \(c ", re.MULTILINE),
)
