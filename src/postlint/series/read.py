"""Posts from folders, files, tables and archives, through one interface, one at a time.

Place in the data flow: the command line hands over what the user named and a Reader; `ledger` takes the Items. Nothing
is held here longer than the linter needs it.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path, PurePath
from typing import IO, TextIO
from zipfile import ZipFile, ZipInfo

from postlint.channels import Profile
from postlint.draft import TEXT_SUFFIXES, read_bytes
from postlint.draft.decode import most_bytes
from postlint.findings import DraftError, Lang, Notice, Problem, Text
from postlint.linter.desk import as_error
from postlint.rulebook.auditing import AuditSettings, zone_of
from postlint.series.drafts import Judge, item_of_draft, items_of_paths, with_judgement
from postlint.series.importers import Context, importer_of, unpacked
from postlint.series.importers.archive import FAULTS, Export, MemberError, is_file
from postlint.series.item import Item
from postlint.series.tables import Table
from postlint.series.values import Values

CSV_SUFFIXES = frozenset({".csv", ".tsv"})
JSONL_SUFFIXES = frozenset({".jsonl", ".ndjson"})
ARCHIVES = frozenset({".zip"})
_CHUNK = 1 << 20
_BAD_ZIP = Text("dit is geen zip, of hij is beschadigd", "this is no zip, or it is damaged")
_NOTHING = Text(
    "in deze zip staan geen berichten die postlint kent: geen .md, .txt, .csv of .jsonl, en geen bekende export",
    "this zip holds no posts that postlint knows: no .md, .txt, .csv or .jsonl, and no export it knows",
)
_MISSING = Text("dit bestand bestaat niet; controleer de naam.", "this file does not exist; check the name.")
_CLOSED = Text(
    "je mag deze map niet lezen; geef jezelf leesrechten",
    "you may not read this folder; give yourself read permission",
)

Read = Item | DraftError | Notice


@dataclass(frozen=True)
class Reader:
    """How a run reads.

    Args:
        judge: the linter.
        profiles: every channel by id.
        settings: what the configuration says under `audit:`.
        lang: the language of errors and notices.
        channel: the channel of rows that name none, by id.
        own: names and accounts of the practice, folded and without @.

    """

    judge: Judge
    profiles: dict[str, Profile]
    settings: AuditSettings = field(default_factory=AuditSettings)
    lang: Lang = "nl"
    channel: str | None = None
    own: frozenset[str] = frozenset()

    @property
    def zone(self) -> tzinfo:
        """Where the practice is.

        Raises:
            Problem: when the configuration names a zone that does not exist.

        """
        return zone_of(self.settings.timezone)

    @property
    def values(self) -> Values:
        """How cells are read."""
        kinds = {word.casefold(): kind for word, kind in self.settings.kinds.items()}
        channels = {word.casefold(): channel for word, channel in self.settings.channels.items()}
        return Values(self.zone, self.profiles, kinds, channels)

    def context(self, shown: str) -> Context:
        """Give what an importer is told about the export that it reads."""
        return Context(shown, self.zone, self.lang, self.own, self.channel)

    def table(self, shown: str) -> Table:
        """Give what reads the table in a file."""
        return Table(shown, self.values, self.settings.columns, self.channel, self.lang)


def read(paths: Sequence[str], reader: Reader) -> Iterator[Read]:
    """Read and judge everything that paths mean.

    Args:
        paths: folders and files with drafts, tables (.csv, .tsv, .jsonl, .ndjson), archives (.zip), unpacked exports.
        reader: how.

    Yields:
        An Item for each post; an error for what cannot be read, with file and line; a notice for what is passed over.

    """
    folders = (path for path in paths if os.path.isdir(path))  # noqa: PTH112 - Path raises where it may not look
    exports = {path: found for path in folders if (found := unpacked(Path(path)))}
    tables = CSV_SUFFIXES | JSONL_SUFFIXES | ARCHIVES
    drafts = [path for path in paths if path not in exports and _suffix(path) not in tables]
    if drafts:
        yield from items_of_paths(reader.judge, drafts, reader.zone, reader.lang)
    for path in paths:
        if path in exports:
            importer, folder = exports[path]
            yield from judge_items(importer.items(folder, reader.context(path)), reader)
            yield from (DraftError(str(closed), _CLOSED.to(reader.lang)) for closed in folder.closed)
        elif path not in drafts:
            yield from _one_file(path, reader)


def judge_items(items: Iterable[Read], reader: Reader) -> Iterator[Read]:
    """Judge Items that come from elsewhere, one at a time."""
    for item in items:
        if not isinstance(item, Item):
            yield item
            continue
        try:
            yield with_judgement(reader.judge, item, reader.lang)
        except Problem as problem:
            yield DraftError(item.path, problem.text.to(reader.lang), item.line)


def _one_file(path: str, reader: Reader) -> Iterator[Read]:
    try:
        if _suffix(path) in ARCHIVES:
            yield from _archive(path, reader)
            return
        with _opened(Path(path), path) as stream:
            yield from judge_items(_rows(stream, path, path, reader), reader)
    except Problem as problem:
        yield as_error(problem, reader.lang)


def _rows(stream: TextIO, name: str, shown: str, reader: Reader) -> Iterator[Read]:
    table = reader.table(shown)
    return table.csv(stream) if _suffix(name) in CSV_SUFFIXES else table.jsonl(stream)


def _archive(path: str, reader: Reader) -> Iterator[Read]:
    try:
        archive = ZipFile(path)
    except FileNotFoundError:
        raise Problem(_MISSING, path) from None
    except PermissionError as error:
        raise _not_read(error, path) from None
    except FAULTS:
        raise Problem(_BAD_ZIP, path) from None
    with archive:
        yield from _members(archive, path, reader)


def _members(archive: ZipFile, path: str, reader: Reader) -> Iterator[Read]:
    infos = [info for info in archive.infolist() if is_file(info) and not _is_hidden(info.filename)]
    names = [info.filename for info in infos]
    importer = importer_of(names)
    if importer is not None:
        yield from judge_items(importer.items(archive, reader.context(path)), reader)
        return
    known = [info for info in infos if _suffix(info.filename) in TEXT_SUFFIXES | CSV_SUFFIXES | JSONL_SUFFIXES]
    if not known:
        raise Problem(_NOTHING, path)
    export = Export(archive, path, reader.lang)
    for info in sorted(known, key=lambda info: info.filename):
        try:
            yield from _member(export, info, reader)
        except Problem as problem:
            yield as_error(problem, reader.lang)
        except MemberError as fault:
            yield DraftError(export.path(info), fault.text.to(reader.lang))


def _member(export: Export, info: ZipInfo, reader: Reader) -> Iterator[Read]:
    shown = export.path(info)
    if _suffix(info.filename) in TEXT_SUFFIXES:
        with closing(export.opened(info)) as data:
            draft = read_bytes(data.read(most_bytes(shown) + 1), shown, reader.lang)
        yield item_of_draft(reader.judge, draft, reader.zone)
        return
    with closing(export.opened(info)) as data:
        encoding = _encoding(data)
    with closing(export.opened(info)) as data:
        stream = io.TextIOWrapper(data, encoding, newline="", errors="replace")
        yield from judge_items(_rows(stream, info.filename, shown, reader), reader)


@contextmanager
def _opened(file: Path, shown: str) -> Iterator[TextIO]:
    """Open a table as text: UTF-8, UTF-16 with a mark, or else Windows-1252, looked at in one pass before.

    Raises:
        Problem: when it cannot be read.

    """
    try:
        with file.open("rb") as data:
            encoding = _encoding(data)
        with file.open("r", encoding=encoding, newline="", errors="replace") as stream:
            yield stream
    except FileNotFoundError:
        raise Problem(_MISSING, shown) from None
    except OSError as error:
        raise _not_read(error, shown) from None


def _not_read(error: OSError, shown: str) -> Problem:
    reason = error.strerror or type(error).__name__
    return Problem(Text(f"niet te lezen ({reason})", f"cannot be read ({reason})"), shown)


def _encoding(data: IO[bytes]) -> str:
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    first = True
    while chunk := data.read(_CHUNK):
        if first and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        first = False
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _suffix(path: str) -> str:
    return PurePath(path).suffix.lower()


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePath(name).parts)
