"""What judges drafts, for whoever stands between a linter and a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from postlint.findings import DraftError, DraftReport, Notice

Outcome = DraftReport | DraftError | Notice


class Judge(Protocol):
    """A linter, or what passes on what one says."""

    def check_paths(self, paths: Sequence[str], only: Callable[[Path], bool] | None = None) -> Iterable[Outcome]:
        """Judge files and folders, in the order found; only those wanted."""

    def check_stdin(self, data: bytes, filename: str | None) -> list[DraftReport]:
        """Judge one draft from bytes."""
