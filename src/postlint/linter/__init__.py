"""The engine: drafts in, reports out; it knows no screen."""

from postlint.linter.linter import Linter, Outcome

__all__ = ["Linter", "Outcome"]
