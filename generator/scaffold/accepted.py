"""What `init` accepts so that a new folder is clean: by name in the configuration, and each finding in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.findings.facts import joined
from generator.model import Api
from generator.pipeline import Specs, outputs
from generator.scaffold.configuration import NAME
from generator.source import CODES, Diagnostic, Severity
from generator.yaml import to_yaml

LIST: Final = "init.txt"
_ABOUT: Final = f"""
# What the document asks of clients and they do not do, or its own examples contradict: accepted by `init`, which listed
# each in {LIST}. Remove a line to be told of what it stands for; `docs2sdk explain CODE` says what to do.
"""
_HEAD: Final = (
    "What `init` understood, could not carry, and accepted in docs2sdk.yaml. Nothing reads this file.\n"
)


@dataclass(frozen=True, slots=True)
class Adopted:
    """The files by path, what was found, and what is to be said of it: a few lines."""

    tree: Mapping[str, bytes]
    found: list[Diagnostic]
    said: list[str]

    @property
    def rules(self) -> dict[str, str]:
        """The severities of all that was found: it is accepted."""
        return {one.code: Severity.NOTE.value for one in self.found}


def accepted(
    tree: Mapping[str, bytes], specs: Specs, apis: Sequence[Api], read: Sequence[Diagnostic]
) -> Adopted:
    """The folder with what a build of it finds accepted; `read` was found in the given documents."""
    built = _heavy(outputs(specs).found)
    lost = _heavy(read)
    rules = dict.fromkeys(sorted({one.code for one in built}), Severity.NOTE.value)
    text = tree[NAME].decode() + (_ABOUT + to_yaml({"rules": rules}) if rules else "")
    said = [_understood(apis), *_counted("not carried", lost), *_counted("accepted", built)]
    listed = "\n".join([_HEAD, *said, *_listed("Not carried", lost), *_listed("Accepted", built)])
    more = {NAME: text.encode(), LIST: f"{listed}\n".encode()}
    return Adopted(dict(sorted({**tree, **more}.items())), [*lost, *built], said)


def _heavy(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What `check` and `lint` would fail for, each fact once."""
    return sorted(one for one in joined(set(found)) if one.severity is not Severity.NOTE)


def _understood(apis: Sequence[Api]) -> str:
    operations = sum(len(api.operations) for api in apis)
    schemas = sum(len(api.schemas) for api in apis)
    schemes = sum(len(api.schemes) for api in apis)
    clients = ", ".join(api.client for api in apis)
    return (
        f"understood: {operations} operations, {schemas} data structures,"
        f" {schemes} security schemes; clients: {clients}"
    )


def _counted(word: str, found: Sequence[Diagnostic]) -> Iterator[str]:
    counts = Counter(one.code for one in found)
    if counts:
        each = ", ".join(f"{CODES[code].name} ({code}) {n}" for code, n in sorted(counts.items()))
        yield f"{word}: {each}"


def _listed(title: str, found: Sequence[Diagnostic]) -> Iterator[str]:
    code = ""
    for one in sorted(found, key=lambda one: (one.code, one)):
        if one.code != code:
            code = one.code
            yield f"\n{title}: {code} {CODES[code].name}. {CODES[code].hint}"
        yield f"  {one.span}: {one.seen}" + (f"; expected {one.expected}" if one.expected else "")
