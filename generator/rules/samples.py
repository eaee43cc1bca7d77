"""Sample code against the tables: the client, the method, its arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from generator.model import Api, Operation, judge
from generator.model.editions import edition
from generator.model.judge import CALL, Judge, Problem
from generator.model.spelling import path_words
from generator.naming import camel, snake, unique
from generator.pages.facts import PageFacts
from generator.pages.sections.method import client_class
from generator.rules.book import Book, arguments, as_said, said_schemas, sure
from generator.rules.code import LONGEST, Call, Code
from generator.rules.examples import said
from generator.rules.languages import READERS, WHOLE, language, read_code
from generator.rules.values import Entry, Place, Value, data_of, place_of, shown
from generator.source import Diagnostic, diagnostic

HELPERS: Final = frozenset(
    {"setAccessToken", "call", "callPages", "close", "iterate", "withOptions", "withRawResponse"}
)
_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        judge.UNKNOWN: "S007",
        judge.MISSING: "S008",
        judge.WRONG: "S009",
        judge.FORMAT: "S009",
        judge.LIMIT: "S009",
        judge.TEXT: "S009",
        judge.SINGLE: "S009",
        judge.MEMBER: "S009",
        judge.UNLISTED: "S010",
    }
)


@dataclass(frozen=True, slots=True)
class _Sample:
    """One page's sample with all that it is compared with."""

    page: PageFacts
    edition: str
    api: Api
    operation: Operation
    book: Book

    def found(
        self, code: str, place: Place, seen: str, expected: str = "", hint: str = ""
    ) -> Diagnostic:
        """A finding at a place of the code."""
        span = self.page.span("samples", self.page.samples.line + place.row, place.column)
        return diagnostic(code, span, seen, expected, hint)

    @property
    def names(self) -> tuple[str, ...]:
        """How the page's own method may be spelled."""
        ids = dict.fromkeys((self.operation.id, self.page.function))
        return tuple(spelled for name in ids for spelled in _spelled(name, self.edition))


def _spelled(name: str, language: str) -> tuple[str, ...]:
    """A name in an edition; one that is reserved there has an underscore at its end."""
    function = edition(language).spell(name)
    return function, f"{function}_"


def check_samples(apis: Sequence[Api], pages: Sequence[PageFacts]) -> list[Diagnostic]:
    """Findings about the sample code of pages; the Apis are those that the pages were assembled to.

    Only literals and direct calls are judged: what a variable, a spread or a call holds is not known.
    """
    book = Book.of(apis, pages)
    found: list[Diagnostic] = []
    unread: dict[str, PageFacts] = {}
    for page in pages:
        known = book.of_page(page)
        edition = language(page)
        if known is None or page.samples.source is None or edition not in READERS:
            continue
        sample = _Sample(page, edition, *known, book)
        answer = _checked(sample, page.samples.source)
        if answer is None and edition in WHOLE:
            unread.setdefault(edition, page)
        found += answer or ()
    found += [_not_read(edition, page) for edition, page in list(unread.items())[:1]]
    return sorted(found)


def _not_read(edition: str, page: PageFacts) -> Diagnostic:
    seen = f"samples were not read: no parser for the {edition} edition"
    return diagnostic("S001", page.span("samples"), seen)


def _checked(sample: _Sample, source: str) -> list[Diagnostic] | None:
    if len(source) > LONGEST:
        return [sample.found("S013", Place(), f"{len(source)} characters", f"at most {LONGEST}")]
    code = read_code(source, sample.edition)
    if code is None:
        return None
    if code.error is not None:
        return [sample.found("S002", code.error, "code that does not parse")]
    found = [*_client(sample, code), *_methods(sample, code)]
    return [*found, *_arguments(sample, code)] if sample.edition in WHOLE else found


def _client(sample: _Sample, code: Code) -> Iterator[Diagnostic]:
    """The client's class against the one that the method section names, if it names one."""
    wanted = client_class(sample.page.client) if sample.page.method.client else ""
    names = [made.class_name for made in code.made if made.class_name != "Client"]
    if wanted and names and not {wanted, f"Async{wanted}"}.intersection(names):
        yield sample.found("S006", code.made[0].place, f"`{names[0]}`", f"`{wanted}`")


def _client_calls(code: Code) -> list[Call]:
    """The calls of clients that the code makes; helpers of the runtime aside."""
    clients = {made.variable for made in code.made}
    return [
        call
        for call in code.calls
        if call.receiver in clients and camel(call.method) not in HELPERS
    ]


def _methods(sample: _Sample, code: Code) -> Iterator[Diagnostic]:
    """The methods that are called; without a method section nobody says which one would be right."""
    own = bool(code.mentions.intersection(sample.names))
    calls = _client_calls(code)
    if not own and not calls:
        place = code.made[0].place if code.made else Place()
        yield sample.found("S003", place, "no call", f"a call of `{sample.names[0]}`")
    if not sample.page.method.function:
        return
    for call in _strangers(sample, calls, own=own):
        known = _operation(sample, call.method) is not None
        if not known:
            hint = _near(call.method, sample.names[:1])
            seen = f"no page describes `{call.method}`"
            yield sample.found("S004", call.place, seen, f"`{sample.names[0]}`", hint)
        elif not own:
            seen = f"`{call.method}` is the method of another page"
            yield sample.found("S005", call.place, seen, f"`{sample.names[0]}`")


def _strangers(sample: _Sample, calls: Sequence[Call], *, own: bool) -> list[Call]:
    """The calls of other methods than the page's own: all, or the last one when the own one is not called.

    The packages of other editions are not generated here and have methods that no page describes, so beside
    the own method anything may be called there.
    """
    if not own:
        return list(calls[-1:])
    whole = sample.edition in WHOLE
    return [call for call in calls if whole and call.method not in sample.names]


def _near(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.7)
    return f"did you mean `{close[0]}`?" if close else ""


def _operation(sample: _Sample, method: str) -> tuple[Api, Operation] | None:
    """The operation that a method's name means: the page's own, else one of its client, else of any."""
    if method in sample.names:
        return sample.api, sample.operation
    apis = [sample.api, *(api for api in sample.book.by_client.values() if api is not sample.api)]
    for api in apis:
        known = sample.book.method(api.client, method, sample.edition)
        if known is not None:
            return api, known
    return None


def _arguments(sample: _Sample, code: Code) -> Iterator[Diagnostic]:
    """What is given to the page's own method, whoever calls it, and to other methods of clients."""
    calls = _client_calls(code)
    for call in code.calls:
        if call.method not in sample.names and call not in calls:
            continue
        known = _operation(sample, call.method)
        if known is not None and sample.book.complete(*known):
            yield from _judged(sample, call, *known)


def _judged(sample: _Sample, call: Call, api: Api, operation: Operation) -> Iterator[Diagnostic]:
    fields = [sure(one) for one in arguments(api, operation)]
    given = _one_object(call) if call.keywords is None else call.keywords
    if call.positional and given is not call.positional[0]:
        yield _unnamed(sample, call)
        given = replace(given, open=True)
    spelled = unique([field.name for field in fields], snake) if call.keywords else {}
    given, odd = _wire_names(given, spelled)
    for entry in odd:
        name = spelled[entry.name]
        yield sample.found("S012", entry.place, f"`{entry.name}`", f"`{name}`")
    own = operation is sample.operation
    schemas = said_schemas(api, sample.page) if own else api.schemas
    judges = Judge(schemas, ignored=CALL, sending=True)
    told = as_said(fields, sample.page.parameters.rows) if own else fields
    if given.kind == "object":
        for found in judges.fields(data_of(given), told):
            if found.kind in _CODES:
                yield _reported(sample, found, place_of(given, found.path), call, spelled)


def _one_object(call: Call) -> Value:
    """The one object of arguments; an empty one where nothing is given, or no object."""
    first = call.positional[0] if call.positional else Value("object", call.place)
    return first if first.kind in {"object", "unknown"} else Value("object", call.place)


def _unnamed(sample: _Sample, call: Call) -> Diagnostic:
    first = call.positional[0]
    return sample.found(
        "S011", first.place, shown(data_of(first)), f"named arguments of `{call.method}`"
    )


def _wire_names(given: Value, spelled: Mapping[str, str]) -> tuple[Value, list[Entry]]:
    """Keyword arguments by the names of the tables, and those that are not in snake case."""
    wire = {f"{name}_": field for field, name in spelled.items()}
    wire |= {name: field for field, name in spelled.items()}
    odd = [e for e in given.entries if e.name in spelled and e.name not in wire]
    entries = tuple(replace(e, name=wire.get(e.name, e.name)) for e in given.entries)
    return replace(given, entries=entries), odd


def _reported(
    sample: _Sample, found: Problem, place: Place, call: Call, spelled: Mapping[str, str]
) -> Diagnostic:
    """The finding, with the argument as the language spells it."""
    first, *rest = found.path or ("",)
    name = path_words((spelled.get(str(first), first), *rest))
    seen, expected = _said(found, name, call.method)
    known = found.known if rest else [spelled.get(name, name) for name in found.known]
    close = name.rpartition(".")[2]
    hint = _near(close, known) if found.kind == judge.UNKNOWN else ""
    return sample.found(_CODES[found.kind], place, seen, expected, hint)


def _said(found: Problem, name: str, method: str) -> tuple[str, str]:
    match found.kind:
        case judge.UNKNOWN:
            return f"`{name}` is no field of `{method}`", ""
        case judge.MISSING:
            return f"`{method}` without `{name}`", found.expected
        case _:
            return said(found, name)
