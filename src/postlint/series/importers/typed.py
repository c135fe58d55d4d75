"""Records of an export as typed data, with the mistakes of each told at its line.

Place in the data flow: between `records` and the importers of JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import IO, TypeVar

import msgspec

from postlint.findings import DraftError, Lang, Text
from postlint.series.importers.records import Broken, records

T = TypeVar("T")
MOST_RECORDS = 2_000_000
"""Records of one file that are read; a life of posting comes to fewer."""
_YEARS = range(1990, 2200)
_WRONG = Text("dit onderdeel is anders dan in een export die postlint kent ({reason})",
              "this record differs from any export that postlint knows ({reason})")  # fmt: skip
_TOO_MANY = Text("meer dan {n} onderdelen; de rest blijft ongelezen", "more than {n} records; the rest stays unread")
_DEEP = "te diep genest"


def typed(
    stream: IO[bytes], shape: type[T], path: str, lang: Lang, keys: Sequence[str] = ()
) -> Iterator[tuple[int, T] | DraftError]:
    """Decode the records of a file.

    Args:
        stream: JSON, as `records` takes it.
        shape: what each record is; what it does not name is passed over.
        path: how the file is called in errors.
        lang: the language of errors.
        keys: where the records are in a file that is an object.

    Yields:
        The line and the value of each record; an error for what is no such record.

    """
    decoder = msgspec.json.Decoder(shape)
    for number, record in enumerate(records(stream, keys)):
        if number >= MOST_RECORDS:
            yield DraftError(path, _TOO_MANY.to(lang).format(n=MOST_RECORDS), record.line)
            return
        if isinstance(record, Broken):
            yield DraftError(path, record.text.to(lang), record.line)
            continue
        try:
            yield record.line, decoder.decode(record.raw)
        except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
            reason = _DEEP if isinstance(error, RecursionError) else str(error)
            yield DraftError(path, _WRONG.to(lang).format(reason=reason), record.line)


def instant(seconds: float) -> datetime | None:
    """Give the time of seconds since 1970; None for 0 and for what lies outside the years of any network."""
    if not seconds:
        return None
    try:
        when = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return when if when.year in _YEARS else None
