"""The words of a locale and the layout of a style, from `templates/reference/`; one file drives reader and writer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

import yaml

from generator.files import template, template_names
from generator.model.profiles import PAGES, profiles

_LINK: Final = r'<a\s+href\s*=\s*"#(?P<ref>[^"]*)"\s*/?>(?P<text>[^<]*)(?:</a>)?'
_TABLES: Final = {"reference/styles.yaml", "reference/editions.yaml"}
_LABEL_KEYS: Final = ("comment", "quote", "type_line", "example_line")
USUAL: Final = "usual"
Labels = Mapping[str, str]
"""The spellings of one label by the keys that documents record; the one that is printed comes first."""


def printed(labels: Labels) -> str:
    """The spelling that is printed."""
    return next(iter(labels.values()))


def spelled(labels: Labels, form: str) -> Labels:
    """Each spelling in a form, `## {}` say."""
    return {key: form.format(label) for key, label in labels.items()}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a locale says; of each label's spellings the first is printed and all are read."""

    locale: str
    letters: str
    headings: Mapping[str, Labels]
    columns: Mapping[str, Labels]
    terms: Mapping[str, Mapping[str, Labels]]
    required: Mapping[bool, Labels]
    repairs: Mapping[str, bool]
    lines: Mapping[str, Labels]
    words: Mapping[str, str]
    section_of: Mapping[str, str]
    column_of: Mapping[str, str]
    nested: re.Pattern[str]
    limit: re.Pattern[str]
    enum: re.Pattern[str]
    sample: re.Pattern[str]
    quote: re.Pattern[str]
    headings_pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Style:
    """How a page is laid out; see the comments in `templates/reference/styles.yaml`."""

    name: str
    aligned: bool
    div: bool
    sample_column: bool
    omit: frozenset[str]
    gaps: Mapping[str, int]
    delimiters: Mapping[str, tuple[int, int]]
    query_lead: str
    description: Mapping[str, str]
    spelling: Mapping[str, str]
    pads: Mapping[str, Mapping[str, Mapping[str, tuple[int, int]]]]

    def gap(self, block: str) -> int:
        """Blank lines before the block."""
        return self.gaps.get(block, 1)


@dataclass(frozen=True, slots=True)
class Dialect:
    """A vocabulary, a style and the spellings that a page prefers: all that is needed to print its frame.

    `column_labels` and `required_labels` have the page's own spelling first; `yes_no` and `stated` are the latter for
    print and for reading.
    """

    words: Vocabulary
    style: Style
    column_labels: Mapping[str, Labels]
    required_labels: Mapping[bool, Labels]
    yes_no: Mapping[bool, str]
    stated: Mapping[str, bool]
    spelling: str = ""
    header_form: str = ""


def _preferred(labels: Labels, key: str) -> Labels:
    return {key: labels[key], **labels} if key in labels else labels


def _parse_spelling(text: str) -> dict[str, str]:
    """`required=ask yes=capital` as a mapping."""
    pairs = (word.partition("=") for word in text.split())
    return {what: key for what, _, key in pairs}


def _roles(groups: Mapping[str, Labels]) -> Mapping[str, str]:
    return MappingProxyType(
        {label.casefold(): role for role, all_ in groups.items() for label in all_.values()}
    )


def _vocabulary(data: Mapping[str, object]) -> Vocabulary:
    def group(key: str, within: Mapping[str, object] = data) -> dict[str, Labels]:
        value = within[key]
        assert isinstance(value, Mapping)  # noqa: S101 - our own template files
        return {name: _labels(labels) for name, labels in value.items()}

    headings, columns, required = group("headings"), group("columns"), group("required")
    repairs, terms = data["required_repairs"], data["terms"]
    assert isinstance(repairs, Mapping)  # noqa: S101 - our own template files
    assert isinstance(terms, Mapping)  # noqa: S101 - our own template files
    labels = "|".join(re.escape(label) for all_ in headings.values() for label in all_.values())
    return Vocabulary(
        locale=str(data["locale"]),
        letters=str(data["letters"]),
        headings=headings,
        columns=columns,
        terms={role: group(role, terms) for role in terms},
        required={True: required["yes"], False: required["no"]},
        repairs=dict(repairs),
        lines={key: _labels(data[key]) for key in _LABEL_KEYS},
        words={key: value for key, value in data.items() if isinstance(value, str)},
        section_of=_roles(headings),
        column_of=_roles(columns),
        nested=re.compile(rf"{data['nested_pattern']}\s*{_LINK}\s*[.。]?"),
        limit=re.compile(rf"{data['limit_pattern']}(?P<limit>\d{{1,9}})\s*[.。]?"),
        enum=re.compile(rf"{data['enum_pattern']}(?P<members>`[^`]*`(?:\s*[,，]\s*`[^`]*`)*)\s*$"),
        sample=re.compile(rf"{data['sample_pattern']}`(?P<sample>.*)`\s*$", re.DOTALL),
        quote=re.compile(str(data["quote_pattern"])),
        headings_pattern=re.compile(rf"^## (?:{labels})\s*$", re.MULTILINE | re.IGNORECASE),
    )


def _labels(value: object) -> Labels:
    assert isinstance(value, Mapping)  # noqa: S101 - our own template files
    return MappingProxyType({USUAL: value[USUAL], **value})


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """All locales that have a file in `templates/reference/`, by name."""
    names = set(template_names("reference", "*.yaml")) - _TABLES
    read = [yaml.safe_load(template(name)) for name in sorted(names)]
    found = [_vocabulary({**data, **_head(data["locale"])}) for data in read]
    return MappingProxyType({words.locale: words for words in found})


def _head(locale: str) -> Mapping[str, object]:
    """What stands at the head of the profiles' pages in a locale, else in English."""
    heads = {name: one.head.get(locale, one.head.get("en")) for name, one in profiles().items()}
    known = {name: head for name, head in heads.items() if head}
    return {
        **{
            key: {
                label if name == PAGES else f"{name}-{label}": text
                for name, head in known.items()
                for label, text in head[key].items()
            }
            for key in ("comment", "quote")
        },
        "quote_pattern": "|".join(head["quote_pattern"] for head in known.values()),
    }


def _style(name: str, data: Mapping[str, object]) -> Style:
    def mapping(key: str) -> dict[str, object]:
        value = data[key]
        assert isinstance(value, Mapping)  # noqa: S101 - our own template files
        return dict(value)

    return Style(
        name=name,
        aligned=data["layout"] == "aligned",
        div=bool(data["div"]),
        sample_column=bool(data["sample_column"]),
        omit=frozenset(_listed(data["omit"])),
        gaps={key: int(str(value)) for key, value in mapping("gaps").items()},
        delimiters={key: _pair(value) for key, value in mapping("delimiters").items()},
        query_lead=str(data["query_lead"]),
        description={key: str(value) for key, value in mapping("description").items()},
        spelling={key: str(value) for key, value in mapping("spelling").items()},
        pads={
            kind: {
                column: {case: _pair(pair) for case, pair in cases.items()}
                for column, cases in columns.items()
            }
            for kind, columns in mapping("pads").items()
            if isinstance(columns, Mapping)
        },
    )


def _listed(value: object) -> list[str]:
    assert isinstance(value, list)  # noqa: S101 - our own template files
    return [str(item) for item in value]


def _pair(value: object) -> tuple[int, int]:
    assert isinstance(value, list)  # noqa: S101 - our own template files
    return int(value[0]), int(value[1])


@cache
def styles() -> Mapping[str, Style]:
    """All styles of `templates/reference/styles.yaml`, by name."""
    data = yaml.safe_load(template("reference/styles.yaml"))
    return MappingProxyType({name: _style(name, value) for name, value in data.items()})


def usual_style() -> str:
    """The style of new pages."""
    return next(iter(styles()))


def has_dialect(locale: str, style: str) -> bool:
    """Is there a template for the locale and style? Records in documents may name any."""
    return locale in vocabularies() and style in styles()


@cache
def dialect(locale: str, style: str, spelling: str = "") -> Dialect:
    """The dialect of a locale and style; KeyError for names that have no template.

    `spelling` names the page's preferred spellings by their keys in the vocabulary, `required=ask yes=capital`.
    """
    words, form = vocabularies()[locale], styles()[style]
    prefers = dict(form.spelling) | _parse_spelling(spelling)
    columns = {
        role: _preferred(all_, prefers.get(role, USUAL)) for role, all_ in words.columns.items()
    }
    required = {
        state: _preferred(all_, prefers.get("yes" if state else "no", USUAL))
        for state, all_ in words.required.items()
    }
    yes_no = {state: printed(all_) for state, all_ in required.items()}
    stated = {label: state for state, all_ in required.items() for label in all_.values()}
    header = prefers.get("header", "")
    return Dialect(words, form, columns, required, yes_no, stated, spelling, header)
