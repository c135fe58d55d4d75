"""Refuse a report in the place of a draft, before anything is judged or written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.findings import Problem, Text

if TYPE_CHECKING:
    from postlint.config import Config

_IS_DRAFT = Text(
    "het verslag zou hier je concept overschrijven; kies een andere naam voor het verslag",
    "the report would overwrite your draft here; choose another name for the report",
)


def refuse_drafts(files: Iterable[Path], paths: Sequence[str], settings: Config) -> None:
    """Refuse to write a report over what the run reads.

    Args:
        files: where reports go.
        paths: what is to be read: files, folders and globs, as the call names them.
        settings: the configuration, which may exclude what lies in folders.

    Raises:
        Problem: when one of the files is read, under whatever name.

    """
    there = [file for file in files if os.path.isfile(file)]  # noqa: PTH113 - Path raises where it may not look
    if not there:
        return
    from postlint.files import discover

    named = (Path(path) for path in paths if os.path.isfile(path))  # noqa: PTH113 - any string
    found = (one for one in discover(paths, settings.exclude, root=settings.root) if isinstance(one, Path))
    for read in (*named, *found):
        for file in there:
            if _is_same(read, file):
                raise Problem(_IS_DRAFT, str(file))


def _is_same(read: Path, file: Path) -> bool:
    try:
        return os.path.realpath(read) == os.path.realpath(file) or read.samefile(file)
    except OSError:
        return False
