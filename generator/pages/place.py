"""What a page's path says: locale, edition, client and tag, by the folders' names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model.editions import editions
from generator.pages.vocabulary import vocabularies

CLIENTS: Final = ("management", "authentication")


@dataclass(frozen=True, slots=True)
class Place:
    """Parts of a path; empty where the path does not say."""

    locale: str = ""
    edition: str = ""
    client: str = ""
    tag: str = ""


def place(path: str) -> Place:
    """Read `<locale>/<edition>/<client>/<tag>/<page>.md`; any of the folders may be missing.

    A page's own folder is its tag only where a folder above it says more than that.
    """
    folders = path.split("/")[:-1]
    locale = _first(folders, vocabularies())
    edition = _first(folders, editions())
    client = _first(folders, CLIENTS)
    known = {locale, edition, client} - {""}
    rest = [folder for folder in folders if folder not in known]
    return Place(locale, edition, client, rest[-1] if rest and known else "")


def _first(folders: Sequence[str], known: Collection[str]) -> str:
    return next((folder for folder in folders if folder in known), "")
