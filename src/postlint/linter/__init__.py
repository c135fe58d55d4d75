"""The engine: drafts in, reports out; it knows no screen."""

from postlint.linter.linter import Linter, Outcome
from postlint.linter.moves import DraftMoves, SentenceMoves

__all__ = ["DraftMoves", "Linter", "Outcome", "SentenceMoves"]
