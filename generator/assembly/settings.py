"""What assembly has to know that no page says; the pipeline fills it from `specs/docs2sdk.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import CONFIGURED, Json, Origin, Type
from generator.model.editions import editions
from generator.model.profiles import PAGES, profiles


@dataclass(frozen=True, slots=True)
class OperationOverride:
    """Facts of one operation that overrule what is inferred; None leaves a fact alone."""

    method: str | None = None
    path: str | None = None
    id: str | None = None
    deprecated: bool = False
    confirm: bool = False
    paging: Json | None = None
    origin: Origin = CONFIGURED


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """What is configured for one client. Keys: operation ids; `Schema.field`."""

    operations: Mapping[str, OperationOverride] = field(default_factory=dict)
    types: Mapping[str, Type] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """Locales (primary first), editions in order, and how paths are made of file names."""

    locales: tuple[str, ...] = ("en", "zh-CN")
    editions: tuple[str, ...] = field(default_factory=lambda: tuple(editions()))
    prefix: str = field(default_factory=lambda: profiles()[PAGES].prefix)
    segments: tuple[str, ...] = field(default_factory=lambda: profiles()[PAGES].segments)
    clients: Mapping[str, ClientSettings] = field(default_factory=dict)

    def client(self, name: str) -> ClientSettings:
        """The client's own settings."""
        return self.clients.get(name, ClientSettings())
