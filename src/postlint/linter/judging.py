"""What judges drafts, for whoever stands between a linter and a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from postlint.findings import DraftError, DraftReport, Notice

if TYPE_CHECKING:
    from postlint.rulebook import Rulebook

Outcome = DraftReport | DraftError | Notice


class Judge(Protocol):
    """A linter, or what passes on what one says."""

    def check_paths(self, paths: Sequence[str], only: Callable[[Path], bool] | None = None) -> Iterable[Outcome]:
        """Judge files and folders, in the order found; only those wanted."""

    def check_stdin(self, data: bytes, filename: str | None) -> list[DraftReport]:
        """Judge one draft from bytes."""


class Judging(Judge, Protocol):
    """What `postlint check` asks of the linter."""

    @property
    def book(self) -> Rulebook:
        """The rules that it judges by."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is worth knowing about the configuration."""

    @property
    def built_on(self) -> tuple[Path, ...]:
        """The files of configurations, and the folders with rules."""
