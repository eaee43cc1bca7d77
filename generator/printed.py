"""Floor 7: the reference: all pages of a client, printed from the model."""

from __future__ import annotations

from collections.abc import Mapping

from generator.drift.trees import first_difference
from generator.inputs import Pages
from generator.model import Api, Operation, PageRecord
from generator.pages.tables import Memory
from generator.pages.vocabulary import has_dialect
from generator.pages.write import print_page
from generator.render import without_template
from generator.source import Diagnostic, Span, diagnostic


def reference_files(
    apis: Mapping[str, Api], stated: Mapping[str, Api], pages: Pages
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """All pages of a client, by its Apis in each locale (the primary one first): each says what its source says.

    Only configuration and overlays change it; `stated` are the Apis without them. A page that the model alone would
    print otherwise (it could not be read wholly) stays as it stands, and is a finding.
    """
    tree: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    primary = next(iter(apis.values()))
    memory: Memory = {}
    by_id, pure = _by_id(apis), _by_id(stated)
    for operation in primary.operations:
        for record in operation.pages:
            if not has_dialect(record.locale, record.style):
                found.append(without_template(record))
                continue
            locale = record.locale if record.locale in apis else primary.locale
            own = by_id[locale].get(operation.id, operation)
            data = print_page(apis[locale], own, record, memory=memory)
            source = pages.data.get(record.path, data)
            if source != data and (op := pure.get(locale, {}).get(operation.id)):
                plain = print_page(stated[locale], op, _record(op, record))
                if source != plain:
                    found.append(_different(record.path, source, plain))
                    data = source
            tree[record.path] = data
    return tree, found


def _by_id(apis: Mapping[str, Api]) -> dict[str, dict[str, Operation]]:
    """Operations by locale and id."""
    return {locale: {op.id: op for op in api.operations} for locale, api in apis.items()}


def _record(operation: Operation, record: PageRecord) -> PageRecord:
    """The page's record before an overlay changed it."""
    return next((one for one in operation.pages if one.path == record.path), record)


def _different(path: str, source: bytes, printed: bytes) -> Diagnostic:
    line, column, old, new = first_difference(source, printed)
    return diagnostic("B024", Span(path, line, column), f"{old!r}", f"{new!r}")
