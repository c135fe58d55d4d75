"""LinkedIn's «Get a copy of your data»: what a member posted, reposted and commented.

Layout and what it cannot tell: docs/importers.md.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import IO
from urllib.parse import unquote

from postlint.findings import DraftError, Notice, Problem, Text
from postlint.series.importers import Context
from postlint.series.importers.archive import Archive, Export, Read
from postlint.series.item import Asked, Item, Moment, moment

_CHANNEL = "linkedin"
_PART = r"(?:.*/)?{name}(?:_[\w-]*)?\.csv"
_SHARES = re.compile(_PART.format(name="Shares"))
_COMMENTS = re.compile(_PART.format(name="Comments"))
_REPOSTS = re.compile(_PART.format(name="InstantReposts"))
_OTHER = re.compile(r"(?:.*/)?(?:Profile|Connections|Reactions(?:_[\w-]*)?|Rich_Media)\.csv")
_LONGEST_CELL = 1_000_000
_URN = re.compile(r"urn:li:[A-Za-z]+:\d+")
_BEFORE_NEWLINE = re.compile(r'(?<!")\n')
_AFTER_NEWLINE = re.compile(r'\n(?!")')

_NO_POSTS = Text(
    "deze export van LinkedIn heeft geen Shares.csv of Comments.csv; vraag bij LinkedIn de grote download aan "
    "(«Download a larger data archive»)",
    "this export of LinkedIn has no Shares.csv or Comments.csv; ask LinkedIn for the “larger data archive”",
)
_EMPTY = Text("dit bestand is leeg; er staan geen kolommen in", "this file is empty; it has no columns")
_NO_COLUMN = Text("de kolom «{name}» ontbreekt; er zijn: {names}", "the column “{name}” is missing; there are: {names}")
_CELLS = Text(
    "hier staan {n} cellen in plaats van {of}; de aanhalingstekens kloppen niet",
    "there are {n} cells here instead of {of}; the quotation marks are wrong",
)
_BAD = Text("deze regel is geen CSV ({reason})", "this line is no CSV ({reason})")
_NO_DATE = Text("«{cell}» is geen datum van LinkedIn", "“{cell}” is no date of LinkedIn")
_UNKNOWN = Text(
    "Een export van LinkedIn noemt geen onderwerpen, geen berichten van een bedrijfspagina en geen reacties van "
    "anderen; wat daarvan afhangt, is hiermee niet te meten.",
    "An export of LinkedIn names no topics, no posts of a company page and no reactions of others; what depends on "
    "those cannot be measured with it.",
)


class LinkedIn:
    """Reads Shares.csv, Comments.csv and InstantReposts.csv; newer exports put the member's number in the name."""

    def recognises(self, names: Sequence[str]) -> bool:
        """Tell whether a member's export is in an archive: its posts, or two other files that only it has."""
        if any(_SHARES.fullmatch(name) or _REPOSTS.fullmatch(name) for name in names):
            return True
        others = sum(_OTHER.fullmatch(name) is not None for name in names)
        return others > 1 or (others == 1 and any(_COMMENTS.fullmatch(name) for name in names))

    def items(self, archive: Archive, context: Context) -> Iterator[Read]:
        """Give posts, reposts and comments.

        Raises:
            Problem: when it holds none of the three.

        """
        export = Export(archive, context.shown, context.lang)
        rows = _Rows(context)
        tables = ((_SHARES, rows.shares), (_REPOSTS, rows.reposts), (_COMMENTS, rows.comments))
        found = [(info, parse) for pattern, parse in tables for info in export.named(pattern)]
        if not found:
            raise Problem(_NO_POSTS, context.shown)
        for info, parse in found:
            yield from export.read(info, parse)
        yield Notice("import-linkedin", _UNKNOWN.to(context.lang))


class _Rows:
    def __init__(self, context: Context) -> None:
        self.context = context

    def shares(self, stream: IO[bytes], path: str) -> Iterator[Read]:
        """Read Shares.csv: Date, ShareLink, ShareCommentary, SharedUrl, MediaUrl, Visibility."""
        for line, row in self._rows(stream, path, ("Date", "ShareLink", "ShareCommentary")):
            if isinstance(row, DraftError):
                yield row
                continue
            url = row.get("SharedUrl", "").strip()
            sources = (url,) if url else ()
            yield self._item(path, line, row, _unquoted(row["ShareCommentary"]), _id(row["ShareLink"]), sources)

    def reposts(self, stream: IO[bytes], path: str) -> Iterator[Read]:
        """Read InstantReposts.csv, reposts without a word: Date and the Link of what was reposted."""
        for line, row in self._rows(stream, path, ("Date", "Link")):
            yield row if isinstance(row, DraftError) else self._item(path, line, row, "", "", (row["Link"].strip(),))

    def comments(self, stream: IO[bytes], path: str) -> Iterator[Read]:
        """Read Comments.csv: Date, Link of the post commented on, Message; it escapes quotes with a backslash."""
        for line, row in self._rows(stream, path, ("Date", "Link", "Message"), escape="\\"):
            if isinstance(row, DraftError):
                yield row
                continue
            text, asked = row["Message"].replace('""', '"').strip(), Asked(id=_id(row["Link"]))
            yield self._item(path, line, row, text, "", asked=asked if asked.id else None, reply=True)

    def _item(
        self, path: str, line: int, row: Mapping[str, str], text: str, name: str, sources: tuple[str, ...] = (),
        *, asked: Asked | None = None, reply: bool = False,
    ) -> Item | DraftError:  # fmt: skip
        try:
            when = self._moment(row["Date"])
        except ValueError:
            return self._error(path, line, _NO_DATE, cell=row["Date"][:40])
        return Item(
            path=path, line=line, id=name, kind="reply" if reply else "post", when=when, channels=(_CHANNEL,),
            text=text, sources=sources, asked=asked, published=True,
        )  # fmt: skip

    def _moment(self, cell: str) -> Moment | None:
        """Read «2026-05-01 10:00:00», which is in UTC.

        Raises:
            ValueError: when it is no date.

        """
        written = re.sub(r"\s*(?:UTC|GMT)$", "", cell.strip())
        if not written:
            return None
        when = datetime.fromisoformat(written)
        return moment(when if when.tzinfo else when.replace(tzinfo=UTC), self.context.zone)

    def _rows(
        self, stream: IO[bytes], path: str, needed: Sequence[str], escape: str | None = None
    ) -> Iterator[tuple[int, Mapping[str, str] | DraftError]]:
        """Give the rows of a table, each with the line it begins on.

        Raises:
            Problem: when the file is empty or a column is missing.

        """
        csv.field_size_limit(_LONGEST_CELL)
        text = io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="")
        rows = csv.reader(text, escapechar=escape)
        names = [name.strip() for name in _next(rows) or []]
        if not any(names):
            raise Problem(_EMPTY, path, 1)
        if missing := next((name for name in needed if name not in names), None):
            listed = ", ".join(f"«{name}»" for name in names)[:200]
            facts = {"name": missing, "names": listed}
            raise Problem(Text(_NO_COLUMN.nl.format(**facts), _NO_COLUMN.en.format(**facts)), path, 1)
        while True:
            line = rows.line_num + 1
            try:
                cells = next(rows, None)
            except csv.Error as error:
                yield line, self._error(path, line, _BAD, reason=str(error))
                continue
            if cells is None:
                return
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(names):
                yield line, self._error(path, line, _CELLS, n=str(len(cells)), of=str(len(names)))
                continue
            yield line, dict(zip(names, cells, strict=True))

    def _error(self, path: str, line: int, text: Text, **facts: str) -> DraftError:
        return DraftError(path, text.to(self.context.lang).format(**facts), line)


def _next(rows: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error:
        return None


def _id(link: str) -> str:
    """Give the URN in the address of a post, or else the address."""
    found = _URN.search(unquote(link))
    return found[0] if found else link.strip()


def _unquoted(cell: str) -> str:
    """Take away the quotation marks that LinkedIn puts around each line of a post of several lines."""
    text = cell.replace("\r\n", "\n")
    if "\n" in text and not _BEFORE_NEWLINE.search(text) and not _AFTER_NEWLINE.search(text):
        first, *between, last = text.split("\n")
        lines = (first.removesuffix('"'), *(line.removeprefix('"').removesuffix('"') for line in between))
        text = "\n".join((*lines, last.removeprefix('"')))
    return text.replace('""', '"').strip()
