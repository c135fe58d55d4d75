"""Exports that networks give of one's own account: which there are, and what an importer must offer.

An importer is a module here with a class that fits `Importer`, and a line in `IMPORTERS`. It yields Items that are not
judged; `read` judges them, tells their errors and closes the archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from importlib import import_module
from pathlib import Path
from typing import Protocol

from postlint.findings import DraftError, Lang, Notice
from postlint.series.importers.archive import Archive, Folder
from postlint.series.item import Item

IMPORTERS: dict[str, str] = {
    "x": "postlint.series.importers.x:X",
    "meta": "postlint.series.importers.meta:Meta",
    "linkedin": "postlint.series.importers.linkedin:LinkedIn",
}
"""«module:class» by the name of the network, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an importer is told.

    Attributes:
        shown: the archive or folder as the user named it; an Item's path is `shown/member`.
        zone: where the practice is, for times without a zone.
        lang: the language of errors and notices.
        own: names and accounts of the practice, folded and without @, which are no mention of someone else.
        channel: the channel that the user says the posts are from; None where the export must tell.

    """

    shown: str
    zone: tzinfo
    lang: Lang
    own: frozenset[str] = frozenset()
    channel: str | None = None


class Importer(Protocol):
    """Reads the export of one network."""

    def recognises(self, names: Sequence[str]) -> bool:
        """Tell, from the names of what is in an archive, whether it is an export of this network."""

    def items(self, archive: Archive, context: Context) -> Iterator[Item | DraftError | Notice]:
        """Give posts, replies, thanks and reactions, one at a time; what cannot be read is an error with file and line.

        Raises:
            Problem: when nothing in the archive can be read.

        """


def importer_of(names: Sequence[str]) -> Importer | None:
    """Give the importer that knows an archive by what is in it; None where none does."""
    for target in IMPORTERS.values():
        module, _, name = target.partition(":")
        importer: Importer = getattr(import_module(module), name)()
        if importer.recognises(names):
            return importer
    return None


def unpacked(path: Path) -> tuple[Importer, Folder] | None:
    """Give an unpacked export and what reads it; None for any other folder, and for one with drafts of its own.

    Args:
        path: a folder.

    Raises:
        Problem: when it holds more files than any export does.

    """
    folder = Folder(path)
    names = [info.filename for info in folder.infolist()]
    if any("/" not in name and name.lower().endswith((".md", ".markdown")) for name in names):
        return None
    importer = importer_of(names)
    return None if importer is None else (importer, folder)
