"""The records of a large JSON file, one at a time, however large the file and however broken a record.

Place in the data flow: importers open a member of an export and decode each record by itself. Only where records begin
and end is looked at here, so that one broken record costs itself alone, and the file is never in memory as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO, NamedTuple

from postlint.findings import Text

LONGEST = 8 << 20
"""Bytes of the longest record that is read."""
DEEPEST = 64
"""Levels of nesting; the exports known go to a dozen."""
_CHUNK = 1 << 18
_STRING = rb'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_TOKEN = re.compile(_STRING + rb'|["{}\[\],]', re.DOTALL)


def _bracketed(levels: int) -> bytes:
    """Give a pattern of brackets with at most so many levels within them."""
    inner = rb"|" + _bracketed(levels - 1) if levels else b""
    return rb"[{\[](?:[^\"{}\[\]]++|" + _STRING + inner + rb")*+[}\]]"


_WHOLE = re.compile(rb"\s*+" + _bracketed(5) + rb"\s*+(?=[,\]])", re.DOTALL)
"""A whole record; it is ten times as fast as looking at each bracket."""
_LEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:(?:window\.)?YTD\.\w+\.\w+\s*=\s*)?\Z")
_LONGEST_LEAD = 256
_KEY = re.compile(rb'\s*"((?:[^"\\]|\\.)*)"\s*:\s*\Z', re.DOTALL)
_TAIL = re.compile(rb"[\s;]*\Z")
_OPENS = {b"}": b"{", b"]": b"["}

_EMPTY = Text("dit bestand is leeg", "this file is empty")
_NOT_JSON = Text("dit is geen JSON", "this is no JSON")
_CUT = Text("dit bestand breekt hier af", "this file breaks off here")
_TOO_DEEP = Text("hier zit te veel in elkaar; de rest blijft ongelezen", "too deeply nested; the rest stays unread")
_TOO_LONG = Text("dit onderdeel is te groot", "this record is too large")
_AFTER = Text("na het einde staat nog iets; dat is niet gelezen", "something follows the end; it was not read")


class Record(NamedTuple):
    """One record as bytes, with the line it begins on, from 1."""

    line: int
    raw: bytes


class Broken(NamedTuple):
    """A place where no record can be read, and why."""

    line: int
    text: Text


def records(stream: IO[bytes], keys: Sequence[str] = ()) -> Iterator[Record | Broken]:
    """Give the records of a file in order.

    Args:
        stream: JSON in UTF-8; `window.YTD.name.part0 =` may stand before it.
        keys: where the file is an object, the keys whose arrays hold the records. An object without any of them is
            the one record of its file.

    Yields:
        Each record; what is no record, with its line. Memory stays below `LONGEST` and a chunk.

    """
    return _Splitter(stream, frozenset(key.encode() for key in keys)).run()


class _Splitter:
    def __init__(self, stream: IO[bytes], keys: frozenset[bytes]) -> None:
        self.stream = stream
        self.keys = keys
        self.data = b""
        self.at = 0  # scanned up to here
        self.start = 0  # where the record, or the pair of a root object, begins
        self.line = 1  # of `counted`
        self.counted = 0
        self.open: list[bytes] = []
        self.level = 1  # how many brackets are open between records
        self.too_long: int | None = None  # the line of a record of which the beginning was let go
        self.pairs: list[bytes] = []
        self.held = 0
        self.found_key = False
        self.first_line = 1

    def run(self) -> Iterator[Record | Broken]:
        more = True
        while more:
            more = self._more()
            for token in self._tokens(at_end=not more):
                if isinstance(token, Record):
                    yield token
                    continue
                if token is None:
                    yield Broken(self._line_at(self.at), _NOT_JSON if not self.open else _CUT)
                    return
                yield from self._take(token)
                if self.open and len(self.open) > DEEPEST:
                    yield Broken(self._line_at(token.start()), _TOO_DEEP)
                    return
                if self.start < 0:
                    yield from self._after(token.end())
                    return
        yield from self._end()

    def _more(self) -> bool:
        """Read on; let go of what no record needs any more."""
        keep = min(self.start, self.at)
        if self.at - keep > LONGEST:
            if self.too_long is None:
                self.too_long = self._line_of_start()
            keep = self.start = self.at
        self._line_at(keep)
        self.data, self.at, self.start = self.data[keep:], self.at - keep, self.start - keep
        self.counted -= keep
        chunk = self.stream.read(_CHUNK)
        self.data += chunk
        return bool(chunk)

    def _tokens(self, *, at_end: bool) -> Iterator[re.Match[bytes] | Record | None]:
        """Give brackets, commas and whole records; None where nothing more can be read."""
        while True:
            if self.start == self.at and (record := self._whole()):
                yield record
            token = _TOKEN.search(self.data, self.at)
            if token is None:
                self.at = len(self.data)
                return
            if token[0] == b'"':
                self.at = token.start()
                line_end = self.data.find(b"\n", self.at)
                if line_end >= 0:  # no string of JSON goes on there, so the mistake is in this line
                    self.at = line_end
                    continue
                if at_end or len(self.data) - self.at > LONGEST:
                    yield None
                return
            if not self.open and token[0] not in b"[{":
                self.at = token.start()
                yield None
                return
            self.at = token.end()
            if len(token[0]) == 1:
                yield token

    def _whole(self) -> Record | None:
        """Give the record that begins here, where it is whole and of the usual depth."""
        if len(self.open) != self.level or self.open[-1] != b"[" or self.too_long is not None:
            return None
        found = _WHOLE.match(self.data, self.at)
        if found is None:
            return None
        record = Record(self._line_of_start(), found[0])
        self.at = self.start = found.end()
        return record

    def _take(self, token: re.Match[bytes]) -> Iterator[Record | Broken]:
        sign = token[0]
        if sign in b"[{":
            yield from self._opened(token)
        elif sign == b",":
            if len(self.open) == self.level:
                yield from self._finished(token.start())
                self.start = token.end()
        else:
            yield from self._closed(token)

    def _opened(self, token: re.Match[bytes]) -> Iterator[Record | Broken]:
        if not self.open:
            if not _LEAD.match(self.data[: token.start()]) or token.start() > _LONGEST_LEAD:
                yield Broken(1, _NOT_JSON)
                self.start = -1
                return
            self.start = token.end()
            self.first_line = self._line_at(token.start())
        elif self._holds_records(token):
            self.level, self.found_key, self.start = 2, True, token.end()
        self.open.append(token[0])

    def _holds_records(self, token: re.Match[bytes]) -> bool:
        if self.open != [b"{"] or token[0] != b"[" or self.too_long is not None:
            return False
        key = _KEY.match(self.data[self.start : token.start()])
        return key is not None and key[1] in self.keys

    def _closed(self, token: re.Match[bytes]) -> Iterator[Record | Broken]:
        opener = _OPENS[token[0]]
        if opener not in self.open:
            return
        between = len(self.open) == self.level
        if between:
            yield from self._finished(token.start())
        while self.open.pop() != opener:
            pass
        if not self.open:
            yield from self._one_record()
            self.start = -1
        elif len(self.open) < self.level:
            self.level, self.start = 1, token.end()

    def _finished(self, end: int) -> Iterator[Record | Broken]:
        """Give the record that ends before `end`, or keep the pair of the root object that does."""
        if self.too_long is not None:
            yield Broken(self.too_long, _TOO_LONG)
            self.too_long = None
            return
        raw = self.data[self.start : end]
        if not raw.strip():
            return
        line = self._line_of_start()
        if self.level == 1 and self.open == [b"{"]:
            if not self.found_key and self.held + len(raw) <= LONGEST:
                self.pairs.append(raw)
                self.held += len(raw)
            return
        yield Record(line, raw)

    def _one_record(self) -> Iterator[Record]:
        if self.pairs and not self.found_key:
            yield Record(self.first_line, b"{" + b",".join(self.pairs) + b"}")

    def _after(self, end: int) -> Iterator[Broken]:
        if self.open or not end:
            return
        if not _TAIL.match(self.data[end:] + self.stream.read(_CHUNK)):
            yield Broken(self._line_at(end), _AFTER)

    def _end(self) -> Iterator[Record | Broken]:
        if self.open:
            if len(self.open) == self.level:
                yield from self._finished(len(self.data))
            yield Broken(self._line_at(len(self.data)), _CUT)
        elif self.start >= 0:
            rest = self.data.removeprefix(b"\xef\xbb\xbf").strip()
            yield Broken(1, _NOT_JSON if rest else _EMPTY)

    def _line_of_start(self) -> int:
        begin = self.start
        while begin < len(self.data) and self.data[begin : begin + 1].isspace():
            begin += 1
        return self._line_at(begin)

    def _line_at(self, place: int) -> int:
        """Give the line of a place in the data; places are asked in rising order, but for a record's beginning."""
        if place < self.counted:
            return self.line - self.data.count(b"\n", place, self.counted)
        self.line += self.data.count(b"\n", self.counted, place)
        self.counted = place
        return self.line
