"""What a format may be told: language, width, colour, and how the laws are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from postlint.findings import Lang, Report, Text


@dataclass(frozen=True, slots=True)
class LawLabel:
    """How a law is called and what it weighs.

    Args:
        number: its number among the ten, where it has one.
        start: the score from which points are counted; lower than 100 for a law that is built up.

    """

    title: Text
    weight: int = 1
    number: int | None = None
    start: int = 100


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How to write a report.

    Args:
        laws: by law id, in the order of the screen.
        width: of the screen in cells.
        color: whether colour may be added to what the words already say.
        show_all: show every suggestion, not the first few of each draft.
        explain_score: print the sum behind each score.

    """

    laws: Mapping[str, LawLabel] = field(default_factory=dict)
    lang: Lang = "nl"
    width: int = 80
    color: bool = False
    show_all: bool = False
    explain_score: bool = False


class Renderer(Protocol):
    """What every format offers."""

    def __call__(self, report: Report, options: RenderOptions) -> str:
        """Give the whole report as text that ends in a newline, or nothing at all."""
