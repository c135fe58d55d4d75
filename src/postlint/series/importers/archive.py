"""Reading out of an export, zipped or unpacked, within bounds and without writing anything to disk.

Place in the data flow: `read` hands an archive to an importer, which opens its members through an `Export`.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol
from zipfile import BadZipFile, ZipInfo

from postlint.findings import DraftError, Lang, Notice, Problem, Text
from postlint.series.item import Item

LARGEST_MEMBER = 1 << 30
LARGEST_EXPORT = 4 << 30
MOST_FILES = 500_000
"""Files in an unpacked export; pictures count."""
MOST_ERRORS = 20
"""Errors told of one file; the others are counted."""
HOPELESS = 1_000
"""Errors in one file after which the rest of it stays unread."""

_TOO_LARGE = Text(
    "dit bestand is uitgepakt groter dan {n} MB; zo'n export kent postlint niet, de rest blijft ongelezen",
    "unpacked this file is larger than {n} MB; postlint knows no such export, the rest stays unread",
)
_LOCKED = Text("dit zit achter een wachtwoord; pak de zip eerst zelf uit", "this needs a password; unpack it first")
_DAMAGED = Text(
    "dit deel van de zip is beschadigd; download de export opnieuw", "this part is damaged; download the export again"
)
_UNREADABLE = Text("niet te lezen ({reason})", "cannot be read ({reason})")
_TOO_MANY = Text("in deze map staan te veel bestanden", "this folder holds too many files")
_MORE = Text("en nog {n} plekken met een fout", "and {n} more places with a mistake")
_HOPELESS = Text(
    "meer dan {n} plekken met een fout; de rest blijft ongelezen",
    "more than {n} places with a mistake; the rest stays unread",
)
_LONGEST_NUMBER = 18
"""Digits of the number of a part; what has more is a name."""
FAULTS = (BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError, ValueError, OverflowError)
"""What `zipfile` raises for archives and members that are damaged, locked or packed in a way of their own."""

Read = Item | DraftError | Notice


class Archive(Protocol):
    """What is asked of a zip, and of a folder in its place."""

    def infolist(self) -> list[ZipInfo]:
        """Name everything in it."""

    def open(self, name: ZipInfo, /) -> IO[bytes]:
        """Open one of those."""


class Folder:
    """An unpacked export, read as a zip is.

    Only regular files that stand in the folder itself are known: links are passed over, so that nothing outside it is
    ever read.

    Args:
        root: the folder.

    Attributes:
        closed: the folders in it that may not be read.

    Raises:
        Problem: when it holds more files than any export does.

    """

    def __init__(self, root: Path) -> None:
        self._files: dict[str, Path] = {}
        self.closed: list[Path] = []
        for file in _regular_files(root, self.closed):
            self._files[file.relative_to(root).as_posix()] = file
            if len(self._files) > MOST_FILES:
                raise Problem(_TOO_MANY, str(root))

    def infolist(self) -> list[ZipInfo]:
        """Name every file, by its path within the folder."""
        infos = []
        for name, file in self._files.items():
            info = ZipInfo(name)
            info.file_size = file.stat().st_size
            infos.append(info)
        return infos

    def open(self, name: ZipInfo, /) -> IO[bytes]:
        """Open a file that was named.

        Raises:
            OSError: when it cannot be read, or was never named.

        """
        if name.filename not in self._files:
            raise FileNotFoundError(name.filename)
        return self._files[name.filename].open("rb")


def is_file(info: ZipInfo) -> bool:
    """Tell files from folders, and from what a damaged archive gives no name."""
    return bool(info.filename) and not info.is_dir()


def _regular_files(folder: Path, closed: list[Path]) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
        links = {entry for entry in entries if entry.is_symlink()}  # which needs a right of its own
    except PermissionError:
        closed.append(folder)
        return
    for entry in entries:
        if entry in links or entry.name.startswith((".", "__MACOSX")):
            continue
        if entry.is_dir():
            yield from _regular_files(entry, closed)
        elif entry.is_file():
            yield entry


class MemberError(Exception):
    """A member that cannot be read on; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass
class Export:
    """One export while it is read.

    Args:
        archive: what it is in.
        shown: the archive as the user named it.
        lang: the language of errors.
        left: bytes that may still be unpacked.

    """

    archive: Archive
    shown: str
    lang: Lang
    left: int = field(default_factory=lambda: LARGEST_EXPORT)
    _infos: list[ZipInfo] = field(default_factory=list)

    def __post_init__(self) -> None:
        infos = (info for info in self.archive.infolist() if is_file(info))
        self._infos = sorted(infos, key=lambda info: _natural(info.filename))

    def named(self, pattern: re.Pattern[str]) -> list[ZipInfo]:
        """Give the members whose whole path fits a pattern, numbered parts in the order of their numbers."""
        return [info for info in self._infos if pattern.fullmatch(info.filename)]

    def path(self, info: ZipInfo) -> str:
        """Give how a member is called in messages; a name that climbs out stays text and is never opened."""
        return f"{self.shown}/{info.filename}"

    def read(self, info: ZipInfo, parse: Callable[[IO[bytes], str], Iterable[Read]]) -> Iterator[Read]:
        """Read one member; what goes wrong halfway is an error, and what came before it stays."""
        path = self.path(info)
        try:
            with closing(self.opened(info)) as stream:
                yield from self._told(parse(stream, path), path)
        except MemberError as fault:
            yield DraftError(path, fault.text.to(self.lang))
        except Problem as problem:
            yield DraftError(problem.path or path, problem.text.to(self.lang), problem.line)

    def opened(self, info: ZipInfo) -> IO[bytes]:
        """Open a member.

        Raises:
            MemberError: when it cannot be opened.

        """
        try:
            return io.BufferedReader(_Bounded(self.archive.open(info), self))
        except FAULTS as fault:
            raise _member_error(fault, info) from None

    def _told(self, items: Iterable[Read], path: str) -> Iterator[Read]:
        errors, last = 0, None
        for item in items:
            errors += isinstance(item, DraftError)
            if not isinstance(item, DraftError) or errors <= MOST_ERRORS:
                yield item
            else:
                last = item.line
            if errors > HOPELESS:
                yield DraftError(path, _HOPELESS.to(self.lang).format(n=HOPELESS), last)
                return
        if errors > MOST_ERRORS:
            yield DraftError(path, _MORE.to(self.lang).format(n=errors - MOST_ERRORS), last)


class _Bounded(io.RawIOBase):
    """A member that stops, with a reason, where it becomes larger than any export has."""

    def __init__(self, inner: IO[bytes], export: Export) -> None:
        self.inner = inner
        self.export = export
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer.

        Raises:
            MemberError: at the bound, and where the member is damaged.

        """
        try:
            data = self.inner.read(len(buffer))
        except FAULTS as fault:
            raise _member_error(fault, None) from None
        self.taken += len(data)
        self.export.left -= len(data)
        if self.taken > LARGEST_MEMBER or self.export.left < 0:
            most = LARGEST_MEMBER if self.taken > LARGEST_MEMBER else LARGEST_EXPORT
            raise MemberError(_with(_TOO_LARGE, n=str(most >> 20)))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self.inner.close()
        super().close()


def _member_error(fault: Exception, info: ZipInfo | None) -> MemberError:
    if isinstance(fault, OSError):
        return MemberError(_with(_UNREADABLE, reason=fault.strerror or type(fault).__name__))
    if info is not None and info.flag_bits & 1:
        return MemberError(_LOCKED)
    return MemberError(_DAMAGED)


def _with(text: Text, **facts: str) -> Text:
    return Text(text.nl.format(**facts), text.en.format(**facts))


def _natural(name: str) -> tuple[object, ...]:
    stem = name.removesuffix(PurePosixPath(name).suffix)
    parts = re.split(r"(\d+)", stem)
    return tuple((0, int(part)) if part.isdecimal() and len(part) <= _LONGEST_NUMBER else (1, part) for part in parts)
