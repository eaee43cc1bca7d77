"""How requests of one Api prove who sends them, as the mock's options and the document tell."""

from __future__ import annotations

from dataclasses import dataclass

from generator.mock.options import Options
from generator.model import Api, access_of
from generator.model.profiles import PAGES, profiles


@dataclass(frozen=True, slots=True)
class Brand:
    """How requests of one Api prove who sends them.

    `issues`: tokens are those that this server gives for access keys at `token_path`. `known`: the Api is
    of the family; of other APIs' credentials only their presence is looked at.
    """

    prefix: str
    label: str
    token_path: str
    issues: bool
    known: bool

    @property
    def app_id(self) -> str:
        """The header in which an application names itself."""
        return f"{self.prefix}app-id"


def brand_of(api: Api, options: Options) -> Brand:
    """The options first, then the Api's own access; pages that nothing is said of are taken for the family's."""
    access, family = access_of(api), profiles()[PAGES]
    pages = not api.schemes and any(one.pages for one in api.operations)
    prefix = options.prefix or access.prefix or family.header_prefix
    return Brand(
        prefix=prefix,
        label=options.label
        or (not options.prefix and access.label)
        or prefix.removeprefix("x-").strip("-"),
        token_path=options.token_path or access.token_path or family.token_path,
        issues=pages or access.kind == "key" or bool(options.token_path),
        known=pages or access.kind != "plain",
    )
