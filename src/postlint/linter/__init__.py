"""The engine: drafts in, reports out; it knows no screen."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlint.linter.linter import Linter, Outcome
    from postlint.linter.moves import DraftMoves, SentenceMoves

__all__ = ["DraftMoves", "Linter", "Outcome", "SentenceMoves"]
_HOMES = {"Linter": "linter", "Outcome": "linter", "DraftMoves": "moves", "SentenceMoves": "moves"}


def __getattr__(name: str) -> Any:
    """Import what is asked for alone: a run that the cache can answer has no time for the rest."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
