"""The subject of rules about sample code: a page's sample, the calls that it makes, and what the tables say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from generator.model import Api, Array, EnumMember, OpenEnum, Operation, Type
from generator.model.editions import edition
from generator.model.judge import CALL, Judge, Problem
from generator.model.spelling import path_words
from generator.naming import camel, constant, snake, unique
from generator.pages.facts import PageFacts
from generator.pages.sections.method import client_class
from generator.rules import rule
from generator.rules.book import Book, arguments, as_said, said_schemas, sure
from generator.rules.code import LONGEST, Call, Code, Import
from generator.rules.faults import Fault, Faulty, near
from generator.rules.languages import READERS, WHOLE, language, read_code
from generator.rules.rule import Place
from generator.rules.values import Entry, Value, data_of, place_of, shown
from generator.source import Span

HELPERS: Final = frozenset(
    {"setAccessToken", "call", "callPages", "close", "iterate", "withOptions", "withRawResponse"}
)


@dataclass(frozen=True)
class Unread:
    """An edition whose samples nothing can read here, and the first page that has one."""

    edition: str
    page: PageFacts

    kind = rule.EDITION

    def span(self, place: Place) -> Span:
        """The section of samples, on the page."""
        del place
        return self.page.span("samples")


@dataclass(frozen=True)
class Source:
    """Sample code as it stands on a page, of whatever length; `code` is what was read of it, None for nothing."""

    page: PageFacts
    edition: str
    text: str
    code: Code | None

    kind = rule.CODE
    longest = LONGEST

    def span(self, place: Place) -> Span:
        """A place of the code, on the page."""
        return self.page.span("samples", self.page.samples.line + place.row, place.column)


@dataclass(frozen=True)
class Argued:
    """A call, the operation that it means, and its arguments as the page's tables have them.

    `given` are the arguments by their names on the wire, `misspelled` those that the language spells otherwise.
    """

    call: Call
    method: str
    given: Value
    misspelled: tuple[tuple[Entry, str], ...]
    faults: tuple[Fault, ...]

    @property
    def unnamed(self) -> Value | None:
        """The first value that is passed without a name where only named ones are taken."""
        first = next(iter(self.call.positional), None)
        return None if first is None or self._is_object(first) else first

    def shown(self, given: Value) -> str:
        """A value in words."""
        return shown(data_of(given))

    def _is_object(self, first: Value) -> bool:
        return self.call.keywords is None and first.kind in {"object", "unknown"}


@dataclass(frozen=True)
class Lacking:
    """What is not there, in words, and a question for what may be meant."""

    seen: str
    hint: str


@dataclass(frozen=True)
class Sample(Faulty):
    """Sample code that parses, with all that it is compared with.

    Only literals and direct calls are judged: what a variable, a spread or a call holds is not known.
    """

    page: PageFacts
    edition: str
    api: Api
    operation: Operation
    book: Book
    code: Code

    kind = rule.SAMPLE

    def span(self, place: Place) -> Span:
        """A place of the code, on the page."""
        return self.page.span("samples", self.page.samples.line + place.row, place.column)

    @property
    def whole(self) -> bool:
        """Is all of its language read, arguments too?"""
        return self.edition in WHOLE

    @cached_property
    def names(self) -> tuple[str, ...]:
        """How the page's own method may be spelled."""
        ids = dict.fromkeys((self.operation.id, self.page.function))
        return tuple(spelled for name in ids for spelled in _spelled(name, self.edition))

    @property
    def client_class(self) -> str:
        """The class that the page's method section names; empty where it names none."""
        return client_class(self.page.client) if self.page.method.client else ""

    def near(self, method: str) -> str:
        """A question for the page's own method, where a name is like it."""
        return near(method, self.names[:1])

    @property
    def own(self) -> bool:
        """Is the page's own method called, or mentioned?"""
        return bool(self.code.mentions.intersection(self.names))

    @cached_property
    def calls(self) -> list[Call]:
        """The calls of clients that the code makes; helpers of the runtime aside."""
        clients = {made.variable for made in self.code.made}
        return [
            call
            for call in self.code.calls
            if call.receiver in clients and camel(call.method) not in HELPERS
        ]

    def strangers(self) -> list[Call]:
        """The calls of other methods than the page's own: all, or the last one when the own one is not called.

        The packages of other editions are not generated here and have methods that no page describes, so beside
        the own method anything may be called there. Without a method section nobody says which one would be right.
        """
        if not self.page.method.function:
            return []
        if not self.own:
            return list(self.calls[-1:])
        return [call for call in self.calls if self.whole and call.method not in self.names]

    def meant(self, method: str) -> tuple[Api, Operation] | None:
        """The operation that a method's name means: the page's own, else one of its client, else of any."""
        if method in self.names:
            return self.api, self.operation
        apis = [self.api, *(api for api in self.book.by_client.values() if api is not self.api)]
        for api in apis:
            known = self.book.method(api.client, method, self.edition)
            if known is not None:
                return api, known
        return None

    @property
    def package(self) -> str:
        """The package that samples of the edition import; empty where none is known."""
        return self.book.packages.get(self.edition, "")

    def foreign_imports(self) -> list[Import]:
        """What loads the client that the code makes from another package, or from a part of another."""
        made = {one.class_name for one in self.code.made}
        own = (self.package, f"{self.package}/", f"{self.package}.")
        return [
            one
            for one in self.code.imports
            if self.package and made & one.names
            if one.package != self.package and not one.package.startswith(own[1:])
        ]

    def lacking(self, parts: Sequence[str]) -> Lacking | None:
        """What the tables of the clients do not have of a constant: its data structure, field or member."""
        name, field, member = (*parts, "", "", "")[:3]
        several = [{one.name: one for one in fields} for fields in self.book.constants(name)]
        if not several:
            known = [key for api in self.book.by_client.values() for key in api.schemas]
            return Lacking(f"no data structure `{name}`", near(name, known))
        fields = [one[field] for one in several if field in one]
        if field and not fields:
            return Lacking(f"`{name}` has no field `{field}`", near(field, list(several[0])))
        members = [constant(str(one.value)) for kind in fields for one in members_of(kind.type)]
        if member and member not in members:
            return Lacking(f"`{name}.{field}` lists no `{member}`", near(member, members))
        return None

    @cached_property
    def argued(self) -> list[Argued]:
        """What is given to the page's own method, whoever calls it, and to other methods of clients."""
        return list(self._argued()) if self.whole else []

    @cached_property
    def faults(self) -> list[Fault]:  # type: ignore[override]
        """All that does not suit in arguments."""
        return [fault for one in self.argued for fault in one.faults]

    def _argued(self) -> Iterator[Argued]:
        for call in self.code.calls:
            if call.method not in self.names and call not in self.calls:
                continue
            known = self.meant(call.method)
            if known is not None and self.book.complete(*known):
                yield self._judged(call, *known)

    def _judged(self, call: Call, api: Api, operation: Operation) -> Argued:
        fields = [sure(one) for one in arguments(api, operation)]
        own = operation is self.operation
        spelled = unique([field.name for field in fields], snake) if call.keywords else {}
        given, odd = _wire_names(_given(call), spelled)
        judge = Judge(
            said_schemas(api, self.page) if own else api.schemas, ignored=CALL, sending=True
        )
        told = as_said(self.page, fields, self.page.parameters.rows) if own else fields
        found = judge.fields(data_of(given), told) if given.kind == "object" else []
        faults = [_fault(one, given, call, spelled) for one in found]
        return Argued(call, call.method, given, odd, tuple(faults))


def _spelled(name: str, language: str) -> tuple[str, ...]:
    """A name in an edition; one that is reserved there has an underscore at its end."""
    function = edition(language).spell(name)
    return function, f"{function}_"


def members_of(kind: Type) -> tuple[EnumMember, ...]:
    """The members of an enum, or of the items of a list."""
    match kind:
        case OpenEnum(members=members):
            return members
        case Array(item):
            return members_of(item)
        case _:
            return ()


def _given(call: Call) -> Value:
    """What is given by name; open where something is given without."""
    first = next(iter(call.positional), None)
    if call.keywords is not None:
        return replace(call.keywords, open=call.keywords.open or first is not None)
    if first is None:
        return Value("object", call.place)
    return first if first.kind in {"object", "unknown"} else Value("object", call.place, open=True)


def _wire_names(
    given: Value, spelled: Mapping[str, str]
) -> tuple[Value, tuple[tuple[Entry, str], ...]]:
    """Keyword arguments by the names of the tables, and those that are not in snake case."""
    wire = {f"{name}_": field for field, name in spelled.items()}
    wire |= {name: field for field, name in spelled.items()}
    odd = [(e, spelled[e.name]) for e in given.entries if e.name in spelled and e.name not in wire]
    entries = tuple(replace(e, name=wire.get(e.name, e.name)) for e in given.entries)
    return replace(given, entries=entries), tuple(odd)


def _fault(found: Problem, given: Value, call: Call, spelled: Mapping[str, str]) -> Fault:
    """The fault, with the argument as the language spells it."""
    first, *rest = found.path or ("",)
    name = path_words((spelled.get(str(first), first), *rest))
    known = found.known if rest else [spelled.get(name, name) for name in found.known]
    return Fault(found, place_of(given, found.path), name, known, call.method)


def sources(book: Book, pages: Sequence[PageFacts]) -> Iterator[Source | Sample | Unread]:
    """The sample code of pages: each as it stands, then what of it can be judged; at last what nothing can read."""
    unread: dict[str, PageFacts] = {}
    for page in pages:
        known, own, text = book.of_page(page), language(page), page.samples.source
        if known is None or text is None or own not in READERS:
            continue
        code = read_code(text, own) if len(text) <= LONGEST else None
        yield Source(page, own, text, code)
        if code is not None and code.error is None:
            yield Sample(page, own, *known, book, code)
        elif code is None and own in WHOLE and len(text) <= LONGEST:
            unread.setdefault(own, page)
    yield from [Unread(*one) for one in list(unread.items())[:1]]
