"""Floor 7: the configuration as a target wants it; what it leaves open is called as samples or titles have it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from generator.config import Config
from generator.model import Api, access_of
from generator.model.profiles import recognised
from generator.naming import plain
from generator.targets.settings import ClientSettings, Wanted
from generator.targets.target import targets

_VERSION: Final = re.compile(r"v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?")


def client_name(api: Api) -> str:
    """The client of a document that does not name it: as its profile has it, else after its title."""
    named = recognised(api).clients.get(access_of(api).kind)
    return named or plain(api.title) or "api"


def _package(apis: Sequence[Api]) -> str:
    """The name of a package for the Apis: their own names are joined where there are several."""
    names = [plain(api.title) or plain(api.client) or "api" for api in apis]
    return "-".join([*dict.fromkeys(names)][:3] or ["api"])[:60].strip("-") + "-sdk"


def _version(apis: Sequence[Api]) -> str:
    """The documents' version as three numbers, which package managers take; 1.0.0 where it is none."""
    match = _VERSION.fullmatch(apis[0].version) if apis else None
    return ".".join(part or "0" for part in match.groups()) if match else "1.0.0"


def _imported(name: str, apis: Sequence[Api]) -> str:
    """The package that most samples of pages import in a target's language; empty where they import none."""
    target = targets()[name]
    sources = [
        sample.source
        for api in apis
        for operation in api.operations
        for sample in operation.samples
        if operation.pages and sample.edition == target.edition and not sample.generated
    ]
    found = Counter(match[1] for one in sources for match in target.imports.finditer(one))
    return next((one for one, _ in found.most_common(1) if not target.refused(one)), "")


def packages(config: Config, apis: Sequence[Api]) -> dict[str, str]:
    """The packages that samples import, by edition."""
    made = {name: one.settings(wanted(name, config, apis)) for name, one in targets().items()}
    return {one.edition: made[name].package for name, one in targets().items()}


def wanted(target: str, config: Config, apis: Sequence[Api], package: str | None = None) -> Wanted:
    """What a target makes its settings of; `package` overrules the configured name."""
    clients = {key: ClientSettings(one.class_name, one.host) for key, one in config.clients.items()}
    own = config.packages.get(target, {})
    usual = _imported(target, apis) or _package(apis)
    return Wanted(usual, _version(apis), package or "", own, clients)
