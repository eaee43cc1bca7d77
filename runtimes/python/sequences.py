"""Sequences cut into items as their bytes arrive: events, lines, records. Nothing here does I/O."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, Final

_BREAK: Final = re.compile("\r\n|\n|\r")
_NUMBER: Final = re.compile("[0-9]{1,15}")


class Lines:
    r"""Text in lines that end with `\n`, `\r` or `\r\n`, wherever the pieces are cut."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._after_return = False
        self._begun = False

    def feed(self, piece: bytes, *, last: bool = False) -> list[str]:
        """The lines that are whole now."""
        text = self._decoder.decode(piece, last)
        if text and not self._begun:
            self._begun = True
            text = text.removeprefix("\ufeff")
        if text and self._after_return:
            text = text.removeprefix("\n")
            self._after_return = False
        if "\n" not in text and "\r" not in text:
            self._rest += text
            return []
        self._after_return = text.endswith("\r")
        *whole, self._rest = _BREAK.split(self._rest + text)
        return whole

    @property
    def rest(self) -> str:
        """What stands behind the last line."""
        return self._rest


class Events:
    """Server-sent events, as the HTML Standard reads them (section 9.2.6)."""

    def __init__(self) -> None:
        self._lines = Lines()
        self._data: list[str] = []
        self._type = ""
        self._id = ""
        self._retry: int | None = None

    def feed(self, piece: bytes, *, last: bool = False) -> Iterator[dict[str, Any]]:
        """The events that are whole now; one that does not end with an empty line never is."""
        for line in self._lines.feed(piece, last=last):
            if line:
                self._field(line)
            elif event := self._event():
                yield event

    def _field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._type = value
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and _NUMBER.fullmatch(value):
            self._retry = int(value)

    def _event(self) -> dict[str, Any] | None:
        data, kind, retry = self._data, self._type, self._retry
        self._data, self._type, self._retry = [], "", None
        if not data:
            return None
        event: dict[str, Any] = {"data": "\n".join(data)}
        known = {"event": kind, "id": self._id, "retry": retry}
        return event | {name: value for name, value in known.items() if value}


class Texts:
    """Lines, or records that begin with the character RS (RFC 7464); empty ones are none."""

    def __init__(self, mark: str = "") -> None:
        self._mark = mark
        self._lines = Lines()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""

    def feed(self, piece: bytes, *, last: bool = False) -> list[str]:
        """The texts that are whole now; at the last piece also the one that nothing ends."""
        if self._mark:
            whole = self._records(piece, last)
        else:
            whole = self._lines.feed(piece, last=last)
            whole += [self._lines.rest] if last else []
        return [text for text in whole if text.strip()]

    def _records(self, piece: bytes, last: bool) -> list[str]:
        text = self._rest + self._decoder.decode(piece, last)
        *whole, rest = text.split(self._mark)
        self._rest = "" if last else rest
        return [*whole, rest] if last else whole


class Items:
    """What a sequence holds, before it is decoded: JSON values, texts, or events as objects.

    `split` is events, data, texts, lines or records; `end` is the text that stands for the end.
    Raises ValueError or RecursionError where an item is no JSON.
    """

    def __init__(self, split: str, end: str) -> None:
        self._split = split
        self._end = end
        self._cut: Events | Texts = (
            Events()
            if split in {"events", "data", "texts"}
            else Texts("\x1e" if split == "records" else "")
        )
        self.over = False

    def feed(self, piece: bytes, *, last: bool = False) -> Iterator[Any]:
        """The items that are whole now; none once the sequence is `over`."""
        for one in self._cut.feed(piece, last=last):
            text = one if isinstance(one, str) else one["data"]
            if self._end and text.strip() == self._end:
                self.over = True
            if self.over:
                return
            if self._split == "events":
                yield one
            else:
                yield text if self._split == "texts" else json.loads(text)
