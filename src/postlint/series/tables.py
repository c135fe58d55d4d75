"""Tables of posts, CSV and JSON Lines, as Items, one row at a time.

Place in the data flow: `read` opens the file and judges what comes out; every mistake is told with file and line, and
the other rows are still read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple, TextIO, TypeVar

from postlint.draft.keys import canonical, near_miss
from postlint.findings import DraftError, Lang, Notice, Problem, Text
from postlint.rulebook.auditing import Field
from postlint.series.csv_rows import Lines, RowError, Rows
from postlint.series.item import Asked, Item
from postlint.series.values import Values, WrongCellError, parts
from postlint.yamlio import cut, nearest

_T = TypeVar("_T")
MOST_ERRORS = 20
"""Errors told of one file; the others are counted."""
_LONGEST_LINE = 10_000_000
_NAMES: Mapping[Field, tuple[str, ...]] = {
    "id": ("id", "nummer", "post_id", "bericht_id"),
    "text": ("text", "tekst", "bericht", "inhoud", "content", "message", "post", "body", "caption", "bijschrift"),
    "date": ("date", "datum", "published", "gepubliceerd", "created_at", "posted_at", "timestamp", "datum_en_tijd"),
    "time": ("time", "tijd"),
    "channel": ("channel", "kanaal", "platform", "network", "netwerk", "kanalen", "channels"),
    "account": ("account", "pagina", "page", "profiel", "profile"),
    "kind": ("kind", "soort"),
    "topic": ("topic", "onderwerp", "thema"),
    "title": ("title", "titel"),
    "source": ("source", "bron", "bronnen"),
    "mentions": ("mentions", "vermeldingen", "genoemd"),
    "sender": ("sender", "from", "van", "afzender"),
    "reply_to": ("reply_to", "antwoord_op", "reactie_op", "in_reply_to_id", "parent"),
    "reply_text": ("reply_text", "vraag", "in_reply_to_text"),
    "reply_from": ("reply_from", "vraag_van", "in_reply_to_from"),
    "reply_date": ("reply_date", "vraag_datum", "in_reply_to_date"),
}
_NO_TEXT = Text(
    "geen kolom met de tekst gevonden; zet in postlint.yaml welke het is: «audit: {{columns: {{text: NAAM}}}}». "
    "Er zijn: {names}",
    "found no column with the text; write in postlint.yaml which it is: “audit: {{columns: {{text: NAME}}}}”. "
    "There are: {names}",
)
_NO_COLUMN = Text(
    "er is geen kolom «{name}», die bij «audit: columns: {field}:» staat{near}",
    "there is no column “{name}”, which “audit: columns: {field}:” names{near}",
)
_NEAR = Text("; bedoel je «{near}»?", "; do you mean “{near}”?")
_EMPTY = Text("dit bestand is leeg; er staan geen kolommen in", "this file is empty; it has no columns")
_MORE = Text("en nog {n} regels met een fout", "and {n} more lines with a mistake")
_NOT_JSON = Text("dit is geen JSON ({reason})", "this is no JSON ({reason})")
_LONG_LINE = Text("deze regel is te lang; de rest blijft ongelezen", "this line is too long; the rest stays unread")
_TOO_DEEP = Text("hier zit te veel in elkaar", "this is nested too deeply")
_NO_OBJECT = Text("hier hoort een object te staan: {…}", "an object belongs here: {…}")
_LOOKS_LIKE = Text(
    "{file}: «{name}» wordt niet gelezen; noem het «{near}» als je dat bedoelt, of zet in postlint.yaml "
    "«audit: {{columns: {{{field}: {name}}}}}».",
    "{file}: “{name}” is not read; call it “{near}” if that is what you mean, or write in postlint.yaml "
    "“audit: {{columns: {{{field}: {name}}}}}”.",
)
_IN = Text("bij «{name}»: {text}", "at “{name}”: {text}")


class _Row(NamedTuple):
    """One row: the column of each field that there is, and what stands in the columns."""

    columns: Mapping[Field, str]
    cells: Mapping[str, str]
    line: int

    def cell(self, field: Field) -> str:
        """Give what a row says of a field; nothing where there is no such column."""
        return (self.cells.get(self.columns[field]) or "").strip() if field in self.columns else ""

    def read(self, field: Field, read: Callable[[str], _T]) -> _T:
        """Read what a row says of a field.

        Raises:
            WrongCellError: as `read`, with the name of the column.

        """
        try:
            return read(self.cell(field))
        except WrongCellError as wrong:
            name = self.columns.get(field, field)
            nl, en = (text.format(name=name, text=said) for text, said in zip(_IN, wrong.text, strict=True))
            raise WrongCellError(Text(nl, en)) from None


@dataclass(frozen=True)
class Table:
    """How rows become Items.

    Args:
        shown: the file as the user named it.
        values: how cells are read.
        columns: the column of each field where the configuration names it.
        channel: the channel of rows that name none; None where nobody says.
        published: whether rows are posts that were posted.
        lang: the language of errors.

    """

    shown: str
    values: Values
    columns: Mapping[Field, str]
    channel: str | None
    lang: Lang
    published: bool = True

    def csv(self, stream: TextIO) -> Iterator[Item | DraftError | Notice]:
        """Read CSV with a header; comma, semicolon or tab, whichever the header has most of.

        Raises:
            Problem: when it is empty or has no column with text.

        """
        lines = Lines(self._lines(stream))
        head = next((line for line in lines if line.strip()), None)
        if head is None:
            raise Problem(_EMPTY, self.shown, 1)
        delimiter = max(";\t,", key=head.count)
        lines.give_back([head])
        rows = Rows(lines, delimiter)
        try:
            _, cells = next(rows)
        except RowError as wrong:
            raise Problem(wrong.text, self.shown, wrong.line) from None
        names = [name.strip() for name in cells]
        columns = self._columns(names)
        yield from self._unread(names, columns)
        yield from self._told(self._csv_rows(rows, names, columns))

    def jsonl(self, stream: TextIO) -> Iterator[Item | DraftError | Notice]:
        """Read an object a line; `in_reply_to` may be an object with text, from and date."""
        yield from self._told(self._json_rows(stream))

    def _lines(self, stream: TextIO) -> Iterator[str]:
        """Give the lines of a file.

        Raises:
            Problem: at a line that is longer than any row, before all of it is in memory.

        """
        for number in count(1):
            line = stream.readline(_LONGEST_LINE + 1)
            if len(line) > _LONGEST_LINE:
                raise Problem(_LONG_LINE, self.shown, number)
            if not line:
                return
            yield line

    def _csv_rows(self, rows: Rows, names: Sequence[str], columns: Mapping[Field, str]) -> Iterator[Item | DraftError]:
        while True:
            try:
                line, cells = next(rows)
            except StopIteration:
                return
            except RowError as wrong:
                yield DraftError(self.shown, wrong.text.to(self.lang), wrong.line)
                continue
            if any(cell.strip() for cell in cells):
                yield self._item_of(_Row(columns, dict(zip(names, cells, strict=False)), line))

    def _json_rows(self, stream: TextIO) -> Iterator[Item | DraftError | Notice]:
        told: set[str] = set()
        for line, text in enumerate(self._lines(stream), 1):
            if not text.strip():
                continue
            try:
                data = json.loads(text)
            except RecursionError:
                yield self._error(_TOO_DEEP, line)
                continue
            except ValueError as error:  # also of numbers with thousands of digits
                yield self._error(_NOT_JSON, line, reason=getattr(error, "msg", "9999…"))
                continue
            if not isinstance(data, dict):
                yield self._error(_NO_OBJECT, line)
                continue
            flat = _flat(data)
            try:
                columns = self._columns(list(flat))
            except Problem as problem:
                yield DraftError(self.shown, problem.text.to(self.lang), line)
                continue
            yield from self._unread([name for name in flat if name not in told], columns)
            told.update(flat)
            try:
                cells = {name: _cell(flat.get(name)) for name in columns.values()}
            except RecursionError:
                yield self._error(_TOO_DEEP, line)
                continue
            yield self._item_of(_Row(columns, cells, line))

    def _item_of(self, row: _Row) -> Item | DraftError:
        try:
            return self._item(row)
        except WrongCellError as wrong:
            return DraftError(self.shown, wrong.text.to(self.lang), row.line)

    def _item(self, row: _Row) -> Item:
        cell, values = row.cell, self.values
        asked_at = row.read("reply_date", values.moment)
        asked = Asked(cell("reply_text"), cell("reply_from"), asked_at, cell("reply_to"))
        answers = asked != Asked()
        kind = row.read("kind", lambda written: values.kind(written, answers=answers))
        when = row.read("date", lambda written: values.moment(written, cell("time")))
        channels = row.read("channel", values.channel_ids) or ((self.channel,) if self.channel else ())
        return Item(
            path=self.shown, line=row.line, id=cell("id"), kind=kind, when=when,
            channels=channels, account=cell("account"), sender=cell("sender"), topic=cell("topic"),
            text="\n\n".join(part for part in (cell("title"), cell("text")) if part), sources=parts(cell("source")),
            mentions=parts(cell("mentions")), asked=asked if answers else None, published=self.published,
        )  # fmt: skip

    def _unread(self, names: Sequence[str], columns: Mapping[Field, str]) -> Iterator[Notice]:
        """Tell of columns that are not read and look like the name of something that was not found."""
        for name in names:
            near = near_miss(name, _NAMES) if name not in columns.values() else None
            field = canonical(near, _NAMES) if near else None
            if field is not None and field not in columns:
                said = _LOOKS_LIKE.to(self.lang).format(file=self.shown, name=cut(name), near=near, field=field)
                yield Notice("unread-column", said)

    def _columns(self, names: Sequence[str]) -> dict[Field, str]:
        """Give the column of every field that there is.

        Raises:
            Problem: when there is none with text, or the configuration names one that is not there.

        """
        folded = {_fold(name): name for name in reversed(names)}
        where: dict[Field, str] = {}
        for field, usual in _NAMES.items():
            if field in self.columns:
                where[field] = self._named(field, folded, names)
            elif found := next((folded[name] for name in usual if name in folded), None):
                where[field] = found
        if "text" not in where:
            raise Problem(_with(_NO_TEXT, names=", ".join(f"«{name}»" for name in names) or "–"), self.shown, 1)
        return where

    def _named(self, field: Field, folded: Mapping[str, str], names: Sequence[str]) -> str:
        name = self.columns[field]
        if _fold(name) in folded:
            return folded[_fold(name)]
        near = {one.casefold(): one for one in names}.get(nearest(name, [one.casefold() for one in names]) or "")
        hint = _with(_NEAR, near=near) if near else Text(".", ".")
        nl = _NO_COLUMN.nl.format(name=name, field=field, near=hint.nl)
        raise Problem(Text(nl, _NO_COLUMN.en.format(name=name, field=field, near=hint.en)), self.shown, 1)

    def _error(self, text: Text, line: int, **facts: str) -> DraftError:
        said = text.to(self.lang)
        return DraftError(self.shown, said.format(**facts) if facts else said, line)

    def _told(self, rows: Iterable[Item | DraftError | Notice]) -> Iterator[Item | DraftError | Notice]:
        """Pass everything on, but of very many errors only the first and their number."""
        errors, last = 0, 0
        for row in rows:
            errors += isinstance(row, DraftError)
            if not isinstance(row, DraftError) or errors <= MOST_ERRORS:
                yield row
            else:
                last = row.line or 0
        if errors > MOST_ERRORS:
            yield self._error(_MORE, last, n=str(errors - MOST_ERRORS))


def _with(text: Text, **facts: str) -> Text:
    return Text(text.nl.format(**facts), text.en.format(**facts))


def _fold(name: str) -> str:
    return "_".join(name.strip().casefold().replace("-", " ").replace("_", " ").split())


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give nested answers by the names of their fields."""
    out = dict(data)
    asked = out.pop("in_reply_to", out.pop("antwoord_op", None))
    if isinstance(asked, dict):
        names = {"text": "reply_text", "tekst": "reply_text", "from": "reply_from", "van": "reply_from",
                 "date": "reply_date", "datum": "reply_date", "id": "reply_to"}  # fmt: skip
        out |= {names[key]: value for key, value in asked.items() if key in names}
    elif asked is not None:
        out["reply_text"] = asked
    return out


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_cell(part) for part in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
