"""Tables of posts, CSV and JSON Lines, as Items, one row at a time.

Place in the data flow: `read` opens the file and judges what comes out; every mistake is told with file and line, and
the other rows are still read.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TextIO

from postlint.findings import DraftError, Lang, Notice, Problem, Text
from postlint.rulebook.auditing import Field
from postlint.series.item import Asked, Item
from postlint.series.values import Values, WrongCellError, parts
from postlint.yamlio import nearest

MOST_ERRORS = 20
"""Errors told of one file; the others are counted."""
_LONGEST_CELL = 1_000_000
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
_NO_OBJECT = Text("hier hoort een object te staan: {…}", "an object belongs here: {…}")
_BAD_CSV = Text("deze regel is geen CSV ({reason})", "this line is no CSV ({reason})")


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
        csv.field_size_limit(_LONGEST_CELL)
        head = stream.readline()
        while head and not head.strip():
            head = stream.readline()
        if not head:
            raise Problem(_EMPTY, self.shown, 1)
        delimiter = max(";\t,", key=head.count)
        rows = csv.reader(chain([head], stream), delimiter=delimiter)
        names = [name.strip() for name in next(rows)]
        where = self._columns(names)
        yield from self._told(self._csv_rows(rows, names, where))

    def jsonl(self, stream: TextIO) -> Iterator[Item | DraftError | Notice]:
        """Read an object a line; `in_reply_to` may be an object with text, from and date."""
        yield from self._told(self._json_rows(stream))

    def _csv_rows(self, rows: Any, names: Sequence[str], where: Mapping[Field, str]) -> Iterator[Item | DraftError]:
        while True:
            line = rows.line_num + 1
            try:
                cells = next(rows, None)
            except csv.Error as error:
                yield self._error(_BAD_CSV, line, reason=str(error))
                continue
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                row = dict(zip(names, cells, strict=False))
                yield self._row({field: row.get(name, "") for field, name in where.items()}, line)

    def _json_rows(self, stream: TextIO) -> Iterator[Item | DraftError]:
        for line, text in enumerate(stream, 1):
            if not text.strip():
                continue
            try:
                data = json.loads(text)
            except (json.JSONDecodeError, RecursionError) as error:
                yield self._error(_NOT_JSON, line, reason=getattr(error, "msg", "te diep"))
                continue
            if not isinstance(data, dict):
                yield self._error(_NO_OBJECT, line)
                continue
            flat = _flat(data)
            try:
                where = self._columns(list(flat))
            except Problem as problem:
                yield DraftError(self.shown, problem.text.to(self.lang), line)
                continue
            yield self._row({field: _cell(flat.get(name)) for field, name in where.items()}, line)

    def _row(self, cells: Mapping[Field, str], line: int) -> Item | DraftError:
        try:
            return self._item(cells, line)
        except WrongCellError as wrong:
            return DraftError(self.shown, wrong.text.to(self.lang), line)

    def _item(self, cells: Mapping[Field, str], line: int) -> Item:
        def cell(field: Field) -> str:
            return cells.get(field, "").strip()

        values = self.values
        asked = Asked(cell("reply_text"), cell("reply_from"), values.moment(cell("reply_date")), cell("reply_to"))
        answers = asked != Asked()
        kind = values.kind(cell("kind"), answers=answers)
        channels = values.channel_ids(cell("channel")) or ((self.channel,) if self.channel else ())
        return Item(
            path=self.shown, line=line, id=cell("id"), kind=kind, when=values.moment(cell("date"), cell("time")),
            channels=channels, account=cell("account"), sender=cell("sender"), topic=cell("topic"),
            text="\n\n".join(part for part in (cell("title"), cell("text")) if part), sources=parts(cell("source")),
            mentions=parts(cell("mentions")), asked=asked if answers else None, published=self.published,
        )  # fmt: skip

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

    def _told(self, rows: Iterable[Item | DraftError]) -> Iterator[Item | DraftError]:
        """Pass everything on, but of very many errors only the first and their number."""
        errors, last = 0, 0
        for row in rows:
            errors += isinstance(row, DraftError)
            if isinstance(row, Item) or errors <= MOST_ERRORS:
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
